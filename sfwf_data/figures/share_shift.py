"""How shares of the total moved between two years."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import year_names
from sfwf_data.words.formats import format_pp, format_ratio

SHARES = ["previous_share_ratio", "current_share_ratio"]


def share_shift_finding(rows: pd.DataFrame, lang: str) -> Said:
    """The largest shift of a share."""
    shift = (rows["current_share_ratio"] - rows["previous_share_ratio"]).astype(float)
    row = shift.abs().tolist().index(shift.abs().max())
    before, after = (format_ratio(rows[column].iloc[row], lang) for column in SHARES)
    if abs(shift.iloc[row]) < 0.0005:
        words = "어느 항목의 비중도 변하지 않았다", "No share of the total changed"
    elif shift.iloc[row] > 0:
        words = (
            "{item}의 비중이 {before}에서 {after}[으로/로] 늘어 변화가 가장 크다",
            "The largest shift: {item}, from {before} up to {after} of the total",
        )
    else:
        words = (
            "{item}의 비중이 {before}에서 {after}[으로/로] 줄어 변화가 가장 크다",
            "The largest shift: {item}, from {before} down to {after} of the total",
        )
    return words, {"item": rows["name"].iloc[row], "before": before, "after": after}


@figure(
    finding=share_shift_finding,
    value="current_share_ratio",
    about=(
        "점그래프: 합계에서 차지하는 비중의 두 해 비교.",
        "Dot chart: shares of the total in two years, joined by a line.",
    ),
    needs=dict.fromkeys(SHARES, "measures.year_over_year(frame)"),
    adds=(),
)
def plot_share_shift(
    canvas: Canvas, rows: pd.DataFrame, years: tuple[int, int] | None = None
) -> None:
    """Draw shares of the total in two years: open dots the previous, full ones the current.

    Parameters
    ----------
    frame : DataFrame
        `previous_share_ratio`, `current_share_ratio` (0-1) and a column that names the rows.
    years : tuple of int, optional
        (previous, current), to be written beside the marks.

    Returns
    -------
    Axes
        x in per cent, from 0; the largest current share on top.
    """
    rows = rows.sort_values("current_share_ratio", ascending=False, kind="stable")
    before, after = ((100 * rows[column].astype(float)).tolist() for column in SHARES)
    pairs = list(zip(before, after, strict=True))
    labels = [
        f"  {format_ratio(end / 100, canvas.lang)}  ({format_pp(end - start, canvas.lang)})"
        for start, end in pairs
    ]
    ends = [max(pair) for pair in pairs]
    canvas.row_labels(rows["name"])
    canvas.fit_x(ends, [f"{text.strip()}--" for text in labels])
    places, colors = range(len(rows)), [WARN if end < start else MAIN for start, end in pairs]
    canvas.ax.hlines(places, before, after, color=colors, linewidth=2.5, zorder=1.5)
    ring = canvas.ax.scatter(before, places, s=55, color="white", linewidth=1.5, zorder=3)
    ring.set(edgecolor=colors, gid="previous")
    canvas.ax.scatter(after, places, s=60, color=colors, zorder=3, gid="current")
    canvas.labels(ends, labels)
    canvas.key(*((year, MAIN) for year in year_names(years, canvas.lang)), marks="○●")
    canvas.value_axis(canvas.term("axis share"), "{:g}%")
