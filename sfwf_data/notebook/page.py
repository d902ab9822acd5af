"""A notebook as a page: its prose, figures and tables, numbered, in one language, with its sources and its record."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from sfwf_data.figures import drawn, use_style
from sfwf_data.loader.loading import corrections, load
from sfwf_data.notebook.cells import in_words, place, stated
from sfwf_data.notebook.outputs import provenance, record, show_figure, show_html, show_table
from sfwf_data.notebook.parameters import check_parameters
from sfwf_data.notebook.prose import prose, read_texts
from sfwf_data.words.formats import format_pp, format_ratio, format_won
from sfwf_data.words.say import LANGUAGES, twin


class Page:
    """What the cells of one notebook share.

    Parameters
    ----------
    notebook : str
        Name of the notebook; its texts stand in ``texts/<notebook>.toml``.
    report : str
        Id of the report.
    lang : {"ko", "en"}
        Language of all that is shown.
    output_dir : str
        Where figures are saved; empty: they are only shown.
    **parameters
        The notebook's other parameters: all are checked here, in one error that names the bad value.

    Raises
    ------
    UnknownNameError
        A parameter's value is not known.
    """

    def __init__(
        self, notebook: str, *, report: str, lang: str, output_dir: str = "", **parameters: object
    ):
        check_parameters(report=report, lang=lang, **parameters)
        use_style(lang)
        self.notebook, self.report, self.lang, self.output_dir = notebook, report, lang, output_dir
        self.figures = self.tables = 0
        self.loaded: dict[str, pd.DataFrame] = {}
        self.as_of = load("reports", report)["as_of"].iloc[0]

    def load(self, name: str) -> pd.DataFrame:
        """Load a table of the page's report, and remember that the page rests on it."""
        self.loaded[name] = load(name, self.report)
        return self.loaded[name]

    def text(self, key: str, **values: object) -> str:
        """Give a text of this notebook in the page's language."""
        return prose(self.notebook, key, self.lang, **values)

    def name(self, frame: pd.DataFrame, column: str, **where: object) -> str:
        """Give one row's text in the page's language: ``name(divisions, "name", division_id="office-care")``."""
        for key, wanted in where.items():
            frame = frame[frame[key] == wanted]
        return str(frame[twin(column, self.lang, frame.columns)].iloc[0])

    def names(self, frame: pd.DataFrame, column: str, key: str, ids: object) -> str:
        """Give the texts of several ids that are joined by ``;``; a dash where there is none."""
        if not isinstance(ids, str):
            return "-"
        return ", ".join(self.name(frame, column, **{key: one}) for one in ids.split(";"))

    def won(self, value: int) -> str:
        """Money as the page writes it."""
        return format_won(value, self.lang)

    def ratio(self, value: float) -> str:
        """A ratio as the page writes it."""
        return format_ratio(value, self.lang)

    def points(self, value: float) -> str:
        """Percentage points as the page writes them."""
        return format_pp(value, self.lang).removeprefix("+")

    def title(self, key: str = "title", **values: object) -> None:
        """Show the page's title."""
        text = self.text(key, **values)
        show_html(f'<h2 lang="{self.lang}" class="sfwf-title">{html.escape(text)}</h2>', text)

    def section(self, key: str, **values: object) -> None:
        """Show a heading and, where there is one, the question that the section asks (`<key>_ask`)."""
        text = self.text(key, **values)
        show_html(f'<h3 lang="{self.lang}">{html.escape(text)}</h3>', text)
        self.prose(f"{key}_ask", **values)

    def prose(self, key: str, **values: object) -> None:
        """Show a text: paragraphs, and lists where lines start with ``- ``; under its heading, where it has one."""
        if f"{key}_title" in read_texts(self.notebook):
            title = self.text(f"{key}_title")
            show_html(f'<h3 lang="{self.lang}">{html.escape(title)}</h3>', title)
        self.say(self.text(key, **values))

    def say(self, text: str) -> None:
        """Show a computed sentence."""
        show_html(to_html(text, self.lang), text)

    def source(self, where: str) -> dict[str, str]:
        """Source line of a figure, in both languages."""
        return {
            lang: prose(self.notebook, "source", lang, as_of=f"{self.as_of:%Y-%m-%d}", where=where)
            for lang in LANGUAGES
        }

    def figure(
        self,
        plot: Callable[..., Axes],
        name: str,
        frame: pd.DataFrame,
        where: str,
        *,
        drawing: dict | None = None,
        **options: object,
    ) -> None:
        """Draw, save, show and caption a figure.

        Parameters
        ----------
        plot : function
            One of `sfwf_data.figures`.
        name : str
            File name of the figure, without its ending.
        frame : DataFrame
            What is drawn.
        where : str
            Part of the report, for the source line.
        drawing : dict, optional
            Options of the drawing alone.
        **options
            Options that the drawing and the finding share.
        """
        self.figures += 1
        source = self.source(where)
        axes = plot(frame, lang=self.lang, source=source[self.lang], **options, **(drawing or {}))
        made = drawn(axes)
        # Who works in JupyterLab does not wait for the drawing for phones.
        show_figure(
            axes,
            name,
            self.output_dir,
            texts=made.texts(source),
            lang=self.lang,
            number=self.figures,
            phone=made.for_phone() if self.output_dir else None,
        )

    def table(
        self, frame: pd.DataFrame, title: str, columns: Iterable[str], **options: object
    ) -> None:
        """Show a numbered table; `title` is a key of the notebook's texts.

        Money is in thousand won, as parts Ⅲ to Ⅴ of the report print it, so that a reader finds the very figure there.
        A column of notes without any is left out.
        """
        self.tables += 1
        shown = [column for column in columns if column != "note" or frame["note"].notna().any()]
        show_table(
            frame,
            self.lang,
            self.text(title),
            columns=shown,
            number=self.tables,
            **{"unit": "thousand", **options},
        )

    def places(self, frame: pd.DataFrame) -> list[str]:
        """Where the checks of a frame of `check()` look, in words."""
        return [
            in_words(where, self.report, self.lang)
            for where in frame["where_ko" if self.lang == "ko" else "where"]
        ]

    def reconcile(self, total: int, parts: pd.Series) -> None:
        """Show whether parts add up to a published total."""
        show = partial(format_won, lang=self.lang)
        difference = int(parts.sum()) - int(total)
        key = "reconciliation_fails" if difference else "reconciliation_holds"
        self.prose(key, total=show(total), difference=show(difference))

    def corrections(self, keys: Iterable[str] | None = None) -> pd.DataFrame:
        """Show the corrections of the tables that the page has loaded; with `keys`, only of those rows."""
        frame = corrections(self.report)
        frame = frame[frame["table"].isin(self.loaded)]
        if keys is not None:
            wanted = set(keys)
            frame = frame[[bool(wanted & set(key.split("|"))) for key in frame["key"]]]
        show_html(
            f'<h3 lang="{self.lang}">{html.escape(self.text("corrections_title"))}</h3>',
            self.text("corrections_title"),
        )
        if frame.empty:
            self.prose("corrections_none")
            return frame
        self.prose("corrections_intro")
        self.mistakes(frame, "corrections_title")
        return frame

    def mistakes(self, frame: pd.DataFrame, title: str) -> None:
        """Show rows of `corrections()` in the words of readers: which figure, as printed and as used, why, and where."""
        cells = list(zip(frame["table"].astype(str), frame["key"], frame["column"], strict=True))
        shown = frame.assign(
            where=[place(*cell, self.report, self.lang) for cell in cells],
            printed=[
                stated(value, *cell, self.report, self.lang)
                for value, cell in zip(frame["printed"], cells, strict=True)
            ],
            used=[
                stated(value, *cell, self.report, self.lang)
                for value, cell in zip(frame["used"], cells, strict=True)
            ],
            reason=frame["reason_ko" if self.lang == "ko" else "reason"],
        )
        self.table(shown, title, ["where", "printed", "used", "kind", "reason", "evidence"])

    def finish(self, **numbers: object) -> None:
        """Record the headline numbers, and show what the page rests on."""
        record(**numbers)
        provenance(self.report, self.loaded, self.lang)


def to_html(text: str, lang: str) -> str:
    """Plain text as paragraphs and lists; nothing in it can act."""
    blocks = []
    for paragraph in text.split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{html.escape(line[2:])}</li>" for line in lines)
            blocks.append(f'<ul lang="{lang}">{items}</ul>')
        else:
            blocks.append(f'<p lang="{lang}">{html.escape(" ".join(lines))}</p>')
    return "".join(blocks)
