"""What is fixed about a kind of figure, and what it asks of a frame."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from sfwf_data.figures.captions import listed, rows_in_words
from sfwf_data.figures.fit import cut_title
from sfwf_data.figures.rows import LABELS, Pair, label_column, names, subjects, told
from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.words.errors import MissingColumnError, OverlapError
from sfwf_data.words.terms import term

# What a finding gives: the sentence, or several of which the first that is short enough is said,
# and what fills their blanks; None where there is nothing to say.
Said = tuple[Pair | list[Pair], Mapping[str, object]] | None
WORDS = 12  # of an English title; a Korean one has two lines


@dataclass(frozen=True)
class Recipe:
    """What is fixed about a kind of figure."""

    draw: Callable[..., None]
    finding: Callable[..., Said]
    about: Pair | Callable[..., str]
    note: Pair | Callable[..., str] | None
    spell: Callable[..., list[str]] | None  # the parts that an alt text says
    needs: Mapping[str, str]
    value: str  # the column that the marks show; "" for none
    ascending: bool | None  # how an alt text lists the rows; None: in the order of the frame
    gaps: bool
    adds: Sequence[str] | None  # it adds rows up, those of each value of these columns apart

    def rows(self, frame: pd.DataFrame, lang: str, options: Mapping[str, Any]) -> pd.DataFrame:
        """The rows to draw: named, and none that lacks a value."""
        if "label" in options:
            label = options["label"]
            both = {"name": names(frame, lang, label), "subject": subjects(frame, lang, label)}
            frame = frame.assign(**both)
        columns = [options.get(key, key) for key in self.needs]
        return frame if self.gaps else frame.dropna(subset=columns)

    def find(self, frame: pd.DataFrame, lang: str, options: Mapping[str, Any]) -> str:
        """The finding, from those options of the drawing that it asks for."""
        rows = self.rows(frame, lang, options)
        said = None if rows.empty else self.finding(rows, lang, **asked(self.finding, options))
        if said is None:
            return term("no rows", lang)
        words, values = said
        choices = words if isinstance(words, list) else [words]
        sentences = [told(one, lang, **values) for one in choices]
        short = next(filter(partial(is_short, lang), sentences), sentences[-1])
        return short[:1].upper() + short[1:]

    def describe(self, frame: pd.DataFrame, lang: str, options: Mapping[str, Any]) -> str:
        """What kind of chart this is, and what it shows."""
        if callable(self.about):
            rows = self.rows(frame, lang, options)
            return self.about(rows, lang, **asked(self.about, options))
        return told(self.about, lang)

    def in_words(self, frame: pd.DataFrame, lang: str, options: Mapping[str, Any]) -> str:
        """What an alt text says of the rows."""
        if self.spell is None:
            column = options.get("value", self.value)
            return rows_in_words(frame, column, self.ascending, options.get("label"), lang)
        rows = self.rows(frame, lang, options)
        parts = [] if rows.empty else self.spell(rows, lang, **asked(self.spell, options))
        return listed(parts, lang)

    def remark(self, frame: pd.DataFrame, lang: str, options: Mapping[str, Any]) -> str:
        """What must not be concluded."""
        if callable(self.note):
            rows = self.rows(frame, lang, options)
            return "" if rows.empty else self.note(rows, lang, **asked(self.note, options))
        return told(self.note, lang) if self.note else ""

    def ask_columns(self, frame: pd.DataFrame, options: Mapping[str, Any]) -> None:
        """Raise an error for the first column that a figure needs and the frame does not have."""
        name = self.draw.__name__
        there = f"the frame has {', '.join(map(str, frame.columns)) or 'no columns'}"
        for key, maker in self.needs.items():
            column = options.get(key, key)
            if column not in frame.columns:
                how = f"{maker} {'makes' if maker.startswith('measures.') else 'has'} it"
                raise MissingColumnError(f"{name} needs the column {column!r}: {how}; {there}")
        label = options.get("label")
        if "label" in options and label_column(frame, label) is None:
            how = repr(label) if label else f"label=… or one of {', '.join(LABELS)}"
            raise MissingColumnError(f"{name} needs a column that names the rows: {how}; {there}")

    def ask_addable(self, frame: pd.DataFrame) -> None:
        """Raise an error where the figure adds up rows that contain each other, or of reports."""
        # A figure that adds nothing up still speaks of one report.
        asked = frame.filter(items=["report"]) if self.adds is None else frame
        try:
            refuse_overlap(asked, [one for one in self.adds or () if one in frame.columns])
        except OverlapError as error:
            raise OverlapError(f"{self.draw.__name__} cannot take these rows: {error}") from None


def asked(function: Callable[..., Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Those options that a function has parameters for."""
    wanted = inspect.signature(function).parameters
    return {key: options[key] for key in options if key in wanted}


def is_short(lang: str, title: str) -> bool:
    """True where a title is no longer than one should be."""
    return len(title.split()) <= WORDS if lang == "en" else not cut_title(title, 520)
