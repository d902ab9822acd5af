"""What each item adds to the growth of the total."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import budget_name, leaders, new_marks
from sfwf_data.words.formats import format_pp, format_ratio


def contribution_finding(rows: pd.DataFrame, lang: str) -> Said:
    """By how much the total grew, and which item gave most of it."""
    points = rows["contribution_pp"].astype(float)
    growth = points.sum()
    best = points.max() if growth > 0 else points.min()
    values = {
        "budget": budget_name(rows, lang),
        "growth": format_ratio(abs(growth) / 100, lang),
        "item": leaders(points, rows["name"], best, lang),
        "pp": format_pp(best, lang),
    }
    if abs(growth) < 0.05:
        words = "{budget}의 합계는 변하지 않았다", "{budget} did not change in total"
    elif growth > 0:
        words = (
            "{budget}[은/는] {growth} 늘었고, 그 가운데 {item}의 기여가 {pp}[으로/로] 가장 크다",
            "{budget} grew by {growth}; the largest contribution: {item} ({pp})",
        )
    else:
        words = (
            "{budget}[은/는] {growth} 줄었고, 그 가운데 {item}의 기여가 {pp}[으로/로] 가장 크다",
            "{budget} fell by {growth}; the largest contribution: {item} ({pp})",
        )
    return words, values


@figure(
    finding=contribution_finding,
    value="contribution_pp",
    about=(
        "가로 막대그래프: 항목별 증감액을 전년도 합계로 나눈 기여도.",
        "Bar chart: change of each item divided by the previous year's total.",
    ),
    needs={"contribution_pp": "measures.year_over_year(frame)"},
    adds=(),
)
def plot_contribution(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw what each item adds to the growth of the total, in points of the previous total.

    Parameters
    ----------
    frame : DataFrame
        `contribution_pp` (change ÷ previous total × 100), optionally `is_new`, and a column that
        names the rows.
    """
    rows = rows.sort_values("contribution_pp", ascending=False, kind="stable")
    values = rows["contribution_pp"].astype(float).tolist()
    labels = [
        format_pp(value, canvas.lang) + mark
        for value, mark in zip(values, new_marks(rows, canvas.lang), strict=True)
    ]
    canvas.row_labels(rows["name"])
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, [MAIN if value >= 0 else WARN for value in values])
    canvas.labels(values, labels)
    canvas.value_axis(
        (
            "증감 기여도 (전년도 합계 대비 %p)",
            "Contribution to the change (percentage points of the previous total)",
        )
    )
