"""From the approved to the revised budget, with the money that passed through, to what is spent."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, MAIN, MUTED, PALE, REVENUE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit
from sfwf_data.words.say import twin

MONEY = ["approved_krw", "revised_krw", "executed_krw"]
SENTENCES = {
    "traced": (
        "예산은 연중 {change} 늘었고, 그중 {share}[은/는] 같은 금액의 수입 증가와 짝을 이룬다",
        "Budget up {change}; {share} pairs with added revenue",
    ),
    "up": ("예산은 연중 {change} 늘었다", "The budget rose by {change} during the year"),
    "down": ("예산은 연중 {change} 줄었다", "The budget fell by {change} during the year"),
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
    case = "same" if not change else "down" if change < 0 else "traced" if traced else "up"
    return SENTENCES[case], {
        "change": format_won(abs(change), lang, pick_unit(spent.values(), lang)),
        "share": format_ratio(traced / change if change else float("nan"), lang),
    }


@figure(
    finding=steps_finding,
    value="revised_krw",
    about=(
        "폭포 그래프: 당초예산에서 연중 증감을 거쳐 최종예산에 이르고, "
        "그 아래가 수납액과 집행액이다.",
        "Waterfall chart: from the approved budget through what was added to the revised one; "
        "below it, what was collected and spent.",
    ),
    note=(
        "수입과 지출의 증감액이 천원 단위까지 같은 과목이다. 같은 금액은 근거이지 증명이 아니다.",
        "Items that changed by the same amount on both sides: evidence, not proof.",
    ),
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
    lang, spent = canvas.lang, totals(rows, "expenditure")
    collected = totals(rows, "revenue")["executed_krw"]
    unit = pick_unit(spent.values(), lang)
    pairs = [] if passed is None else pair_steps(canvas, passed)
    approved, revised = spent["approved_krw"], spent["revised_krw"]
    rest = revised - approved - sum(won for _, won in pairs)
    names = [canvas.say(("당초예산", "Approved budget")), *(name for name, _ in pairs)]
    bars = [(0, approved, GREY)]
    level = approved
    steps = [(won, REVENUE) for _, won in pairs]
    if rest:
        names.append(canvas.say(("그 밖의 증감", "Other changes")))
        steps.append((rest, PALE))
    for won, color in steps:
        bars.append((level, won, color))
        level += won
    names += [canvas.say(("최종예산", "Revised budget"))]
    bars.append((0, revised, GREY))
    if collected:
        names.append(canvas.say(("수납액", "Collected")))
        bars.append((0, collected, REVENUE))
    names.append(canvas.say(("집행액", "Executed")))
    bars.append((0, spent["executed_krw"], MAIN))
    signed = [False, *[True] * len(steps), *[False] * (len(bars) - len(steps) - 1)]
    texts = [
        format_won(won, lang, unit, signed=sign, bare=True)
        for (_, won, _), sign in zip(bars, signed, strict=True)
    ]
    ends = [in_unit(max(start, start + won), unit) for start, won, _ in bars]
    canvas.row_labels(names, row=30)
    canvas.fit_x(ends, texts)
    lengths = [in_unit(won, unit) for _, won, _ in bars]
    left = [in_unit(start, unit) for start, *_ in bars]
    canvas.bars(lengths, 0.6, [color for *_, color in bars], left=left)
    for row, (won, color) in enumerate(steps, start=1):
        if color == REVENUE:  # it came in above and went out below
            canvas.ax.barh(row + 0.15, in_unit(won, unit), 0.3, left=left[row], color=MAIN)
    canvas.labels(ends, texts)
    for row in range(len(steps) + 1):
        x = in_unit(bars[row][0] + bars[row][1], unit)
        look: dict[str, Any] = {"color": MUTED, "linewidth": 0.7, "gid": "connector"}
        canvas.ax.plot([x, x], [row - 0.3, row + 1.3], zorder=0.9, **look)
    if pairs:
        canvas.key((("수입", "Revenue"), REVENUE), (("지출", "Expenditure"), MAIN))
    canvas.value_axis(("금액 ({unit})", "Amount ({unit})"), unit=unit)


def pair_steps(canvas: Canvas, passed: pd.DataFrame) -> list[tuple[str, int]]:
    """Name and won of each pair of lines."""
    columns = [
        twin(f"{side}_item", canvas.lang, passed.columns) for side in ("revenue", "expenditure")
    ]
    steps = []
    for came, went, won in passed[[*columns, "adjustment_krw"]].itertuples(index=False, name=None):
        name = came if came == went else f"{came} = {went}"
        steps.append((name, int(won)))
    return steps
