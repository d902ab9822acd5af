"""Findings of budgets: from one year to the next, and what they are made of."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.rows import leaders, names
from sfwf_data.words.formats import format_pp, format_ratio, format_won, pick_unit
from sfwf_data.words.terms import term


def budget_name(frame: pd.DataFrame, lang: str) -> str:
    """Revenue budget, expenditure budget, or budget where the frame does not say which."""
    sides = frame["side"].astype(str).unique() if "side" in frame.columns else []
    return term(f"budget {sides[0]}" if len(sides) == 1 else "budget", lang)


def bridge_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """How the total moved, and which item moved most in that direction."""
    rows = frame.dropna(subset=["previous_krw", "current_krw", "change_krw"])
    if rows.empty:
        return term("no rows", lang)
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    unit, change = pick_unit([before, after], lang), rows["change_krw"]
    values = {
        "budget": budget_name(rows, lang),
        "after": format_won(after, lang, unit),
        "before": format_won(before, lang, unit),
    }
    if before == after:
        return term("bridge level", lang, **values)
    best = change.max() if after > before else change.min()
    values |= {
        "item": leaders(change, names(rows, lang, label), best, lang),
        "won": format_won(abs(best), lang, unit),
    }
    return term(
        "bridge up" if after > before else "bridge down",
        lang,
        change=format_won(abs(after - before), lang, unit),
        **values,
    )


def contribution_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """By how much the total grew, and which item gave most of it."""
    points = frame["contribution_pp"].dropna().astype(float)
    if points.empty:
        return term("no rows", lang)
    growth, budget = points.sum(), budget_name(frame, lang)
    if abs(growth) < 0.05:
        return term("contribution level", lang, budget=budget)
    best = points.max() if growth > 0 else points.min()
    item = leaders(points, names(frame.loc[points.index], lang, label), best, lang)
    key = "contribution up" if growth > 0 else "contribution down"
    return term(
        key,
        lang,
        budget=budget,
        growth=format_ratio(abs(growth) / 100, lang),
        item=item,
        pp=format_pp(best, lang),
    )


def share_shift_finding(frame: pd.DataFrame, lang: str, label: str | None = None) -> str:
    """Which share moved most."""
    rows = frame.dropna(subset=["previous_share_ratio", "current_share_ratio"])
    if rows.empty:
        return term("no rows", lang)
    shift = (rows["current_share_ratio"] - rows["previous_share_ratio"]).astype(float)
    row = shift.abs().idxmax()
    if abs(shift[row]) < 0.0005:
        return term("share level", lang)
    before, after = (
        format_ratio(rows.at[row, column], lang)
        for column in ("previous_share_ratio", "current_share_ratio")
    )
    item = names(rows, lang, label)[row]
    return term(
        "share up" if shift[row] > 0 else "share down", lang, item=item, before=before, after=after
    )


def composition_finding(
    frame: pd.DataFrame, lang: str, value: str = "revised_krw", label: str | None = None
) -> str:
    """The largest part of the total, of each side of the account where the frame has both."""
    largest = {}
    sides = (
        frame["side"].astype(str)
        if "side" in frame.columns
        else pd.Series("the total", index=frame.index)
    )
    for side, rows in frame.groupby(sides, sort=False):
        amounts = rows[value].dropna()
        if amounts.sum() > 0:
            item = leaders(
                amounts, names(rows.loc[amounts.index], lang, label), amounts.max(), lang
            )
            largest[side] = (item, format_ratio(amounts.max() / amounts.sum(), lang))
    if set(largest) == {"revenue", "expenditure"}:
        values = {
            f"{side}_{part}": text
            for side, pair in largest.items()
            for part, text in zip(("item", "share"), pair, strict=True)
        }
        return term("composition both", lang, **values)
    if not largest:
        return term("no rows", lang)
    side, (item, share) = next(iter(largest.items()))
    total = term(side, lang)
    return term(
        "composition", lang, total=total if lang == "ko" else total.lower(), item=item, share=share
    )
