"""Tables of the reports as tidy DataFrames."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from sfwf_data.errors import CorrectionError, DataError, unknown
from sfwf_data.schema import Schema, data_folder


def tables() -> list[str]:
    """The names that `load` takes.

    Returns
    -------
    list of str
        In the order of the data package: money first, then what explains it.
    """
    return Schema.packaged().tables()


def reports() -> list[str]:
    """The ids of the reports, oldest first.

    Returns
    -------
    list of str
        As-of dates, for example ``['2022-09-30']``.
    """
    return sorted(path.parent.name for path in data_folder().glob("*/reports.csv"))


def load(name: str, report: str | None = None, as_printed: bool = False) -> pd.DataFrame:
    """Load a table of the reports.

    Parameters
    ----------
    name : str
        One of `tables()`.
    report : str, optional
        One of `reports()`; all reports together, oldest first, where it is not given.
    as_printed : bool, default False
        True gives the figures just as the report prints them; else the reviewed corrections (see `corrections`)
        are applied.

    Returns
    -------
    pandas.DataFrame
        A new frame each time, one row as `describe(name)` says, `report` first and `source_line` last.  Money is
        whole won (``int64``; ``Int64`` in columns where a figure is not reported), closed vocabularies are ordered
        categories, months ``period[M]``, dates ``datetime64``.  What is not reported is missing, never zero.

    Raises
    ------
    UnknownNameError
        There is no such table or report; the message names the valid ones.  It is a `KeyError` and a `ValueError`.
    DataError
        A file breaks its schema: header, type, range, duplicated key.
    CorrectionError
        A correction no longer fits the data.

    Examples
    --------
    >>> load("programs").loc[0, ["title", "executed_krw"]].tolist()
    ['서울시민의 재택근무 실태와 정책과제', 19449000]
    """
    Schema.packaged().table(name)
    frames = [table(name, one, as_printed) for one in chosen(report)]
    return frames[0].copy() if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def chosen(report: str | None) -> list[str]:
    """The reports that are asked for; an error that names the valid ones where there is none."""
    known = reports()
    if report is None:
        if not known:
            raise DataError(f"{data_folder()} holds no report: run `sfwf ingest REPORT.txt --out data`")
        return known
    if report not in known:
        raise unknown("report", report, known)
    return [report]


def describe(name: str | None = None) -> pd.DataFrame:
    """Say what a table holds: its columns with type, unit, titles and descriptions in Korean and English.

    Parameters
    ----------
    name : str, optional
        One of `tables()`; without it, the tables themselves are described.

    Returns
    -------
    pandas.DataFrame
        One row a column (index `column`), or one row a table (index `table`).  ``attrs`` holds the table's titles,
        descriptions and primary key.
    """
    schema = Schema.packaged()
    if name is None:
        rows = [{"table": table, **texts(schema.resources[table]), "columns": len(schema.fields[table])} for table in schema.tables()]
        return pd.DataFrame(rows).set_index("table")
    resource = schema.table(name)
    rows = [
        {
            "column": field["name"], "type": field["type"], "unit": field.get("unit", ""),
            "required": field.get("constraints", {}).get("required", False), **texts(field),
        }
        for field in schema.fields[name]
    ]  # fmt: skip
    frame = pd.DataFrame(rows).set_index("column")
    frame.attrs = {**texts(resource), "primary_key": schema.key(name)}
    return frame


def texts(item: dict) -> dict:
    return {key: item.get(key, "") for key in ("title", "title_en", "description", "description_en")}


def corrections(report: str | None = None) -> pd.DataFrame:
    """List the mistakes of the reports: what is printed, what is used instead, why, and the evidence.

    Parameters
    ----------
    report : str, optional
        One of `reports()`; all together where it is not given.

    Returns
    -------
    pandas.DataFrame
        One row a mistake.  `used` is missing where the report itself does not settle what is right.
    """
    return pd.concat([review("corrections", one) for one in chosen(report)], ignore_index=True)


def review(name: str, report: str) -> pd.DataFrame:
    """A file that people wrote about a report (corrections, identities), as text."""
    path = data_folder() / report / f"{name}.csv"
    schema = Schema.packaged()
    text = read_text(path, schema.columns(name)) if path.exists() else {column: [] for column in schema.columns(name)}
    return convert(text, name, schema, path)


def table(name: str, report: str, as_printed: bool) -> pd.DataFrame:
    """One table of one report; read again only when its file, or its corrections, have changed."""
    folder = data_folder() / report
    path, corrected = folder / f"{name}.csv", folder / "corrections.csv"
    if not path.exists():
        raise DataError(f"{path} is missing: run `sfwf ingest` for report {report} again")
    return read_table(name, report, path, as_printed, stamp(path), stamp(corrected))


def stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def read_table(name: str, report: str, path: Path, as_printed: bool, *stamps: tuple[int, int]) -> pd.DataFrame:
    """Read, correct, convert and check one file (`stamps` make the cache notice a changed file)."""
    schema = Schema.packaged()
    text = read_text(path, schema.columns(name))
    corrections_path = path.with_name("corrections.csv")
    if not as_printed and corrections_path.exists():
        correct(text, name, schema, read_text(corrections_path, schema.columns("corrections")), path)
    return convert(text, name, schema, path)


def read_text(path: Path, columns: list[str]) -> dict[str, list[str]]:
    """The file as text by column, its header and the length of its rows checked.

    The csv module takes a tenth of the time of pandas on files of this size.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(f"{path} is not a readable CSV: {error}") from None
    found = rows[0] if rows else []
    if found != columns:
        missing = [column for column in columns if column not in found]
        extra = [column for column in found if column not in columns]
        parts = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"not in the schema: {', '.join(extra)}"] * bool(extra)
        raise DataError(f"{path}, line 1: wrong header ({'; '.join(parts) or 'wrong order'}); expected {','.join(columns)}")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise DataError(f"{path}, line {line}: {len(row)} cells, {len(columns)} expected")
    return {column: [row[index] for row in rows[1:]] for index, column in enumerate(columns)}


def correct(text: dict, name: str, schema: Schema, fixes: dict, path: Path) -> None:
    """Replace printed by used, in place, where the printed value still stands; fail loudly where it does not."""
    keys: list[str] | None = None
    for index, table_name in enumerate(fixes["table"]):
        if table_name != name:
            continue
        keys = keys or row_keys(text, name, schema)
        key, column, printed, used = (fixes[field][index] for field in ("key", "column", "printed", "used"))
        where = f"corrections.csv of {fixes['report'][index]}: {name}, {key!r}, {column!r}"
        if column not in text or keys.count(key) != 1:
            raise CorrectionError(f"{where} is no cell of {path}")
        row = keys.index(key)
        if text[column][row] != printed:
            raise CorrectionError(
                f"{where} should read {printed!r} but reads {text[column][row]!r}; the source has changed, so review the correction"
            )
        if used:
            text[column][row] = used


def row_keys(text: dict, name: str, schema: Schema) -> list[str]:
    """The key of each row within its report: the primary key's other columns joined by ``|``."""
    columns = [column for column in schema.key(name) if column != "report"] or ["report"]
    return ["|".join(parts) for parts in zip(*(text[column] for column in columns), strict=True)]


def convert(text: dict, name: str, schema: Schema, path: Path) -> pd.DataFrame:
    """The text as the types of the schema, each cell checked."""
    keys = list(zip(text["report"], row_keys(text, name, schema), strict=True))
    if len(set(keys)) < len(keys):
        seen: set = set()
        row = next(index for index, key in enumerate(keys) if key in seen or seen.add(key))
        raise DataError(f"{path}, line {row + 2}: the key {keys[row][1]!r} stands there a second time; keys are unique")
    return pd.DataFrame({field["name"]: column(text[field["name"]], field, path) for field in schema.fields[name]})


def column(cells: list[str], field: dict, path: Path) -> pd.api.extensions.ExtensionArray:
    """One column in the type of its field; an error that names line, column and value where a cell does not fit."""
    constraints = field.get("constraints", {})
    if constraints.get("required") and "" in cells:
        fail(path, field, cells, lambda cell: cell == "", "is empty, but the schema requires a value")
    if "enum" in constraints:
        valid = {"", *constraints["enum"]}
        fail(path, field, cells, lambda cell: cell not in valid, f"is none of {', '.join(constraints['enum'])}")
    try:
        result = CONVERTERS[field["type"]](cells, field)
    except (ValueError, KeyError):
        fail(path, field, cells, lambda cell: not fits(cell, field), f"is not of type {field['type']}")
        raise
    if "minimum" in constraints:
        fail(path, field, cells, lambda cell: cell != "" and float(cell) < constraints["minimum"], f"is below {constraints['minimum']}")
    return result


def fail(path: Path, field: dict, cells: list[str], wrong: Callable[[str], bool], why: str) -> None:
    """Raise the error for the first wrong cell, if there is one."""
    for row, cell in enumerate(cells):
        if wrong(cell):
            raise DataError(f"{path}, line {row + 2}: {field['name']} = {cell!r} {why}")


def fits(cell: str, field: dict) -> bool:
    try:
        CONVERTERS[field["type"]]([cell], field)
    except (ValueError, KeyError):
        return False
    return True


def to_string(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    present = [cell or None for cell in cells]
    if "categories" in field:
        return pd.Categorical(present, dtype=vocabulary(tuple(field["categories"])))
    return pd.array(present, dtype=TEXT)


@lru_cache(maxsize=64)
def vocabulary(categories: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(categories), ordered=True)


def to_integer(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    if "" in cells:
        return pd.array([int(cell) if cell else None for cell in cells], dtype="Int64")
    return np.array([int(cell) for cell in cells], dtype="int64")


def to_number(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    return np.array([float(cell) if cell else float("nan") for cell in cells], dtype="float64")


def to_boolean(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    known = {"true": True, "false": False, "": None}
    return pd.array([known[cell] for cell in cells], dtype="boolean" if "" in cells else "bool")


def to_date(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    return pd.to_datetime(pd.array([cell or None for cell in cells], dtype="str"), format="%Y-%m-%d")


def to_month(cells: list[str], field: dict) -> pd.api.extensions.ExtensionArray:
    # From ordinals: ten times faster than parsing each text as a Period.
    ordinals = np.array([month_ordinal(cell) if cell else MISSING for cell in cells], dtype="int64")
    return pd.PeriodIndex.from_ordinals(ordinals, freq="M")


def month_ordinal(cell: str) -> int:
    """Months since January 1970."""
    year, month = cell.split("-")
    if len(year) != 4 or not 1 <= int(month) <= 12:
        raise ValueError(cell)
    return (int(year) - 1970) * 12 + int(month) - 1


TEXT = pd.api.types.pandas_dtype("str")  # looked up once: by name it takes as long as the conversion
MISSING = np.iinfo("int64").min  # the ordinal that pandas reads as a missing period
CONVERTERS = {
    "string": to_string, "integer": to_integer, "number": to_number, "boolean": to_boolean, "date": to_date, "yearmonth": to_month,
}  # fmt: skip
