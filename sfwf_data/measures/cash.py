"""Collected against spent."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.ratios import need, numbers, ratio, summed, whole


def collected_against_spent(execution: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Set what has been collected against what has been spent.

    collected_krw, spent_krw = sums of the executed amounts of revenue and of expenditure (whole
    won).
    in_hand_krw = collected - spent: what the year's money leaves in hand on the as-of date; below 0
    more is spent than collected.  It is no balance of accounts, for it knows nothing of what was in
    hand before, but for a surplus that stands as revenue.
    spent_of_collected_ratio = spent ÷ **collected** (0-1 float, may exceed 1), missing where
    nothing is collected.

    A missing amount, or a side without lines, leaves the result missing.  What is ahead of the
    calendar or behind on the side of revenue is `gap_parts` of its leaves, lines of ``once`` apart.

    Parameters
    ----------
    execution : DataFrame
        `side` and `executed_krw` of both sides: ``measures.leaves(execution)``, or the rows of one
        level.
    by : str or list of str, optional
        ``"report"`` keeps several reports apart.

    Returns
    -------
    DataFrame
        `by` and the four columns; one row without `by`.

    Raises
    ------
    OverlapError
        The lines of a side contain each other, or are of several reports.

    Examples
    --------
    Collected 200, spent 170: 30 in hand, 0.85 spent.
    """
    keys = listed(by)
    need(execution, "collected_against_spent", *keys, "side", "executed_krw")
    refuse_overlap(execution, [*keys, "side"])
    amounts = numbers(execution["executed_krw"])
    is_revenue = execution["side"] == "revenue"
    sides = {}
    for name, chosen in (("collected_krw", is_revenue), ("spent_krw", ~is_revenue)):
        of_side = execution[chosen].assign(**{name: amounts[chosen]})
        sides[name] = summed(of_side, keys, [name])
    if keys:
        both = sides["collected_krw"].merge(sides["spent_krw"], on=keys, how="outer")
    else:
        both = pd.concat(sides.values(), axis=1)
    collected, spent = numbers(both["collected_krw"]), numbers(both["spent_krw"])
    return both.assign(
        in_hand_krw=whole(collected - spent), spent_of_collected_ratio=ratio(spent, collected)
    )
