"""Approved, revised, executed; and money that came in and was passed on."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.addable import containers, labels
from sfwf_data.measures.execution import execution_gap
from sfwf_data.measures.ratios import need, numbers, ratio, whole

# What is told of each of the two lines.
TOLD = ("item_id", "item", "item_en", "revised_krw", "executed_krw", "source_line")


def budget_steps(lines: pd.DataFrame) -> pd.DataFrame:
    """Add the steps from the approved to the revised budget and on to what is executed.

    adjustment_krw = revised - approved, whole won (it takes the place of a printed one).
    adjustment_ratio = adjustment ÷ **approved** (0-1 float; below 0 for a cut), missing where the
    approved budget is 0: the line is new.
    gap_krw, executed_ratio, executed_of_approved_ratio as `execution_gap` gives them.

    A missing amount leaves what depends on it missing.

    Parameters
    ----------
    lines : DataFrame
        `approved_krw`, `revised_krw`, `executed_krw` in whole won.

    Returns
    -------
    DataFrame
        The same rows and order with these columns; nothing is added up.

    Examples
    --------
    Approved 100, revised 140, executed 70: adjustment 40 = 0.4; of revised 0.5, of approved 0.7.
    """
    need(lines, "budget_steps", "approved_krw", "revised_krw", "executed_krw")
    adjustment = numbers(lines["revised_krw"]) - numbers(lines["approved_krw"])
    return execution_gap(lines).assign(
        adjustment_krw=whole(adjustment), adjustment_ratio=ratio(adjustment, lines["approved_krw"])
    )


def passed_through(execution: pd.DataFrame) -> pd.DataFrame:
    """Pair revenue lines with the expenditure lines that were adjusted by the same amount.

    Two lines are a pair if their adjustment (revised - approved) is equal to the won and not 0, and
    no other line of either side has it.  Of lines that contain each other and have the same
    adjustment only the lowest is looked at, and the totals of the sides never.  Equal amounts are
    evidence, not proof: the report does not say what paid for what.

    Parameters
    ----------
    execution : DataFrame
        Both sides: `side`, `item_id`, `parent_id`, `approved_krw`, `revised_krw`, and `report`
        where it has several.

    Returns
    -------
    DataFrame
        One row a pair, the largest first: `report` where there is one, `adjustment_krw` (whole
        won), and of each line what the frame has of `item_id`, `item`, `item_en`, `revised_krw`,
        `executed_krw`, `source_line`, as `revenue_item_id`, `expenditure_item_id`, ….

    Examples
    --------
    A grant raised by 40 and a facility raised by 40 are a pair; with two such facilities none is.
    """
    columns = ("side", "item_id", "parent_id", "approved_krw", "revised_krw")
    need(execution, "passed_through", *columns)
    report = [name for name in ("report",) if name in execution.columns]
    change = whole(numbers(execution["revised_krw"]) - numbers(execution["approved_krw"]))
    rows = execution.assign(adjustment_krw=change)
    rows = rows[rows["parent_id"].notna() & change.fillna(0).ne(0)]
    keys = [*report, "side", "adjustment_krw"]
    ids = labels(rows, keys, rows["item_id"])
    contains = pd.Series(False, rows.index)
    for above in containers(rows, "item_id", "parent_id"):
        contains |= ids.isin(labels(rows, keys, above))
    rows = rows[~contains]
    rows = rows[~rows.duplicated(keys, keep=False)]
    found = [name for name in TOLD if name in rows.columns]
    sides = [
        rows.loc[rows["side"] == side, [*report, "adjustment_krw", *found]].rename(
            columns={name: f"{side}_{name}" for name in found}
        )
        for side in ("revenue", "expenditure")
    ]
    pairs = sides[0].merge(sides[1], on=[*report, "adjustment_krw"], validate="one_to_one")
    order = pairs["adjustment_krw"].sort_values(ascending=False, kind="stable").index
    return pairs.loc[order].reset_index(drop=True)
