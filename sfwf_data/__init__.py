"""Budget, execution and KPIs of the Seoul Foundation of Women & Family as tidy tables.

Every number leads back to a line of the report.

>>> import sfwf_data
>>> programs = sfwf_data.load("programs")
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sfwf_data.loader import corrections, describe, load, reports, search, tables
from sfwf_data.words import (
    CorrectionError,
    DataError,
    MissingColumnError,
    MissingExtraError,
    OverlapError,
    UnknownNameError,
)

__version__ = "0.2.0"

__all__ = [
    "CorrectionError",
    "DataError",
    "MissingColumnError",
    "MissingExtraError",
    "OverlapError",
    "UnknownNameError",
    "check",
    "corrections",
    "describe",
    "load",
    "measures",
    "reports",
    "search",
    "tables",
]

if TYPE_CHECKING:
    from sfwf_data import measures
    from sfwf_data.checks import check

# Doors that are opened when they are first named (who only loads a table waits for none of them),
# and what has to be installed for each.
DOORS = {"figures": "matplotlib", "notebook": "IPython", "measures": "pandas"}


def __getattr__(name: str) -> object:
    if name in DOORS:
        return import_module(f"{__name__}.{name}")
    if name == "check":
        return import_module(f"{__name__}.checks").check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    doors = {door for door, package in DOORS.items() if find_spec(package)}
    return sorted({*__all__, "__version__", *doors})
