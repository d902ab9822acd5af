"""How much of each budget is executed, held against the year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, INK, MAIN, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import VALUE_SIZE, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import Pair, leaders, sides, told
from sfwf_data.words.formats import format_ratio

# By what is known and how the rows lie; the first that is short enough is said.
SENTENCES = {
    "one": [("{lowest}의 {rate}은 {low}이다", "{lowest}: {low} {rate}")],
    "one below": [
        (
            "{lowest}의 {rate}은 {low}[으로/로] 연간 경과율({elapsed})을 밑돈다",
            "Only {low} {rate} in {lowest}, below the {elapsed} mark",
        )
    ],
    "one ahead": [
        (
            "{lowest}의 {rate}은 {low}[으로/로] 연간 경과율({elapsed}) 이상이다",
            "{low} {rate} in {lowest}, past the {elapsed} mark",
        )
    ],
    "equal": [("{all}의 {rate}이 모두 {low}[으로/로] 같다", "{all} are {low} {rate}")],
    "spread": [
        (
            "{rate}은 {lowest} {low}에서 {highest} {high}까지 분포한다",
            "{low} ({lowest}) to {high} ({highest}) {rate}",
        ),
        ("{rate}은 {low}에서 {high}까지 분포한다", "Between {low} and {high} {rate}"),
    ],
    "none": [
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed}) 이상이며, "
            "{highest}[이/가] {high}[으로/로] 가장 높다",
            "{all} have passed the {elapsed} mark, {highest} first ({high})",
        ),
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed}) 이상이다",
            "{all} have passed the {elapsed} mark",
        ),
    ],
    "all": [
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed})을 밑돌며, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "{all} lag the calendar, {lowest} most ({low})",
        ),
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed})을 밑돌며, 가장 낮은 값은 {low}이다",
            "{all} lag the calendar; the lowest is {low}",
        ),
    ],
    "only": [
        (
            "{all} 중 {lowest}의 {rate}만 {low}[으로/로] 연간 경과율({elapsed})을 밑돈다",
            "Of {all}, one lags the calendar: {lowest} ({low})",
        ),
        (
            "{all} 중 한 곳의 {rate}만 {low}[으로/로] 연간 경과율({elapsed})을 밑돈다",
            "Of {all}, only one lags the calendar ({low})",
        ),
    ],
    "some": [
        (
            "{all} 중 {below}개의 {rate}이 연간 경과율({elapsed})을 밑돌며, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "{below} of {all} lag the calendar, {lowest} most ({low})",
        ),
        (
            "{all} 중 {below}개의 {rate}이 연간 경과율({elapsed})을 밑돌며, "
            "가장 낮은 값은 {low}이다",
            "{below} of {all} lag the calendar; the lowest is {low}",
        ),
    ],
}
REVENUE, ITEMS = ("수입 과목", "revenue sources"), ("과목", "items")
OBJECTIVES, PROGRAMS = ("단위과제", "objectives"), ("사업", "programs")
RATES = {True: ("수납률", "collected"), False: ("집행률", "spent")}


def ratio_finding(rows: pd.DataFrame, lang: str, *, elapsed: float | None = None) -> Said:
    """How many rows are below the elapsed share, and the lowest (the highest where none is)."""
    ratios = rows["executed_ratio"][is_even(rows)].dropna().astype(float)
    if ratios.empty:
        return None
    n, low, high = len(ratios), ratios.min(), ratios.max()
    below = 0 if elapsed is None else int((ratios < elapsed).sum())
    if elapsed is None:
        case = "one" if n == 1 else "equal" if low == high else "spread"
    elif n == 1:
        case = "one below" if below else "one ahead"
    else:
        case = {0: "none", n: "all", 1: "only"}.get(below, "some")
    everyone = ("{unit} {n}개", "all {n} {unit}") if n > 2 else ("두 {unit}", "both {unit}")
    if case in ("only", "some"):
        everyone = ("{unit} {n}개", "{n} {unit}")
    return SENTENCES[case], {
        "all": told(everyone, lang, n=n, unit=told(kind_of_rows(rows), lang)),
        "rate": told(RATES[sides(rows) == {"revenue"}], lang),
        "below": below,
        "elapsed": format_ratio(elapsed or 0, lang),
        "lowest": leaders(ratios, rows["subject"], low, lang),
        "low": format_ratio(low, lang),
        "highest": leaders(ratios, rows["subject"], high, lang),
        "high": format_ratio(high, lang),
    }


def is_even(rows: pd.DataFrame) -> pd.Series:
    """Which rows the calendar can be held against: all that do not say otherwise."""
    return rows.get("timing", pd.Series("even", index=rows.index)).fillna("even").eq("even")


def kind_of_rows(rows: pd.DataFrame) -> Pair:
    """What the rows are, in words."""
    if sides(rows) == {"revenue"}:
        return REVENUE
    if "program_id" in rows:
        return PROGRAMS
    is_objective = "objective_id" in rows and rows["objective_id"].notna().all()
    return OBJECTIVES if is_objective else ITEMS


@figure(
    finding=ratio_finding,
    value="executed_ratio",
    about=(
        "가로 막대그래프: 최종예산액 대비 집행률(수입은 수납률). 점선은 연간 경과율.",
        "Bar chart: executed (collected) as a share of the revised budget; "
        "the dashed line is the share of the year gone.",
    ),
    note=(
        "경과율은 비교 기준일 뿐이며, 보고서에 월별 계획은 없다.",
        "The calendar is a yardstick: the report has no monthly plan.",
    ),
    needs={"executed_ratio": "measures.execution_gap(frame)"},
    gaps=True,
)
def plot_execution_ratio(canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None) -> None:
    """Draw the execution ratio of each row as a bar, against the elapsed share of the year.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio` (executed ÷ revised, 0-1, may exceed 1; missing where there is no budget)
        and a column that names the rows.  With `timing`, what is paid once or held in reserve is
        not held against the calendar.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.

    Returns
    -------
    Axes
        x in per cent, from 0; the highest on top.
    """
    rows = rows.sort_values("executed_ratio", ascending=False, kind="stable")
    ratios = rows["executed_ratio"].astype("Float64").astype(float)
    ends = (100 * ratios).fillna(0).tolist()
    no_budget = canvas.say(("예산 없음", "no budget"))
    texts = [no_budget if pd.isna(ratio) else format_ratio(ratio, canvas.lang) for ratio in ratios]
    if elapsed is not None:
        uneven = canvas.say(("  (경과율과 비교하지 않음)", "  (not held to the calendar)"))
        texts = [
            text if even else f"{text}{uneven}"
            for text, even in zip(texts, is_even(rows), strict=True)
        ]
    canvas.row_labels(rows["name"])
    canvas.fit_x(ends, texts, upper=100)
    held = elapsed if is_even(rows).any() else None
    kinds = zip(ratios, is_even(rows), strict=True)
    canvas.bars(ends, 0.56, [bar_color(ratio, held if even else None) for ratio, even in kinds])
    canvas.elapsed(elapsed, "center")
    line = float("nan") if elapsed is None else 100 * elapsed
    for row, (end, text, ratio) in enumerate(zip(ends, texts, ratios, strict=True)):
        look: dict[str, Any] = {"color": MUTED if pd.isna(ratio) else INK}
        reach = (text_width(text, VALUE_SIZE) + 8) * canvas.per_point
        if reach < end <= line < end + reach:  # the line would run through the label
            canvas.label_inside(end, row, text)
        else:
            canvas.label(end, row, text, **look)
    words = "수납률, 최종예산액 대비 (%)", "Collected as a share of the revised budget (%)"
    is_revenue = sides(rows) == {"revenue"}
    canvas.value_axis(words if is_revenue else canvas.term("axis ratio"), "{:g}%")


def bar_color(ratio: float, elapsed: float | None) -> str:
    """What the calendar says of a ratio; without one the color of the series."""
    if elapsed is None or pd.isna(ratio):
        return MAIN
    return AHEAD if ratio >= elapsed else BEHIND
