"""The pace that the rest of the time would need for all to be spent."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.execution import elapsed_ratio
from sfwf_data.measures.ratios import need, numbers, ratio, whole


def required_pace(lines: pd.DataFrame, as_of: str | pd.Timestamp) -> pd.DataFrame:
    """Add what a month has cost so far, and what each month left would have to, to spend all.

    monthly_krw = executed ÷ **months gone by**.
    required_monthly_krw = (revised - executed) ÷ **months left**; won a month, below 0 where more
    than the budget is spent.
    required_pace_factor = required ÷ **monthly so far**: 2 means twice the pace so far.

    Months are those of the calendar, a broken one by its days: 9 and 3 on 30 September.  Where the
    frame has `start` and `end` they are the row's own.  With no month gone by there is no pace so
    far; with none left, nothing is required, and where nothing has been spent there is no ratio:
    missing, as where an amount or a month is missing.

    Lines paid once and reserves are in a total: ``lines.query("timing == 'even'")`` leaves them
    out.

    Parameters
    ----------
    lines : DataFrame
        `revised_krw`, `executed_krw` in whole won, and perhaps `start`, `end` (months).
    as_of : date
        The date of the figures.

    Returns
    -------
    DataFrame
        The same rows and order with the three columns; nothing is added up.

    Examples
    --------
    Revised 150, executed 90 on 30 September: 10 a month so far, 20 required, factor 2.
    """
    need(lines, "required_pace", "revised_krw", "executed_krw")
    elapsed_ratio(as_of)  # refuses what is no day
    day = pd.Timestamp(as_of)
    now = pd.Series(12 * day.year + day.month - 1 + day.day / day.days_in_month, lines.index)
    first, last = now * 0 + 12 * day.year, now * 0 + 12 * day.year + 12
    if {"start", "end"} <= set(lines.columns):
        first, last = month_number(lines["start"]), month_number(lines["end"]) + 1
    known = first.notna() & last.notna()  # clip takes a missing limit for none
    gone = (now.clip(upper=last) - first).clip(lower=0).where(known)
    left = (last - now.clip(lower=first)).clip(lower=0).where(known)
    revised, executed = numbers(lines["revised_krw"]), numbers(lines["executed_krw"])
    so_far, required = ratio(executed, gone), ratio(revised - executed, left)
    return lines.assign(
        monthly_krw=whole(so_far),
        required_monthly_krw=whole(required),
        required_pace_factor=ratio(required, so_far),
    )


def month_number(months: pd.Series) -> pd.Series:
    """Months since the year 0; missing as NaN."""
    periods = [pd.Period(month, "M") if pd.notna(month) else None for month in months]
    count = [float("nan") if one is None else 12 * one.year + one.month - 1 for one in periods]
    return pd.Series(count, index=months.index, dtype="float64")
