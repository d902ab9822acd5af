"""How shares of the total moved between two years."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import names
from sfwf_data.words.formats import format_pp, format_ratio
from sfwf_data.words.say import say
from sfwf_data.words.terms import term

SHARES = ["previous_share_ratio", "current_share_ratio"]


def share_shift_finding(frame: pd.DataFrame, lang: str, *, label: str | None = None) -> str:
    """The largest shift of a share."""
    rows = frame.dropna(subset=SHARES)
    if rows.empty:
        return term("no rows", lang)
    shift = (rows["current_share_ratio"] - rows["previous_share_ratio"]).astype(float)
    row = shift.abs().tolist().index(shift.abs().max())
    if abs(shift.iloc[row]) < 0.0005:
        return say(lang, ko="어느 항목의 비중도 변하지 않았다", en="No share of the total changed")
    before, after = (format_ratio(rows[column].iloc[row], lang) for column in SHARES)
    values = {"item": names(rows, lang, label).iloc[row], "before": before, "after": after}
    if shift.iloc[row] > 0:
        return say(
            lang,
            ko="{item}의 비중이 {before}에서 {after}[으로/로] 늘어 변화가 가장 크다",
            en="The largest shift: {item}, from {before} up to {after} of the total",
            **values,
        )
    return say(
        lang,
        ko="{item}의 비중이 {before}에서 {after}[으로/로] 줄어 변화가 가장 크다",
        en="The largest shift: {item}, from {before} down to {after} of the total",
        **values,
    )


@figure(
    finding=share_shift_finding,
    value="current_share_ratio",
    about={
        "ko": "점그래프: 합계에서 차지하는 비중의 두 해 비교.",
        "en": "Dot chart: shares of the total in two years, joined by a line.",
    },
    needs=dict.fromkeys(SHARES, "measures.year_over_year(frame)"),
)
def plot_share_shift(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    years: tuple[int, int],
    *,
    label: str | None = None,
) -> None:
    """Draw shares of the total in two years: open dots the previous, full ones the current.

    Parameters
    ----------
    frame : DataFrame
        `previous_share_ratio`, `current_share_ratio` (0-1) and a column that names the rows.
    years : tuple of int
        (previous, current).

    Returns
    -------
    Axes
        x in per cent, from 0; the largest current share on top.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(subset=SHARES)
    rows = rows.sort_values("current_share_ratio", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    before, after = ((100 * rows[column].astype(float)).tolist() for column in SHARES)
    shifts = [end - start for start, end in zip(before, after, strict=True)]
    labels = [
        f"  {format_ratio(end / 100, lang)}  ({format_pp(shift, lang)})"
        for end, shift in zip(after, shifts, strict=True)
    ]
    ends = [max(pair) for pair in zip(before, after, strict=True)]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(ends, [f"{text.strip()}--" for text in labels])
    places, colors = range(len(rows)), [WARN if shift < 0 else MAIN for shift in shifts]
    dots = canvas.ax.scatter
    canvas.ax.hlines(places, before, after, color=colors, linewidth=2.5, zorder=1.5)
    dots(
        before, places, s=55, color="white", edgecolor=colors, linewidth=1.5, zorder=3,
        gid="previous",
    )  # fmt: skip
    dots(after, places, s=60, color=colors, zorder=3, gid="current")
    canvas.labels(ends, labels)
    canvas.key([(str(years[0]), MAIN), (str(years[1]), MAIN)], marks="○●")
    canvas.value_axis(term("axis share", lang), "{:g}%")
