"""The schema of all tables: one Frictionless ``datapackage.json`` beside the data."""

from __future__ import annotations

import copy
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from sfwf_data.words.errors import DataError, unknown

PACKAGE = Path(__file__).resolve().parent.parent
Item = dict[str, Any]  # a resource or a field


def data_folder() -> Path:
    """The data: what SFWF_DATA names, else what the package carries, else the checkout's own."""
    if named := os.environ.get("SFWF_DATA"):
        return Path(named)
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent / "data"


class Schema:
    """The descriptor of a Frictionless data package, by table.

    A resource has ``role`` ``table`` (what the report says) or ``review`` (what people wrote about
    it: corrections, identities).
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
        return [name for name, resource in self.resources.items() if resource["role"] == "table"]

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

    def title(self, name: str, column: str) -> str:
        """The Korean title of a column."""
        return next(field["title"] for field in self.fields[name] if field["name"] == column)

    def with_paths(self, reports: list[str]) -> Item:
        """The package as a dict whose resources have the files of these reports."""
        package = copy.deepcopy(self.package)
        for resource in package["resources"]:
            paths = [f"{report}/{resource['name']}.csv" for report in reports]
            resource["path"] = paths[0] if len(paths) == 1 else paths
        return package


@lru_cache(maxsize=4)
def read_schema(path: Path) -> Schema:
    """Read ``datapackage.json``; an error that names the file where it is missing or broken."""
    try:
        return Schema(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DataError(f"{path} is missing: the data folder has no schema") from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{path} is not a data package: {error}") from None
