"""Which programs are behind or ahead of their own months."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders
from sfwf_data.words.formats import fixed, format_pp, in_letters

SENTENCES = {
    "one behind": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 낮다",
            "{item} is {points} points below its elapsed share",
        ),
        (
            "집행률이 사업기간 경과율보다 {points}%p 낮다",
            "Spending is {points} points below the elapsed share",
        ),
    ],
    "one ahead": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 높다",
            "{item} is {points} points above its elapsed share",
        ),
        (
            "집행률이 사업기간 경과율보다 {points}%p 높다",
            "Spending is {points} points above the elapsed share",
        ),
    ],
    "one even": [
        ("{item}의 집행률은 사업기간 경과율과 같다", "{item} is level with its elapsed share"),
        ("집행률이 사업기간 경과율과 같다", "Spending is level with the elapsed share"),
    ],
    "none": [
        (
            "{n}개 사업 모두 집행률이 사업기간 경과율 이상이며, "
            "{item}[이/가] {points}%p로 가장 앞선다",
            "All {n} programs have reached their elapsed share; highest: {item} (+{points} points)",
        ),
        (
            "{n}개 사업 모두 집행률이 사업기간 경과율 이상이다",
            "All {n} programs have reached their elapsed share",
        ),
    ],
    "only": [
        (
            "{n}개 사업 중 {item}의 집행률만 사업기간 경과율에 {points}%p 못 미친다",
            "Of {n} programs, only {item} is below its elapsed share ({points} points)",
        ),
        (
            "{n}개 사업 중 1개의 집행률만 사업기간 경과율에 못 미친다",
            "One of {n} programs is below its elapsed share",
        ),
    ],
    "some": [
        (
            "{n}개 사업 중 {behind}개의 집행률이 사업기간 경과율에 못 미치며, "
            "{item}의 격차가 {points}%p로 가장 크다",
            "{behind} of {n} programs are below their elapsed share; "
            "lowest: {item} (-{points} points)",
        ),
        (
            "{n}개 사업 중 {behind}개의 집행률이 사업기간 경과율에 못 미친다",
            "{behind} of {n} programs are below their elapsed share",
        ),
    ],
}


def pace_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How many programs are behind their own months, and which is furthest."""
    pace = rows["pace_pp"].astype(float)
    behind = int((pace < 0).sum())
    best = pace.min() if behind else pace.max()
    case = {0: "none", 1: "only"}.get(behind, "some")
    if len(pace) == 1:
        case = "one behind" if best < 0 else "one ahead" if best > 0 else "one even"
    return SENTENCES[case], {
        "n": in_letters(len(pace), lang),
        "behind": in_letters(behind, lang),
        "item": leaders(pace, rows["subject"], best, lang),
        "points": fixed(abs(best), 1),
    }


@figure(
    finding=pace_finding,
    value="pace_pp",
    ascending=True,
    about=(
        "가로 막대그래프: 사업별 집행률에서 사업기간 경과율을 뺀 값. 0보다 작으면 못 미친다.",
        "Bar chart: execution ratio minus the elapsed share of each program's own months; "
        "below 0 the share spent is below the elapsed share.",
    ),
    note=(
        "경과율은 비교 기준일 뿐이며, 보고서에 월별 계획은 없다. "
        "기간이 끝난 사업의 차이는 쓰지 않고 남은 비율이다.",
        "The calendar is a yardstick: the report has no monthly plan. "
        "For a finished program the difference is the share left unspent.",
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
        Only the `top_n` rows furthest behind, or the first of all where fewer are; the subtitle
        says how many of how many.
    """
    total = len(rows)
    rows = rows.sort_values("pace_pp", kind="stable").iloc[:top_n]
    values = rows["pace_pp"].astype(float).tolist()
    labels = [format_pp(value, canvas.lang) for value in values]
    canvas.row_labels(rows["name"], row=22, widest=215)
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, [BEHIND if value < 0 else AHEAD for value in values])
    canvas.labels(values, labels)
    low, high = canvas.ax.get_xlim()
    behind = canvas.say(("경과율에 못 미침", "below own elapsed share"))
    ahead = canvas.say(("경과율보다 앞섬", "above own elapsed share"))
    for text, there, room, align, gap, color in (
        (behind, min(values) < 0, -low, "right", -6, BEHIND),
        (ahead, max(values) > 0, high, "left", 6, AHEAD),
    ):
        if there and text_width(text, NOTE_SIZE) + 6 <= room / canvas.per_point:
            place = canvas.ax.get_xaxis_transform()
            canvas.note_above(gap * canvas.per_point, text, align, place, color)
    canvas.value_axis(canvas.term("axis pace"))
    if len(rows) < total:
        words = "낮은 순으로 {total}개 중 {n}개", "lowest {n} of {total}"
        canvas.measure += f", {canvas.say(words, total=total, n=len(rows))}"
