"""A frame as a table for readers: words as headers with units, cells as text; and its record."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sfwf_data.loader.schema import Schema
from sfwf_data.words import formats
from sfwf_data.words.say import LANGUAGES, check_lang, twin
from sfwf_data.words.terms import CHECKS, COLUMNS, VALUES, term

RAW_UNITS = {"_krw": "won", "_ratio": "ratio", "_pct": "%", "_pp": "pp"}
SOURCES = ("source_line", "evidence")
PLAIN_NUMBERS = ("fiscal_year", "year", *SOURCES)  # numbers that name something: no commas
# What is missing in these is known: nobody reported it, judged it or wrote it down, or there is
# nothing to compare with (a new item, a line paid once).
MISSING = {"actual": "not reported", "attainment_ratio": "not reported"}
MISSING |= {"found": "does not apply", "difference": "does not apply"}
MISSING |= {"required_pace_factor": "does not apply", "required_monthly_krw": "does not apply"}
MISSING |= {"change_ratio": "does not apply", "adjustment_ratio": "does not apply"}
MISSING |= {"stage": "undecided", "role": "undecided", "start": "not given"}
Columns = Sequence[str] | None  # which ones, in which order; None: all of the frame's
Header = str | tuple[str, str]  # in one language, or in Korean and English


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
    frame: pd.DataFrame,
    lang: str = "ko",
    columns: Columns = None,
    unit: str | None = None,
    names: Mapping[str, Header] | None = None,
) -> list[ShownColumn]:
    """The columns of a frame as readers see them; `Notebook.table` says more.

    A text with a twin ``*_en`` is shown in `lang`; money in the unit that fits its largest value,
    where none is given.
    """
    pairs = shown_columns(frame, check_lang(lang), columns)
    money = [column for column, _ in pairs if column.endswith("_krw")]
    unit = unit or formats.pick_unit((value for name in money for value in frame[name]), lang)
    made = []
    for position, (column, shown) in enumerate(pairs):
        # Where there is no English twin: the proper name as it is.
        cells = list(frame[shown] if column == shown else frame[shown].fillna(frame[column]))
        kind = kind_of(column, frame[shown], position)
        text = [cell_text(cell, column, lang, unit) for cell in cells]
        values = [
            None if pd.isna(cell) else cell if kind == "number" else words
            for cell, words in zip(cells, text, strict=True)
        ]
        title = header(column, lang, unit, names or {})
        made.append(ShownColumn(column, title, by_ending(column, RAW_UNITS), kind, text, values))
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


def reconciled(difference: int) -> tuple[str, str]:
    """What is said above a table that adds up to a total of the report, or does not."""
    if difference:
        return (
            "주의: 아래 {rows}의 합은 보고서의 값 {total}[과/와] {difference}만큼 다릅니다.",
            "Note: the {rows} below differ from the report's {total} by {difference}.",
        )
    return (
        "대조: 아래 {rows}의 합은 보고서의 금액 {total}[과/와] 같습니다.",
        "Reconciled: the {rows} below add up to the report's {total}.",
    )


def shown_columns(frame: pd.DataFrame, lang: str, columns: Columns) -> list[tuple[str, str]]:
    """Pairs of columns, of the header and of the text: English twins stand in, never beside."""
    asked = list(frame.columns if columns is None else columns)
    if absent := [str(column) for column in asked if column not in frame.columns]:
        has = ", ".join(map(str, frame.columns))
        raise KeyError(f"not in the frame: {', '.join(absent)}; it has {has}")
    beside = {f"{name}_en" for name in asked}
    return [(name, twin(name, lang, frame.columns)) for name in asked if name not in beside]


def kind_of(column: str, cells: pd.Series, position: int) -> str:
    """What a column is to a reader; the first one names the rows, unless it is a number."""
    if column in SOURCES:
        return "source"
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        return "number"
    return "row" if position == 0 else "text"


def by_ending(column: str, values: Mapping[str, str]) -> str:
    """The value for what a column's name ends in; nothing for other names."""
    return next((value for ending, value in values.items() if column.endswith(ending)), "")


@functools.cache
def all_titles() -> dict[str, tuple[str, str]]:
    """Column -> its titles in Korean and English, from the data package and the terms."""
    fields = [field for table in Schema.packaged().fields.values() for field in table]
    return {field["name"]: (field["title"], field["title_en"]) for field in fields} | COLUMNS


def column_title(column: str, lang: str = "ko") -> str:
    """The header of a column: from the terms, else from the data package, else its name."""
    return all_titles().get(column, (column, column))[LANGUAGES.index(check_lang(lang))]


def header(column: str, lang: str, unit: str, names: Mapping[str, Header]) -> str:
    """The header of a column, with its unit where the name of the column says that it has one."""
    given = names.get(column) or column_title(column, lang)
    title = given if isinstance(given, str) else given[LANGUAGES.index(lang)]
    pp, money = "%p" if lang == "ko" else "pp", formats.unit_name(unit, lang)
    suffix = by_ending(column, {"_krw": money, "_ratio": "%", "_pct": "%", "_pp": pp})
    return f"{title} ({suffix})" if suffix and f"({suffix})" not in title else title


def cell_text(value: Any, column: str, lang: str, unit: str) -> str:
    """One cell as text; what is missing says so, but a remark that nobody made is not missing."""
    if formats.is_missing(value):
        return "" if column == "note" else term(MISSING.get(column, "missing"), lang)
    if pd.api.types.is_bool(value):
        return term("yes" if value else "no", lang)
    if pd.api.types.is_number(value):
        if column in PLAIN_NUMBERS:
            return str(value)
        return formats.format_value(value, column, lang, unit, bare=True)
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if column == "check" and lang == "ko":
        return CHECKS.get(str(value), str(value))
    known = VALUES.get((column, str(value)))
    return known[LANGUAGES.index(lang)] if known else str(value)
