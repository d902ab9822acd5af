"""The rows of a frame: their names in the language of the reader, and which of them lead."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.say import join, twin
from sfwf_data.words.terms import term

LABELS = ("label", "item", "title", "indicator", "name", "grade")
TIES_NAMED = 3


def label_column(frame: pd.DataFrame, label: str | None = None) -> str | None:
    """The column that names the rows: `label`, else the first of `LABELS` that is there."""
    return next((one for one in ((label,) if label else LABELS) if one in frame.columns), None)


def names(frame: pd.DataFrame, lang: str, label: str | None = None) -> pd.Series:
    """The rows' names in `lang`; the Korean one where the English twin is missing."""
    column = label_column(frame, label)
    assert column is not None, "the figure decorator has asked for it"
    found = frame[twin(column, lang, frame.columns)].astype("object")
    return found.where(found.notna(), frame[column]).astype(str)


def leaders(values: pd.Series, named: pd.Series, best: float, lang: str) -> str:
    """The names of all rows whose value is `best`, at most three of them written out."""
    tied = values.index[values == best]
    items = [*named[tied[:TIES_NAMED]]]
    if len(tied) > TIES_NAMED:
        items.append(term("others", lang, n=len(tied) - TIES_NAMED))
    return join(items, lang)


def is_revenue(frame: pd.DataFrame) -> bool:
    """True where all rows are of the revenue side."""
    sides = frame["side"].astype(str) if "side" in frame.columns else pd.Series(dtype=str)
    return len(sides) > 0 and bool((sides == "revenue").all())


def is_new(frame: pd.DataFrame) -> list[bool]:
    """Which rows are new this year; none where the frame does not say."""
    if "is_new" not in frame.columns:
        return [False] * len(frame)
    return frame["is_new"].fillna(False).astype(bool).tolist()
