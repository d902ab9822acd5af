"""How few rows hold how much of a sum."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.ratios import grouped, need, numbers, ratio


def concentration(
    frame: pd.DataFrame, value: str = "gap_krw", by: str | Sequence[str] = ()
) -> pd.DataFrame:
    """Sort rows by an amount, the largest first, and add what the first of them hold together.

    rank: 1 is the largest.
    share_ratio = amount ÷ **sum of the amounts of all rows** (of the group); 0-1 float.
    cumulative_share_ratio = sum of the amounts down to this row ÷ **the same sum**: where rank is
    3, what three rows hold.  The last is 1; below 0 an amount takes away, and the shares before it
    may exceed 1.

    Rows that add up to 0 have missing shares.  A missing amount stands last, without rank or share.

    Parameters
    ----------
    frame : DataFrame
        The column `value`, such as `gap_krw` or `behind_krw`, in whole won.
    value : str
        The amounts.
    by : str or list of str, optional
        Columns whose values make the groups, such as report.

    Returns
    -------
    DataFrame
        All rows, sorted by group and amount (ties in their order), with `rank`, `share_ratio` and
        `cumulative_share_ratio`.

    Raises
    ------
    OverlapError
        The rows may not be added up, as for `refuse_overlap`.

    Examples
    --------
    20, 70 and 10: 70 with 0.7, 20 with 0.9, 10 with 1.
    """
    keys = listed(by)
    need(frame, "concentration", *keys, value)
    refuse_overlap(frame, keys)
    rows = frame.sort_values(
        [*keys, value], ascending=[True] * len(keys) + [False], kind="stable", na_position="last"
    )
    amounts = numbers(rows[value])
    groups = grouped(amounts, rows, keys)
    total = groups.transform("sum")
    rank = (groups.cumcount() + 1).astype("Int64").mask(amounts.isna())
    return rows.assign(
        rank=rank,
        share_ratio=ratio(amounts, total),
        cumulative_share_ratio=ratio(groups.cumsum(), total),
    )
