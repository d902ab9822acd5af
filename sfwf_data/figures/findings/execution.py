"""Findings of budget execution."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.rows import is_revenue, leaders, names
from sfwf_data.words.formats import format_pp, format_ratio, format_won, pick_unit
from sfwf_data.words.terms import term


def gap_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """Who holds the unspent money: frame as `plot_gap_by_item` takes it."""
    gaps = frame["gap_krw"].dropna()
    side = " revenue" if is_revenue(frame) else ""
    if gaps.empty:
        return term("no rows", lang)
    unit = pick_unit([*gaps, gaps.sum()], lang)
    total, named = int(gaps.sum()), names(frame.loc[gaps.index], lang, label)
    if total == 0 and not gaps.any():
        return term("gap none" + side, lang)
    if total <= 0 and gaps.max() <= 0:
        return term("gap over" + side, lang, total=format_won(-total, lang, unit))
    top = gaps[gaps == gaps.max()]
    first = named[top.index[0]]
    if len(gaps) == 1:
        return term("gap one" + side, lang, item=first, total=format_won(total, lang, unit))
    if (gaps < 0).any():
        values = {
            "won": format_won(top.iloc[0], lang, unit),
            "n": int((gaps < 0).sum()),
            "total": format_won(total, lang, unit),
        }
        return term("gap mixed" + side, lang, item=first, **values)
    share = format_ratio(top.iloc[0] / total, lang)
    if len(top) > 1:
        items = leaders(gaps, named, gaps.max(), lang)
        return term(
            "gap tie" + side, lang, total=format_won(total, lang, unit), items=items, share=share
        )
    return term("gap" + side, lang, total=format_won(total, lang, unit), share=share, item=first)


def ratio_finding(
    frame: pd.DataFrame, lang: str, elapsed: float | None = None, label: str | None = None
) -> str:
    """How many rows are below the elapsed share of the year, and which is lowest (or highest where none is below)."""
    ratios = frame["executed_ratio"].dropna().astype(float)
    if ratios.empty:
        return term("no rows", lang)
    named = names(frame.loc[ratios.index], lang, label)
    low, high = ratios.idxmin(), ratios.idxmax()
    n = len(ratios)
    if elapsed is None:
        if n == 1:
            return term("ratio plain", lang, item=named[low], ratio=format_ratio(ratios[low], lang))
        if ratios[low] == ratios[high]:
            return term("ratio level", lang, n=n, ratio=format_ratio(ratios[low], lang))
        values = {"low": format_ratio(ratios[low], lang), "high": format_ratio(ratios[high], lang)}
        return term(
            "ratio range",
            lang,
            low_item=leaders(ratios, named, ratios[low], lang),
            high_item=leaders(ratios, named, ratios[high], lang),
            **values,
        )
    gone, below = format_ratio(elapsed, lang), int((ratios < elapsed).sum())
    if n == 1:
        return term(
            "ratio one", lang, item=named[low], ratio=format_ratio(ratios[low], lang), elapsed=gone
        )
    key, row = (
        ("ratio all ahead", high)
        if below == 0
        else ("ratio all behind" if below == n else "ratio behind", low)
    )
    item = leaders(ratios, named, ratios[row], lang)
    return term(
        key, lang, n=n, below=below, elapsed=gone, item=item, ratio=format_ratio(ratios[row], lang)
    )


def pace_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """How many programs are behind their own months, and which is furthest."""
    pace = frame["pace_pp"].dropna().astype(float)
    if pace.empty:
        return term("no rows", lang)
    named, behind = names(frame.loc[pace.index], lang, label), int((pace < 0).sum())
    row = pace.idxmin() if behind else pace.idxmax()
    if len(pace) == 1:
        return term("pace one", lang, item=named[row], pp=format_pp(pace[row], lang))
    key = "pace" if behind else "pace none behind"
    item = leaders(pace, named, pace[row], lang)
    return term(key, lang, n=len(pace), behind=behind, item=item, pp=format_pp(pace[row], lang))


def projection_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """What a straight line to the end of the year leaves unspent, and where most of it."""
    left = frame["expected_unspent_krw"].dropna()
    if left.empty:
        return term("no rows", lang)
    unit, total, row = pick_unit([*left, left.sum()], lang), int(left.sum()), left.idxmax()
    item = leaders(left, names(frame, lang, label), left[row], lang)
    if total == 0:
        return term("projection none", lang)
    if total < 0:
        return term("projection over", lang, total=format_won(-total, lang, unit))
    if len(left) == 1:
        return term("projection one", lang, item=item, won=format_won(total, lang, unit))
    return term(
        "projection left",
        lang,
        total=format_won(total, lang, unit),
        item=item,
        won=format_won(left[row], lang, unit),
    )
