"""One identity of a report, and how it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

HALF = 0.05  # printed percentages have one decimal


@dataclass(frozen=True)
class Identity:
    """One identity: what is printed (`expected`) and what it should equal (`found`).

    `exact` is the difference up to which it simply holds; `tolerance` the one that rounding or
    truncation explains.
    """

    kind: str
    where: str
    expected: float
    found: float
    unit: str
    source_line: str
    tolerance: float = 0.0
    exact: float = 0.0
    where_ko: str = ""
    where_en: str = ""


def judge(identity: Identity) -> str:
    """``holds``, ``rounding`` or ``unexplained``."""
    difference = abs(identity.expected - identity.found)
    if pd.isna(difference):  # nothing to compare with, for example growth from zero
        return "unexplained"
    if difference <= identity.exact + 1e-9:
        return "holds"
    return "rounding" if difference <= identity.tolerance + 1e-9 else "unexplained"


def rate(kind: str, row: Any, where: str) -> Identity:
    """The printed rate of a row against its executed ÷ revised."""
    revised = value(row.revised_krw)
    found = 100 * value(row.executed_krw) / revised if revised else float("nan")
    printed = value(row.printed_pct)
    return Identity(kind, where, printed, found, "%", row.source_line, 2 * HALF, HALF)


def of_won(
    kind: str,
    where: str,
    expected: Any,
    found: Any,
    lines: str,
    tolerance: float = 0,
    exact: float = 0,
) -> Identity:
    """An identity of two amounts, which may be missing."""
    return Identity(kind, where, value(expected), value(found), "KRW", lines, tolerance, exact)


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame; a column is an attribute of a row."""
    yield from frame.itertuples()


def value(cell: Any) -> float:
    """A cell as a number, NaN where it is missing."""
    return float("nan") if pd.isna(cell) else float(cell)


def join_lines(*cells: Any) -> str:
    """Source lines of several cells as one, each number once, in order."""
    numbers = {int(number) for cell in cells for number in str(cell).split(";") if number}
    return ";".join(str(number) for number in sorted(numbers))
