"""How much of each budget is executed, held against the year."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import INK, MAIN, MUTED, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import WHITE_BOX, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders, sides
from sfwf_data.words.formats import format_ratio


def ratio_finding(rows: pd.DataFrame, lang: str, *, elapsed: float | None = None) -> Said:
    """How many rows are below the elapsed share, and the lowest (the highest where none is)."""
    ratios = rows["executed_ratio"].dropna().astype(float)
    if ratios.empty:
        return None
    n, low, high = len(ratios), ratios.min(), ratios.max()
    below = 0 if elapsed is None else int((ratios < elapsed).sum())
    values = {
        "n": n,
        "below": below,
        "elapsed": format_ratio(elapsed or 0, lang),
        "lowest": leaders(ratios, rows["name"], low, lang),
        "low": format_ratio(low, lang),
        "highest": leaders(ratios, rows["name"], high, lang),
        "high": format_ratio(high, lang),
    }
    if elapsed is None and n == 1:
        words = "{lowest}의 집행률은 {low}[이다/다]", "{lowest}: {low} executed"
    elif elapsed is None and low == high:
        words = "{n}개의 집행률이 모두 {low}[이다/다]", "All {n} have executed {low}"
    elif elapsed is None:
        words = (
            "집행률은 {lowest} {low}부터 {highest} {high}까지다",
            "Execution runs from {low} ({lowest}) to {high} ({highest})",
        )
    elif n == 1:
        words = (
            "{lowest}의 집행률은 {low}, 경과율은 {elapsed}[이다/다]",
            "{lowest}: {low} executed, {elapsed} of the year gone by",
        )
    elif below == 0:
        words = (
            "항목 {n}개 모두 경과율 {elapsed} 이상이고, {highest}[이/가] {high}[으로/로] 가장 높다",
            "All {n} items have reached the {elapsed} of the year gone by; "
            "highest: {highest} at {high}",
        )
    elif below == n:
        words = (
            "항목 {n}개 모두 경과율 {elapsed}에 못 미치고, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "All {n} items are below the {elapsed} of the year gone by; lowest: {lowest} at {low}",
        )
    else:
        words = (
            "항목 {n}개 가운데 {below}개가 경과율 {elapsed}에 못 미치고, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "{below} of {n} items are below the {elapsed} of the year gone by; "
            "lowest: {lowest} at {low}",
        )
    return words, values


@figure(
    finding=ratio_finding,
    value="executed_ratio",
    about=(
        "가로 막대그래프: 집행률(집행액 ÷ 최종예산액), 점선은 한 해의 경과율.",
        "Bar chart: execution ratio (executed ÷ revised budget); "
        "the dashed line is the share of the year gone by.",
    ),
    needs={"executed_ratio": "measures.execution_gap(frame)"},
    gaps=True,
)
def plot_execution_ratio(canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None) -> None:
    """Draw the execution ratio of each row as a bar, against the elapsed share of the year.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio` (executed ÷ revised, 0-1, may exceed 1; missing where there is no budget)
        and a column that names the rows.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.

    Returns
    -------
    Axes
        x in per cent, from 0; the highest on top.
    """
    rows = rows.sort_values("executed_ratio", ascending=False, kind="stable")
    ratios = rows["executed_ratio"].astype("Float64").astype(float)
    values, is_known = (100 * ratios).tolist(), ratios.notna().tolist()
    no_budget = canvas.say(("예산 없음", "no budget"))
    labels = [no_budget if pd.isna(ratio) else format_ratio(ratio, canvas.lang) for ratio in ratios]
    colors = [MAIN if elapsed is None or ratio >= elapsed else WARN for ratio in ratios]
    canvas.row_labels(rows["name"])
    canvas.fit_x(values, labels, upper=100)
    ends = [value if known else 0 for value, known in zip(values, is_known, strict=True)]
    canvas.bars(ends, 0.5, colors)
    canvas.elapsed(elapsed, "center")
    line = float("nan") if elapsed is None else 100 * elapsed
    for row, (end, text) in enumerate(zip(ends, labels, strict=True)):
        # A label that the line would run through stands on white.
        reach = (text_width(text) + 8) * canvas.per_point
        crossed = is_known[row] and end <= line < end + reach
        look = {"color": INK if is_known[row] else MUTED, "bbox": WHITE_BOX if crossed else None}
        canvas.label(end, row, text, zorder=4, **look)
    collected = "달성률 (최종예산액 대비 %)", "Collected (% of the revised budget)"
    is_revenue = sides(rows) == {"revenue"}
    canvas.value_axis(collected if is_revenue else canvas.term("axis ratio"), "{:g}%")
