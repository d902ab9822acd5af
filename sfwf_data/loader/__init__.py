"""CSV files of the data folder as typed frames."""

from sfwf_data.loader.loading import corrections, describe, load, reports, resolve, tables
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.loader.searching import search

__all__ = [
    "Schema",
    "corrections",
    "data_folder",
    "describe",
    "load",
    "reports",
    "resolve",
    "search",
    "tables",
]


def __dir__() -> list[str]:
    return __all__
