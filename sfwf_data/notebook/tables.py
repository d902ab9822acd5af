"""A frame as a table for readers: words as headers with units, cells as text; and its record."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sfwf_data.loader.schema import Schema
from sfwf_data.words.formats import (
    format_number,
    format_pp,
    format_ratio,
    format_won,
    is_missing,
    pick_unit,
    unit_name,
)
from sfwf_data.words.say import LANGUAGES, check_lang
from sfwf_data.words.terms import CHECKS, COLUMNS, VALUES, term

RAW_UNITS = {"_krw": "won", "_ratio": "ratio", "_pct": "%", "_pp": "pp"}
SOURCES = ("source_line", "evidence")
Header = str | tuple[str, str]  # in one language, or in Korean and English
PLAIN_NUMBERS = ("fiscal_year", "year", *SOURCES)  # numbers that name something: no commas
# Columns of the tables of checks and of corrections.
CHECK_COLUMNS = (
    *("check", "where", "expected", "found"),
    *("difference", "unit", "status", "source_line"),
)
MISTAKE_COLUMNS = ("where", "printed", "used", "kind", "reason", "evidence")


@dataclass(frozen=True)
class ShownColumn:
    """A column of a table as readers see it, and what stands behind it.

    `kind` is ``number``, ``text``, ``source`` (lines of the report) or ``row`` (names of the rows).
    """

    name: str
    header: str
    unit: str
    kind: str
    text: list[str]
    values: list[object]


def tabulate(
    frame: pd.DataFrame, lang: str = "ko", *, columns: Sequence[str] | None = None,
    unit: str | None = None, names: Mapping[str, Header] | None = None,
) -> list[ShownColumn]:  # fmt: skip
    """Give the columns of a frame as readers see them.

    Parameters
    ----------
    frame : DataFrame
        Text columns with a twin ``*_en`` are shown in `lang`; the twin is no column of its own.
    lang : {"ko", "en"}
    columns : sequence of str, optional
        Which columns, and in which order; all of them otherwise.
    unit : str, optional
        Unit of money for all columns in ``_krw``; chosen from the largest value otherwise.
    names : mapping, optional
        Column -> header in `lang`, or in Korean and English, where the usual one does not fit.

    Raises
    ------
    KeyError
        A column asked for is not in the frame.
    """
    pairs = shown_columns(frame, check_lang(lang), columns)
    money = [column for column, _ in pairs if column.endswith("_krw")]
    unit = unit or pick_unit((value for column in money for value in frame[column]), lang)
    made = []
    for position, (column, shown) in enumerate(pairs):
        cells = list(frame[shown])
        if column != shown:  # no English twin: the proper name as it is
            cells = [
                own if pd.isna(twin) else twin
                for twin, own in zip(cells, frame[column], strict=True)
            ]
        kind = kind_of(column, frame[shown], position)
        text = [cell_text(cell, column, lang, unit) for cell in cells]
        values = [
            None if pd.isna(cell) else cell if kind == "number" else words
            for cell, words in zip(cells, text, strict=True)
        ]
        raw = next((raw for ending, raw in RAW_UNITS.items() if column.endswith(ending)), "")
        title = header(column, lang, unit, names)
        made.append(ShownColumn(column, title, raw, kind, text, values))
    return made


def table_record(columns: Sequence[ShownColumn], title: str, number: int) -> dict[str, object]:
    """The record of a table: what a page needs to build it again, and its raw values."""
    about = ("name", "header", "unit", "kind")
    return {
        "number": number,
        "title": title,
        "columns": [{key: getattr(column, key) for key in about} for column in columns],
        "text": [list(row) for row in zip(*(column.text for column in columns), strict=True)],
        "values": [list(row) for row in zip(*(column.values for column in columns), strict=True)],
    }


def shown_columns(
    frame: pd.DataFrame, lang: str, columns: Sequence[str] | None
) -> list[tuple[str, str]]:
    """Pairs of columns, of the header and of the text: English twins stand in, never beside.

    Raises
    ------
    KeyError
        A column asked for is not in the frame.
    """
    asked = list(columns) if columns is not None else list(frame.columns)
    absent = [column for column in asked if column not in frame.columns]
    if absent:
        raise KeyError(
            f"not in the frame: {', '.join(map(str, absent))}; "
            f"it has {', '.join(map(str, frame.columns))}"
        )
    twins = {
        column
        for column in frame.columns
        if column.endswith("_en") and column.removesuffix("_en") in frame.columns
    }
    kept = [name for name in asked if name not in twins or name.removesuffix("_en") not in asked]
    return [
        (name, f"{name}_en" if lang == "en" and f"{name}_en" in twins else name) for name in kept
    ]


def kind_of(column: str, cells: pd.Series, position: int) -> str:
    """What a column is to a reader; the first one names the rows, unless it is a number."""
    if column in SOURCES:
        return "source"
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        return "number"
    return "row" if position == 0 else "text"


@functools.cache
def schema_titles() -> dict[str, tuple[str, str]]:
    """Column -> its titles in Korean and English, from the data package."""
    fields = [field for table in Schema.packaged().fields.values() for field in table]
    return {
        field["name"]: (field.get("title", field["name"]), field.get("title_en", field["name"]))
        for field in fields
    }


def column_title(column: str, lang: str = "ko") -> str:
    """The header of a column: from the terms, else from the data package, else its name."""
    titles = COLUMNS.get(column) or schema_titles().get(column)
    return titles[LANGUAGES.index(check_lang(lang))] if titles else column


def header(column: str, lang: str, unit: str, names: Mapping[str, Header] | None) -> str:
    """The header of a column, with its unit where the name of the column says that it has one."""
    given = (names or {}).get(column) or column_title(column, lang)
    title = given if isinstance(given, str) else given[LANGUAGES.index(lang)]
    units = {
        "_krw": unit_name(unit, lang),
        "_ratio": "%",
        "_pct": "%",
        "_pp": "%p" if lang == "ko" else "pp",
    }
    suffix = next((text for ending, text in units.items() if column.endswith(ending)), "")
    return f"{title} ({suffix})" if suffix and f"({suffix})" not in title else title


def cell_text(value: Any, column: str, lang: str, unit: str) -> str:
    """One cell as text; what is missing says so, but a remark that nobody made is not missing."""
    if is_missing(value):
        return "" if column == "note" else term("missing", lang)
    if column.endswith("_krw"):
        return format_won(value, lang, unit, bare=True)
    if column.endswith("_ratio"):
        return format_ratio(value, lang).removesuffix("%")
    if column.endswith("_pp"):
        return format_pp(value, lang).removesuffix("%p").removesuffix(" pp")
    if pd.api.types.is_bool(value):
        return term("yes" if value else "no", lang)
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        return str(value) if column in PLAIN_NUMBERS else format_number(value, lang)
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if column == "check" and lang == "ko":
        return CHECKS.get(str(value), str(value))
    known = VALUES.get((column, str(value)))
    return known[LANGUAGES.index(lang)] if known else str(value)
