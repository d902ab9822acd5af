"""Targets and outputs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sfwf_data.measures.addable import listed, refuse_overlap
from sfwf_data.measures.execution import elapsed_ratio
from sfwf_data.measures.ratios import need, ratio


def attainment(kpis: pd.DataFrame, as_of: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """Add how far each KPI's target is met.

    attainment_ratio = actual ÷ **target** where higher is better (or the direction is not known),
    target ÷ **actual** where lower is better; 0-1 float, uncapped.  Missing where the actual is not
    reported or the denominator is 0.
    is_reported: there is an actual.
    pace_pp = 100 × (attainment_ratio - share of the year gone by at `as_of`), in percentage points,
    where `as_of` is given.  Missing for a KPI that does not accumulate over the year (a rate, a
    stock), or of which that is not known: the calendar says nothing about it.

    Parameters
    ----------
    kpis : DataFrame
        `target`, `actual`, `is_higher_better`, and `accumulates` where `as_of` is given.
    as_of : date, optional
        The date of the figures.

    Returns
    -------
    DataFrame
        The same rows and order with these columns.

    Examples
    --------
    Target 50, actual 48: 0.96.  Lower is better, target 10, actual 8: 1.25.  Not reported: missing.
    """
    need(kpis, "attainment", "target", "actual", "is_higher_better")
    lower = ~kpis["is_higher_better"].astype("boolean").fillna(True).astype(bool)
    target, actual = kpis["target"], kpis["actual"]
    reached = ratio(actual, target).mask(lower, ratio(target, actual))
    result = kpis.assign(attainment_ratio=reached, is_reported=actual.notna())
    if as_of is None:
        return result
    need(kpis, "attainment", "accumulates")
    accumulates = kpis["accumulates"].astype("boolean").fillna(False).astype(bool)
    pace_pp = 100 * (reached - elapsed_ratio(as_of))
    return result.assign(pace_pp=pace_pp.where(accumulates))


def targets_met(kpis: pd.DataFrame, by: str | Sequence[str]) -> pd.DataFrame:
    """Sum KPIs up by a column: how many, how many reported and met, and their median attainment.

    attainment_ratio = **median** of the attainments of the reported KPIs (0-1 float, uncapped):
    KPIs differ in unit and size, so neither their sum nor their mean means anything.  Missing where
    none is reported.

    Parameters
    ----------
    kpis : DataFrame
        As `attainment` gives it, and the column `by`.
    by : str or list of str
        goal_id or section_id; also report or scope, to keep those apart.

    Returns
    -------
    DataFrame
        `by`, `kpis`, `reported`, `met` (attainment of at least 1), `attainment_ratio`, sorted by
        `by`.

    Raises
    ------
    OverlapError
        The KPIs are of several reports, or strategic beside those of sections, which they repeat.

    Examples
    --------
    Attainments 0.5, 0.9, 1.8 and one not reported: 4 KPIs, 3 reported, 1 met, median 0.9.
    """
    keys = listed(by)
    need(kpis, "targets_met", *keys, "attainment_ratio", "is_reported")
    refuse_overlap(kpis, keys)
    rows = kpis.assign(met=kpis["attainment_ratio"].ge(1), kpis=1)
    return rows.groupby(keys, sort=True, as_index=False, observed=True).agg(
        kpis=("kpis", "sum"),
        reported=("is_reported", "sum"),
        met=("met", "sum"),
        attainment_ratio=("attainment_ratio", "median"),
    )
