"""Whether a report adds up."""

from sfwf_data.checks.checking import check

__all__ = ["check"]


def __dir__() -> list[str]:
    return __all__
