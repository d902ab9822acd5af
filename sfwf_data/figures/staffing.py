"""Posts and people."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, PALE, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said


def staffing_finding(rows: pd.DataFrame, lang: str) -> Said:
    """Posts and people in all: the rows must not contain a total beside its parts."""
    quota, current = int(rows["quota"].sum()), int(rows["current"].sum())
    if current < quota:
        words = (
            "정원 {quota}명에 현원 {current}명으로 {gap}명이 모자란다",
            "{current} of {quota} posts are filled; {gap} are vacant",
        )
    elif current > quota:
        words = (
            "정원 {quota}명에 현원 {current}명으로 {gap}명이 더 많다",
            "{current} people for {quota} posts, {gap} more than the quota",
        )
    else:
        words = "정원 {quota}명이 모두 찼다", "All {quota} posts are filled"
    return words, {"quota": quota, "current": current, "gap": abs(quota - current)}


@figure(
    finding=staffing_finding,
    value="current",
    ascending=None,
    about=("가로 막대그래프: 정원과 현원.", "Bar chart: quota and current staff."),
    needs={"quota": "load('staffing')", "current": "load('staffing')"},
    adds=(),
)
def plot_staffing(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw posts (pale) and people (dark) of each row, in the order of the frame.

    Grades have an order of their own.  Where there are more people than posts, their bar has the
    color of warnings.

    Parameters
    ----------
    frame : DataFrame
        `quota`, `current` and a column that names the rows.
    """
    quota, current = rows["quota"].astype(int).tolist(), rows["current"].astype(int).tolist()
    pairs = list(zip(quota, current, strict=True))
    labels = [
        f"{now}/{posts} ({f'{now - posts:+d}' if now != posts else '0'})" for posts, now in pairs
    ]
    ends = [max(pair) for pair in pairs]
    canvas.row_labels(rows["name"])
    canvas.fit_x(ends, labels)
    canvas.bars(quota, 0.72, PALE, label="quota")
    colors = [MAIN if now <= posts else WARN for posts, now in pairs]
    canvas.bars(current, 0.38, colors, label="current")
    canvas.labels(ends, labels)
    canvas.key((("현원", "Current"), MAIN), (("정원", "Quota"), PALE))
    canvas.value_axis(("인원 (명)", "Persons"))
