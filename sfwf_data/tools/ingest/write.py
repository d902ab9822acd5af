"""Write a report's tables: all of them or none."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from sfwf_data.loader.converters import convert
from sfwf_data.loader.reading import read_cells
from sfwf_data.loader.schema import Schema
from sfwf_data.tools.ingest.text import Row
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.words.files import staged, write_file, write_json

REVIEWED = ("corrections", "identities")  # written by people; ingest keeps them
UNREAD_COLUMNS = ["line", "kind", "detail"]


def write_report(out: Path, report: str, tables: dict[str, list[Row]], unread: Unread) -> Path:
    """Write ``out/<report>/*.csv`` and the data package; the old files stay if anything fails."""
    schema = Schema.packaged()
    target = out / report
    with staged(target) as folder:
        for name, rows in tables.items():
            write_csv(folder / f"{name}.csv", schema.columns(name), rows)
        write_csv(folder / "unread.csv", UNREAD_COLUMNS, in_order(unread))
        for name in REVIEWED:
            standing = target / f"{name}.csv"
            if standing.exists():
                shutil.copyfile(standing, folder / standing.name)
            else:
                write_csv(folder / standing.name, schema.columns(name), [])
        for name in tables:
            # What load would refuse is not written: a negative budget, a missing figure, a key
            # that stands twice.
            cells = read_cells(folder / f"{name}.csv", schema.columns(name))
            convert(cells, name, schema, target / f"{name}.csv")
    reports = sorted(path.parent.name for path in out.glob("*/reports.csv"))
    write_json(out / "datapackage.json", schema.with_paths(reports))
    return target


def in_order(unread: Unread) -> list[Row]:
    """The entries by line, kind and detail."""
    return sorted(unread.entries, key=lambda entry: (entry["line"], entry["kind"], entry["detail"]))


def write_csv(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Write rows as UTF-8 with a header and Unix line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row[column]) for column in columns] for row in rows)
    write_file(path, text.getvalue())


def csv_cell(value: object) -> str:
    """A value as the data package writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, ".15g") if isinstance(value, float) else str(value)
