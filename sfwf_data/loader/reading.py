"""One table of one report: read, corrected, converted; read again only when a file has changed."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sfwf_data.loader.converters import Cells, convert, row_keys
from sfwf_data.loader.schema import Schema, data_folder, sha256
from sfwf_data.words.errors import CorrectionError, DataError


def read_review(name: str, report: str) -> pd.DataFrame:
    """What people wrote to repair and check a report: corrections, identities."""
    schema = Schema.packaged()
    path = data_folder() / schema.file(name, report)
    return convert(read_cells(path, schema.columns(name)), name, schema, path)


def read_table(name: str, report: str, as_printed: bool) -> pd.DataFrame:
    """One table of one report, not to be changed: the next caller gets the same frame."""
    schema, data = Schema.packaged(), data_folder()
    files = (schema.file(one, report) for one in (name, "corrections", "reports"))
    stamps = tuple(stamp(data / file) for file in files)
    return read_file(name, report, data, as_printed, stamps)


def stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def read_file(
    name: str, report: str, data: Path, as_printed: bool, stamps: tuple[tuple[int, int], ...]
) -> pd.DataFrame:
    """Read, correct, convert and check one file; `stamps` make the cache notice a changed one."""
    schema = Schema.packaged()
    path = data / schema.file(name, report)
    cells = read_cells(path, schema.columns(name))
    if not as_printed:
        correct(cells, beside("corrections", report, data, stamps[1]), name, schema, path)
    frame = convert(cells, name, schema, path)
    resource = schema.resource(name)
    frame.attrs = {
        "table": name,
        "title": resource["title"],
        "title_en": resource["title_en"],
        "units": {field["name"]: field["unit"] for field in schema.fields[name] if "unit" in field},
        "report": report,
        "sha256": sha256(path),
        "citation": cite(report, data, stamps[2], schema.file(name, report)),
    }
    return frame


@lru_cache(maxsize=16)
def beside(name: str, report: str, data: Path, stamp: tuple[int, int]) -> Cells:
    """The cells that every table of a report is read with, not to be changed: read once."""
    schema = Schema.packaged()
    return read_cells(data / schema.file(name, report), schema.columns(name))


def cite(report: str, data: Path, stamp: tuple[int, int], file: str) -> str:
    """How to cite a table of a report: who said it where, as of when, and the file."""
    cells = beside("reports", report, data, stamp)
    if not cells["report"]:
        raise DataError(f"{data / Schema.packaged().file('reports', report)} holds no row")
    first = {column: values[0] for column, values in cells.items()}
    source = "{institution} ({institution_en}), {title}, {as_of} 기준".format(**first)
    return f"{source}. sfwf_data, {file}"


def read_cells(path: Path, columns: list[str]) -> Cells:
    """The cells of a CSV file by column, its header and the length of its rows checked."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        why = f"run `sfwf ingest` for report {path.parent.name} again"
        raise DataError(f"{path} is missing: {why}") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(f"{path} is not a readable CSV: {error}") from None
    header = rows.pop(0) if rows else []
    if header != columns:
        why = f"wrong header ({fault(header, columns)}); expected {','.join(columns)}"
        raise DataError(f"{path}, line 1: {why}")
    for line, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise DataError(f"{path}, line {line}: {len(row)} cells, {len(columns)} expected")
    return {column: [row[index] for row in rows] for index, column in enumerate(columns)}


def fault(header: list[str], columns: list[str]) -> str:
    """What is wrong with a header."""
    faults = {
        "missing": [column for column in columns if column not in header],
        "not in the schema": [column for column in header if column not in columns],
    }
    parts = [f"{what}: {', '.join(names)}" for what, names in faults.items() if names]
    return "; ".join(parts) or "wrong order"


def correct(cells: Cells, reviewed: Cells, name: str, schema: Schema, path: Path) -> None:
    """Replace printed by used, in place; fail loudly where the printed value no longer stands."""
    fields = ("table", "report", "key", "column", "printed", "used")
    rows = zip(*(reviewed[field] for field in fields), strict=True)
    corrections = [row[1:] for row in rows if row[0] == name]
    keys = row_keys(cells, name, schema) if corrections else []
    for report, key, column, printed, used in corrections:
        where = f"corrections.csv of {report}: {name}, {key!r}, {column!r}"
        if column not in cells or keys.count(key) != 1:
            raise CorrectionError(f"{where} is no cell of {path}")
        row = keys.index(key)
        if (stands := cells[column][row]) != printed:
            why = "the source has changed, so review the correction"
            raise CorrectionError(f"{where} should read {printed!r} but reads {stands!r}; {why}")
        if used:
            cells[column][row] = used
