"""Where in the tables a mistake of the report stands, and what it says there, in readers' words."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sfwf_data.loader.loading import load
from sfwf_data.loader.schema import Schema
from sfwf_data.notebook.tables import column_title
from sfwf_data.words.formats import format_number, format_won, is_missing
from sfwf_data.words.say import twin
from sfwf_data.words.terms import term


def place(table: str, key: str, column: str, report: str, lang: str = "ko") -> str:
    """Name a cell: the row's own name, its year where its key has one, and the column.

    Parameters
    ----------
    table, key, column : str
        As in `corrections()`: `key` holds the values of the table's primary key but the report,
        joined by ``|``.
    report : str
    lang : {"ko", "en"}

    Returns
    -------
    str
        ``중장년 1인가구 지원 · 집행액``; the key itself where no row has it.
    """
    names = [name for name in Schema.packaged().key(table) if name != "report"]
    parts = key.split("|")
    if table == "printed_figures":
        return place(parts[0], "|".join(parts[1:-2]), parts[-2], report, lang)
    rows = load(table, report)
    for name, part in zip(names, parts, strict=False):
        rows = rows[rows[name].astype(str) == part]
    label = next((name for name in rows.columns if f"{name}_en" in rows.columns), None)
    if rows.empty or label is None:
        return key
    row = rows.iloc[0]
    text = row[twin(label, lang, rows.columns)]
    year = f" ({row['fiscal_year']})" if "fiscal_year" in names else ""
    what = (
        "" if column == "value" else f" · {column_title(column, lang)}"
    )  # a count is named by its row
    return f"{row[label] if pd.isna(text) else text}{year}{what}"


def stated(value: object, table: str, key: str, column: str, report: str, lang: str = "ko") -> str:
    """A printed or used value as readers know it: money in thousand won, others with their unit."""
    if is_missing(value):
        return term("as printed", lang)
    if table == "printed_figures":
        parts = key.split("|")
        return stated(value, parts[0], "|".join(parts[1:-2]), parts[-2], report, lang)
    number = pd.to_numeric(pd.Series([value]), errors="coerce").iloc[0]
    rows = load(table, report)
    if pd.isna(number):
        twins = rows.loc[rows[column] == value, twin(column, lang, rows.columns)]
        return str(twins.iloc[0]) if len(twins) and pd.notna(twins.iloc[0]) else str(value)
    if column.endswith("_krw"):
        return format_won(int(number), lang, "thousand" if number % 1000 == 0 else "won")
    text = format_number(number, lang)
    if column.endswith("_pct"):
        return f"{text}%"
    if column == "value" and "activity_id" in rows.columns:
        units = rows.loc[rows["activity_id"] == key, twin("unit", lang, rows.columns)].dropna()
        unit = str(units.iloc[0]) if len(units) else ""
        return f"{text}{unit}" if lang == "ko" or unit == "%" else f"{text} {unit}".strip()
    return text


@cache
def names_of_ids(report: str, lang: str) -> dict[str, str]:
    """Id -> name of programs, goals, objectives and items of the budget."""
    found: dict[str, str] = {}
    sources = (
        ("programs", "program_id", "title"),
        ("strategy", "node_id", "name"),
        ("execution", "item_id", "item"),
        ("budget_totals", "item_id", "item"),
    )
    for table, key, label in sources:
        rows = load(table, report)
        found |= dict(
            zip(rows[key], rows[twin(label, lang, rows.columns)].fillna(rows[label]), strict=True)
        )
    return found


def in_words(where: str, report: str, lang: str = "ko") -> str:
    """The place of a check with names for its ids and columns; a sentence stays as it is.

    >>> in_words("o5-1 revised_krw", "2022-09-30")
    '지속가능 경영시스템 고도화 · 최종예산액'
    """
    known = names_of_ids(report, lang)
    words = where.replace("|", " ").split()
    if not words or not any(word in known for word in words):
        return where
    sides = {"revenue", "expenditure"}
    shown = [known.get(word) or column_title(word, lang) for word in words if word not in sides]
    if any(
        text == word and not word.isdigit()
        for text, word in zip(shown, (word for word in words if word not in sides), strict=True)
    ):
        return where
    return " · ".join(shown)
