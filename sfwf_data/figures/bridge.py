"""How last year's budget became this year's."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.captions import signed_won
from sfwf_data.figures.colors import GREY, MAIN, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import budget_name, leaders, new_mark, told, year_names
from sfwf_data.words.formats import format_pp, format_ratio, format_won, in_unit, pick_unit

MONEY = ["previous_krw", "current_krw", "change_krw"]
SENTENCES = {
    "same": [
        ("{budget}[은/는] 두 해 모두 {after}[으로/로] 같다", "{budget} is {after} in both years")
    ],
    "up": [
        (
            "{budget}[은/는] {after}[으로/로] 전년도보다 {change} 늘었고, "
            "{item}의 증가액이 가장 크다",
            "{budget} up {change} to {after}, led by {item}",
        ),
        (
            "{budget}[은/는] 전년도보다 {change} 늘었고, {item}의 증가액이 가장 크다",
            "{budget} up {change}, led by {item}",
        ),
        (
            "{budget}[은/는] {after}[으로/로] 전년도보다 {change} 늘었다",
            "{budget} up {change} to {after}",
        ),
    ],
    "down": [
        (
            "{budget}[은/는] {after}[으로/로] 전년도보다 {change} 줄었고, "
            "{item}의 감소액이 가장 크다",
            "{budget} down {change} to {after}, led by {item}",
        ),
        (
            "{budget}[은/는] 전년도보다 {change} 줄었고, {item}의 감소액이 가장 크다",
            "{budget} down {change}, led by {item}",
        ),
        (
            "{budget}[은/는] {after}[으로/로] 전년도보다 {change} 줄었다",
            "{budget} down {change} to {after}",
        ),
    ],
}


def bridge_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How the total moved, and which item moved most in that direction."""
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    unit, change, moved = pick_unit([before, after], lang), rows["change_krw"], abs(after - before)
    best = change.max() if after > before else change.min()
    return SENTENCES["same" if before == after else "up" if after > before else "down"], {
        "budget": budget_name(rows, lang),
        "after": format_won(after, lang, unit),
        "change": format_ratio(moved / before, lang) if before else format_won(moved, lang, unit),
        "item": leaders(change, rows["subject"], best, lang),
    }


def steps_in_words(
    rows: pd.DataFrame, lang: str, *, years: tuple[int, int] | None = None
) -> list[str]:
    """The totals of both years, and the steps between them."""
    rows = rows.sort_values("change_krw", ascending=False, kind="stable")
    totals = [int(rows[column].sum()) for column in MONEY[:2]]
    unit = pick_unit(totals, lang)
    ends = [
        f"{name} {format_won(won, lang, unit)}"
        for name, won in zip(total_names(years, lang), totals, strict=True)
    ]
    steps = zip(rows["name"], step_labels(rows, lang, unit, bare=False), strict=True)
    return [ends[0], *(" ".join(" ".join(step).split()) for step in steps), ends[1]]


@figure(
    finding=bridge_finding,
    spell=steps_in_words,
    about=(
        "폭포 그래프: 전년도 예산에서 과목별 증감을 거쳐 올해 예산에 이른다.",
        "Waterfall chart: from the previous year's budget through the change of each item "
        "to the current one.",
    ),
    note=(
        "두 해 모두 예산이며 결산이 아니다. 반올림으로 합이 다를 수 있다.",
        "Both years are budgets, not accounts. Rounded: sums may differ.",
    ),
    needs=dict.fromkeys(MONEY, "measures.year_over_year(frame)"),
    adds=(),
)
def plot_bridge(canvas: Canvas, rows: pd.DataFrame, years: tuple[int, int] | None = None) -> None:
    """Draw how last year's budget became this year's: totals, and the changes as steps between.

    Parameters
    ----------
    frame : DataFrame
        `previous_krw`, `current_krw`, `change_krw` (won), `is_new`, and a column that names the
        rows; of one side.  With `contribution_pp` the labels say what each step adds to the growth.
    years : tuple of int, optional
        (previous, current), to be written beside the marks.

    Returns
    -------
    Axes
        The largest increase on top; full bars rise, striped ones with an arrow fall.  Where all
        steps are small the axis does not begin at 0: the bars of the totals are then cut, and the
        subtitle says so.
    """
    lang = canvas.lang
    rows = rows.sort_values("change_krw", ascending=False, kind="stable")
    changes = [int(change) for change in rows["change_krw"]]
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    unit = pick_unit([before, after], lang)
    levels = [*accumulate(changes, initial=before), after]
    starts = [0, *levels[: len(changes)], 0]
    texts = [format_won(total, lang, unit, bare=True) for total in (before, after)]
    texts[1:1] = step_labels(rows, lang, unit)
    ends = [in_unit(max(pair), unit) for pair in zip(starts, levels, strict=True)]
    previous, current = total_names(years, lang)
    canvas.row_labels([previous, *rows["name"], current], row=30)
    base = cut_at([in_unit(level, unit) for level in levels])
    canvas.fit_x(ends, texts, upper=base, lower=base)
    lengths = [in_unit(level - start, unit) for start, level in zip(starts, levels, strict=True)]
    inside = [GREY, *(MAIN if change >= 0 else "white" for change in changes), GREY]
    edges = [GREY, *[MAIN] * len(changes), GREY]
    left = [in_unit(start, unit) for start in starts]
    canvas.bars(lengths, 0.6, inside, left=left, edgecolor=edges, linewidth=1)
    fallen = [row for row, length in enumerate(lengths[:-1]) if length < 0]
    for row in fallen:
        mark_fall(canvas, row, left[row] + lengths[row])
    canvas.labels(ends, texts)
    for row, level in enumerate(levels[:-1]):
        x, y = [in_unit(level, unit)] * 2, [row - 0.3, row + 1.3]
        canvas.ax.plot(x, y, color=MUTED, linewidth=0.7, zorder=0.9, gid="connector")
    words = "예산 ({unit})", "Budget ({unit})"
    if base > 0:
        words = "예산 ({unit}), 가로축은 0에서 시작하지 않음", "Budget ({unit}); the axis is cut"
        cut_bars(canvas, (0, len(levels) - 1), base)
    if {"contribution_pp"} <= set(rows.columns):
        remark = "괄호 안은 증감률 기여도", "in parentheses, points of the growth"
        words = f"{words[0]}, {remark[0]}", f"{words[1]}; {remark[1]}"
    if min(changes) < 0:
        canvas.key((("증가", "Increase"), MAIN), (("감소", "Decrease"), MAIN), marks="■◁")
    canvas.value_axis(words, unit=unit)


def total_names(years: tuple[int, int] | None, lang: str) -> list[str]:
    """The names of the two totals."""
    if years is None:
        return year_names(years, lang)
    return [told(("{year}년", "{year}"), lang, year=year) for year in years]


def step_labels(rows: pd.DataFrame, lang: str, unit: str, bare: bool = True) -> list[str]:
    """The change of each row; in parentheses its part of the growth, and that it is new."""
    points = rows.get("contribution_pp", pd.Series(float("nan"), index=rows.index))
    labels = []
    for change, point, new in zip(rows["change_krw"], points, new_mark(rows, lang), strict=True):
        remarks = ", ".join(filter(None, ("" if pd.isna(point) else format_pp(point, lang), new)))
        text = format_won(int(change), lang, unit, signed=True, bare=True)
        text = text if bare else signed_won(int(change), lang, unit)
        labels.append(f"{text}  ({remarks})" if remarks else text)
    return labels


def mark_fall(canvas: Canvas, row: int, low: float) -> None:
    """Stripes in a bar that falls, and an open arrow before its lower end: it may be a hair."""
    canvas.ax.patches[row].set_hatch("/////")
    look: dict[str, Any] = {"marker": "<", "markersize": 6, "color": MAIN, "gid": "fall"}
    look |= {"markerfacecolor": "white", "linestyle": "none", "zorder": 3, "clip_on": False}
    canvas.ax.plot([low - 6 * canvas.per_point], [row], **look)


def cut_at(levels: list[float]) -> float:
    """Where the axis begins: at 0, or a good way up where all that moves is far above it."""
    low, high = min(levels), max(levels)
    base = low - 0.5 * (high - low)
    return base if base > 0.3 * high else 0.0


def cut_bars(canvas: Canvas, rows: tuple[int, int], base: float) -> None:
    """Two white strokes through each bar that does not show its whole length."""
    step = 5 * canvas.per_point
    for row in rows:
        for number in (1.5, 2.5):
            x = [base + number * step, base + (number + 0.8) * step]
            look: dict[str, Any] = {"color": "white", "linewidth": 1.8, "zorder": 3, "gid": "cut"}
            canvas.ax.plot(x, [row + 0.36, row - 0.36], **look)
