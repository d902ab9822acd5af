"""The schema of all tables: one Frictionless ``datapackage.json`` beside the data."""

from __future__ import annotations

import copy
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from sfwf_data.words.errors import DataError, unknown

REVIEWS = "reviews"  # the folder beside those of the reports that people write
PACKAGE = Path(__file__).resolve().parent.parent
# What an installed package carries, else the checkout's own.
OWN_DATA = PACKAGE / "data" if (PACKAGE / "data").is_dir() else PACKAGE.parent / "data"
Item = dict[str, Any]  # a resource or a field


def data_folder() -> Path:
    """The data: what SFWF_DATA names, else the package's own."""
    named = os.environ.get("SFWF_DATA")
    return Path(named) if named else OWN_DATA


class Schema:
    """The descriptor of a Frictionless data package, by table.

    A resource has ``role`` ``table`` (what ingest reads from the report), ``relation`` (a table
    that people have written, because the report leaves it to its reader) or ``review`` (what
    repairs and checks them: corrections, identities, outputs).
    """

    def __init__(self, package: dict[str, Any]):
        self.package = package
        self.resources: dict[str, Item] = {item["name"]: item for item in package["resources"]}
        self.fields: dict[str, list[dict[str, Any]]] = {
            name: item["schema"]["fields"] for name, item in self.resources.items()
        }

    @staticmethod
    def packaged() -> Schema:
        """The schema that lies beside the data."""
        return read_schema(data_folder() / "datapackage.json")

    def tables(self) -> list[str]:
        """The names of the tables, in the order of the data package."""
        return [name for name, resource in self.resources.items() if resource["role"] != "review"]

    def file(self, name: str, report: str) -> str:
        """The path of a table of a report in the data folder."""
        is_read = self.resources[name]["role"] == "table"
        return f"{report}/{name}.csv" if is_read else f"{REVIEWS}/{report}/{name}.csv"

    def resource(self, name: str) -> dict[str, Any]:
        """The resource of a table; an error that names the valid tables where there is none."""
        if not isinstance(name, str):
            kind = type(name).__name__
            raise TypeError(f"a table's name is expected, for example 'programs', not a {kind}")
        if name not in self.tables():
            raise unknown("table", name, self.tables())
        return self.resources[name]

    def columns(self, name: str) -> list[str]:
        """The names of a table's columns, in their order."""
        return [field["name"] for field in self.fields[name]]

    def key(self, name: str) -> list[str]:
        """The columns of a table's primary key."""
        return list(self.resources[name]["schema"]["primaryKey"])

    def title(self, name: str, column: str, which: str = "title") -> str:
        """The Korean title of a column, or its English one (``title_en``)."""
        return next(field[which] for field in self.fields[name] if field["name"] == column)

    def with_files(self, data: Path, reports: list[str]) -> Item:
        """The package as a dict whose resources have the files of these reports.

        One file has its checksum as Frictionless tools verify it (``hash``); several, which they
        cannot, have theirs by path (``hashes``).
        """
        package = copy.deepcopy(self.package)
        for resource in package["resources"]:
            files = [self.file(resource["name"], report) for report in reports]
            digests = {file: f"sha256:{sha256(data / file)}" for file in files}
            for key in ("hash", "hashes"):
                resource.pop(key, None)
            if len(files) == 1:
                resource["path"], resource["hash"] = files[0], digests[files[0]]
            else:
                resource |= {"path": files, "hashes": digests}
        return package


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=4)
def read_schema(path: Path) -> Schema:
    """Read ``datapackage.json``; an error that names the file where it is missing or broken."""
    try:
        return Schema(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DataError(f"{path} is missing: the data folder has no schema") from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{path} is not a data package: {error}") from None
