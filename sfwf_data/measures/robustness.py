"""Whether a headline stands under other choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import pandas as pd

Given = TypeVar("Given")


def robustness(
    measure: Callable[[Given], pd.Series], variants: Mapping[str, Given]
) -> pd.DataFrame:
    """Take one measure under several variants of its data, and say whether the headline changes.

    leader: the label of the largest value; the first of several equal ones.
    value: that value, in the measure's own unit.
    leader_changes, sign_changes: the leader is another, or the value lies on another side of 0,
    than in the **first** variant, which is the headline as it is told.

    Missing values are passed over; where all are missing, leader and value are missing, and both
    have changed unless they are missing in the first variant too.

    Parameters
    ----------
    measure : callable
        Gives a Series of numbers by label for what it is given.  To ask for the lowest, give the
        values with the opposite sign; for one number, a Series of one.
    variants : dict
        Name -> what the measure is given: a frame, or a pair such as ``(frame, 9 / 12)``.

    Returns
    -------
    DataFrame
        `variant`, `leader`, `value`, `leader_changes`, `sign_changes`; in the order of `variants`.

    Raises
    ------
    ValueError
        There is no variant.

    Examples
    --------
    Shares a 0.6, b 0.4 as corrected, a 0.3, b 0.7 as printed: leaders a and b, the second changes.
    """
    if not variants:
        raise ValueError("robustness needs a variant: {'corrected': frame, 'as printed': frame}")
    rows = []
    for name, given in variants.items():
        values = measure(given).dropna().astype("float64")
        leader = values.idxmax() if len(values) else None
        rows.append((name, leader, float(values.max())))
    found = pd.DataFrame(rows, columns=["variant", "leader", "value"])
    first = found.iloc[0]
    same = found["leader"].eq(first["leader"]) | (found["leader"].isna() & pd.isna(first["leader"]))
    sign = found["value"].map(side_of_zero)
    return found.assign(leader_changes=~same, sign_changes=sign != sign.iloc[0])


def side_of_zero(value: float) -> str:
    """The side of 0 on which a value lies; "" where it is missing."""
    if pd.isna(value):
        return ""
    return "above" if value > 0 else "below" if value < 0 else "at"
