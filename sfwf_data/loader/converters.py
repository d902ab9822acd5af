"""Cells of a CSV file, which are text, as typed columns; each cell is checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sfwf_data.loader.schema import Schema
from sfwf_data.words.errors import DataError

Cells = dict[str, list[str]]  # the cells of a file by column
TEXT: Any = pd.api.types.pandas_dtype("str")
MISSING = np.iinfo("int64").min  # the ordinal that pandas reads as a missing period


def row_keys(cells: Cells | pd.DataFrame, name: str, schema: Schema) -> list[str]:
    """The key of each row within its report: the primary key's other columns joined by ``|``."""
    columns = [column for column in schema.key(name) if column != "report"] or ["report"]
    rows = zip(*(cells[column] for column in columns), strict=True)
    return ["|".join("" if pd.isna(part) else part for part in row) for row in rows]


def convert(cells: Cells, name: str, schema: Schema, path: Path) -> pd.DataFrame:
    """The cells in the types of the schema; an error that names file and line where one fails."""
    keys = row_keys(cells, name, schema)
    if len(set(keys)) < len(keys):
        line, key = next((n + 2, key) for n, key in enumerate(keys) if key in keys[:n])
        why = f"the key {key!r} stands there a second time; keys are unique"
        raise DataError(f"{path}, line {line}: {why}")
    fields = {field["name"]: field for field in schema.fields[name]}
    return pd.DataFrame({one: convert_column(cells[one], fields[one], path) for one in fields})


def convert_column(cells: list[str], field: dict[str, Any], path: Path) -> Any:
    """One column in the type of its field."""
    rules = field.get("constraints", {})

    def refuse(is_wrong: Callable[[str], bool], why: str) -> None:
        for line, cell in enumerate(cells, start=2):
            if is_wrong(cell):
                raise DataError(f"{path}, line {line}: {field['name']} = {cell!r} {why}")

    if rules.get("required") and "" in cells:
        refuse(lambda cell: not cell, "is empty, but the schema requires a value")
    if "enum" in rules:
        valid = {"", *rules["enum"]}
        refuse(lambda cell: cell not in valid, f"is none of {', '.join(rules['enum'])}")
    try:
        values = CONVERTERS[field["type"]](cells, field)
    except (ValueError, KeyError):
        refuse(lambda cell: not fits(cell, field), f"is not of type {field['type']}")
        raise
    if "minimum" in rules:
        least = rules["minimum"]
        refuse(lambda cell: cell != "" and float(cell) < least, f"is below {least}")
    return values


def fits(cell: str, field: dict[str, Any]) -> bool:
    """Whether a cell is of the type of its field."""
    try:
        CONVERTERS[field["type"]]([cell], field)
    except (ValueError, KeyError):
        return False
    return True


def to_string(cells: list[str], field: dict[str, Any]) -> Any:
    if "categories" in field:
        codes = {category: code for code, category in enumerate(field["categories"])} | {"": -1}
        dtype = vocabulary(tuple(field["categories"]))
        return pd.Categorical.from_codes([codes[cell] for cell in cells], dtype=dtype)
    return pd.array([cell or None for cell in cells], dtype=TEXT)


@lru_cache(maxsize=64)
def vocabulary(categories: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(categories), ordered=True)


def to_integer(cells: list[str], field: dict[str, Any]) -> Any:
    whole = np.array([int(cell) if cell else 0 for cell in cells], dtype="int64")
    if "" in cells:
        return pd.arrays.IntegerArray(whole, np.array([not cell for cell in cells]))
    return whole


def to_number(cells: list[str], field: dict[str, Any]) -> Any:
    return np.array([float(cell) if cell else float("nan") for cell in cells], dtype="float64")


def to_boolean(cells: list[str], field: dict[str, Any]) -> Any:
    known = {"true": True, "false": False, "": None}
    return pd.array([known[cell] for cell in cells], dtype="boolean" if "" in cells else "bool")


def to_date(cells: list[str], field: dict[str, Any]) -> Any:
    return pd.to_datetime(to_string(cells, {}), format="%Y-%m-%d")


def to_month(cells: list[str], field: dict[str, Any]) -> Any:
    # From ordinals: parsing each text as a Period took eight times as long.
    ordinals = np.array([month_ordinal(cell) if cell else MISSING for cell in cells], dtype="int64")
    periods: Any = pd.PeriodIndex  # the stubs do not know from_ordinals
    return periods.from_ordinals(ordinals, freq="M")


def month_ordinal(cell: str) -> int:
    """Months since January 1970."""
    year, month = cell.split("-")
    if len(year) != 4 or not 1 <= int(month) <= 12:
        raise ValueError(cell)
    return (int(year) - 1970) * 12 + int(month) - 1


CONVERTERS: dict[str, Callable[[list[str], dict[str, Any]], Any]] = {
    "string": to_string,
    "integer": to_integer,
    "number": to_number,
    "boolean": to_boolean,
    "date": to_date,
    "yearmonth": to_month,
}
