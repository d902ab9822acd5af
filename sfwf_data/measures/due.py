"""The gap taken apart: not yet due, paid once, held in reserve, behind or ahead of the calendar."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.execution import elapsed_of_rows
from sfwf_data.measures.ratios import need, numbers, summed, whole
from sfwf_data.measures.timings import known_timing

PARTS = ("not_due_krw", "once_krw", "reserve_krw", "behind_krw", "ahead_krw", "net_behind_krw")


def gap_parts(lines: pd.DataFrame, as_of: str | pd.Timestamp | float) -> pd.DataFrame:
    """Take the gap of each line apart: what the calendar explains, and what it does not.

    On lines of the timing ``even``:

    - due_krw = revised × **share of time gone by**, rounded to the won: what spending in equal
      parts over the year would have come to.  It is a yardstick; the report has no plan;
    - not_due_krw = revised - due;
    - behind_krw = max(due - executed, 0), ahead_krw = max(executed - due, 0);
    - net_behind_krw = behind - ahead = due - executed.

    On lines of ``once`` (paid or collected in one sum) and ``reserve`` (only if needed) the
    calendar says nothing: the whole gap is once_krw or reserve_krw, and due_krw is 0.

    gap = not due + once + reserve + net behind, to the won, in each line and so in any sum: only
    due_krw is rounded, and the others are differences.  The net is therefore the same at each
    grain, but for at most half a won a line; behind and ahead are not, for they cancel out where
    lines are added first: name the grain beside them.

    A revised budget of 0 has nothing due.  A missing amount, or months that are missing, leave
    gap and parts of the line missing.  In the first days of the year next to nothing is due, and
    what has been spent is ahead.

    Parameters
    ----------
    lines : DataFrame
        `revised_krw`, `executed_krw` in whole won and `timing`, such as
        ``measures.leaves(execution)``; with `start` and `end` (months) the time is each row's own.
        Programs have no timing of their own: ``programs.assign(timing="even")``.
    as_of : date, or float
        The date of the figures; or the share of the year gone by, 0.0 to 1.0.

    Returns
    -------
    DataFrame
        The same rows and order with `gap_krw`, `due_krw`, `not_due_krw`, `once_krw`, `reserve_krw`,
        `behind_krw`, `ahead_krw`, `net_behind_krw`; whole won.

    Raises
    ------
    ValueError
        A line has no timing; the message names it and says what to do.
    UnknownNameError
        A timing is none of even, once, reserve.

    Examples
    --------
    Revised 365, executed 200 after 273 of 365 days: gap 165 = not due 92 + behind 73.  A bonus of
    50, nothing paid: once 50.
    """
    need(lines, "gap_parts", "revised_krw", "executed_krw", "timing")
    timing = known_timing(lines)
    revised, executed = numbers(lines["revised_krw"]), numbers(lines["executed_krw"])
    gap = revised - executed
    even = timing == "even"
    due = (revised * elapsed_of_rows(lines, as_of)).round().where(even, 0)
    net = (due - executed).where(even, 0)
    missing = gap.isna() | due.isna()
    parts = {
        "gap_krw": gap,
        "due_krw": due,
        "not_due_krw": (revised - due).where(even, 0),
        "once_krw": gap.where(timing == "once", 0),
        "reserve_krw": gap.where(timing == "reserve", 0),
        "behind_krw": net.clip(lower=0),
        "ahead_krw": (-net).clip(lower=0),
        "net_behind_krw": net,
    }
    return lines.assign(**{name: whole(part.mask(missing)) for name, part in parts.items()})


def gap_parts_total(parts: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Add the parts of the gap up.

    Each column is the sum of the lines' (whole won), missing where a line's is, or without lines.
    behind_krw and ahead_krw are sums over these lines and depend on their grain; gap = not due +
    once + reserve + net behind does not.

    Parameters
    ----------
    parts : DataFrame
        As `gap_parts` gives it.
    by : str or list of str, optional
        Columns to add up by: report, side, timing, goal_id, objective_id.

    Returns
    -------
    DataFrame
        `by`, `revised_krw`, `executed_krw`, `gap_krw` and the parts; one row without `by`.

    Raises
    ------
    OverlapError
        The lines may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Lines with 73 behind and 13 ahead: behind 73, ahead 13, net behind 60.
    """
    keys = listed(by)
    columns = ("revised_krw", "executed_krw", "gap_krw", *PARTS)
    need(parts, "gap_parts_total", *keys, *reversed(columns))
    return summed(refuse_overlap(parts, keys), keys, columns)
