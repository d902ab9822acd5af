"""How much of each budget is executed, compared with the year."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, INK, MAIN, MUTED, UNJUDGED
from sfwf_data.figures.compact import draw_compact, write_budgets
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import VALUE_SIZE, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import DIVISION_UNITS, kind_of_rows, leaders, sides, told
from sfwf_data.words.formats import format_ratio, in_letters

# By what is known and how the rows lie; the first that is short enough is said.
SENTENCES = {
    "one": [("{lowest}의 {rate}은 {low}이다", "{lowest}: {low} {rate}")],
    "one below": [
        (
            "{lowest}의 {rate}은 {low}[으로/로] 연간 경과율({elapsed})에 못 미친다",
            "{lowest}: {low} {rate}, below the elapsed share ({elapsed})",
        )
    ],
    "one ahead": [
        (
            "{lowest}의 {rate}은 {low}[으로/로] 연간 경과율({elapsed}) 이상이다",
            "{lowest}: {low} {rate}, at or above the elapsed share ({elapsed})",
        ),
        ("{lowest}의 {rate}은 {low}[으로/로] 연간 경과율 이상이다", "{lowest}: {low} {rate}"),
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
            "{all} have reached the elapsed share; {highest} highest ({high})",
        ),
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed}) 이상이다",
            "{all} have reached the elapsed share ({elapsed})",
        ),
    ],
    "all": [
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed})에 못 미치며, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "{all} below elapsed share; {lowest} lowest ({low})",
        ),
        (
            "{all} 모두 {rate}이 연간 경과율({elapsed})에 못 미치며, 가장 낮은 값은 {low}이다",
            "{all} are below the elapsed share; the lowest is {low}",
        ),
    ],
    "all equal": [
        (
            "{all}의 {rate}이 모두 {low}[으로/로] 연간 경과율({elapsed})에 못 미친다",
            "{all} are {low} {rate}, below the elapsed share",
        )
    ],
    "none equal": [
        (
            "{all}의 {rate}이 모두 {low}[으로/로] 연간 경과율({elapsed}) 이상이다",
            "{all} are {low} {rate}, at or above the elapsed share",
        )
    ],
    "only": [
        (
            "{all} 중 {lowest}의 {rate}만 {low}[으로/로] 연간 경과율({elapsed})에 못 미친다",
            "Of {all}, only {lowest} is below the elapsed share ({low})",
        ),
        (
            "{all} 중 한 곳의 {rate}만 {low}[으로/로] 연간 경과율({elapsed})에 못 미친다",
            "Of {all}, only one is below the elapsed share ({low})",
        ),
    ],
    "some": [
        (
            "{all} 중 {below}의 {rate}이 연간 경과율({elapsed})에 못 미치며, "
            "{lowest}[이/가] {low}[으로/로] 가장 낮다",
            "{below} of {all} below elapsed share; {lowest} lowest ({low})",
        ),
        (
            "{all} 중 {below}의 {rate}이 연간 경과율({elapsed})에 못 미치며, "
            "가장 낮은 값은 {low}이다",
            "{below} of {all} are below the elapsed share; lowest: {low}",
        ),
    ],
}
RATES = {True: ("수납률", "collected"), False: ("집행률", "spent")}


def ratio_finding(rows: pd.DataFrame, lang: str, *, elapsed: float | None = None) -> Said:
    """How many rows are below the elapsed share, and the lowest (the highest where none is)."""
    ratios = rows["executed_ratio"][is_even(rows) & ~is_apart(rows)].dropna().astype(float)
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
        if below in (0, n) and format_ratio(low, lang) == format_ratio(high, lang):
            case = f"{case} equal"
    unit = kind_of_rows(rows)
    is_place = unit == DIVISION_UNITS["office_id"]
    everyone = ("{unit} {n}개", "all {n} {unit}") if n > 2 else ("두 {unit}", "both {unit}")
    if case in ("only", "some"):
        everyone = ("{n}개 {unit}", "{n} {unit}") if is_place else ("{unit} {n}개", "{n} {unit}")
    some = ("{n}곳", "{n}") if is_place else ("{n}개", "{n}")
    named = rows["subject"].str.removeprefix("the ")
    return SENTENCES[case], {
        "all": told(everyone, lang, n=in_letters(n, lang), unit=told(unit, lang)),
        "rate": told(RATES[sides(rows) == {"revenue"}], lang),
        "below": told(some, lang, n=in_letters(below, lang)),
        "elapsed": format_ratio(elapsed or 0, lang),
        "lowest": leaders(ratios, named, low, lang),
        "low": format_ratio(low, lang),
        "highest": leaders(ratios, named, high, lang),
        "high": format_ratio(high, lang),
    }


def is_even(rows: pd.DataFrame) -> pd.Series:
    """Which rows can be compared with the calendar: all that do not say otherwise."""
    return rows.get("timing", pd.Series("even", index=rows.index)).fillna("even").eq("even")


def is_apart(rows: pd.DataFrame) -> pd.Series:
    """Which rows among offices are none."""
    offices = rows.get("office_id", pd.Series(None, index=rows.index, dtype=object)).notna()
    return ~offices & bool(offices.any())


def about_ratio(rows: pd.DataFrame, lang: str, *, elapsed: float | None = None) -> str:
    """What the bars are of these rows, and the line where there is one."""
    words = (
        "가로 막대그래프: 최종예산액 대비 {rate}.",
        "Bar chart: {rate} as a share of the revised budget.",
    )
    about = told(words, lang, rate=told(RATES[sides(rows) == {"revenue"}], lang))
    line = ("점선은 연간 경과율.", "The dashed line is the share of the year gone.")
    return about if elapsed is None else f"{about} {told(line, lang)}"


@figure(
    finding=ratio_finding,
    value="executed_ratio",
    about=about_ratio,
    note=(
        "경과율은 비교 기준일 뿐이며, 보고서에 월별 계획은 없다.",
        "The calendar is a yardstick: the report has no monthly plan.",
    ),
    needs={"executed_ratio": "measures.execution_gap(frame)"},
    gaps=True,
)
def plot_execution_ratio(
    canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None, *, compact: bool = False
) -> None:
    """Draw the execution ratio of each row as a bar, against the elapsed share of the year.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio` (executed ÷ revised, 0-1, may exceed 1; missing where there is no budget)
        and a column that names the rows.  With `timing`, what is paid once or held in reserve is
        not held against the calendar.  With `office_id`, rows that have none (personnel, say)
        stand apart on top, and the title does not count them.  With `revised_krw`, the budget
        stands in a column beside the bars, except on axes that the caller gives.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.
    compact : bool, default False
        A small figure for a part of a printed page; it needs `revised_krw`.  Note and source are
        left to the page.  On a phone it is drawn like all others.

    Returns
    -------
    Axes
        x in per cent, from 0; the highest on top.
    """
    apart = is_apart(rows)
    if compact and canvas.own and not canvas.narrow:
        held = elapsed if is_even(rows).any() else None
        draw_compact(canvas, rows, elapsed, apart, partial(bar_color, elapsed=held))
        return
    rows = rows.assign(apart=apart).sort_values(
        ["apart", "executed_ratio"], ascending=False, kind="stable"
    )
    ratios = rows["executed_ratio"].astype("Float64").astype(float)
    ends = (100 * ratios).fillna(0).tolist()
    no_budget = canvas.say(("예산 없음", "no budget"))
    texts = [no_budget if pd.isna(ratio) else format_ratio(ratio, canvas.lang) for ratio in ratios]
    if elapsed is not None:
        remark = "  (경과율과 비교하지 않음)", "  (not compared with the calendar)"
        uneven = canvas.say(("  (비교 안 함)", "  (not compared)") if canvas.narrow else remark)
        texts = [
            text if even else f"{text}{uneven}"
            for text, even in zip(texts, is_even(rows), strict=True)
        ]
    canvas.row_labels(rows["name"])
    unit = ""
    if "revised_krw" in rows and canvas.own:  # on given axes the room beside them is another's
        unit = write_budgets(canvas, rows, range(len(rows)), VALUE_SIZE)
    canvas.fit_x(ends, texts, upper=100)
    kinds = zip(ratios, is_even(rows), strict=True)
    canvas.bars(ends, 0.56, [bar_color(ratio, elapsed, even) for ratio, even in kinds])
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
    if unit:
        beside = ", 오른쪽은 최종예산액 ({unit})", "; right: revised budget ({unit})"
        canvas.measure += canvas.say(beside, unit=unit)


def bar_color(ratio: float, elapsed: float | None, even: bool = True) -> str:
    """What the calendar says of a ratio; without one the color of the series."""
    if elapsed is not None and not even:
        return UNJUDGED
    if elapsed is None or pd.isna(ratio):
        return MAIN
    return AHEAD if ratio >= elapsed else BEHIND
