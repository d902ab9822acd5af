"""Write a report's tables: all of them or none."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

from sfwf_data.loader.converters import convert
from sfwf_data.loader.reading import read_cells
from sfwf_data.loader.schema import Schema
from sfwf_data.tools.ingest.text import Row
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.words.files import make_folder, staged, write_file, write_json

UNREAD_COLUMNS = ["line", "kind", "detail"]


def write_report(
    out: Path, report: str, tables: dict[str, list[Row]], unread: Unread, reviews: Path | None
) -> Path:
    """Write ``out/<report>/*.csv`` and the data package; the old files stay if anything fails.

    What people have written about this report is never changed.  Where it has not begun, it is
    taken along from the folder `reviews`, or begun without rows.
    """
    schema = Schema.packaged()
    target = out / report
    with staged(target) as folder:
        for name, rows in tables.items():
            write_csv(folder / f"{name}.csv", schema.columns(name), rows)
        write_csv(folder / "unread.csv", UNREAD_COLUMNS, in_order(unread))
        for name in tables:
            # What load would refuse is not written: a negative budget, a missing figure, a key
            # that stands twice.
            cells = read_cells(folder / f"{name}.csv", schema.columns(name))
            convert(cells, name, schema, target / f"{name}.csv")
    reports = sorted(path.parent.name for path in out.glob("*/reports.csv"))
    for one, name in itertools.product(reports, schema.resources.keys() - tables.keys()):
        standing = out / schema.file(name, one)
        if standing.exists():
            continue
        make_folder(standing.parent)
        if reviews and one == report:
            write_file(standing, (reviews / standing.name).read_bytes())
        else:
            write_csv(standing, schema.columns(name), [])
    write_json(out / "datapackage.json", schema.with_files(out, reports))
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
