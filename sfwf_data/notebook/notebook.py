"""What the cells of a notebook share: its language, its parameters, its sources and its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sfwf_data.figures import use_style
from sfwf_data.loader.loading import corrections, load
from sfwf_data.notebook import outputs
from sfwf_data.notebook.cells import in_words
from sfwf_data.notebook.mistakes import counted, in_readers_words, mistakes_in, touching
from sfwf_data.notebook.parameters import settle
from sfwf_data.notebook.showing import AboutReport, show_figure
from sfwf_data.notebook.tables import Header, reconciled
from sfwf_data.words.errors import unknown
from sfwf_data.words.formats import format_day, format_number, format_pp, format_ratio, format_won
from sfwf_data.words.say import say, twin

PARAMETERS = "The values stand in the cell tagged `parameters`, or were given to Notebook(…)."
ONE_LANGUAGE = "<style>.jp-RenderedMarkdown details[lang=en]{display:none}</style>"
# The columns of tables of checks and of corrections.
CHECKED = ("check", "where", "expected", "found", "difference", "unit", "status", "source_line")
CORRECTED = ("where", "printed", "used", "kind", "reason", "evidence")


class Notebook:
    """What the cells of one notebook share.

    Parameters
    ----------
    report : str
        Id of the report, or ``latest``.
    lang : {"ko", "en"}
        Language of all that is shown.
    output_dir : str
        Where figures are saved; empty: they are only shown.
    **parameters
        The notebook's other parameters.  Divisions, goals and programs may be named in Korean or
        English; all are checked here, in one error.

    Attributes
    ----------
    as_of : Timestamp
        The reporting date; `day` is the same as a sentence names it.

    Raises
    ------
    UnknownNameError
        Values that the data does not know, each with the valid ones.
    """

    def __init__(
        self, report: str = "latest", lang: str = "ko", output_dir: str = "", **parameters: object
    ) -> None:
        self.parameters = settle({"report": report, "lang": lang, **parameters}, PARAMETERS)
        self.report, self.lang = str(self.parameters["report"]), str(self.parameters["lang"])
        self.output_dir, self.loaded = str(output_dir), list[str]()
        use_style(self.lang)
        self.figures, self.tables = list[str](), 0
        self.about = AboutReport(self.report)
        self.as_of, self.day = self.about.as_of, format_day(self.about.as_of, self.lang)
        hidden = ONE_LANGUAGE if self.lang == "ko" else ""  # nothing takes the Korean text away
        outputs.show(hidden, "", {"parameters": self.parameters, "version": outputs.version()})

    def value(self, name: str) -> Any:
        """A parameter: the id of a division, goal or program that was named."""
        if name not in self.parameters:
            raise unknown("parameter", name, self.parameters)
        return self.parameters[name]

    def load(self, name: str) -> pd.DataFrame:
        """Load a table of the notebook's report, and remember that the notebook rests on it."""
        frame = load(name, self.report)
        self.loaded.append(name)
        return frame

    def won(self, value: float, unit: str | None = None) -> str:
        """Money as text: ``92.1억원``, ``KRW 9,207 million``."""
        return format_won(value, self.lang, unit)

    def ratio(self, value: float) -> str:
        """A ratio (0–1) as text: ``65.0%``."""
        return format_ratio(value, self.lang)

    def points(self, value: float) -> str:
        """Percentage points as text: ``9.7%p``."""
        return format_pp(value, self.lang).removeprefix("+")

    def count(self, value: float) -> str:
        """A count as text: ``1,447``."""
        return format_number(value, self.lang)

    def name(self, frame: pd.DataFrame, column: str, **where: object) -> str:
        """The text of one row: ``name(divisions, "name", division_id="office-care")``."""
        for key, wanted in where.items():
            frame = frame[frame[key] == wanted]
        if frame.empty:
            wanted = ", ".join(f"{key} = {one!r}" for key, one in where.items())
            raise KeyError(f"there is no row to name {wanted}".rstrip())
        found = frame[twin(column, self.lang, frame.columns)].iloc[0]
        return str(frame[column].iloc[0] if pd.isna(found) else found)

    def names(self, frame: pd.DataFrame, column: str, key: str, ids: object) -> str:
        """The texts of several ids that are joined by ``;``; a dash where there is none."""
        if not isinstance(ids, str):
            return "-"
        return ", ".join(self.name(frame, column, **{key: one}) for one in ids.split(";"))

    def text(self, ko: str | None, en: str | None, **values: object) -> str:
        """A text in the notebook's language, its blanks filled in; the other may be left out."""
        if {"ko": ko, "en": en}[self.lang] is None:
            raise ValueError(f"the text in the notebook's language is missing: {self.lang}='…'")
        return say(self.lang, ko=ko or "", en=en or "", **values)

    def title(self, ko: str | None = None, en: str | None = None, **values: object) -> None:
        """Show and record a title that depends on the parameters; pages of it carry the title."""
        text = self.text(ko, en, **values)
        outputs.show_heading(text, self.lang, 2, {"title": text})

    def section(self, ko: str | None = None, en: str | None = None, **values: object) -> None:
        """Show and record a heading that depends on numbers or parameters."""
        text = self.text(ko, en, **values)
        outputs.show_heading(text, self.lang, 2, {"heading": {"text": text, "level": 2}})

    def say(self, ko: str | None = None, en: str | None = None, **values: object) -> None:
        """Show and record computed sentences.

        In Korean ``[은/는]`` and the like fit what stands before them.  Paragraphs are parted by
        blank lines; lines that start with ``- `` make a list.
        """
        outputs.show_text(self.text(ko, en, **values), self.lang)

    def table(
        self,
        frame: pd.DataFrame,
        ko: str | None = None,
        en: str | None = None,
        *,
        columns: Sequence[str] | None = None,
        unit: str | None = "thousand",
        names: Mapping[str, Header] | None = None,
        **values: object,
    ) -> None:
        """Show and record a numbered table with the title `ko` or `en`.

        Parameters
        ----------
        frame : DataFrame
            A text column with a twin ``*_en`` is shown in the notebook's language.
        ko, en : str
            Its title; `values` fill its blanks.
        columns : sequence of str, optional
            Which columns, and in which order; a column of notes without any is left out.
        unit : str, optional
            Unit of money: thousand won, as parts Ⅲ to Ⅴ of the report print it, so that a reader
            finds the very figure there; None chooses one by size.
        names : mapping, optional
            Column -> header, or headers in Korean and English, where the usual one does not fit.
        """
        title, self.tables = self.text(ko, en, **values), self.tables + 1
        outputs.show_table(frame, self.lang, title, self.tables, columns, unit=unit, names=names)

    def show(
        self,
        ax: Axes | Figure,
        slug: str,
        source: str | None = None,
        title: str | None = None,
        alt: str | None = None,
    ) -> None:
        """Show, save and record a figure.

        Parameters
        ----------
        ax : Axes or Figure
            What a function of `sfwf_data.figures` gave back, or any axes of your own.
        slug : str
            File name, without its ending.
        source : str, optional
            Part of the report, for the source line, as ``Ⅲ``; without it there is no such line.
        title, alt : str, optional
            For axes of your own or changed by you: what the figure says (else the axes' title),
            and what it shows to those who cannot see it.

        Raises
        ------
        ValueError
            Axes of your own without a title or without `alt`.
        """
        if self.output_dir and slug in self.figures:
            raise ValueError(f"two figures are named {slug!r}: one file would hold the other")
        line, number = self.about.source_line(source) if source else {}, len(self.figures) + 1
        given = {key: {self.lang: text} for key, text in (("title", title), ("alt", alt)) if text}
        show_figure(ax, slug, self.lang, number, self.output_dir, given, line)
        self.figures.append(slug)

    def reconcile(
        self, total: float, parts: Iterable[float], unit: str | None = None, rows: str = ""
    ) -> None:
        """Say whether parts add up to a total of the report, in `unit` as for `won`.

        `rows` names those of the table below that do, where it has other rows too.
        """
        difference = sum(int(part) for part in parts) - int(total)
        told = {"total": self.won(total, unit), "difference": self.won(difference, unit)}
        rows = rows or self.text("금액", "amounts")
        self.say(*reconciled(difference), rows=rows, **told)

    def corrections(self, *shown: object) -> pd.DataFrame:
        """Show and count the corrections that touch what is shown.

        Parameters
        ----------
        *shown : DataFrame, Series, list or str
            Frames as they are shown, or ids; without any, all corrections of the report.

        Returns
        -------
        DataFrame
            Rows of `sfwf_data.corrections()`.
        """
        found, every = touching(self.report, self.loaded, shown), corrections(self.report)
        wrong = mistakes_in(found)
        ko, en = counted(len(found), bool(shown), wrong)
        many = {"count": len(found), "of": len(every), "mistakes": wrong}
        self.say(ko, en, others=len(found) - wrong, **many)
        outputs.keep_record(corrections=many)
        if len(found):
            words = in_readers_words(found, self.report, self.lang)
            self.table(words, ko="정정 목록", en="Corrections", columns=CORRECTED)
        return found

    def checks(
        self, frame: pd.DataFrame, ko: str | None = None, en: str | None = None, **options: Any
    ) -> None:
        """Show rows of `sfwf_data.check()` with their places in words; options are of `table`."""
        places = frame[f"where_{self.lang}"]
        words = [in_words(one, self.report, self.lang) for one in places]
        shown = frame.drop(columns="where_en").assign(where=words)
        self.table(shown, ko, en, **{"columns": CHECKED} | options)

    def finish(self, **numbers: object) -> None:
        """Record the headline numbers, and show what the notebook rests on."""
        outputs.keep_record(numbers=numbers)
        outputs.show_provenance(self.report, self.loaded, self.lang)
