"""Posts and people."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, PALE, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import names
from sfwf_data.words.say import say
from sfwf_data.words.terms import term


def staffing_finding(frame: pd.DataFrame, lang: str) -> str:
    """Posts and people in all: the rows must not contain a total beside its parts."""
    rows = frame.dropna(subset=["quota", "current"])
    if rows.empty:
        return term("no rows", lang)
    quota, current = int(rows["quota"].sum()), int(rows["current"].sum())
    values = {"quota": quota, "current": current, "gap": abs(quota - current)}
    if current < quota:
        return say(
            lang,
            ko="정원 {quota}명에 현원 {current}명으로 {gap}명이 모자란다",
            en="{current} of {quota} posts are filled; {gap} are vacant",
            **values,
        )
    if current > quota:
        return say(
            lang,
            ko="정원 {quota}명에 현원 {current}명으로 {gap}명이 더 많다",
            en="{current} people for {quota} posts, {gap} more than the quota",
            **values,
        )
    return say(lang, ko="정원 {quota}명이 모두 찼다", en="All {quota} posts are filled", **values)


@figure(
    finding=staffing_finding,
    value="current",
    ascending=None,
    about={"ko": "가로 막대그래프: 정원과 현원.", "en": "Bar chart: quota and current staff."},
    needs={"quota": "load('staffing')", "current": "load('staffing')"},
)
def plot_staffing(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw posts (pale) and people (dark) of each row, in the order of the frame.

    Grades have an order of their own.  Where there are more people than posts, their bar has the
    color of warnings.

    Parameters
    ----------
    frame : DataFrame
        `quota`, `current` and a column that names the rows; without a total beside its parts.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(subset=["quota", "current"])
    if rows.empty:
        canvas.empty()
        return
    quota, current = rows["quota"].astype(int).tolist(), rows["current"].astype(int).tolist()
    pairs = list(zip(quota, current, strict=True))
    labels = [
        f"{now}/{posts} ({f'{now - posts:+d}' if now != posts else '0'})" for posts, now in pairs
    ]
    ends = [max(pair) for pair in pairs]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(ends, labels)
    canvas.bars(quota, 0.72, PALE, label="quota")
    colors = [MAIN if now <= posts else WARN for posts, now in pairs]
    canvas.bars(current, 0.38, colors, label="current")
    canvas.labels(ends, labels)
    canvas.key(
        [(say(lang, ko="현원", en="Current"), MAIN), (say(lang, ko="정원", en="Quota"), PALE)]
    )
    canvas.value_axis(say(lang, ko="인원 (명)", en="Persons"))
