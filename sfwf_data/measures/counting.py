"""Counted outputs, added only where they may be added."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.ratios import need, numbers
from sfwf_data.words.errors import MissingColumnError, unknown

# A rate is no sum; followers are a stock; "other" and "time" count things that have no common sum.
NEVER_ADDED = ("rate", "followed", "time", "other")
STAGES = ("target", "planned", "done")
MANY_ROWS = ["counted", "unit_code"]


def outputs(
    activities: pd.DataFrame,
    by: str | None = None,
    programs: pd.DataFrame | None = None,
    stage: str = "done",
) -> pd.DataFrame:
    """Add counted outputs, each of them once: people trained, organizations consulted, ….

    A row is added if it is of this stage and stands alone, is a total, or is a part that counts
    another thing than its total.  Parts of an added total and repeats of other rows (all of Ⅳ that
    Ⅴ says again, an event that two programs report) are not.  Rows that nobody has reviewed, or
    whose role or stage is open, are left out and counted beside the sum, never guessed.

    Parameters
    ----------
    activities : DataFrame
        `load("activities")` or some of its rows: `activity_id`, `program_id`, `counted`, `role`,
        `parent_activity_id`, `stage`, `value`, `unit_code`.
    by : str, optional
        A column of `activities` or of `programs` to add up by: program_id, office_id, goal_id,
        hq_id; or report, to keep several reports apart.
    programs : DataFrame, optional
        `program_id`, `executed_krw` and the column `by`: adds what the outputs cost.
    stage : {"done", "planned", "target"}
        What was reached by the as-of date, is planned, or was aimed at.

    Returns
    -------
    DataFrame
        One row for each `by`, `counted` and `unit_code`: `value` (the sum; heads per training, not
        distinct persons; missing for rates, stocks and what has no common sum), `rows` (added),
        `rows_open` (left out because nobody has decided).  With `programs` also `programs` (how
        many have a row that was added), `executed_krw` (won; all that these programs have spent,
        each once) and `krw_per_output` = executed_krw ÷ value, which is missing where the value is
        missing or zero.  A program's money also pays for what else it does: compare like with like.

    Raises
    ------
    MissingColumnError
        A column is missing.
    OverlapError
        Rows of several reports: what they count may be the same.

    Examples
    --------
    A total of 10 trained with parts of 6 and 4, and a repeat of the 10, give 10.
    """
    columns = ("activity_id", "program_id", "role", "parent_activity_id", "stage", "value")
    need(activities, "outputs", *columns, *MANY_ROWS)
    reports = ["report"] if by == "report" else []
    refuse_overlap(activities.filter(items=["report", "activity_id"]), reports)
    if stage not in STAGES:
        raise unknown("stage", stage, STAGES)
    if programs is not None:
        need(programs, "outputs", "program_id", "executed_krw", *([by] if by else []))
    rows = activities.astype(dict.fromkeys([*MANY_ROWS, "role", "stage"], "str"))
    added = is_added(rows, stage, reports)
    is_open = rows[["role", "stage", "counted"]].isna().any(axis=1)
    is_open &= (rows["role"] != "repeat") & (rows["stage"].isna() | (rows["stage"] == stage))
    keys = ([by] if by else []) + MANY_ROWS
    rows = rows.assign(value=numbers(rows["value"]), rows=added & ~is_open, rows_open=is_open)
    rows = rows[added | is_open]
    if by and by not in rows.columns:
        if programs is None:
            raise MissingColumnError(
                f"outputs needs programs=… with the column {by!r} to add up by"
            )
        rows = rows.merge(programs[["program_id", by]], on="program_id", how="left")
    rows.loc[~rows["rows"] | rows["counted"].isin(NEVER_ADDED), "value"] = float("nan")
    groups = rows.groupby(keys, dropna=False, sort=False)
    sums = groups[["rows", "rows_open"]].sum().astype("int64")
    sums.insert(0, "value", groups["value"].sum(min_count=1))
    if programs is not None:
        own = [*reports, "program_id"]  # what a program has spent is said once in each report
        spent = rows.loc[rows["rows"], list(dict.fromkeys([*keys, "program_id"]))].drop_duplicates()
        spent = spent.merge(programs.drop_duplicates(own)[[*own, "executed_krw"]], on=own)
        paid = spent.groupby(keys, dropna=False)["executed_krw"]
        sums["programs"] = paid.size().reindex(sums.index, fill_value=0)
        sums["executed_krw"] = paid.sum(min_count=1)
        sums["krw_per_output"] = sums["executed_krw"] / sums["value"].where(sums["value"] != 0)
    return sums.sort_index().reset_index()


def is_added(rows: pd.DataFrame, stage: str, reports: list[str]) -> pd.Series:
    """Which rows make the sum: they stand alone, are a total, or count another thing than theirs.

    Where a part's total is not among the rows, none is counted twice, and the part is added.
    """
    own = [*reports, "parent_activity_id"]
    totals = rows[[*reports, "activity_id", "counted"]].set_axis([*own, "of_total"], axis=1)
    of_total = rows.merge(totals, on=own, how="left")["of_total"].set_axis(rows.index)
    counts_another = (rows["role"] == "part") & (of_total != rows["counted"])
    return (rows["stage"] == stage) & (rows["role"].isin(["alone", "total"]) | counts_another)
