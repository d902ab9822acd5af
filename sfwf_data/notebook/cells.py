"""Where in the tables a mistake of the report stands, and what it says there, in readers' words."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sfwf_data.loader.converters import row_keys
from sfwf_data.loader.loading import load, tables
from sfwf_data.loader.schema import Schema
from sfwf_data.notebook.tables import column_title
from sfwf_data.words.formats import UNITS, format_value, is_missing
from sfwf_data.words.say import twin
from sfwf_data.words.terms import COLUMNS, term

PRINTED_IN = {"budget_totals": "million"}  # the unit of Part I; the other parts have thousand won


def cell_of(table: str, key: str, column: str = "value") -> tuple[str, str, str]:
    """A cell of `corrections()`; for a figure that is printed a second time, the one it repeats."""
    if table != "printed_figures":
        return table, key, column
    first, *parts, repeated = key.split("|")
    return first, "|".join(parts), repeated


def key_parts(table: str, key: str) -> dict[str, str]:
    """Column -> value of a row's key within its report."""
    names = [name for name in Schema.packaged().key(table) if name != "report"]
    return dict(zip(names, key.split("|"), strict=False))


def place(table: str, key: str, column: str, report: str, lang: str = "ko") -> str:
    """A cell by its row's name, the year where the key has one, and its column; else the key."""
    if table not in tables():  # a figure that no table holds has its line for a key
        return term("line of report", lang, line=key)
    table, key, column = cell_of(table, key, column)
    rows, parts = load(table, report), key_parts(table, key)
    for name, part in parts.items():
        rows = rows[rows[name].astype(str) == part]
    if rows.empty:
        return key
    year = f" ({parts['fiscal_year']})" if "fiscal_year" in parts else ""
    # A count is named by its row.
    what = "" if column == "value" else f" · {own_title(table, column, lang)}"
    return f"{row_names(rows, lang).iloc[0]}{year}{what}"


def own_title(table: str, column: str, lang: str) -> str:
    """The title of a column in its own table: an end is a month of one, a day of another."""
    fields = {field["name"]: field for field in Schema.packaged().fields[table]}
    own = fields.get(column)
    if column in COLUMNS or own is None:
        return column_title(column, lang)
    return str(own["title" if lang == "ko" else "title_en"])


def row_names(rows: pd.DataFrame, lang: str) -> pd.Series:
    """What the rows are called: the first text that has an English twin."""
    label = next(name for name in rows.columns if f"{name}_en" in rows.columns)
    return rows[twin(label, lang, rows.columns)].fillna(rows[label])


def stated(value: object, table: str, key: str, column: str, report: str, lang: str = "ko") -> str:
    """A printed or used value as readers know it, with its unit; money in that of its table."""
    if is_missing(value):
        return term("as printed", lang)
    if table not in tables():
        return str(value)
    table, key, column = cell_of(table, key, column)
    number, rows = pd.to_numeric(str(value), errors="coerce"), load(table, report)
    if pd.isna(number):
        # A text as printed has no twin of its own: its row's says what it names.
        named = rows[column] == value
        named |= (
            pd.Series(row_keys(rows.astype("str"), table, Schema.packaged()), rows.index) == key
        )
        twins = rows.loc[named, twin(column, lang, rows.columns)].dropna() if lang != "ko" else []
        return str(next(iter(twins), value)).removesuffix(" 00:00:00")
    unit = PRINTED_IN.get(table, "thousand")
    text = format_value(number, column, lang, unit if number % UNITS[unit][0] == 0 else "won")
    if column == "value" and "activity_id" in rows.columns:
        units = rows.loc[rows["activity_id"] == key, twin("unit", lang, rows.columns)].dropna()
        unit = str(next(iter(units), ""))
        return f"{text}{unit}" if lang == "ko" or unit == "%" else f"{text} {unit}".strip()
    return text


@cache
def names_of_ids(report: str, lang: str) -> dict[str, str]:
    """Id -> name of programs, goals, objectives and items of the budget."""
    found: dict[str, str] = {}
    for table in ("programs", "strategy", "execution", "budget_totals"):
        rows = load(table, report)
        key = next(name for name in Schema.packaged().key(table) if name.endswith("_id"))
        found |= dict(zip(rows[key], row_names(rows, lang), strict=True))
    return found


def in_words(where: str, report: str, lang: str = "ko") -> str:
    """The place of a check with names for its ids and columns; a sentence stays as it is.

    >>> in_words("o5-1 revised_krw", "2022-09-30")
    '지속가능 경영시스템 고도화 · 최종예산액'
    """
    known, sides = names_of_ids(report, lang), ("revenue", "expenditure")
    words = [word for word in where.replace("|", " ").split() if word not in sides]
    shown = [known.get(word) or column_title(word, lang) for word in words]
    pairs = zip(words, shown, strict=True)
    if any(word == text and not word.isdigit() for word, text in pairs):
        return where
    return " · ".join(shown) if any(word in known for word in words) else where
