"""How last year's budget became this year's."""

from __future__ import annotations

from itertools import accumulate

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, MAIN, MUTED, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import budget_name, leaders, new_marks, year_names
from sfwf_data.words.formats import format_won, in_unit, pick_unit

MONEY = ["previous_krw", "current_krw", "change_krw"]


def bridge_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How the total moved, and which item moved most in that direction."""
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    unit, change = pick_unit([before, after], lang), rows["change_krw"]
    best = change.max() if after > before else change.min()
    values = {
        "budget": budget_name(rows, lang),
        "after": format_won(after, lang, unit),
        "before": format_won(before, lang, unit),
        "change": format_won(abs(after - before), lang, unit),
        "item": leaders(change, rows["name"], best, lang),
        "won": format_won(abs(best), lang, unit),
    }
    if before == after:
        words = (
            "{budget}[은/는] 두 해 모두 {after}[으로/로] 같다",
            "{budget} is {after} in both years",
        )
    elif after > before:
        words = (
            "{budget}[이/가] {before}에서 {after}[으로/로] {change} 늘었고, "
            "{item}의 증가가 {won}[으로/로] 가장 크다",
            "{budget} grew by {change}, from {before} to {after}; "
            "the largest increase: {item} ({won})",
        )
    else:
        words = (
            "{budget}[이/가] {before}에서 {after}[으로/로] {change} 줄었고, "
            "{item}의 감소가 {won}[으로/로] 가장 크다",
            "{budget} fell by {change}, from {before} to {after}; "
            "the largest decrease: {item} ({won})",
        )
    return words, values


@figure(
    finding=bridge_finding,
    value="change_krw",
    about=(
        "폭포 그래프: 전년도 예산에서 항목별 증감을 거쳐 올해 예산에 이른다.",
        "Waterfall chart: from the previous year's budget through the change of each item "
        "to the current one.",
    ),
    needs=dict.fromkeys(MONEY, "measures.year_over_year(frame)"),
    adds=(),
)
def plot_bridge(canvas: Canvas, rows: pd.DataFrame, years: tuple[int, int] | None = None) -> None:
    """Draw how last year's budget became this year's: totals as bars from 0, changes as steps.

    Parameters
    ----------
    frame : DataFrame
        `previous_krw`, `current_krw`, `change_krw` (won), `is_new`, and a column that names the
        rows; of one side.
    years : tuple of int, optional
        (previous, current), to be written beside the marks.

    Returns
    -------
    Axes
        Rows: the previous total, increases from the largest, decreases to the largest, the current
        total.
    """
    rows = rows.sort_values("change_krw", ascending=False, kind="stable")
    changes = [int(change) for change in rows["change_krw"]]
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    lang, unit = canvas.lang, pick_unit([before, after], canvas.lang)
    levels = [*accumulate(changes, initial=before), after]
    starts = [0, *levels[: len(changes)], 0]
    steps = [
        format_won(change, lang, unit, signed=True, bare=True) + mark
        for change, mark in zip(changes, new_marks(rows, lang), strict=True)
    ]
    first, last = (format_won(total, lang, unit, bare=True) for total in (before, after))
    texts = [first, *steps, last]
    colors = [GREY, *(MAIN if change >= 0 else WARN for change in changes), GREY]
    ends = [in_unit(max(pair), unit) for pair in zip(starts, levels, strict=True)]
    previous, current = year_names(years, lang)
    if years:
        previous, current = (canvas.say(("{year}년", "{year}"), year=year) for year in years)
    canvas.row_labels([previous, *rows["name"], current], row=30)
    canvas.fit_x(ends, texts)
    lengths = [in_unit(level - start, unit) for start, level in zip(starts, levels, strict=True)]
    canvas.bars(lengths, 0.6, colors, left=[in_unit(start, unit) for start in starts])
    canvas.labels(ends, texts)
    for row, level in enumerate(levels[:-1]):
        x, y = [in_unit(level, unit)] * 2, [row - 0.3, row + 1.3]
        canvas.ax.plot(x, y, color=MUTED, linewidth=0.7, zorder=0.9)
    canvas.value_axis(("예산 ({unit})", "Budget ({unit})"), unit=unit)
