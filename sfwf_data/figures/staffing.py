"""Posts and people."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, OVER, PALE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders, told
from sfwf_data.words.formats import in_letters

SENTENCES = {
    "full": [("정원 {quota}명이 모두 찼다", "All {quota} posts are filled")],
    "vacant": [
        (
            "정원 {quota}명에 현원 {current}명으로 {vacant}명이 모자란다",
            "{vacant} of {quota} posts are vacant: {current} people",
        )
    ],
    "over": [
        (
            "정원 {quota}명에 현원 {current}명으로 {net}명이 더 많다",
            "{current} people for {quota} posts, {net} over the quota",
        )
    ],
    "both": [
        (
            "현원은 정원보다 {net}명 적지만, 결원은 {vacant}명이고 "
            "{item}[은/는] 정원을 {over}명 넘는다",
            "Staff {net} below quota: {vacant} posts vacant, {item} over by {over}",
        ),
        (
            "현원은 정원보다 {net}명 적지만, 결원은 {vacant}명이다",
            "Staff {net} below quota, with {vacant} posts vacant",
        ),
    ],
    "both over": [
        (
            "결원은 {vacant}명이고 {item}[은/는] 정원을 {over}명 넘는다(전체 {net}명 초과)",
            "Staff {net} over quota: {vacant} posts vacant, {item} over by {over}",
        ),
        (
            "결원은 {vacant}명이지만 현원은 정원보다 {net}명 많다",
            "Staff {net} over quota, with {vacant} posts vacant",
        ),
    ],
}


def staffing_finding(rows: pd.DataFrame, lang: str) -> Said:
    """Posts and people in all: the rows must not contain a total beside its parts."""
    quota, current = int(rows["quota"].sum()), int(rows["current"].sum())
    vacant = (rows["quota"] - rows["current"]).clip(lower=0)
    over = (rows["current"] - rows["quota"]).clip(lower=0)
    if not vacant.any() and not over.any():
        case = "full"
    elif vacant.any() and over.any():
        case = "both" if current < quota else "both over"
    else:
        case = "vacant" if vacant.any() else "over"
    return SENTENCES[case], {
        "quota": quota,
        "current": current,
        "net": in_letters(abs(quota - current), lang),
        "vacant": in_letters(int(vacant.sum()), lang),
        "item": leaders(over, rows["subject"], over.max(), lang),
        "over": in_letters(int(over.max()), lang),
    }


def posts_in_words(rows: pd.DataFrame, lang: str) -> list[str]:
    """People and posts of each row."""
    words = "{name}: 정원 {quota}명, 현원 {current}명", "{name}: staff {current}, quota {quota}"
    columns = rows[["name", "quota", "current"]].itertuples(index=False, name=None)
    return [
        told(words, lang, name=name, quota=int(quota), current=int(current))
        for name, quota, current in columns
    ]


@figure(
    finding=staffing_finding,
    spell=posts_in_words,
    about=("가로 막대그래프: 정원과 현원.", "Bar chart: quota and current staff."),
    note=(
        "결원은 행마다 구해 더한 것으로, 정원을 넘는 행의 인원을 빼지 않았다.",
        "Vacant posts are added up row by row; staff over the quota of a row fills none of them.",
    ),
    needs={"quota": "load('staffing')", "current": "load('staffing')"},
    adds=(),
)
def plot_staffing(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw posts (pale) and people (dark) of each row, in the order of the frame.

    Grades have an order of their own.  People beyond the posts are a part of their own color.

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
    canvas.bars([min(pair) for pair in pairs], 0.38, MAIN, label="current")
    over = [max(now - posts, 0) for posts, now in pairs]
    canvas.bars(over, 0.38, OVER, left=quota, label="over")
    canvas.labels(ends, labels)
    entries = [
        (("현원", "Staff"), MAIN),
        (("정원", "Quota"), PALE),
        (("정원 초과", "Over quota"), OVER),
    ]
    canvas.key(*entries[: 3 if any(over) else 2])
    canvas.value_axis(
        ("정원과 현원 (명), 괄호 안은 차이", "Staff / posts; difference in parentheses")
    )
