"""The unit of money in which a sum adds up as a reader sees it printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sfwf_data.words.formats import UNITS, format_won, pick_unit


def unit_of_sum(lang: str, *sums: Iterable[float]) -> str:
    """The unit for amounts that a sentence adds up: rounded amounts seldom do.

    Parameters
    ----------
    lang : {"ko", "en"}
    *sums : iterable of float
        Whole won: a total and then its parts, those with a minus that are taken off.

    Returns
    -------
    str
        The first unit, from that which suits the smallest total down to the won, in which each
        total as printed is the sum of its parts as printed.
    """
    lines = [list(one) for one in sums] or [[0]]
    units = list(UNITS)
    first = max(units.index(pick_unit(line[:1], lang)) for line in lines)
    for unit in units[first:]:
        if all(adds_up(line, unit) for line in lines):
            return unit
    return units[-1]


def adds_up(line: list[float], unit: str) -> bool:
    """Whether the first amount as printed is the sum of the others as printed."""
    total, *parts = (
        Decimal(format_won(won, "ko", unit, bare=True).replace(",", "")) for won in line
    )
    return total == sum(parts)
