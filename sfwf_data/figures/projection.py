"""What a straight line to the end of the year leaves of each budget."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, PALE, SOFT
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import is_revenue, leaders, names
from sfwf_data.words.formats import format_won, in_unit, pick_unit, unit_name
from sfwf_data.words.say import say
from sfwf_data.words.terms import term

MONEY = ["revised_krw", "projected_krw", "executed_krw"]


def projection_finding(frame: pd.DataFrame, lang: str, *, label: str | None = None) -> str:
    """What the straight line leaves unspent, and where most of it."""
    left = frame["expected_unspent_krw"].dropna()
    if left.empty:
        return term("no rows", lang)
    unit, total, best = pick_unit([*left, left.sum()], lang), int(left.sum()), left.max()
    item = leaders(left, names(frame, lang, label), best, lang)
    if total == 0:
        return say(
            lang,
            ko="지금 속도로 가면 연말에 남는 예산이 없다",
            en="At this pace no budget would be left at year end",
        )
    if total < 0:
        return say(
            lang,
            ko="지금 속도로 가면 연말에 최종예산액을 {total} 넘는다",
            en="At this pace spending would exceed the revised budget by {total} at year end",
            total=format_won(-total, lang, unit),
        )
    values = {"item": item, "total": format_won(total, lang, unit)}
    if len(left) == 1:
        return say(
            lang,
            ko="지금 속도로 가면 연말에 {item}에 {total}[이/가] 남는다",
            en="At this pace {item} would have {total} unspent at year end",
            **values,
        )
    return say(
        lang,
        ko="지금 속도로 가면 연말에 {total}[이/가] 남고, {item}[이/가] {won}[으로/로] 가장 많다",
        en="At this pace {total} would be unspent at year end; most in {item} ({won})",
        won=format_won(best, lang, unit),
        **values,
    )


@figure(
    finding=projection_finding,
    value="expected_unspent_krw",
    about={
        "ko": "가로 막대그래프: 최종예산액, 집행액, 그리고 집행액을 경과율로 나눈 연말 추정액. "
        "계절성과 계약 시기는 반영하지 않는다.",
        "en": "Bar chart: revised budget, executed, and executed ÷ share of the year gone by. "
        "Seasons and contracts are not allowed for.",
    },
    needs={
        "revised_krw": "load('execution')",
        "executed_krw": "load('execution')",
        "projected_krw": "measures.projection(frame, as_of)",
        "expected_unspent_krw": "measures.projection(frame, as_of)",
    },
)
def plot_projection(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw executed and straight-line projected money inside the revised budget.

    Parameters
    ----------
    frame : DataFrame
        `revised_krw`, `executed_krw`, `projected_krw` (executed ÷ elapsed share of the year),
        `expected_unspent_krw` (revised - projected), all won, and a column that names the rows.

    Returns
    -------
    Axes
        Bars from 0: pale the revised budget, light the projection, dark the execution; the largest
        expected rest on top.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(
        subset=[*MONEY, "expected_unspent_krw"]
    )
    rows = rows.sort_values("expected_unspent_krw", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    unit = pick_unit(rows["revised_krw"], lang)
    revised, projected, executed = (
        [in_unit(int(won), unit) for won in rows[column]] for column in MONEY
    )
    labels = [rest_label(won, lang, unit) for won in rows["expected_unspent_krw"]]
    ends = [max(pair) for pair in zip(revised, projected, strict=True)]
    canvas.row_labels(rows["name"].tolist(), row=31)
    canvas.fit_x(ends, labels)
    canvas.bars(revised, 0.74, PALE, label="revised")
    canvas.bars(projected, 0.4, SOFT, label="projected")
    canvas.bars(executed, 0.4, MAIN, label="executed")
    canvas.labels(ends, labels)
    collected = say(lang, ko="수입액", en="Collected")
    spent = say(lang, ko="집행액", en="Executed")
    canvas.key(
        [
            (collected if is_revenue(frame) else spent, MAIN),
            (say(lang, ko="연말 추정", en="Projected"), SOFT),
            (say(lang, ko="최종예산액", en="Revised budget"), PALE),
        ]
    )
    canvas.value_axis(
        say(
            lang,
            ko="금액 ({unit}), 연말 추정 = 집행액 ÷ 경과율",
            en="{unit}; projected = executed ÷ share of the year gone",
            unit=unit_name(unit, lang),
        )
    )


def rest_label(won: int, lang: str, unit: str) -> str:
    """What is left, or what is over, in words."""
    amount = format_won(abs(won), lang, unit)
    if won == 0:
        return say(lang, ko="잔액 없음", en="none left")
    if won > 0:
        return say(lang, ko="잔액 예상 {won}", en="{won} left", won=amount)
    return say(lang, ko="초과 예상 {won}", en="{won} over", won=amount)
