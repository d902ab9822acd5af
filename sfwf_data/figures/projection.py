"""What a straight line to the end of the year leaves of each budget."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, PALE, SOFT
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders, sides
from sfwf_data.words.formats import format_won, in_unit, pick_unit

MONEY = ["revised_krw", "projected_krw", "executed_krw"]


def projection_finding(rows: pd.DataFrame, lang: str) -> Said:
    """What the straight line leaves unspent, and where most of it."""
    left = rows["expected_unspent_krw"]
    unit, total, best = pick_unit([*left, left.sum()], lang), int(left.sum()), left.max()
    values = {
        "item": leaders(left, rows["name"], best, lang),
        "total": format_won(abs(total), lang, unit),
        "won": format_won(best, lang, unit),
    }
    if total == 0:
        words = (
            "지금 속도로 가면 연말에 남는 예산이 없다",
            "At this pace no budget would be left at year end",
        )
    elif total < 0:
        words = (
            "지금 속도로 가면 연말에 최종예산액을 {total} 넘는다",
            "At this pace spending would exceed the revised budget by {total} at year end",
        )
    elif len(left) == 1:
        words = (
            "지금 속도로 가면 연말에 {item}에 {total}[이/가] 남는다",
            "At this pace {item} would have {total} unspent at year end",
        )
    else:
        words = (
            "지금 속도로 가면 연말에 {total}[이/가] 남고, {item}[이/가] {won}[으로/로] 가장 많다",
            "At this pace {total} would be unspent at year end; most in {item} ({won})",
        )
    return words, values


@figure(
    finding=projection_finding,
    value="expected_unspent_krw",
    about=(
        "가로 막대그래프: 최종예산액, 집행액, 그리고 집행액을 경과율로 나눈 연말 추정액. "
        "계절성과 계약 시기는 반영하지 않는다.",
        "Bar chart: revised budget, executed, and executed ÷ elapsed share. "
        "Seasons and contracts are not allowed for.",
    ),
    needs={
        "revised_krw": "load('execution')",
        "executed_krw": "load('execution')",
        "projected_krw": "measures.projection(frame, as_of)",
        "expected_unspent_krw": "measures.projection(frame, as_of)",
    },
    adds=(),
)
def plot_projection(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw executed and straight-line projected money inside the revised budget.

    Parameters
    ----------
    frame : DataFrame
        `revised_krw`, `executed_krw`, `projected_krw` (executed ÷ elapsed share),
        `expected_unspent_krw` (revised - projected), all won, and a column that names the rows.

    Returns
    -------
    Axes
        Bars from 0: pale the revised budget, light the projection, dark the execution; the largest
        expected rest on top.
    """
    rows = rows.sort_values("expected_unspent_krw", ascending=False, kind="stable")
    unit = pick_unit(rows["revised_krw"], canvas.lang)
    revised, projected, executed = (
        [in_unit(int(won), unit) for won in rows[column]] for column in MONEY
    )
    labels = [rest_label(canvas, won, unit) for won in rows["expected_unspent_krw"]]
    ends = [max(pair) for pair in zip(revised, projected, strict=True)]
    canvas.row_labels(rows["name"], row=31)
    canvas.fit_x(ends, labels)
    canvas.bars(revised, 0.74, PALE, label="revised")
    canvas.bars(projected, 0.4, SOFT, label="projected")
    canvas.bars(executed, 0.4, MAIN, label="executed")
    canvas.labels(ends, labels)
    is_revenue = sides(rows) == {"revenue"}
    done = ("수입액", "Collected") if is_revenue else ("집행액", "Executed")
    planned = ("최종예산액", "Revised budget")
    canvas.key((done, MAIN), (("연말 추정", "Projected"), SOFT), (planned, PALE))
    axis = (
        "금액 ({unit}), 연말 추정 = 집행액 ÷ 경과율",
        "{unit}; projected = executed ÷ elapsed share",
    )
    canvas.value_axis(axis, unit=unit)


def rest_label(canvas: Canvas, won: int, unit: str) -> str:
    """What is left, or what is over, in words."""
    if won == 0:
        return canvas.say(("잔액 없음", "none left"))
    words = ("잔액 예상 {won}", "{won} left") if won > 0 else ("초과 예상 {won}", "{won} over")
    return canvas.say(words, won=format_won(abs(won), canvas.lang, unit))
