"""The unspent money taken apart: what the calendar explains, and what it does not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, MUTED, NOT_DUE, ONCE, RESERVE
from sfwf_data.figures.composition import BAR, draw_stack, fits
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import UNITS, format_ratio, format_won, in_unit, pick_unit

SMALL = 100_000_000  # won: less is written in thousands
Part = tuple[str, int, str]  # its text, won and color
# Column -> its name and color, in the order of the bar.
PARTS = {
    "net_behind_krw": (("경과율에 못 미친 순액", "Net behind the calendar"), BEHIND),
    "once_krw": (("한 번에 지급하는 과목", "Items paid once"), ONCE),
    "reserve_krw": (("예비비", "Reserve"), RESERVE),
    "not_due_krw": (("아직 집행할 때가 아닌 금액", "Not yet due"), NOT_DUE),
}
# Where spending is ahead: what is not yet due, and its two parts.
DUE_LATER = ("아직 집행할 때가 아닌 금액 {won}", "Not yet due {won}")
LEFT = ("남은 금액", "Left unspent")
AHEAD_WORDS = {
    "gross": ("경과율보다 앞서 집행한 금액 {won}", "Spent ahead of the calendar {won}"),
    "net": ("경과율보다 앞서 집행한 순액 {won}", "Spent ahead of the calendar, net {won}"),
}
SENTENCES = {
    "none": ("집행하지 않고 남은 예산이 없다", "No budget is left unspent"),
    "behind": (
        "집행잔액 {gap} 중 경과율에 못 미친 금액은 순액으로 {net}이다",
        "Net behind the calendar: {net} of {gap} unspent",
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

NOTES = (
    (
        "경과율은 고르게 쓴다는 가정이며 집행계획이 아니다. 순액 = 못 미친 금액 - 앞선 금액.",
        "The calendar assumes even spending; it is no plan. Net = behind minus ahead.",
    ),
    ("반올림으로 합이 다를 수 있다.", "Rounded: sums may differ."),
)


def parts_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How much of the unspent money is behind the calendar, net of what is ahead."""
    total = {column: int(rows[column].sum()) for column in PARTS}
    gap, net = sum(total.values()), total["net_behind_krw"]
    unit = bar_unit(rows, lang)
    case = "behind" if net > 0 else "ahead" if net < 0 else "even"
    return SENTENCES[case if gap else "none"], {
        "gap": format_won(gap, lang, unit),
        "net": format_won(abs(net), lang, unit),
    }


def parts_in_words(rows: pd.DataFrame, lang: str) -> list[str]:
    """The parts of the bar from left to right, with their sizes."""
    parts, ahead = bar_parts(rows, lang)
    texts = [text.replace(" (", "(") if lang == "ko" else text for text, *_ in parts]
    if ahead:
        texts.insert(-2, due_later(rows, lang))
    first = told(("왼쪽부터 ", "From the left: "), lang)
    return [first + texts[0], *texts[1:]] if texts else []


def bar_parts(rows: pd.DataFrame, lang: str) -> tuple[list[Part], int]:
    """The parts of the bar, each with its text, won and color; and what was spent ahead.

    What was spent ahead is the last of them: money that is not yet due, but no part of the gap.
    """
    total = {column: int(rows[column].sum()) for column in PARTS}
    gap, unit = sum(total.values()), bar_unit(rows, lang)
    ahead = max(-total["net_behind_krw"], 0)
    total["not_due_krw"] = max(total["not_due_krw"] - ahead, 0)
    found: list[Part] = []
    for column, (words, color) in PARTS.items():
        won = total[column]
        if won > 0:
            name = told(LEFT if ahead and column == "not_due_krw" else words, lang)
            share = "" if ahead or won == gap else f" ({format_ratio(won / gap, lang)})"
            found.append((f"{name} {format_won(won, lang, unit)}{share}", won, color))
    if ahead:
        # Behind and ahead may both be there: then the bar shows their net.
        is_net = "behind_krw" in rows and rows["behind_krw"].sum() > 0
        words = AHEAD_WORDS["net" if is_net else "gross"]
        found.append((told(words, lang, won=format_won(ahead, lang, unit)), ahead, AHEAD))
    return found, ahead


def bar_unit(rows: pd.DataFrame, lang: str) -> str:
    """The unit of all amounts: thousands, as a table has them, where millions are few."""
    gap = int(rows[list(PARTS)].sum().sum())
    return pick_unit([gap], lang) if abs(gap) >= SMALL else "thousand"


def due_later(rows: pd.DataFrame, lang: str) -> str:
    """What is not yet due, spent or not."""
    won = int(rows["not_due_krw"].sum())
    return told(DUE_LATER, lang, won=format_won(won, lang, bar_unit(rows, lang)))


def parts_note(rows: pd.DataFrame, lang: str) -> str:
    """What must not be concluded; and that what is printed does not add up, where it does not."""
    unit, (parts, ahead) = bar_unit(rows, lang), bar_parts(rows, lang)
    sums = [*(won for _, won, _ in parts), -ahead]
    whole, *shown = (round(in_unit(won, unit), UNITS[unit][1]) for won in [sum(sums), *sums])
    rounded = abs(sum(shown) - whole) > 1e-6
    return " ".join(told(one, lang) for one in NOTES[: 1 + rounded])


@figure(
    finding=parts_finding,
    spell=parts_in_words,
    about=(
        "한 줄 누적 막대그래프: 집행잔액을 집행 시기로 나눈 것.",
        "One stacked bar: the unspent budget by when its money is due.",
    ),
    note=parts_note,
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
        at the end, beyond the unspent money; what is not yet due is named above its two parts.
    """
    lang, unit = canvas.lang, bar_unit(rows, canvas.lang)
    stack, ahead = bar_parts(rows, lang)
    whole = sum(won for _, won, _ in stack)
    if not whole:
        canvas.empty()
        return
    canvas.left = canvas.right = 12.0
    sized = [((text, canvas.width * won / whole), color) for text, won, color in stack]
    below = sum(not fits(*part) for part, _ in sized)
    row = BAR + below * NOTE_SIZE * 1.7
    canvas.height = row
    canvas.ax.set(xlim=(0, 100), ylim=(1, 0), xticks=[], yticks=[])
    canvas.ax.spines[:].set_visible(False)
    draw_stack(canvas, 0.02, 0.9 * BAR / row, NOTE_SIZE * 1.7 / row, sized)
    canvas.below = 8
    canvas.measure = canvas.say(
        ("집행잔액 {total}", "Unspent budget, {total}"), total=format_won(whole - ahead, lang, unit)
    )
    if not ahead and len(stack) > 1:
        canvas.measure += canvas.say((", 괄호 안은 비중", "; share in parentheses"))
    if ahead:
        bracket(canvas, 100 - 100 * sum(won for _, won, _ in stack[-2:]) / whole, rows)
        words = "; 앞서 집행한 금액은 집행잔액이 아님", "; what was spent ahead is no part of it"
        canvas.measure += canvas.say(words)


def bracket(canvas: Canvas, start: float, rows: pd.DataFrame) -> None:
    """Hold the parts from `start` on together, under what is not yet due."""
    place, up = canvas.ax.get_xaxis_transform(), 1 + 2 / canvas.height
    look: dict[str, Any] = {"color": MUTED, "linewidth": 1, "clip_on": False, "gid": "bracket"}
    x, y = [start + 0.3, start + 0.3, 99.7, 99.7], [1.0, up, up, 1.0]
    canvas.ax.plot(x, y, transform=place, **look)
    canvas.note_above(100, due_later(rows, canvas.lang), "right", place)
