"""Sums of programs by a level of the organization, the strategy or the funding."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.ratios import need, numbers, whole
from sfwf_data.words.errors import UnknownNameError, unknown

REMAINDER = "remainder"
AMOUNTS = ("revised_krw", "executed_krw")
DIVISIONS = ("hq_id", "office_id", "office_ids", "team_id")


def roll_up(programs: pd.DataFrame, by: str, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Add programs up by a column, against the published totals where they are given.

    What the programs do not cover is a row of its own: remainder = published - programs.  It may be
    negative, and it is never dropped and never spread.  A program that several teams share (`a;b`)
    stays one row under the joined id: it is neither split nor counted twice.

    Parameters
    ----------
    programs : DataFrame
        `revised_krw`, `executed_krw` in whole won and the column `by`.
    by : str
        goal_id, objective_id, hq_id, office_id, team_id or funding.
    published : DataFrame, optional
        `by`, `revised_krw`, `executed_krw`: the totals that the report prints.

    Returns
    -------
    DataFrame
        `by`, `programs` (count), `revised_krw`, `executed_krw`, sorted by `by`.  With `published`
        also `kind`: "programs", "remainder" and "total" for each value, programs + remainder =
        total to the won; a value without programs has a row "programs" of 0, one that is not
        published has no total and no remainder.

    Examples
    --------
    Programs of goal g1 sum to 90, 100 is published: rows 90, 10 and 100.
    """
    need(programs, "roll_up", by, *AMOUNTS)
    groups = programs.astype({by: "str"}).groupby(by, dropna=False)
    sums = groups[list(AMOUNTS)].sum(min_count=1)
    sums.insert(0, "programs", groups.size())
    if published is None:
        return sums.reset_index()
    need(published, "roll_up", by, *AMOUNTS)
    totals = published.astype({by: "str"}).set_index(by)[list(AMOUNTS)].apply(numbers)
    listed = sums.reindex(sums.index.union(totals.index)).fillna(0)
    covered = listed.loc[totals.index, list(AMOUNTS)].apply(numbers)
    kinds = {"programs": listed, REMAINDER: totals - covered, "total": totals}
    rows = pd.concat(kinds, names=["kind", by]).reset_index()
    rows["kind"] = pd.Categorical(rows["kind"], categories=list(kinds), ordered=True)
    rows["programs"] = rows["programs"].fillna(0).astype("int64")
    rows = rows.sort_values([by, "kind"], kind="stable", ignore_index=True)
    rows = rows.assign(**{name: whole(rows[name]) for name in AMOUNTS})
    return rows[[by, "kind", "programs", *AMOUNTS]]


def leaves(execution: pd.DataFrame) -> pd.DataFrame:
    """Give the items that contain no other: together they make each side's total, each won once.

    Parameters
    ----------
    execution : DataFrame
        `side`, `item_id`, `parent_id`.

    Returns
    -------
    DataFrame
        Some of the rows, in the same order.
    """
    need(execution, "leaves", "side", "item_id", "parent_id")
    parents = set(zip(execution["side"], execution["parent_id"], strict=True))
    items = zip(execution["side"], execution["item_id"], strict=True)
    return execution.loc[[item not in parents for item in items]]


def objective_lines(execution: pd.DataFrame) -> pd.DataFrame:
    """Give the lines of part Ⅲ that are an objective's, with its `objective_id` and `goal_id`.

    The line exp.programs.g1.o2 is that of objective o1-2.

    Parameters
    ----------
    execution : DataFrame
        `item_id` and whatever else.

    Returns
    -------
    DataFrame
        Those rows, in the same order, with the two ids added.
    """
    need(execution, "objective_lines", "item_id")
    found = execution["item_id"].str.extract(
        r"^exp\.programs\.g(?P<goal>\d+)\.o(?P<objective>\d+)$"
    )
    rows = execution[found["goal"].notna()]
    ids = found.loc[rows.index]
    return rows.assign(
        objective_id="o" + ids["goal"] + "-" + ids["objective"], goal_id="g" + ids["goal"]
    )


def of_division(
    frame: pd.DataFrame, division: str, divisions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Give the rows that a headquarters, office or team has a part in; all rows for ``all``.

    Parameters
    ----------
    frame : DataFrame
        Some of `hq_id`, `office_id`, `office_ids`, `team_id`; several ids are joined by ``;``.
    division : str
        A division's id, or ``all``.
    divisions : DataFrame, optional
        The table of divisions (`division_id`).  With it, one that it does not hold is refused, and
        one without rows is valid.  Without it, one that no row names is refused: a division
        without rows could not be told from a typing error.

    Returns
    -------
    DataFrame
        Those rows, in the same order; none for a division that has no part in any.

    Raises
    ------
    UnknownNameError
        The id is not known; the message names those that are.
    """
    if division == "all":
        return frame
    if divisions is not None:
        need(divisions, "of_division", "division_id")
        known = divisions["division_id"].tolist()
        if division not in known:
            raise unknown("division", division, ["all", *known])
    columns = [name for name in DIVISIONS if name in frame.columns]
    if not columns:
        need(frame, "of_division", "office_id")
    has_part = [
        any(division in cell.split(";") for cell in row if isinstance(cell, str))
        for row in frame[columns].itertuples(index=False)
    ]
    if divisions is None and not any(has_part):
        cells = frame[columns].stack().dropna().astype("str")
        told = unknown("division", division, sorted(set(cells.str.split(";").explode())))
        raise UnknownNameError(f"{told} If it may be without rows: divisions=load('divisions').")
    return frame.loc[has_part]
