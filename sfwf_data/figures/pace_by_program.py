"""Which programs are behind or ahead of their own months."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE, text_width
from sfwf_data.figures.rows import leaders, names
from sfwf_data.words.formats import format_pp
from sfwf_data.words.say import say
from sfwf_data.words.terms import term


def pace_finding(frame: pd.DataFrame, lang: str, *, label: str | None = None) -> str:
    """How many programs are behind their own months, and which is furthest."""
    pace = frame["pace_pp"].dropna().astype(float)
    if pace.empty:
        return term("no rows", lang)
    behind = int((pace < 0).sum())
    best = pace.min() if behind else pace.max()
    item = leaders(pace, names(frame.loc[pace.index], lang, label), best, lang)
    values = {"n": len(pace), "behind": behind, "item": item, "pp": format_pp(best, lang)}
    if len(pace) == 1:
        return say(
            lang,
            ko="{item}[은/는] 자기 기간보다 {pp}[이다/다]",
            en="{item} is {pp} against its own months",
            **values,
        )
    if not behind:
        return say(
            lang,
            ko="{n}개 사업 모두 자기 기간에 뒤처지지 않았고, "
            "{item}[이/가] {pp}[으로/로] 가장 앞선다",
            en="None of {n} programs is behind its own months; furthest ahead: {item} ({pp})",
            **values,
        )
    return say(
        lang,
        ko="{n}개 사업 가운데 {behind}개가 자기 기간보다 느리고, "
        "{item}[이/가] {pp}[으로/로] 가장 늦다",
        en="{behind} of {n} programs are behind their own months; furthest behind: {item} ({pp})",
        **values,
    )


@figure(
    finding=pace_finding,
    value="pace_pp",
    ascending=True,
    about={
        "ko": "가로 막대그래프: 사업별 집행률에서 사업기간 경과율을 뺀 값. "
        "0보다 작으면 기간보다 느리다.",
        "en": "Bar chart: execution ratio minus the elapsed share of each program's own months; "
        "below 0 is behind.",
    },
    needs={"pace_pp": "measures.pace(frame, as_of)"},
)
def plot_pace(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, top_n: int = 20, label: str | None = None
) -> None:
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
    known = frame[frame["pace_pp"].notna()].assign(name=names(frame, lang, label))
    if known.empty:
        canvas.empty()
        return
    furthest = known["pace_pp"].abs().sort_values(ascending=False, kind="stable").index[:top_n]
    rows = known.loc[furthest].sort_values("pace_pp", kind="stable")
    values = rows["pace_pp"].astype(float).tolist()
    labels = [format_pp(value, lang) for value in values]
    canvas.row_labels(rows["name"].tolist(), row=22, widest=215)
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, [WARN if value < 0 else MAIN for value in values])
    canvas.labels(values, labels)
    low, high = canvas.ax.get_xlim()
    behind = say(lang, ko="기간보다 느림", en="behind its own months")
    ahead = say(lang, ko="기간보다 빠름", en="ahead of its own months")
    for text, there, room, align, gap, color in (
        (behind, min(values) < 0, -low, "right", -6, WARN),
        (ahead, max(values) > 0, high, "left", 6, MAIN),
    ):
        if there and text_width(text, NOTE_SIZE) + 6 <= room / canvas.per_point:
            place = canvas.ax.get_xaxis_transform()
            canvas.note_above(gap * canvas.per_point, text, align, place, color)
    axis = term("axis pace", lang)
    if len(rows) < len(known):
        shown = say(
            lang,
            ko="{total}개 가운데 차이가 큰 {n}개",
            en="The {n} of {total} furthest from their own months",
            total=len(known),
            n=len(rows),
        )
        axis, canvas.below = f"{axis}\n{shown}", canvas.below + 13
    canvas.value_axis(axis)
