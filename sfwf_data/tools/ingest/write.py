"""Write a report's tables: all of them or none."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from pathlib import Path

from sfwf_data.loader.converters import convert
from sfwf_data.loader.reading import read_text
from sfwf_data.loader.schema import Schema
from sfwf_data.tools.ingest.errors import Unread

REVIEWED = ("corrections.csv", "identities.csv")  # written by people; ingest keeps them
UNREAD_COLUMNS = ("line", "kind", "detail")


def write_report(out: Path, report: str, tables: dict[str, list[dict]], unread: Unread) -> Path:
    """Write ``out/<report>/*.csv`` in a temporary folder beside it, then put it in place by renaming."""
    schema = Schema.packaged()
    out.mkdir(parents=True, exist_ok=True)
    target = out / report
    work = Path(tempfile.mkdtemp(prefix=f".{report}.", dir=out))
    try:
        for name, rows in tables.items():
            write_csv(work / f"{name}.csv", schema.columns(name), rows)
        entries = sorted(
            unread.entries, key=lambda entry: (entry["line"], entry["kind"], entry["detail"])
        )
        write_csv(work / "unread.csv", UNREAD_COLUMNS, entries)
        for name in REVIEWED:
            if (target / name).exists():
                shutil.copyfile(target / name, work / name)
            else:
                write_csv(work / name, schema.columns(name.removesuffix(".csv")), [])
        for name in tables:
            # What load would refuse is not written: a negative budget, a missing figure, a key that stands twice.
            convert(
                read_text(work / f"{name}.csv", schema.columns(name)),
                name,
                schema,
                target / f"{name}.csv",
            )
        work.chmod(0o755)
        swap(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    write_package(out, schema)
    return target


def swap(work: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; the old one comes back if that fails."""
    old = target.with_name(work.name + ".old")
    if target.exists():
        target.rename(old)
    try:
        work.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_csv(path: Path, columns: list[str] | tuple[str, ...], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(row[column]) for column in columns] for row in rows)


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, ".15g") if isinstance(value, float) else str(value)


def write_package(out: Path, schema: Schema) -> None:
    """Write ``datapackage.json`` with the paths of the reports that stand in `out`."""
    reports = sorted(folder.name for folder in out.iterdir() if (folder / "reports.csv").exists())
    package = schema.with_paths(reports)
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    path = out / "datapackage.json"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    handle, temporary = tempfile.mkstemp(prefix=".datapackage.", dir=out)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
