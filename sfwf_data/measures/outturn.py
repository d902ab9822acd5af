"""Budget reliability by the PEFA 2016 framework (PI-1, PI-2, PI-3).

Source: PEFA Secretariat, Framework for assessing public financial management, 2016, indicators
PI-1 to PI-3.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.ratios import need, numbers
from sfwf_data.words.errors import unknown

# Lower and upper limits of A, B and C.
LIMITS: dict[str, list[tuple[float, float]]] = {
    "PI-1": [(0.95, 1.05), (0.90, 1.10), (0.85, 1.15)],
    "PI-2.1": [(0.0, 0.05), (0.0, 0.10), (0.0, 0.15)],
    "PI-2.3": [(0.0, 0.03), (0.0, 0.06), (0.0, 0.10)],
    "PI-3.1": [(0.97, 1.06), (0.94, 1.12), (0.92, 1.16)],
    "PI-3.2": [(0.0, 0.05), (0.0, 0.10), (0.0, 0.15)],
}
# "less than 5 %", where the others say "between" or "not more than"
SMALLER_IS_STRICT = {"PI-2.1", "PI-3.2"}
YEARS = 3


def outturn(frame: pd.DataFrame) -> float:
    """Give actual ÷ **approved budget** of all rows, reserve included (PI-1, PI-3.1).

    A 0-1 float, which may exceed 1.

    Parameters
    ----------
    frame : DataFrame
        `budget_krw`, `actual_krw` in whole won.

    Returns
    -------
    float
        NaN where the budgets sum to 0 or an amount is missing.

    Raises
    ------
    OverlapError
        The rows may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Budgets 1000, actuals 930: 0.93.
    """
    need(frame, "outturn", "budget_krw", "actual_krw")
    refuse_overlap(frame)
    budget = numbers(frame["budget_krw"]).sum(skipna=False)
    return numbers(frame["actual_krw"]).sum(skipna=False) / budget if budget else float("nan")


def composition_variance(frame: pd.DataFrame) -> float:
    """Give how far the mix of spending moved from the approved one (PI-2.1, PI-3.2).

    The overall level is set aside: adjusted = budget × sum of actuals ÷ sum of budgets; variance =
    sum of |actual - adjusted| ÷ **sum of adjusted**.
    Rows of the reserve fund (`is_reserve` true) are left out, as the framework asks.

    Parameters
    ----------
    frame : DataFrame
        `budget_krw`, `actual_krw` and perhaps `is_reserve`, one row a heading.

    Returns
    -------
    float
        0-1 float; NaN where budgets or actuals sum to 0 or an amount is missing.

    Raises
    ------
    OverlapError
        The rows may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Budgets 400, 250, 150, 100, 60, actuals 380, 260, 120, 110, 50: 0.075181.
    """
    need(frame, "composition_variance", "budget_krw", "actual_krw")
    refuse_overlap(frame)
    rows = frame.loc[~frame["is_reserve"].astype(bool)] if "is_reserve" in frame.columns else frame
    budget, actual = numbers(rows["budget_krw"]), numbers(rows["actual_krw"])
    if not budget.sum() or not actual.sum():
        return float("nan")
    adjusted = budget * actual.sum(skipna=False) / budget.sum(skipna=False)
    return float((actual - adjusted).abs().sum(skipna=False) / adjusted.sum())


def reserve_share(frame: pd.DataFrame) -> float:
    """Give what was spent from the reserve fund ÷ **approved budget of all rows** (PI-2.3).

    A 0-1 float.

    Parameters
    ----------
    frame : DataFrame
        `budget_krw`, `actual_krw`, `is_reserve`.

    Returns
    -------
    float
        NaN where the budgets sum to 0 or one is missing.

    Raises
    ------
    OverlapError
        The rows may not be added up, as for `refuse_overlap`.

    Examples
    --------
    10 from the reserve, budgets 1000: 0.01.
    """
    need(frame, "reserve_share", "budget_krw", "actual_krw", "is_reserve")
    refuse_overlap(frame)
    budget = numbers(frame["budget_krw"]).sum(skipna=False)
    spent = numbers(frame.loc[frame["is_reserve"].astype(bool), "actual_krw"]).sum()
    return spent / budget if budget else float("nan")


def pefa_band(indicator: str, value: float) -> str:
    """Give the band of one completed year, A to D; it is a band, not a score (see `pefa_score`).

    Parameters
    ----------
    indicator : str
        PI-1, PI-2.1, PI-2.3, PI-3.1 or PI-3.2.
    value : float
        The ratio of that year (0.93 for 93 %).

    Returns
    -------
    str
        "A", "B", "C" or "D".

    Raises
    ------
    ValueError
        An unknown indicator, or a missing value.
    """
    if indicator not in LIMITS:
        raise unknown("PEFA indicator", indicator, LIMITS)
    if pd.isna(value):
        raise ValueError(f"{indicator} has no value to put into a band")
    for band, (low, high) in zip("ABC", LIMITS[indicator], strict=True):
        if low <= value < high or (value == high and indicator not in SMALLER_IS_STRICT):
            return band
    return "D"


def pefa_score(indicator: str, values: Mapping[int, float]) -> str:
    """Give the score over the last three completed years.

    It is the band that two of the three reach (PI-2.3: that of their average).

    Parameters
    ----------
    indicator : str
        As for `pefa_band`.
    values : mapping
        Completed fiscal year to ratio.

    Returns
    -------
    str
        "A", "B", "C" or "D".

    Raises
    ------
    ValueError
        Fewer than three completed years: the framework gives no score then.
    """
    if len(values) < YEARS:
        raise ValueError(
            f"{indicator}: a PEFA score needs {YEARS} completed years, "
            f"{len(values)} given ({', '.join(map(str, values)) or 'none'})"
        )
    last = [values[year] for year in sorted(values)[-YEARS:]]
    if indicator == "PI-2.3":
        return pefa_band(indicator, sum(last) / YEARS)
    return sorted(pefa_band(indicator, value) for value in last)[YEARS - 2]
