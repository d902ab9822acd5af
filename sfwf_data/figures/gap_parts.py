"""The unspent money taken apart: what the calendar explains, and what it does not."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, NOT_DUE, ONCE, RESERVE
from sfwf_data.figures.composition import BAR, draw_stack, fits
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_ratio, format_won, pick_unit

# Column -> its name and color, in the order of the bar.
PARTS = {
    "net_behind_krw": (("경과율에 못 미친 순액", "Net behind the calendar"), BEHIND),
    "once_krw": (("한 번에 지급", "Paid once"), ONCE),
    "reserve_krw": (("예비비", "Reserve"), RESERVE),
    "not_due_krw": (("아직 집행할 때가 아닌 금액", "Not yet due"), NOT_DUE),
}
SENTENCES = {
    "none": ("집행하지 않고 남은 예산이 없다", "No budget is left unspent"),
    "behind": (
        "집행잔액 {gap} 중 경과율에 못 미친 금액은 순액으로 {net}이다",
        "Of {gap} unspent, {net} net is behind",
    ),
    "even": (
        "집행잔액 {gap} 중 경과율에 못 미친 금액은 없다",
        "Of {gap} unspent, none is behind the calendar",
    ),
    "ahead": (
        "집행잔액은 {gap}이며, 집행은 경과율보다 {net} 앞선다",
        "{gap} is unspent, yet spending is {net} ahead",
    ),
}


def parts_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How much of the unspent money is behind the calendar, net of what is ahead."""
    total = {column: int(rows[column].sum()) for column in PARTS}
    gap, net = sum(total.values()), total["net_behind_krw"]
    unit = pick_unit([gap], lang)
    case = "behind" if net > 0 else "ahead" if net < 0 else "even"
    return SENTENCES[case if gap else "none"], {
        "gap": format_won(gap, lang, unit),
        "net": format_won(abs(net), lang, unit),
    }


@figure(
    finding=parts_finding,
    value="net_behind_krw",
    about=(
        "한 줄 누적 막대그래프: 집행잔액을 집행 시기로 나눈 것.",
        "One stacked bar: the unspent budget by when its money is due.",
    ),
    note=(
        "경과율은 고르게 쓴다는 가정이며 집행계획이 아니다. 순액 = 못 미친 금액 - 앞선 금액.",
        "The calendar assumes even spending; it is no plan. Net = behind minus ahead.",
    ),
    needs=dict.fromkeys(PARTS, "measures.gap_parts(frame.assign(timing='even'), as_of)"),
    named=False,
    adds=(),
)
def plot_gap_parts(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw the unspent money as one bar: behind the calendar, paid once, reserve, not yet due.

    Parameters
    ----------
    frame : DataFrame
        `net_behind_krw`, `once_krw`, `reserve_krw`, `not_due_krw` (won): lines, or their total.

    Returns
    -------
    Axes
        x in per cent of the unspent money.  Where spending is ahead of the calendar, that stands
        at the end, beyond the unspent money.
    """
    lang = canvas.lang
    total = {column: int(rows[column].sum()) for column in PARTS}
    ahead = max(-total["net_behind_krw"], 0)
    total["not_due_krw"] = max(total["not_due_krw"] - ahead, 0)
    gap = sum(max(won, 0) for won in total.values())
    whole, unit = gap + ahead, pick_unit([gap], lang)
    if not whole:
        canvas.empty()
        return
    stack = []
    for column, ((korean, english), color) in PARTS.items():
        if total[column] > 0:
            won, share = (
                format_won(total[column], lang, unit),
                format_ratio(total[column] / gap, lang),
            )
            name = canvas.say((korean, english))
            stack.append(((f"{name} {won} ({share})", total[column] / whole), color))
    if ahead:
        words = "경과율보다 앞선 금액 {won}", "Ahead of the calendar {won}"
        text = canvas.say(words, won=format_won(ahead, lang, unit))
        stack.append(((text, ahead / whole), AHEAD))
    canvas.left = canvas.right = 12.0
    sized = [((text, share * canvas.width), color) for (text, share), color in stack]
    below = sum(not fits(*part) for part, _ in sized)
    row = BAR + below * NOTE_SIZE * 1.7
    canvas.height = row
    canvas.ax.set(xlim=(0, 100), ylim=(1, 0), xticks=[], yticks=[])
    canvas.ax.spines[:].set_visible(False)
    draw_stack(canvas, 0.02, 0.9 * BAR / row, NOTE_SIZE * 1.7 / row, sized)
    canvas.below = 8
    canvas.measure = canvas.say(
        ("집행잔액 {total}, 괄호 안은 비중", "Unspent budget, {total}; share in parentheses"),
        total=format_won(gap - 0, lang, unit),
    )
