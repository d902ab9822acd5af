"""The palette: one meaning a color, the same in every figure."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from matplotlib.colors import to_rgb

INK = "#222222"  # text, lines of reference
MUTED = "#666666"  # notes, axis text, leader lines
RULE = "#D9D9D9"  # grid
GREY = "#B5B5B5"  # what is not the subject: remainders, "all others", peers, totals of a bridge
PALE = "#CFD8E1"  # what something is measured against: a budget, a quota
MAIN = "#0B5C8F"  # the series of a figure, where no calendar judges it; spending
SOFT = "#8DB4D2"  # the same series, where the title does not speak of it
BEHIND = "#C8501E"  # below the elapsed share: nothing else is orange, pale or strong
WATCH = "#F3C7AE"  # below the elapsed share, within the tolerance
AHEAD = "#1B5A38"  # at or above the elapsed share, or its target
ENDED = "#7A7F87"  # its months are over
OVER = "#8E2C63"  # more than it is measured against: people over a quota, programs over their line
REVENUE = "#6A4C93"  # money that comes in, beside MAIN for money that goes out
UNJUDGED = "#2F3339"  # not compared with the calendar: a rate, a stock, what is paid once
# Of the unspent, what the calendar cannot judge: the rest of the year, once a year, if needed.
NOT_DUE, ONCE, RESERVE = "#DDD6C3", "#B5A585", "#82714F"
# Cells of a table: behind the calendar, not behind, not compared with it, and those of no color.
BEHIND_CELL, AHEAD_CELL, UNJUDGED_CELL, PLAIN_CELL = "#F2C4AC", "#C4DEC9", "#E4E5E8", "#FFFFFF"
# The parts of a total that have no color of their own, from the largest on.
SPENDING_PARTS = ("#0B3C5D", "#2E6F9E", "#7FADCF", "#B9D0E2", "#DBE6EF")
REVENUE_PARTS = ("#3E2A63", "#6F559F", "#B7A8D6", "#CFC5E4", "#E6E0F1")

# Lightness falls from one color to the next (L* 71 to 20), so that they also differ in grey and
# to color-blind readers.
SPARE = ("#5A9E2F", "#7A5230", "#3E7C7B")
OFFICES = {
    "office-care": "#E69F00",
    "office-equality": "#D17FAE",
    "office-spaces": "#2A9478",
    "office-work-life": "#C44E00",
    "office-research": "#00629B",
    "office-management": "#7B2D6B",
    "office-audit": "#1D2F5C",
}
HEADQUARTERS = {"hq-programs": "#D9822B", "hq-planning": "#1F4E79"}
GOALS = {"g1": "#0072B2", "g2": "#CC79A7", "g3": "#DDAA33", "g4": "#8C3212", "g5": "#22255B"}
FUNDING = {"own": "#2F4B7C", "commissioned": "#C97E14", "entrusted": "#6FB3A8"}


def division_color(division_id: object, parent_id: str | None = None) -> str:
    """Give the color of a headquarters, office or team: always the same, whatever else is drawn.

    Parameters
    ----------
    division_id : str
        One that this package has not met yet gets a color that depends on its id alone; a missing
        id is grey.
    parent_id : str, optional
        The office of a team, which gives the team its color.

    Returns
    -------
    str
        ``#RRGGBB``.
    """
    known = OFFICES | HEADQUARTERS
    for one in (division_id, parent_id):
        if isinstance(one, str) and one in known:
            return known[one]
    if not isinstance(division_id, str) or not division_id:
        return GREY
    return SPARE[zlib.crc32((parent_id or division_id).encode()) % len(SPARE)]


def goal_color(goal_id: object) -> str:
    """Give the color of a strategic goal; one that is not known is grey.

    Parameters
    ----------
    goal_id : str

    Returns
    -------
    str
        ``#RRGGBB``.
    """
    return GOALS.get(str(goal_id), GREY)


def funding_color(funding: object) -> str:
    """Give the color of a kind of funding; one that is not known is grey.

    Parameters
    ----------
    funding : {"own", "commissioned", "entrusted"}

    Returns
    -------
    str
        ``#RRGGBB``.
    """
    return FUNDING.get(str(funding), GREY)


# Column -> what gives its ids their colors.
COLOR_OF: dict[str, Callable[[object], str]] = {
    "office_id": division_color,
    "division_id": division_color,
    "goal_id": goal_color,
    "funding": funding_color,
}


def luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (
        (part / 12.92) if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
