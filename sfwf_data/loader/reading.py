"""One table of one report from its file: read, corrected, converted; read again only when a file has changed."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sfwf_data.loader.converters import convert, row_keys
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.words.errors import CorrectionError, DataError


def review(name: str, report: str) -> pd.DataFrame:
    """A file that people wrote about a report (corrections, identities), as text."""
    path = data_folder() / report / f"{name}.csv"
    schema = Schema.packaged()
    text = (
        read_text(path, schema.columns(name))
        if path.exists()
        else {column: [] for column in schema.columns(name)}
    )
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
def read_table(
    name: str, report: str, path: Path, as_printed: bool, *stamps: tuple[int, int]
) -> pd.DataFrame:
    """Read, correct, convert and check one file (`stamps` make the cache notice a changed file)."""
    schema = Schema.packaged()
    text = read_text(path, schema.columns(name))
    corrections_path = path.with_name("corrections.csv")
    if not as_printed and corrections_path.exists():
        correct(
            text, name, schema, read_text(corrections_path, schema.columns("corrections")), path
        )
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
        parts = [f"missing: {', '.join(missing)}"] * bool(missing) + [
            f"not in the schema: {', '.join(extra)}"
        ] * bool(extra)
        raise DataError(
            f"{path}, line 1: wrong header ({'; '.join(parts) or 'wrong order'}); expected {','.join(columns)}"
        )
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
        key, column, printed, used = (
            fixes[field][index] for field in ("key", "column", "printed", "used")
        )
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
