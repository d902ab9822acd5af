"""What may be left unspent at the end of the year: a range, with its assumptions."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.execution import elapsed_of_rows
from sfwf_data.measures.ratios import need, numbers, ratio, summed, whole
from sfwf_data.measures.timings import known_timing
from sfwf_data.words.errors import unknown

AT_ONCE = ("once", "reserve")


def year_end_unspent(
    lines: pd.DataFrame,
    as_of: str | pd.Timestamp | float,
    pace_factor: float = 1.0,
    paid: Collection[str] = (),
) -> pd.DataFrame:
    """Add what each line would leave at the end of its time, under assumptions that are named.

    A line of the timing ``even`` goes on at `pace_factor` × its pace so far, to 100 % of its budget
    and no further: year_end_krw = executed + factor × executed ÷ **share of time gone by** × share
    left, at most revised (or what is spent already, if that is more).  A program that has ended
    does not go on.  A line of ``once`` or ``reserve`` is spent in whole if `paid` names its
    timing, else it stays as it is.  year_end_unspent_krw = revised - year end, whole won.

    Missing where an amount or a month is missing, and before the first day: there is no pace yet.

    Parameters
    ----------
    lines : DataFrame
        As for `gap_parts`.
    as_of : date, or float
        The date of the figures; or the share of the year gone by.
    pace_factor : float
        The pace of the rest of the time over the pace so far.
    paid : list of {"once", "reserve"}
        Timings of the lines that are spent in whole.

    Returns
    -------
    DataFrame
        The same rows and order with `year_end_krw` and `year_end_unspent_krw`.

    Examples
    --------
    Revised 100, executed 60 after 0.75: 80 and 20; at twice the pace 100 and 0.
    """
    need(lines, "year_end_unspent", "revised_krw", "executed_krw", "timing")
    for name in paid:
        if name not in AT_ONCE:
            raise unknown("timing that is paid at once", name, AT_ONCE)
    timing, elapsed = known_timing(lines), elapsed_of_rows(lines, as_of)
    revised, executed = numbers(lines["revised_krw"]), numbers(lines["executed_krw"])
    end = executed + pace_factor * ratio(executed, elapsed) * (1 - elapsed)
    end = end.where(timing == "even", executed).mask(timing.isin(set(paid)), revised)
    end = whole(end.mask(end > revised, revised).mask(executed > revised, executed))
    unspent = whole(revised - numbers(end))
    return lines.assign(year_end_krw=end, year_end_unspent_krw=unspent)


def year_end_range(
    lines: pd.DataFrame,
    as_of: str | pd.Timestamp | float,
    pace_factors: tuple[float, float] = (1.0, 1.0),
) -> pd.DataFrame:
    """Give what may be unspent at the end of the year as a range, with what each end assumes.

    Low: lines of ``once`` and ``reserve`` are spent in whole, the others go on at the first of
    `pace_factors` × their pace so far.  High: none of the former is spent, the others go on at the
    second.  At both ends no line passes 100 % and ended programs do not go on.  It is arithmetic on
    assumptions, not a forecast.  year_end_unspent_krw = sum of those of the lines (whole won),
    missing where a line's is missing.

    Parameters
    ----------
    lines : DataFrame
        As for `gap_parts`.
    as_of : date, or float
        The date of the figures; or the share of the year gone by.
    pace_factors : tuple of float
        For low and high: the pace of the rest of the time over the pace so far.

    Returns
    -------
    DataFrame
        Two rows: `bound` (low, high), `year_end_unspent_krw`, `pace_factor`, `is_once_paid`,
        `is_reserve_paid`.

    Raises
    ------
    OverlapError
        The lines may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Revised 100, executed 60 after 0.75, and a bonus of 30 not yet paid: 20 to 50.
    """
    rows = []
    for bound, factor, paid in zip(("low", "high"), pace_factors, (AT_ONCE, ()), strict=True):
        ends = year_end_unspent(refuse_overlap(lines), as_of, factor, paid)
        total = summed(ends, [], ["year_end_unspent_krw"])
        flags = {f"is_{timing}_paid": timing in paid for timing in AT_ONCE}
        rows.append(total.assign(bound=bound, pace_factor=factor, **flags))
    columns = ["bound", "year_end_unspent_krw", "pace_factor", "is_once_paid", "is_reserve_paid"]
    return pd.concat(rows, ignore_index=True)[columns]
