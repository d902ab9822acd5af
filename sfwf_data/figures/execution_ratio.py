"""How much of each budget is executed, held against the year."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import INK, MAIN, MUTED, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import WHITE_BOX, text_width
from sfwf_data.figures.rows import is_revenue, leaders, names
from sfwf_data.words.formats import format_ratio
from sfwf_data.words.say import say
from sfwf_data.words.terms import term


def ratio_finding(
    frame: pd.DataFrame, lang: str, *, elapsed: float | None = None, label: str | None = None
) -> str:
    """How many rows are below the elapsed share, and the lowest (the highest where none is)."""
    ratios = frame["executed_ratio"].dropna().astype(float)
    if ratios.empty:
        return term("no rows", lang)
    named, n = names(frame.loc[ratios.index], lang, label), len(ratios)
    if elapsed is None:
        return range_finding(ratios, named, lang)
    below = int((ratios < elapsed).sum())
    best = ratios.min() if below else ratios.max()
    values = {
        "n": n,
        "below": below,
        "elapsed": format_ratio(elapsed, lang),
        "item": leaders(ratios, named, best, lang),
        "ratio": format_ratio(best, lang),
    }
    if n == 1:
        return say(
            lang,
            ko="{item}의 집행률은 {ratio}, 경과율은 {elapsed}[이다/다]",
            en="{item}: {ratio} executed, {elapsed} of the year gone by",
            **values,
        )
    if below == 0:
        return say(
            lang,
            ko="항목 {n}개 모두 경과율 {elapsed} 이상이고, "
            "{item}[이/가] {ratio}[으로/로] 가장 높다",
            en="All {n} items have reached the {elapsed} of the year gone by; "
            "highest: {item} at {ratio}",
            **values,
        )
    if below == n:
        return say(
            lang,
            ko="항목 {n}개 모두 경과율 {elapsed}에 못 미치고, "
            "{item}[이/가] {ratio}[으로/로] 가장 낮다",
            en="All {n} items are below the {elapsed} of the year gone by; "
            "lowest: {item} at {ratio}",
            **values,
        )
    return say(
        lang,
        ko="항목 {n}개 가운데 {below}개가 경과율 {elapsed}에 못 미치고, "
        "{item}[이/가] {ratio}[으로/로] 가장 낮다",
        en="{below} of {n} items are below the {elapsed} of the year gone by; "
        "lowest: {item} at {ratio}",
        **values,
    )


def range_finding(ratios: pd.Series, named: pd.Series, lang: str) -> str:
    """From the lowest to the highest ratio."""
    low, high = ratios.min(), ratios.max()
    values = {
        "n": len(ratios),
        "low_item": leaders(ratios, named, low, lang),
        "high_item": leaders(ratios, named, high, lang),
        "low": format_ratio(low, lang),
        "high": format_ratio(high, lang),
    }
    if len(ratios) == 1:
        return say(
            lang,
            ko="{low_item}의 집행률은 {low}[이다/다]",
            en="{low_item}: {low} executed",
            **values,
        )
    if low == high:
        return say(
            lang,
            ko="{n}개의 집행률이 모두 {low}[이다/다]",
            en="All {n} have executed {low}",
            **values,
        )
    return say(
        lang,
        ko="집행률은 {low_item} {low}부터 {high_item} {high}까지다",
        en="Execution runs from {low} ({low_item}) to {high} ({high_item})",
        **values,
    )


@figure(
    finding=ratio_finding,
    value="executed_ratio",
    about={
        "ko": "가로 막대그래프: 집행률(집행액 ÷ 최종예산액), 점선은 한 해의 경과율.",
        "en": "Bar chart: execution ratio (executed ÷ revised budget); "
        "the dashed line is the share of the year gone by.",
    },
    needs={"executed_ratio": "measures.execution_gap(frame)"},
)
def plot_execution_ratio(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    elapsed: float | None = None,
    *,
    label: str | None = None,
) -> None:
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
    rows = frame.assign(name=names(frame, lang, label)).sort_values(
        "executed_ratio", ascending=False, kind="stable", na_position="last"
    )
    ratios = (
        rows["executed_ratio"].astype("Float64").to_numpy(float, na_value=float("nan")).tolist()
    )
    values = [100 * ratio for ratio in ratios]
    no_budget = say(lang, ko="예산 없음", en="no budget")
    labels = [no_budget if pd.isna(ratio) else format_ratio(ratio, lang) for ratio in ratios]
    colors = [MAIN if elapsed is None or ratio >= elapsed else WARN for ratio in ratios]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(values, labels, upper=100)
    canvas.bars([0 if pd.isna(value) else value for value in values], 0.5, colors)
    line = float("nan")
    if elapsed is not None:
        line = 100 * elapsed
        canvas.reference(line, term("elapsed", lang, ratio=format_ratio(elapsed, lang)), "center")
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        # A label that the line would run through stands on white.
        crossed = value <= line < value + (text_width(text) + 8) * canvas.per_point
        look = {"bbox": WHITE_BOX if crossed else None, "zorder": 4}
        if pd.isna(value):
            canvas.label(0, row, text, color=MUTED, **look)
        else:
            canvas.label(value, row, text, color=INK, **look)
    if is_revenue(frame):
        axis = say(lang, ko="달성률 (최종예산액 대비 %)", en="Collected (% of the revised budget)")
    else:
        axis = term("axis ratio", lang)
    canvas.value_axis(axis, "{:g}%")
