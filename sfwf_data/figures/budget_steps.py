"""From the approved to the revised budget, with the money that passed through, to what is spent."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.captions import signed_won
from sfwf_data.figures.colors import GREY, MAIN, MUTED, PALE, REVENUE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit
from sfwf_data.words.say import twin

MONEY = ["approved_krw", "revised_krw", "executed_krw"]
# Its name, where it starts, its won and color, and whether it is a step.
Bar = tuple[str, int, int, str, bool]
SENTENCES = {
    "traced": (
        "예산은 연중 {change} 늘었고, 그중 {share}에 같은 금액의 수입 증가가 대응한다",
        "Budget up {change} in-year; {share} is matched by added revenue",
    ),
    "whole": (
        "예산은 연중 {change} 늘었고, 그 전액에 같은 금액의 수입 증가가 대응한다",
        "Budget up {change} in-year; all matched by added revenue",
    ),
    "up": ("예산은 연중 {change} 늘었다", "Budget up {change} during the year"),
    "down": ("예산은 연중 {change} 줄었다", "Budget down {change} during the year"),
    "same": ("예산은 연중 달라지지 않았다", "The budget did not change during the year"),
}


def totals(rows: pd.DataFrame, side: str) -> dict[str, int]:
    """Approved, revised and executed won of one side."""
    chosen = rows[rows["side"].astype(str) == side]
    return {column: int(chosen[column].sum()) for column in MONEY}


def steps_finding(rows: pd.DataFrame, lang: str, *, passed: pd.DataFrame | None = None) -> Said:
    """By how much the budget changed in the year, and what part of that came in and went out."""
    spent = totals(rows, "expenditure")
    change = spent["revised_krw"] - spent["approved_krw"]
    traced = 0 if passed is None else int(passed["adjustment_krw"].clip(lower=0).sum())
    case = "same" if not change else "down" if change < 0 else "up" if not traced else "traced"
    if case == "traced" and traced == change:
        case = "whole"
    return SENTENCES[case], {
        "change": format_won(abs(change), lang, pick_unit(spent.values(), lang)),
        "share": format_ratio(traced / change if change else float("nan"), lang),
    }


def budget_in_words(
    rows: pd.DataFrame, lang: str, *, passed: pd.DataFrame | None = None
) -> list[str]:
    """The bars from the top down, with their money."""
    unit = pick_unit(totals(rows, "expenditure").values(), lang)
    return [
        f"{name} {signed_won(won, lang, unit) if is_step else format_won(won, lang, unit)}"
        for name, _, won, _, is_step in budget_bars(rows, lang, passed)
    ]


def steps_note(rows: pd.DataFrame, lang: str, *, passed: pd.DataFrame | None = None) -> str:
    """What pairs of items prove, where there are some, and that amounts are rounded."""
    pairs = (
        "수입과 지출의 증감액이 천원 단위까지 같은 과목이다. 같은 금액은 근거이지 증명이 아니다.",
        "Items that changed by the same amount on both sides: evidence, not proof.",
    )
    rounded = told(("반올림으로 합이 다를 수 있다.", "Rounded: sums may differ."), lang)
    return rounded if passed is None or passed.empty else f"{told(pairs, lang)} {rounded}"


@figure(
    finding=steps_finding,
    spell=budget_in_words,
    about=(
        "폭포 그래프: 당초예산에서 연중 증감을 거쳐 최종예산액에 이르고, "
        "그 아래가 수납액과 집행액이다.",
        "Waterfall chart: from the approved budget through what was added to the revised one; "
        "below it, what was collected and spent.",
    ),
    note=steps_note,
    needs=dict.fromkeys(["side", *MONEY], "load('execution')"),
    named=False,
    adds=("side",),
)
def plot_budget_steps(
    canvas: Canvas, rows: pd.DataFrame, passed: pd.DataFrame | None = None
) -> None:
    """Draw approved, added, revised, collected and executed money, one below the other.

    Parameters
    ----------
    frame : DataFrame
        `side`, `approved_krw`, `revised_krw`, `executed_krw` (won): the totals of both sides, or
        lines that make them.  Without revenue there is no bar of what was collected.
    passed : DataFrame, optional
        Pairs of lines, as `measures.passed_through(execution)` gives them: steps of their own.
    """
    lang = canvas.lang
    unit = pick_unit(totals(rows, "expenditure").values(), lang)
    bars = budget_bars(rows, lang, passed)
    texts = [format_won(won, lang, unit, signed=is_step, bare=True) for *_, won, _, is_step in bars]
    ends = [in_unit(max(start, start + won), unit) for _, start, won, *_ in bars]
    canvas.row_labels([name for name, *_ in bars], row=30)
    canvas.fit_x(ends, texts)
    lengths = [in_unit(won, unit) for _, _, won, *_ in bars]
    left = [in_unit(start, unit) for _, start, *_ in bars]
    canvas.bars(lengths, 0.6, [color for *_, color, _ in bars], left=left)
    steps = [row for row, (*_, is_step) in enumerate(bars) if is_step]
    paired = [row for row in steps if bars[row][3] == REVENUE]
    for row in paired:  # it came in above and went out below
        canvas.ax.barh(row + 0.15, lengths[row], 0.3, left=left[row], color=MAIN)
    canvas.labels(ends, texts)
    for row in range(len(steps) + 1):
        x = left[row] + lengths[row]
        look: dict[str, Any] = {"color": MUTED, "linewidth": 0.7, "gid": "connector"}
        canvas.ax.plot([x, x], [row - 0.3, row + 1.3], zorder=0.9, **look)
    if paired:
        canvas.key((("수입", "Revenue"), REVENUE), (("지출", "Expenditure"), MAIN))
    canvas.value_axis(("금액 ({unit})", "Amount ({unit})"), unit=unit)


def budget_bars(rows: pd.DataFrame, lang: str, passed: pd.DataFrame | None) -> list[Bar]:
    """The bars from the top down."""
    spent, collected = totals(rows, "expenditure"), totals(rows, "revenue")["executed_krw"]
    approved, revised = spent["approved_krw"], spent["revised_krw"]
    steps = [] if passed is None else [(*one, REVENUE) for one in pair_steps(lang, passed)]
    rest = revised - approved - sum(won for _, won, _ in steps)
    if rest:
        steps.append((told(("그 밖의 증감", "Other changes"), lang), rest, PALE))
    bars: list[Bar] = [(told(("당초예산", "Approved budget"), lang), 0, approved, GREY, False)]
    level = approved
    for name, won, color in steps:
        bars.append((name, level, won, color, True))
        level += won
    bars.append((told(("최종예산액", "Revised budget"), lang), 0, revised, GREY, False))
    if collected:
        bars.append((told(("수납액", "Collected"), lang), 0, collected, REVENUE, False))
    executed = told(("집행액", "Executed"), lang)
    return [*bars, (executed, 0, spent["executed_krw"], MAIN, False)]


def pair_steps(lang: str, passed: pd.DataFrame) -> list[tuple[str, int]]:
    """Name and won of each pair of lines."""
    columns = [twin(f"{side}_item", lang, passed.columns) for side in ("revenue", "expenditure")]
    steps = []
    for came, went, won in passed[[*columns, "adjustment_krw"]].itertuples(index=False, name=None):
        came, went = (name.partition(": ")[0] for name in (came, went))  # of the same place
        name = came if came == went else f"{came} / {went}"
        steps.append((name, int(won)))
    return steps
