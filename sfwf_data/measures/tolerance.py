"""Programs in bands of tolerance around the calendar, weighted by their money."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.due import gap_parts
from sfwf_data.measures.execution import execution_gap, pace
from sfwf_data.measures.ratios import grouped, need, ratio, summed

BANDS = ("finished", "on_track", "watch", "behind")


def tolerance_bands(
    programs: pd.DataFrame, as_of: str | pd.Timestamp, behind_pp: float = 5.0
) -> pd.DataFrame:
    """Put each program into one of four bands, by its pace over its own months.

    - ``finished``: its last month has ended by the as-of date;
    - ``behind``: pace_pp < -behind_pp;
    - ``watch``: -behind_pp <= pace_pp < 0: below its elapsed share, within the tolerance;
    - ``on_track``: pace_pp >= 0.

    pace_pp = 100 × (executed ÷ **revised** - share of its own months gone by), in percentage
    points.  A program without months or without a ratio (a budget of 0, a missing amount) is in no
    band: missing.  One that has not begun is on track while nothing is spent.

    Parameters
    ----------
    programs : DataFrame
        `revised_krw`, `executed_krw` in whole won, `start`, `end` (months).
    as_of : date
        The date of the figures.
    behind_pp : float
        How far below its elapsed share a program may be, in percentage points.

    Returns
    -------
    DataFrame
        The same rows and order with `elapsed_ratio`, `pace_pp`, `band` and the columns of
        `execution_gap` and `gap_parts` (each program taken as even over its own months).

    Examples
    --------
    60 of 100 spent by 30 September: January to June finished, January to December behind.
    """
    need(programs, "tolerance_bands", "revised_krw", "executed_krw", "start", "end")
    rows = pace(execution_gap(gap_parts(programs.assign(timing="even"), as_of)), as_of)
    points = rows["pace_pp"].round(9)  # 100 × (0.55 - 0.5) is a little over 5
    band = pd.Series("on_track", rows.index, dtype="object")
    band = band.mask(points < 0, "watch").mask(points < -behind_pp, "behind")
    band = band.where(points.notna())
    band = band.mask(rows["elapsed_ratio"] == 1, "finished")
    rows["band"] = pd.Categorical(band, categories=BANDS, ordered=True)
    return rows.drop(columns="timing")


def bands_by_money(rows: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Count programs and add their money up, band by band.

    revised_share_ratio = revised of the band ÷ **revised of all bands** (of the group): a band's
    weight in money, 0-1 float; missing where that is 0.  Money is in whole won, missing where one
    program's is.

    Parameters
    ----------
    rows : DataFrame
        As `tolerance_bands` gives it.
    by : str or list of str, optional
        Columns to keep apart, such as office_id, goal_id, funding or report.

    Returns
    -------
    DataFrame
        `by`, `band` (missing where it is open), `programs`, `revised_krw`, `executed_krw`,
        `gap_krw`, `behind_krw` and `revised_share_ratio`.  A band without programs has no row.

    Raises
    ------
    OverlapError
        The programs may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Two programs of 100 on track, one of 200 behind: 2 with 0.5 of the money, 1 with 0.5.
    """
    keys = listed(by)
    columns = ("revised_krw", "executed_krw", "gap_krw", "behind_krw")
    need(rows, "bands_by_money", *keys, "band", *columns)
    refuse_overlap(rows, keys)
    counted = summed(rows.assign(programs=1), [*keys, "band"], ("programs", *columns))
    revised = counted["revised_krw"]
    total = grouped(revised, counted, keys).transform("sum")
    return counted.assign(revised_share_ratio=ratio(revised, total))
