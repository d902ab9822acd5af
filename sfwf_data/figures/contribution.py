"""What each item adds to the growth of the total."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import budget_name, is_new, leaders, names
from sfwf_data.words.formats import format_pp, format_ratio
from sfwf_data.words.say import say
from sfwf_data.words.terms import term


def contribution_finding(frame: pd.DataFrame, lang: str, *, label: str | None = None) -> str:
    """By how much the total grew, and which item gave most of it."""
    points = frame["contribution_pp"].dropna().astype(float)
    if points.empty:
        return term("no rows", lang)
    growth = points.sum()
    best = points.max() if growth > 0 else points.min()
    values = {
        "budget": budget_name(frame, lang),
        "growth": format_ratio(abs(growth) / 100, lang),
        "item": leaders(points, names(frame.loc[points.index], lang, label), best, lang),
        "pp": format_pp(best, lang),
    }
    if abs(growth) < 0.05:
        return say(
            lang,
            ko="{budget}의 합계는 변하지 않았다",
            en="{budget} did not change in total",
            **values,
        )
    if growth > 0:
        return say(
            lang,
            ko="{budget}[은/는] {growth} 늘었고, 그 가운데 {item}의 기여가 {pp}[으로/로] 가장 크다",
            en="{budget} grew by {growth}; the largest contribution: {item} ({pp})",
            **values,
        )
    return say(
        lang,
        ko="{budget}[은/는] {growth} 줄었고, 그 가운데 {item}의 기여가 {pp}[으로/로] 가장 크다",
        en="{budget} fell by {growth}; the largest contribution: {item} ({pp})",
        **values,
    )


@figure(
    finding=contribution_finding,
    value="contribution_pp",
    about={
        "ko": "가로 막대그래프: 항목별 증감액을 전년도 합계로 나눈 기여도.",
        "en": "Bar chart: change of each item divided by the previous year's total.",
    },
    needs={"contribution_pp": "measures.year_over_year(frame)"},
)
def plot_contribution(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw what each item adds to the growth of the total, in points of the previous total.

    Parameters
    ----------
    frame : DataFrame
        `contribution_pp` (change ÷ previous total × 100), optionally `is_new`, and a column that
        names the rows.
    """
    rows = frame[frame["contribution_pp"].notna()].assign(name=names(frame, lang, label))
    rows = rows.sort_values("contribution_pp", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    values, new = rows["contribution_pp"].astype(float).tolist(), term("new", lang)
    labels = [
        format_pp(value, lang) + (f"  ({new})" if is_one else "")
        for value, is_one in zip(values, is_new(rows), strict=True)
    ]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, [MAIN if value >= 0 else WARN for value in values])
    canvas.labels(values, labels)
    canvas.value_axis(
        say(
            lang,
            ko="증감 기여도 (전년도 합계 대비 %p)",
            en="Contribution to the change (percentage points of the previous total)",
        )
    )
