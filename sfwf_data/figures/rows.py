"""The rows of a frame: their names in the language of the reader, and which of them lead."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.say import join, say, twin
from sfwf_data.words.terms import term

Pair = tuple[str, str]  # what is said in Korean, and in English
LABELS = ("label", "item", "title", "indicator", "name", "grade")
TIES_NAMED = 3
DIVISIONS = ("부서", "divisions")
DIVISION_UNITS = {
    "team_id": ("팀", "teams"),
    "office_id": ("실", "offices"),
    "hq_id": ("본부", "headquarters"),
}
SOURCES, ITEMS = ("수입 과목", "revenue sources"), ("과목", "items")
OBJECTIVES, PROGRAMS = ("단위과제", "objectives"), ("사업", "programs")
PROPER = "Seoul", "Hub ", "COVID"
OFFICES = "Office", "Team", "Headquarters", "Center", "Centers", "Library", "Plaza"


def told(words: Pair, lang: str, /, **values: object) -> str:
    """What a pair says in `lang`, its blanks filled in."""
    korean, english = words
    return say(lang, ko=korean, en=english, **values)


def label_column(frame: pd.DataFrame, label: str | None = None) -> str | None:
    """The column that names the rows: `label`, else the first of `LABELS` that is there."""
    return next((one for one in ((label,) if label else LABELS) if one in frame.columns), None)


def kind_of_divisions(rows: pd.DataFrame) -> Pair:
    """What the divisions are, by the column that holds their ids."""
    return next((unit for column, unit in DIVISION_UNITS.items() if column in rows), DIVISIONS)


def kind_of_rows(rows: pd.DataFrame) -> Pair:
    """What the rows are, in words."""
    if sides(rows) == {"revenue"}:
        return SOURCES
    if "program_id" in rows:
        return PROGRAMS
    if "office_id" in rows:
        return DIVISION_UNITS["office_id"]
    is_objective = "objective_id" in rows and rows["objective_id"].notna().all()
    return OBJECTIVES if is_objective else ITEMS


def names(frame: pd.DataFrame, lang: str, label: str | None = None) -> pd.Series:
    """The rows' names in `lang`; the Korean one where the English twin is missing."""
    column = label_column(frame, label)
    assert column is not None, "the figure decorator has asked for it"
    found = frame[twin(column, lang, frame.columns)].astype("object")
    return found.where(found.notna(), frame[column]).astype(str)


def subjects(frame: pd.DataFrame, lang: str, label: str | None = None) -> pd.Series:
    """The rows' names as a sentence says them: titles of programs in quotes, others in its case."""
    named, column = names(frame, lang, label), label_column(frame, label)
    if column == "title":
        return named.map("‘{}’".format if lang == "ko" else "“{}”".format)
    return named.map(lambda name: in_sentence(name, lang))


def in_sentence(name: str, lang: str) -> str:
    """A name inside a sentence: English proper names keep their capitals, offices get "the".

    What stands behind a colon (whose operating cost it is, say) is left to the row.
    """
    if lang == "ko":
        return name
    name = name.partition(": ")[0]
    words = [word for word in name.split() if len(word) > 3] or [name]
    capitals = sum(word[0].isupper() for word in words)
    if name.startswith(PROPER) or 2 * capitals > len(words) > 1 or name[1:2].isupper():
        return f"the {name}" if name.endswith(OFFICES) else name
    return name[:1].lower() + name[1:]


def report_date(frame: pd.DataFrame, lang: str) -> str:
    """The date of the one report that the rows are of; empty where they do not say."""
    reports = set(frame["report"].dropna().astype(str)) if "report" in frame else set()
    day = pd.to_datetime(reports.pop(), errors="coerce") if len(reports) == 1 else pd.NaT
    if pd.isna(day):
        return ""
    words = "{year}년 {month}월 {day}일 기준", "as of {month} {day}, {year}"
    month = day.month if lang == "ko" else day.month_name()
    return told(words, lang, year=day.year, month=month, day=day.day)


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


def new_mark(rows: pd.DataFrame, lang: str) -> list[str]:
    """What is remarked on each row: that it is new this year, or nothing."""
    new = rows.get("is_new", pd.Series(False, index=rows.index)).fillna(False).astype(bool)
    return [term("new", lang) if one else "" for one in new]


def budget_name(rows: pd.DataFrame, lang: str) -> str:
    """Revenue budget, expenditure budget, or budget where the rows do not say which."""
    if sides(rows) == {"revenue"}:
        return say(lang, ko="수입예산", en="Revenue budget")
    if sides(rows) == {"expenditure"}:
        return say(lang, ko="지출예산", en="Expenditure budget")
    return say(lang, ko="예산", en="Budget")
