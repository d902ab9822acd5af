"""The parameters that notebooks share: what values they may take, and where those values come from.

One place for both users: a notebook checks its parameters in the first cell that uses them, and a batch checks
all runs before any kernel starts.
"""

from __future__ import annotations

from collections.abc import Callable

from sfwf_data.loader.loading import load, reports
from sfwf_data.words.errors import unknown

ALL = "all"


def ids(table: str, column: str, report: str | None, **where: str) -> list[str]:
    frame = load(table, report)
    for name, wanted in where.items():
        frame = frame[frame[name] == wanted]
    return list(dict.fromkeys(frame[column]))


# Each parameter's values by name of the source: the source "" is every value that a notebook accepts beside ALL.
SOURCES: dict[str, dict[str, Callable[[str | None], list[str]]]] = {
    "report": {"each": lambda report: reports()},
    "lang": {"each": lambda report: ["ko", "en"]},
    "side": {"each": lambda report: ["expenditure", "revenue"]},
    "division": {
        "each": lambda report: ids("divisions", "division_id", report),
        "all-headquarters": lambda report: ids(
            "divisions", "division_id", report, kind="headquarters"
        ),
        "all-offices": lambda report: ids("divisions", "division_id", report, kind="office"),
        "all-teams": lambda report: ids("divisions", "division_id", report, kind="team"),
    },
    "goal": {"each": lambda report: ids("strategy", "node_id", report, kind="goal")},
    "program": {"each": lambda report: ids("programs", "program_id", report)},
    "funding": {"each": lambda report: ["own", "commissioned", "entrusted"]},
    "level": {"each": lambda report: ["headquarters", "office", "team"]},
}
WITH_ALL = {"division", "goal", "funding"}


def valid_values(name: str, report: str | None = None) -> list[str] | None:
    """The values that a shared parameter may take, or None for a parameter of a notebook's own."""
    if name not in SOURCES:
        return None
    values = SOURCES[name]["each"](report)
    return [ALL, *values] if name in WITH_ALL else values


def source_values(name: str, source: str, report: str | None = None) -> list[str]:
    """The values that a named source of a grid stands for, for example `all-offices` of `division`.

    Raises
    ------
    UnknownNameError
        The parameter has no sources, or none of that name.
    """
    sources = SOURCES.get(name)
    if sources is None or source not in sources:
        raise unknown(f"source of values for {name}", source, sources or [])
    return sources[source](report)


def check_parameters(**values: object) -> None:
    """Check a notebook's parameters together; one error that names the bad value and the valid ones.

    Parameters
    ----------
    **values
        Parameters by name.  Shared ones must have a valid value; whole numbers (`top_n`, `benchmark` …) must be positive.

    Raises
    ------
    UnknownNameError
        A value that the data does not know.
    ValueError
        A number below one.
    """
    if "report" in values:
        require("report", values["report"], None)
    report = values.get("report")
    for name, value in values.items():
        require(name, value, report)


def require(name: str, value: object, report: object) -> None:
    valid = valid_values(name, report if isinstance(report, str) else None)
    if valid is not None and value not in valid:
        raise unknown(name, value, valid)
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise ValueError(
            f"{name} = {value} is out of range: a whole number of at least 1 is expected"
        )
