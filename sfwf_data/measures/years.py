"""Change from one year to the next."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.ratios import need, numbers, ratio, whole


def year_over_year(frame: pd.DataFrame, value: str = "amount_krw") -> pd.DataFrame:
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
        0 is the side's total.
    value : str
        The column of amounts in whole won.

    Returns
    -------
    DataFrame
        One row a side and item, in the order of the frame, with the item's descriptive columns,
        those above, and the lines of both years in `source_line` where the frame has it.

    Raises
    ------
    ValueError
        The frame has not just two years, or a side has not one total.

    Examples
    --------
    100 to 140: 0.40.  140 to 100: -0.2857.  0 to 20: missing, and new.
    """
    need(frame, "year_over_year", "side", "item_id", "level", "fiscal_year", value)
    years = sorted(frame["fiscal_year"].unique())
    if len(years) != 2:
        raise ValueError(
            "year_over_year compares two fiscal years; "
            f"the frame has {', '.join(map(str, years)) or 'none'}"
        )
    keys = ["side", "item_id"]
    described = [
        column
        for column in frame.columns
        if column not in {*keys, "fiscal_year", value, "source_line"}
    ]
    result = frame.drop_duplicates(keys)[[*keys, *described]].reset_index(drop=True)
    for name, year in zip(("previous", "current"), years, strict=True):
        amounts = frame.loc[frame["fiscal_year"] == year, [*keys, value]].rename(
            columns={value: f"{name}_krw"}
        )
        result = result.merge(amounts, on=keys, how="left", validate="one_to_one")
        totals = result.loc[result["level"] == 0].set_index("side")[f"{name}_krw"]
        if not totals.index.is_unique or set(totals.index) != set(result["side"].unique()):
            raise ValueError("each side needs one row of level 0: its total")
        result[f"{name}_total"] = [totals[side] for side in result["side"]]
        result[f"{name}_share_ratio"] = ratio(result[f"{name}_krw"], result[f"{name}_total"])
    change = numbers(result["current_krw"]) - numbers(result["previous_krw"])
    result = result.assign(
        change_krw=whole(change),
        change_ratio=ratio(change, result["previous_krw"]),
        is_new=(numbers(result["previous_krw"]) == 0) & (numbers(result["current_krw"]) != 0),
        contribution_pp=100 * ratio(change, result["previous_total"]),
        share_change_pp=100 * (result["current_share_ratio"] - result["previous_share_ratio"]),
    )
    order = [
        "previous_krw",
        "current_krw",
        "change_krw",
        "change_ratio",
        "is_new",
        "contribution_pp",
    ]
    order += ["previous_share_ratio", "current_share_ratio", "share_change_pp"]
    if "source_line" in frame.columns:
        lines = frame.groupby(keys, observed=True, sort=False)["source_line"].agg(joined)
        result = result.merge(
            lines.rename("source_line").reset_index(), on=keys, how="left", validate="one_to_one"
        )
        order.append("source_line")
    return result[[*keys, *described, *order]]


def joined(lines: pd.Series) -> str:
    """Lists of line numbers as one, each number once, in their order."""
    return ";".join(dict.fromkeys(line for text in lines for line in str(text).split(";")))
