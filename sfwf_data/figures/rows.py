"""The rows of a frame: their names in the language of the reader, and which of them lead."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.say import join, say, twin
from sfwf_data.words.terms import term

Pair = tuple[str, str]  # what is said in Korean, and in English
LABELS = ("label", "item", "title", "indicator", "name", "grade")
TIES_NAMED = 3


def told(words: Pair, lang: str, /, **values: object) -> str:
    """What a pair says in `lang`, its blanks filled in."""
    korean, english = words
    return say(lang, ko=korean, en=english, **values)


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


def year_names(years: tuple[int, int] | None, lang: str) -> list[str]:
    """The previous and the current year, by their numbers where they are given."""
    if years is not None:
        return [str(year) for year in years]
    return [told(("전년도", "Previous year"), lang), told(("올해", "Current year"), lang)]


def sides(rows: pd.DataFrame) -> set[str]:
    """The sides of the account that the rows are of; none where they do not say."""
    return set(rows["side"].astype(str)) if "side" in rows.columns else set()


def new_marks(rows: pd.DataFrame, lang: str) -> list[str]:
    """What stands behind the value of each row: a remark where it is new this year."""
    new = rows.get("is_new", pd.Series(False, index=rows.index)).fillna(False).astype(bool)
    return [f"  ({term('new', lang)})" if one else "" for one in new]


def budget_name(rows: pd.DataFrame, lang: str) -> str:
    """Revenue budget, expenditure budget, or budget where the rows do not say which."""
    if sides(rows) == {"revenue"}:
        return say(lang, ko="수입예산", en="The revenue budget")
    if sides(rows) == {"expenditure"}:
        return say(lang, ko="지출예산", en="The expenditure budget")
    return say(lang, ko="예산", en="The budget")
