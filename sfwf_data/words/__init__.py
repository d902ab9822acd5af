"""Every word and number that a person reads, and what all rooms share."""

from sfwf_data.words.errors import (
    CorrectionError,
    DataError,
    FileError,
    IngestError,
    MissingColumnError,
    MissingExtraError,
    OverlapError,
    SiteError,
    UnknownNameError,
)
from sfwf_data.words.say import LANGUAGES, join, say

__all__ = [
    "LANGUAGES",
    "CorrectionError",
    "DataError",
    "FileError",
    "IngestError",
    "MissingColumnError",
    "MissingExtraError",
    "OverlapError",
    "SiteError",
    "UnknownNameError",
    "join",
    "say",
]


def __dir__() -> list[str]:
    return __all__
