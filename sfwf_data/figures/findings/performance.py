"""Findings of targets, programs among their peers, staff, coverage and checks."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.rows import leaders, names
from sfwf_data.words.formats import format_number, format_pp, format_ratio, format_won, pick_unit
from sfwf_data.words.terms import term


def attainment_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """How many of the indicators reported have reached the annual target, and how many are not reported."""
    ratios = frame["attainment_ratio"].dropna().astype(float)
    rest = len(frame) - len(ratios)
    if frame.empty:
        return term("no rows", lang)
    if ratios.empty:
        return term("attainment nothing", lang, n=rest)
    unreported = term("unreported", lang, n=rest) if rest else ""
    if len(ratios) == 1:
        item = names(frame, lang, label)[ratios.index[0]]
        return term(
            "attainment one",
            lang,
            item=item,
            ratio=format_ratio(ratios.iloc[0], lang),
            unreported=unreported,
        )
    met = int((ratios >= 1).sum())
    key = {0: "attainment none", len(ratios): "attainment all"}.get(met, "attainment")
    return term(key, lang, n=len(ratios), met=met, unreported=unreported)


def spending_finding(frame: pd.DataFrame, lang: str, elapsed: float | None = None) -> str:
    """How many rows have reached the elapsed share of the year in money, in targets, in both."""
    rows = frame.dropna(subset=["executed_ratio", "attainment_ratio"])
    if rows.empty:
        return term("no rows", lang)
    if elapsed is None:
        return term("spending plain", lang, n=len(rows))
    money, targets = rows["executed_ratio"] >= elapsed, rows["attainment_ratio"] >= elapsed
    counts = {"both": money & targets, "targets": targets & ~money, "money": money & ~targets}
    return term(
        "spending",
        lang,
        n=len(rows),
        elapsed=format_ratio(elapsed, lang),
        **{name: int(rows_in.sum()) for name, rows_in in counts.items()},
    )


def peers_finding(
    frame: pd.DataFrame,
    lang: str,
    program: str,
    value: str = "executed_ratio",
    label: str | None = None,
) -> str:
    """The rank of one program among all of the frame (1 is the highest; equal values share a rank)."""
    one = frame[frame["program_id"] == program]
    if one.empty:
        return term("no rows", lang)
    item, own, values = (
        names(one, lang, label).iloc[0],
        one[value].iloc[0],
        frame[value].dropna().astype(float),
    )
    if pd.isna(own):
        return term("peers missing", lang, item=item)
    above, below = int((values > float(own)).sum()), int((values < float(own)).sum())
    place = (
        "rank alone"
        if len(values) == 1
        else "rank first"
        if above == 0 and below
        else "rank last"
        if below == 0 and above
        else "rank"
    )
    pace, rank = value.endswith("_pp"), term(place, lang, rank=above + 1)
    write = format_pp if pace else format_ratio
    texts = {
        "item": item,
        "value": write(own, lang),
        "n": len(values),
        "rank": rank,
        "median": write(values.median(), lang),
    }
    return term("peers pace" if pace else "peers", lang, **texts)


def staffing_finding(frame: pd.DataFrame, lang: str) -> str:
    """Posts and people: the rows must not contain a total beside its parts."""
    rows = frame.dropna(subset=["quota", "current"])
    if rows.empty:
        return term("no rows", lang)
    quota, current = int(rows["quota"].sum()), int(rows["current"].sum())
    key = "staff below" if current < quota else "staff above" if current > quota else "staff level"
    return term(key, lang, quota=quota, current=current, gap=abs(quota - current))


def coverage_rows(
    frame: pd.DataFrame, lang: str, value: str = "revised_krw", label: str | None = None
) -> pd.DataFrame:
    """One row per name from a roll-up: columns programs, remainder and total, in won; names with no published total are missing."""
    named = frame.assign(name=names(frame, lang, label), kind=frame["kind"].astype(str))
    order = list(dict.fromkeys(named["name"]))
    table = named.pivot_table(
        index="name", columns="kind", values=value, aggfunc="sum", observed=True
    )
    table = table.reindex(index=order, columns=["programs", "remainder", "total"])
    return table.dropna(subset=["total"]).fillna(0).astype("int64")


def coverage_finding(
    frame: pd.DataFrame, lang: str, value: str = "revised_krw", label: str | None = None
) -> str:
    """What part of the published figure the listed programs make, and where the difference is largest."""
    if frame.empty:
        return term("no rows", lang)
    rows = coverage_rows(frame, lang, value, label)
    if rows.empty:
        return term("no rows", lang)
    total, programs = int(rows["total"].sum()), int(rows["programs"].sum())
    unit, difference = pick_unit(rows["total"], lang), rows["remainder"]
    if not difference.any():
        return term("coverage whole", lang, total=format_won(total, lang, unit))
    row = difference.abs().idxmax()
    item = leaders(
        difference.abs(), pd.Series(rows.index, index=rows.index), abs(difference[row]), lang
    )
    share = format_ratio(programs / total if total else None, lang)
    return term(
        "coverage",
        lang,
        total=format_won(total, lang, unit),
        share=share,
        item=item,
        won=format_won(difference[row], lang, unit),
    )


def check_finding(frame: pd.DataFrame, lang: str) -> str:
    """How many checks hold, and how the others are accounted for."""
    if frame.empty:
        return term("no rows", lang)
    counts = frame["status"].astype(str).value_counts()
    found = {
        status: format_number(int(counts.get(status, 0)), lang)
        for status in ("holds", "rounding", "corrected", "unexplained")
    }
    if counts.get("holds", 0) == len(frame):
        return term("checks whole", lang, n=len(frame))
    return term("checks", lang, n=len(frame), **found)
