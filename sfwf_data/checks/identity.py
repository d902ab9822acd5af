"""One identity of a report, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

HALF = 0.05  # printed percentages have one decimal


@dataclass(frozen=True)
class Identity:
    """One identity: what is printed (`expected`), what it should equal (`found`), and how far rounding may part them.

    `exact` is the difference up to which it simply holds; `tolerance` the one that rounding or truncation explains.
    """

    check: str
    where: str
    expected: float
    found: float
    unit: str
    lines: str
    tolerance: float = 0.0
    exact: float = 0.0
    where_ko: str = ""


def judge(item: Identity) -> str:
    difference = abs(item.expected - item.found)
    if difference != difference:  # nothing to compare with, for example growth from zero
        return "unexplained"
    if difference <= item.exact + 1e-9:
        return "holds"
    return "rounding" if difference <= item.tolerance + 1e-9 else "unexplained"


def rate(
    name: str, where: str, printed: float, executed: object, revised: object, lines: str
) -> Identity:
    found = 100 * value(executed) / revised if revised else float("nan")
    return Identity(name, where, printed, found, "%", lines, tolerance=2 * HALF, exact=HALF)


def value(cell: object) -> float:
    return float("nan") if pd.isna(cell) else float(cell)


def join_lines(*cells: str) -> str:
    numbers = {int(number) for cell in cells for number in str(cell).split(";") if number}
    return ";".join(str(number) for number in sorted(numbers))
