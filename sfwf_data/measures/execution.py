"""Budget execution: gap, ratios and pace."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.ratios import grouped, need, numbers, ratio, whole


def execution_gap(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the unspent part of the revised budget, and the execution ratios.

    gap_krw = revised - executed, whole won; on the revenue side what is still to be collected.
    executed_ratio = executed ÷ **revised** (the denominator of 집행률 in the report).
    executed_of_approved_ratio = executed ÷ **approved**, where the frame has `approved_krw`.

    Ratios are 0-1 floats, may exceed 1 and are never clipped.  A denominator of 0 gives a missing
    ratio; a missing amount gives a missing result, never 0.

    Parameters
    ----------
    frame : DataFrame
        `revised_krw`, `executed_krw` and perhaps `approved_krw`, in whole won.

    Returns
    -------
    DataFrame
        The same rows and order with the three columns added.

    Raises
    ------
    MissingColumnError
        A needed column is not there.

    Examples
    --------
    Revised 200, executed 150, approved 100: gap 50, ratio 0.75, of approved 1.5.
    """
    need(frame, "execution_gap", "revised_krw", "executed_krw")
    revised, executed = numbers(frame["revised_krw"]), numbers(frame["executed_krw"])
    result = frame.assign(
        gap_krw=whole(revised - executed), executed_ratio=ratio(executed, revised)
    )
    if "approved_krw" in frame.columns:
        result["executed_of_approved_ratio"] = ratio(executed, frame["approved_krw"])
    return result


def gap_share(frame: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Add each row's share of the total gap.

    gap_share_ratio = gap ÷ **sum of the gaps of these rows** (0-1 float), or of those of its group.

    Where the gaps sum to 0 the share is missing; a negative gap has a negative share, and the
    shares of all rows (of a group) add up to 1.  A missing gap has a missing share.

    Parameters
    ----------
    frame : DataFrame
        `gap_krw` in whole won, as `execution_gap` gives it.
    by : str or list of str, optional
        Columns whose values make the groups, such as ``"report"``.

    Returns
    -------
    DataFrame
        The same rows and order with `gap_share_ratio`.

    Raises
    ------
    OverlapError
        The rows may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Gaps 30 and 10: shares 0.75 and 0.25.
    """
    need(frame, "gap_share", "gap_krw")
    refuse_overlap(frame, by)
    gaps = numbers(frame["gap_krw"])
    total = grouped(gaps, frame, listed(by)).transform("sum")
    return frame.assign(gap_share_ratio=ratio(gaps, total))


def elapsed_ratio(
    as_of: str | pd.Timestamp,
    start: str | pd.Period | None = None,
    end: str | pd.Period | None = None,
) -> float:
    """Give the share of a span of time gone by at the end of a day.

    Days gone by, that day included, ÷ **days of the span**.

    Without `start` and `end` the span is the calendar year of `as_of` (273 ÷ 365 on 30 September
    2022; 366 in a leap year).  With them it is their months, the first day of `start` to the last
    of `end`.  The result lies in 0-1: a span that is over has 1, one that has not begun has 0.  A
    missing month gives NaN.

    Parameters
    ----------
    as_of : date
        The date of the figures, YYYY-MM-DD where it is text.
    start, end : month, optional
        First and last month of a program.

    Returns
    -------
    float
        0 to 1, or NaN.

    Raises
    ------
    ValueError
        `end` is before `start`, or `as_of` is no date: a year alone is not its first day.

    Examples
    --------
    On 2022-09-30: the year 0.7479; April to December 183 ÷ 275 = 0.6655; a program that ended in
    April 1.0.
    """
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", str(as_of)):
        raise ValueError(f"a date YYYY-MM-DD is expected, not {as_of!r}")
    day = pd.Timestamp(as_of).normalize()
    if start is None and end is None:
        first, last = pd.Timestamp(day.year, 1, 1), pd.Timestamp(day.year, 12, 31)
    elif pd.isna([start, end]).any():
        return float("nan")
    else:
        first, last = pd.Period(start, "M").start_time, pd.Period(end, "M").end_time.normalize()
        if last < first:
            raise ValueError(f"a span of time ends ({end}) before it starts ({start})")
    gone = (day - first).days + 1
    return min(max(gone / ((last - first).days + 1), 0.0), 1.0)


def pace(frame: pd.DataFrame, as_of: str | pd.Timestamp | float) -> pd.DataFrame:
    """Add how far spending is ahead of the calendar, in percentage points.

    elapsed_ratio: share of time gone by, of the row's own months where the frame has `start` and
    `end`, else of the year.
    pace_pp = 100 × (executed_ratio - elapsed_ratio): below 0 is behind the calendar.  Missing where
    the ratio or the months are missing.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio` (0-1) and perhaps `start`, `end` (months).
    as_of : date, or float
        The date of the figures; or the share of the year gone by, 0.0 to 1.0.

    Returns
    -------
    DataFrame
        The same rows and order with `elapsed_ratio` and `pace_pp`.

    Examples
    --------
    Ratio 0.60 at 273/365 = 0.748: pace -14.8.
    """
    need(frame, "pace", "executed_ratio")
    elapsed = elapsed_of_rows(frame, as_of)
    pace_pp = 100 * (numbers(frame["executed_ratio"]) - elapsed)
    return frame.assign(elapsed_ratio=elapsed, pace_pp=pace_pp)


def elapsed_of_rows(frame: pd.DataFrame, as_of: str | pd.Timestamp | float) -> pd.Series:
    """The share of time gone by: of each row's own months where it has them, else of the year.

    Instead of a date a share of the year from 0.0 to 1.0 may stand: 9 / 12 counts months.
    """
    own = {"start", "end"} <= set(frame.columns)
    if isinstance(as_of, float):
        if own:
            raise ValueError(
                f"rows with months of their own need a date, not {as_of!r} of the year; "
                "frame.drop(columns=['start', 'end']) holds them against the year"
            )
        if not 0 <= as_of <= 1:
            raise ValueError(f"a date, or a share of the year from 0 to 1, is expected: {as_of!r}")
        shares = [as_of] * len(frame)
    elif own:
        spans = zip(frame["start"], frame["end"], strict=True)
        shares = [elapsed_ratio(as_of, *span) for span in spans]
    else:
        shares = [elapsed_ratio(as_of)] * len(frame)
    return pd.Series(shares, index=frame.index, dtype="float64")
