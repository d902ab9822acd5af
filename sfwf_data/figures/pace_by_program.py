"""Which programs are behind or ahead of their own months."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders
from sfwf_data.words.formats import format_pp


def pace_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How many programs are behind their own months, and which is furthest."""
    pace = rows["pace_pp"].astype(float)
    behind = int((pace < 0).sum())
    best = pace.min() if behind else pace.max()
    item = leaders(pace, rows["name"], best, lang)
    if len(pace) == 1:
        words = "{item}[은/는] 자기 기간보다 {pp}[이다/다]", "{item} is {pp} against its own months"
    elif not behind:
        words = (
            "{n}개 사업 모두 자기 기간에 뒤처지지 않았고, {item}[이/가] {pp}[으로/로] 가장 앞선다",
            "None of {n} programs is behind its own months; furthest ahead: {item} ({pp})",
        )
    else:
        words = (
            "{n}개 사업 가운데 {behind}개가 자기 기간보다 느리고, "
            "{item}[이/가] {pp}[으로/로] 가장 늦다",
            "{behind} of {n} programs are behind their own months; furthest behind: {item} ({pp})",
        )
    return words, {"n": len(pace), "behind": behind, "item": item, "pp": format_pp(best, lang)}


@figure(
    finding=pace_finding,
    value="pace_pp",
    ascending=True,
    about=(
        "가로 막대그래프: 사업별 집행률에서 사업기간 경과율을 뺀 값. 0보다 작으면 기간보다 느리다.",
        "Bar chart: execution ratio minus the elapsed share of each program's own months; "
        "below 0 is behind.",
    ),
    needs={"pace_pp": "measures.pace(frame, as_of)"},
    adds=(),
)
def plot_pace(canvas: Canvas, rows: pd.DataFrame, *, top_n: int = 20) -> None:
    """Draw how far programs are behind (left) or ahead (right) of their own months.

    The finding in the title is of all rows.

    Parameters
    ----------
    frame : DataFrame
        `pace_pp` (executed ratio minus elapsed ratio, percentage points) and a column that names
        the rows.
    top_n : int, default 20
        Only the `top_n` rows furthest from 0; the axis says how many of how many.
    """
    total = len(rows)
    furthest = rows["pace_pp"].abs().sort_values(ascending=False, kind="stable").index[:top_n]
    rows = rows.loc[furthest].sort_values("pace_pp", kind="stable")
    values = rows["pace_pp"].astype(float).tolist()
    labels = [format_pp(value, canvas.lang) for value in values]
    canvas.row_labels(rows["name"], row=22, widest=215)
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, [WARN if value < 0 else MAIN for value in values])
    canvas.labels(values, labels)
    low, high = canvas.ax.get_xlim()
    behind = canvas.say(("기간보다 느림", "behind its own months"))
    ahead = canvas.say(("기간보다 빠름", "ahead of its own months"))
    for text, there, room, align, gap, color in (
        (behind, min(values) < 0, -low, "right", -6, WARN),
        (ahead, max(values) > 0, high, "left", 6, MAIN),
    ):
        if there and text_width(text, NOTE_SIZE) + 6 <= room / canvas.per_point:
            place = canvas.ax.get_xaxis_transform()
            canvas.note_above(gap * canvas.per_point, text, align, place, color)
    axis = canvas.term("axis pace")
    if len(rows) < total:
        words = (
            "{total}개 가운데 차이가 큰 {n}개",
            "The {n} of {total} furthest from their own months",
        )
        axis = f"{axis}\n{canvas.say(words, total=total, n=len(rows))}"
        canvas.below += 13
    canvas.value_axis(axis)
