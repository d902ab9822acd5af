"""The names of the rows of a frame, in the language of the reader."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.say import join, twin
from sfwf_data.words.terms import term

LABELS = ("label", "item", "title", "indicator", "name", "grade")
TIES_NAMED = 3


def label_column(frame: pd.DataFrame, lang: str = "ko", label: str | None = None) -> str:
    """The column that names the rows: `label`, else the first that is there of label, item, title, indicator, name, grade.

    Raises
    ------
    KeyError
        The frame has none of them.
    """
    for column in (label,) if label else LABELS:
        if column in frame.columns:
            return twin(column, lang, frame.columns)
    raise KeyError(
        f"no column names the rows: {label or ', '.join(LABELS)} not among {', '.join(map(str, frame.columns))}"
    )


def names(frame: pd.DataFrame, lang: str = "ko", label: str | None = None) -> pd.Series:
    """The rows' names in `lang`; the Korean one where the English twin is missing."""
    column = label_column(frame, lang, label)
    found = frame[column].astype("object")
    korean = column.removesuffix("_en")
    return (found.where(found.notna(), frame[korean]) if korean in frame else found).astype(str)


def leaders(values: pd.Series, named: pd.Series, best: float, lang: str) -> str:
    """The names of all rows whose value is `best`, at most three of them written out."""
    tied = values.index[values == best]
    items = [*named[tied[:TIES_NAMED]]]
    return join(
        [*items, term("others", lang, n=len(tied) - TIES_NAMED)]
        if len(tied) > TIES_NAMED
        else items,
        lang,
    )


def is_revenue(frame: pd.DataFrame) -> bool:
    """True where all rows are of the revenue side."""
    return (
        "side" in frame.columns
        and len(frame) > 0
        and bool((frame["side"].astype(str) == "revenue").all())
    )
