"""Sums of programs by a level of the organization, the strategy or the funding."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import labels, listed, refuse_overlap
from sfwf_data.measures.ratios import need, numbers, whole
from sfwf_data.words.errors import UnknownNameError, unknown

REMAINDER = "remainder"
OVERHEAD = "overhead"
AMOUNTS = ("revised_krw", "executed_krw")
DIVISIONS = ("hq_id", "office_id", "office_ids", "team_id")


def roll_up(
    programs: pd.DataFrame,
    by: str | Sequence[str],
    published: pd.DataFrame | None = None,
    lines: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Add programs up by a column, against what the report publishes where that is given.

    What the programs do not cover is a row of its own: remainder = published - programs.  It may be
    negative, and it is never dropped and never spread.  A program that several teams share (`a;b`)
    stays one row under the joined id: it is neither split nor counted twice.  A missing amount
    counts as nothing; a group without any amount has a missing sum.

    Parameters
    ----------
    programs : DataFrame
        `revised_krw`, `executed_krw` in whole won and the column `by`.
    by : str or list of str
        goal_id, objective_id, hq_id, office_id, team_id or funding; also report, to keep several
        reports apart.
    published : DataFrame, optional
        `by`, `revised_krw`, `executed_krw`: the totals that the report prints for each value.
    lines : DataFrame, optional
        `item_id`, `revised_krw`, `executed_krw`: the lines of part Ⅲ that the programs are held
        against as a whole, where no line is one value's alone.

    Returns
    -------
    DataFrame
        `by`, `programs` (count), `revised_krw`, `executed_krw`, sorted by `by`.  With `published`
        also `kind`: "programs", "remainder" and "total" for each value, programs + remainder =
        total to the won; a value without programs has a row "programs" of 0, one that is not
        published has no total and no remainder.  With `lines` also `kind`, and at the end what
        brings the sums to those of the lines, of the kind "remainder": as the value "overhead" the
        lines of overhead, which hold no program, where there are such, and as "remainder" what the
        others hold beyond the programs.

    Raises
    ------
    OverlapError
        Programs, published totals or lines may not be added up, as for `refuse_overlap`.

    Examples
    --------
    Programs of goal g1 sum to 90, 100 is published: rows 90, 10 and 100.  Programs of 90, lines of
    programs 100 and overhead 40: rows 90, remainder 10 and overhead 40.
    """
    keys = listed(by)
    if published is not None and lines is not None:
        raise ValueError("roll_up takes published totals of each value or lines as a whole")
    need(programs, "roll_up", *keys, *AMOUNTS)
    refuse_overlap(programs, keys)
    groups = programs.astype(dict.fromkeys(keys, "str")).groupby(keys, dropna=False)
    sums = groups[list(AMOUNTS)].sum(min_count=1)
    sums.insert(0, "programs", groups.size())
    if lines is not None:
        rest = beside(programs, lines).rename_axis(keys[-1]).assign(programs=0, kind=REMAINDER)
        both = [sums.assign(kind="programs").reset_index(), rest.reset_index()]
        return pd.concat(both, ignore_index=True)[[*keys, "kind", "programs", *AMOUNTS]]
    if published is None:
        return sums.reset_index()
    need(published, "roll_up", *keys, *AMOUNTS)
    refuse_overlap(published, keys)
    totals = published.astype(dict.fromkeys(keys, "str")).set_index(keys)[list(AMOUNTS)]
    totals = totals.apply(numbers)
    found = sums.reindex(sums.index.union(totals.index)).fillna(0)
    covered = found.loc[totals.index, list(AMOUNTS)].apply(numbers)
    kinds = {"programs": found, REMAINDER: totals - covered, "total": totals}
    rows = pd.concat(kinds, names=["kind", *keys]).reset_index()
    rows["kind"] = pd.Categorical(rows["kind"], categories=list(kinds), ordered=True)
    rows["programs"] = rows["programs"].fillna(0).astype("int64")
    rows = rows.sort_values([*keys, "kind"], kind="stable", ignore_index=True)
    rows = rows.assign(**{name: whole(rows[name]) for name in AMOUNTS})
    return rows[[*keys, "kind", "programs", *AMOUNTS]]


def beside(programs: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """What lines of part Ⅲ hold beyond these programs, and what is overhead and no program's."""
    need(lines, "roll_up", "item_id", *AMOUNTS)
    refuse_overlap(programs)
    refuse_overlap(lines)
    amounts = lines[list(AMOUNTS)]
    is_overhead = lines["item_id"].str.startswith(f"exp.{OVERHEAD}")
    rest = {REMAINDER: amounts[~is_overhead].sum() - programs[list(AMOUNTS)].sum()}
    if is_overhead.any():
        rest[OVERHEAD] = amounts[is_overhead].sum()
    return pd.DataFrame(rest).T


def leaves(execution: pd.DataFrame) -> pd.DataFrame:
    """Give the items that contain no other: together they make each side's total, each won once.

    Parameters
    ----------
    execution : DataFrame
        `side`, `item_id`, `parent_id`, and `report` where it has several.

    Returns
    -------
    DataFrame
        Some of the rows, in the same order.
    """
    need(execution, "leaves", "side", "item_id", "parent_id")
    keys = [name for name in ("report", "side") if name in execution.columns]
    parents = labels(execution, keys, execution["parent_id"])
    return execution.loc[~labels(execution, keys, execution["item_id"]).isin(parents)]


def objective_lines(execution: pd.DataFrame) -> pd.DataFrame:
    """Give the lines of part Ⅲ that are an objective's.

    Parameters
    ----------
    execution : DataFrame
        `objective_id` and whatever else.

    Returns
    -------
    DataFrame
        Those rows, in the same order.
    """
    need(execution, "objective_lines", "objective_id")
    return execution[execution["objective_id"].notna()]


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
