"""Budget, execution and KPIs of the Seoul Foundation of Women & Family as tidy tables with provenance.

>>> import sfwf_data
>>> programs = sfwf_data.load("programs")
"""

from sfwf_data.checks import check
from sfwf_data.loader import corrections, describe, load, reports, tables
from sfwf_data.words import CorrectionError, DataError, UnknownNameError

__all__ = [
    "CorrectionError",
    "DataError",
    "UnknownNameError",
    "check",
    "corrections",
    "describe",
    "load",
    "reports",
    "tables",
]
