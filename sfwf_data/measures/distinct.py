"""KPIs, each counted once."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.ratios import need


def distinct_kpis(kpis: pd.DataFrame, kpi_links: pd.DataFrame) -> pd.DataFrame:
    """Leave out KPIs that repeat others of these rows, or add them up.

    A KPI goes if `kpi_links` says that it ``repeats`` a KPI or is the ``sum_of`` several, and one
    of those stands in the frame.  In a selection without them it stays: there is nothing to count
    twice.  Links are reviewed.  A strategic KPI without one stays, and `targets_met` then refuses
    to add it to those of sections, but for ``by=["scope", …]``: nobody has decided what it repeats.

    Parameters
    ----------
    kpis : DataFrame
        `kpi_id`, and `report` where it has several.
    kpi_links : DataFrame
        `kpi_id`, `target_kpi_id`, and `report` where `kpis` has it.

    Returns
    -------
    DataFrame
        Some of the rows, in the same order: each fact once, to be counted by `targets_met`.

    Examples
    --------
    A strategic KPI of 4,707 participants, and two of sections with 2,000 and 2,707: two are left.
    """
    keys = [name for name in ("report",) if name in kpis.columns]
    need(kpis, "distinct_kpis", "kpi_id")
    need(kpi_links, "distinct_kpis", *keys, "kpi_id", "target_kpi_id")
    here = kpis[[*keys, "kpi_id"]]
    links = kpi_links.merge(here.rename(columns={"kpi_id": "target_kpi_id"}))
    again = pd.MultiIndex.from_frame(links[[*keys, "kpi_id"]])
    return kpis[~pd.MultiIndex.from_frame(here).isin(again)]
