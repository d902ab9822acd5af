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


SENTENCES = {
    "none": [
        ("지금 속도로는 연말에 남는 예산이 없다", "At the pace so far, no budget would be left")
    ],
    "one": [
        (
            "지금 속도로는 연말에 {item}에 {total}[이/가] 남는다",
            "At the pace so far, {item} would leave {total}",
        ),
        ("지금 속도로는 연말에 {total}[이/가] 남는다", "At the pace so far, {total} would be left"),
    ],
    "most": [
        (
            "지금 속도로는 연말에 {total}[이/가] 남고, {item}[이/가] {won}[으로/로] 가장 많다",
            "At the pace so far, {total} would be left, most in {item} ({won})",
        ),
        ("지금 속도로는 연말에 {total}[이/가] 남는다", "At the pace so far, {total} would be left"),
    ],
}


def projection_finding(rows: pd.DataFrame, lang: str) -> Said:
    """What the straight line leaves unspent, no line beyond its budget, and where most of it."""
    left = rows["expected_unspent_krw"].clip(lower=0)
    unit, total, best = pick_unit([*left, left.sum()], lang), int(left.sum()), left.max()
    return SENTENCES["none" if total == 0 else "one" if len(left) == 1 else "most"], {
        "item": leaders(left, rows["subject"], best, lang),
        "total": format_won(total, lang, unit),
        "won": format_won(best, lang, unit),
    }


@figure(
    finding=projection_finding,
    value="expected_unspent_krw",
    about=(
        "가로 막대그래프: 최종예산액, 집행액, 그리고 집행액을 경과율로 나눈 연말 추정액.",
        "Bar chart: revised budget, executed, and executed ÷ elapsed share.",
    ),
    note=(
        "전망이 아니라 지금까지의 속도를 늘린 산술이다. 예산을 넘는 과목은 0으로 보고, "
        "한 번에 지급하는 돈과 예비비도 같은 식으로 계산한다.",
        "Arithmetic on the pace so far, not a forecast. Lines above their budget count as 0; "
        "money paid once and reserves are treated alike.",
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
        expected rest on top.  No projection passes its budget.
    """
    rows = rows.sort_values("expected_unspent_krw", ascending=False, kind="stable")
    unit = pick_unit(rows["revised_krw"], canvas.lang)
    revised, projected, executed = (
        [in_unit(int(won), unit) for won in rows[column]] for column in MONEY
    )
    labels = [rest_label(canvas, won, unit) for won in rows["expected_unspent_krw"]]
    ends = [max(pair) for pair in zip(revised, executed, strict=True)]
    canvas.row_labels(rows["name"], row=31)
    canvas.fit_x(ends, labels)
    canvas.bars(revised, 0.74, PALE, label="revised")
    capped = [min(pair) for pair in zip(revised, projected, strict=True)]
    canvas.bars(capped, 0.4, SOFT, label="projected")
    canvas.bars(executed, 0.4, MAIN, label="executed")
    canvas.labels(ends, labels)
    is_revenue = sides(rows) == {"revenue"}
    done = ("수입액", "Collected") if is_revenue else ("집행액", "Executed")
    planned = ("최종예산액", "Revised budget")
    canvas.key((done, MAIN), (("연말 추정", "Projected"), SOFT), (planned, PALE))
    axis = (
        "금액 ({unit}), 연말 추정 = 집행액 ÷ 경과율",
        "Amount ({unit}); projected = executed ÷ elapsed share",
    )
    canvas.value_axis(axis, unit=unit)


def rest_label(canvas: Canvas, won: int, unit: str) -> str:
    """What is left, in words."""
    if won <= 0:
        return canvas.say(("잔액 없음", "none left"))
    return canvas.say(("{won} 남음", "{won} left"), won=format_won(won, canvas.lang, unit))
