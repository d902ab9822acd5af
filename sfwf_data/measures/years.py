"""Change from one year to the next."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.ratios import need, numbers, ratio, whole


def year_over_year(
    frame: pd.DataFrame, value: str = "amount_krw", by: str | Sequence[str] = ()
) -> pd.DataFrame:
    """Give the change of each item between the two years of a frame.

    change_krw = current - previous, whole won.
    change_ratio = (current - previous) ÷ **previous** (0-1 float; the denominator is the *earlier*
    year).
    contribution_pp = 100 × (current - previous) ÷ **previous total of the side**, in percentage
    points: the contributions of items that make the total add up to its growth.
    previous_share_ratio, current_share_ratio = item ÷ **total of the side in that year**.
    share_change_pp = 100 × (current share - previous share).
    is_new: the item was 0 in the previous year and is not now.

    A previous value of 0 gives a missing change_ratio (the report prints 100 %).  An item that
    stands in one year alone has missing values for the other, never 0.

    Parameters
    ----------
    frame : DataFrame
        `side`, `item_id`, `level`, `fiscal_year` and the value; two fiscal years.  The row of level
        0 is the side's total; without one, the total is the sum of the side's rows, none of which
        may then contain another.
    value : str
        The column of amounts in whole won.
    by : str or list of str, optional
        ``"report"`` compares the two years of each report.

    Returns
    -------
    DataFrame
        One row a side and item, in the order of the frame, with the item's descriptive columns,
        those above, and the lines of both years in `source_line` where the frame has it.

    Raises
    ------
    ValueError
        The frame has not just two years, or some side has a total and another none.
    OverlapError
        The rows are of several reports; or, without totals, they contain each other.

    Examples
    --------
    100 to 140: 0.40.  140 to 100: -0.2857.  0 to 20: missing, and new.
    """
    need(frame, "year_over_year", "side", "item_id", "level", "fiscal_year", value)
    if by:
        groups = frame.groupby(listed(by), sort=False, observed=True)
        return pd.concat([year_over_year(rows, value) for _, rows in groups], ignore_index=True)
    roots = frame[frame["level"] == 0]
    refuse_overlap(frame if roots.empty else roots, ["side", "fiscal_year"])
    years = sorted(frame["fiscal_year"].unique())
    if len(years) != 2:
        raise ValueError(
            "year_over_year compares two fiscal years; "
            f"the frame has {', '.join(map(str, years)) or 'none'}"
        )
    keys = ["side", "item_id"]
    others = {*keys, "fiscal_year", value, "source_line"}
    described = [*keys, *(column for column in frame.columns if column not in others)]
    result = frame.drop_duplicates(keys)[described].reset_index(drop=True)
    totals, shares = {}, {}
    for name, year in zip(("previous", "current"), years, strict=True):
        amounts = frame.loc[frame["fiscal_year"] == year, [*keys, value]].rename(
            columns={value: f"{name}_krw"}
        )
        result = result.merge(amounts, on=keys, how="left", validate="one_to_one")
        tops = result[result["level"] == 0].set_index("side")[f"{name}_krw"]
        if tops.empty:
            tops = result.groupby("side", observed=True)[f"{name}_krw"].sum()
        if not tops.index.is_unique or set(tops.index) != set(result["side"].unique()):
            raise ValueError("each side needs one row of level 0: its total")
        totals[name] = pd.Series([tops[side] for side in result["side"]], result.index)
        shares[name] = ratio(result[f"{name}_krw"], totals[name])
    previous, current = numbers(result["previous_krw"]), numbers(result["current_krw"])
    result = result.assign(
        change_krw=whole(current - previous),
        change_ratio=ratio(current - previous, previous),
        is_new=(previous == 0) & (current != 0),
        contribution_pp=100 * ratio(current - previous, totals["previous"]),
        previous_share_ratio=shares["previous"],
        current_share_ratio=shares["current"],
        share_change_pp=100 * (shares["current"] - shares["previous"]),
    )
    if "source_line" not in frame.columns:
        return result
    lines = frame.groupby(keys, observed=True, sort=False)["source_line"].agg(joined).reset_index()
    return result.merge(lines, on=keys, how="left", validate="one_to_one")


def joined(lines: pd.Series) -> str:
    """Lists of line numbers as one, each number once, in their order."""
    return ";".join(dict.fromkeys(line for text in lines for line in str(text).split(";")))
