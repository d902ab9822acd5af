"""Who holds the unspent money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, MAIN, SOFT
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders, sides, told
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit, unit_name
from sfwf_data.words.terms import term

# What the figure says of expenditure, and of revenue: its axis, and the title by case.
NOT_SPENT = {
    "about": (
        "가로 막대그래프: 집행잔액(최종예산액 - 집행액)과 전체 집행잔액에서 차지하는 비중.",
        "Bar chart: budget not executed (revised minus executed) by item, "
        "with its share of the total.",
    ),
    "note": (
        "예산이 크면 집행잔액도 크기 쉬우므로, 그 크기는 집행의 빠르고 느림을 뜻하지 않는다.",
        "Large budgets leave large sums: the size says nothing of the pace of spending.",
    ),
    "axis": ("집행잔액 ({unit}), 괄호 안은 비중", "Unspent budget ({unit}); share in parentheses"),
    "none": [("집행하지 않고 남은 예산이 없다", "No budget is left unspent")],
    "over": [
        ("집행액이 최종예산액을 {total} 넘었다", "Spending exceeds the revised budget by {total}")
    ],
    "one": [
        ("{item}의 집행잔액은 {total}이다", "{total} lies unspent with {item}"),
        ("집행잔액은 {total}이다", "{total} is unspent"),
    ],
    "mixed": [
        (
            "집행잔액은 {item}[이/가] {won}[으로/로] 가장 크고, "
            "예산을 넘긴 {n}개를 빼면 합계는 {total}이다",
            "{total} is unspent net of {n} over budget, most with {item} ({won})",
        ),
        (
            "예산을 넘긴 {n}개를 빼면 집행잔액의 합계는 {total}이다",
            "Net of {n} over budget, {total} is unspent",
        ),
    ],
    "tie": [
        (
            "집행잔액 {total} 중 {items}의 비중이 각각 {share}[으로/로] 가장 크다",
            "{items} each hold {share} of the {total} unspent",
        ),
        (
            "집행잔액 {total} 중 가장 큰 비중은 각각 {share}이다",
            "The largest parts of the {total} unspent are {share} each",
        ),
    ],
    "whole": [
        ("집행잔액 {total} 전액이 {item}에 남아 있다", "All {total} unspent lies with {item}"),
        ("집행잔액 {total} 전액이 한 곳에 남아 있다", "All {total} unspent lies with one of them"),
    ],
    "most": [
        (
            "집행잔액 {total} 중 {share}[이/가] {item}에 남아 있다",
            "{share} of {total} unspent lies with {item}",
        ),
        (
            "집행잔액 {total} 중 {share}[이/가] 한 곳에 남아 있다",
            "{share} of {total} unspent lies with one of them",
        ),
    ],
}
NOT_COLLECTED = {
    "about": (
        "가로 막대그래프: 미수납액(최종예산액 - 수납액)과 전체 미수납액에서 차지하는 비중.",
        "Bar chart: revenue not yet collected (revised minus collected), "
        "with its share of the total.",
    ),
    "note": (
        "예산이 크면 미수납액도 크기 쉬우므로, 그 크기는 수납의 빠르고 느림을 뜻하지 않는다.",
        "Large budgets leave large sums: the size says nothing of the pace of collection.",
    ),
    "axis": (
        "미수납액 ({unit}), 괄호 안은 비중",
        "Not yet collected ({unit}); share in parentheses",
    ),
    "none": [("미수납액이 없다", "No revenue is left to collect")],
    "over": [
        ("수납액이 최종예산액을 {total} 넘었다", "Revenue exceeds the revised budget by {total}")
    ],
    "one": [
        ("{item}의 미수납액은 {total}이다", "{total} of {item} is not yet collected"),
        ("미수납액은 {total}이다", "{total} is not yet collected"),
    ],
    "mixed": [
        (
            "미수납액은 {item}[이/가] {won}[으로/로] 가장 크고, "
            "예산을 넘긴 {n}개를 빼면 합계는 {total}이다",
            "{total} is uncollected net of {n} above budget, most in {item} ({won})",
        ),
        (
            "예산을 넘긴 {n}개를 빼면 미수납액의 합계는 {total}이다",
            "Net of {n} above budget, {total} is not yet collected",
        ),
    ],
    "tie": [
        (
            "미수납액 {total} 중 {items}의 비중이 각각 {share}[으로/로] 가장 크다",
            "{items} are each {share} of the {total} not collected",
        ),
        (
            "미수납액 {total} 중 가장 큰 비중은 각각 {share}이다",
            "The largest parts of the {total} not collected are {share} each",
        ),
    ],
    "whole": [
        ("미수납액 {total} 전액이 {item}[이다/다]", "All {total} not yet collected is {item}"),
        ("미수납액 {total} 전액이 한 과목이다", "All {total} not yet collected is one source"),
    ],
    "most": [
        (
            "미수납액 {total} 중 {share}[이/가] {item}[이다/다]",
            "{share} of {total} not yet collected is {item}",
        ),
        (
            "미수납액 {total} 중 {share}[이/가] 한 과목이다",
            "{share} of {total} not yet collected is one source",
        ),
    ],
}


def words(rows: pd.DataFrame) -> dict[str, Any]:
    """What the figure says of such rows."""
    return NOT_COLLECTED if sides(rows) == {"revenue"} else NOT_SPENT


def about_gap(rows: pd.DataFrame, lang: str) -> str:
    """What the bars are of these rows."""
    return told(words(rows)["about"], lang)


def gap_note(rows: pd.DataFrame, lang: str) -> str:
    """What their size does not say."""
    return told(words(rows)["note"], lang)


def gap_finding(rows: pd.DataFrame, lang: str) -> Said:
    """Who holds most of the unspent money, or of the revenue that is not yet collected."""
    gaps, grey = rows["gap_krw"], is_remainder(rows)
    unit, total = pick_unit([*gaps, gaps.sum()], lang), int(gaps.sum())
    led = gaps if grey.all() else gaps.mask(grey)
    best, over = led.max(), int((gaps < 0).sum())
    values = {
        "total": format_won(abs(total), lang, unit),
        "item": rows["subject"][led == best].iloc[0],
        "items": leaders(led, rows["subject"], best, lang),
        "won": format_won(best, lang, unit),
        "n": over,
        "share": format_ratio(best / total if total else 0, lang),
    }
    if not gaps.any():
        case = "none"
    elif total <= 0 and best <= 0:
        case = "over"
    elif len(gaps) == 1:
        case = "one"
    elif best == total:
        case = "whole"
    elif over:
        case = "mixed"
        values["total"] = format_won(total, lang, unit)
    else:
        case = "tie" if (led == best).sum() > 1 else "most"
    return words(rows)[case], values


@figure(
    finding=gap_finding,
    value="gap_krw",
    about=about_gap,
    note=gap_note,
    needs={"gap_krw": "measures.execution_gap(frame)"},
    adds=(),
)
def plot_gap_by_item(canvas: Canvas, rows: pd.DataFrame, *, top_n: int | None = None) -> None:
    """Draw who holds the unspent money: a bar of `gap_krw` per row, largest on top, with its share.

    Parameters
    ----------
    frame : DataFrame
        `gap_krw` (won) and a column that names the rows; `gap_share_ratio` (gap ÷ total gap, as
        `measures.gap_share` gives it) where shares are to be shown; `kind` "remainder" is drawn
        grey.
    top_n : int, optional
        Only the `top_n` largest; the others together are one grey row, so that the bars still add
        up.
    """
    lang = canvas.lang
    measure = canvas.say(words(rows)["axis"], unit="{unit}")
    if "gap_share_ratio" not in rows:
        measure = measure.partition(")")[0] + ")"
    rows = rows.sort_values("gap_krw", ascending=False, kind="stable")
    kept = [one for one in ("name", "gap_krw", "gap_share_ratio", "kind") if one in rows]
    rows = fold(rows[kept], top_n, lang)
    unit = pick_unit(rows["gap_krw"], lang)
    labels = [format_won(gap, lang, unit, bare=True) for gap in rows["gap_krw"]]
    if "gap_share_ratio" in rows:
        labels = [
            text if pd.isna(share) else f"{text}  ({format_ratio(share, lang)})"
            for text, share in zip(labels, rows["gap_share_ratio"], strict=True)
        ]
    values = [in_unit(int(gap), unit) for gap in rows["gap_krw"]]
    canvas.row_labels(rows["name"])
    canvas.fit_x(values, labels)
    canvas.bars(values, 0.62, colors(rows))
    canvas.labels(values, labels)
    canvas.value_axis(measure.format(unit=unit_name(unit, lang)), unit=unit)


def is_remainder(rows: pd.DataFrame) -> pd.Series:
    """Which rows hold what belongs to nobody: grey bars, of which no title speaks."""
    return rows.get("kind", pd.Series("", index=rows.index)).eq("remainder")


def colors(rows: pd.DataFrame) -> list[str]:
    """The largest strong, a remainder grey, the others light."""
    grey = is_remainder(rows)
    largest = rows["gap_krw"].where(~grey).max()
    return [
        GREY if is_grey else MAIN if gap == largest else SOFT
        for gap, is_grey in zip(rows["gap_krw"], grey, strict=True)
    ]


def fold(rows: pd.DataFrame, top_n: int | None, lang: str) -> pd.DataFrame:
    """Keep the first `top_n` rows; the others become one remainder row that holds their sums."""
    if top_n is None or len(rows) <= top_n + 1:
        return rows
    first, rest = rows.iloc[:top_n], rows.iloc[top_n:]
    other: dict[str, Any] = {"name": term("others", lang, n=len(rest)), "kind": "remainder"}
    for column in ("gap_krw", "gap_share_ratio"):
        if column in rest:
            other[column] = rest[column].sum(min_count=1)
    first = first.assign(kind=first.get("kind", ""))
    return pd.concat([first, pd.DataFrame([other])], ignore_index=True)
