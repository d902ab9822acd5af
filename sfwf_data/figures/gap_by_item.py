"""Who holds the unspent money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, MAIN, SOFT
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import Pair, leaders, sides
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit
from sfwf_data.words.terms import term

# What the figure says of expenditure, and of revenue: its axis, and the title by case.
NOT_SPENT = {
    "axis": ("집행잔액 ({unit})", "Unspent budget ({unit})"),
    "none": ("집행하지 않고 남은 예산이 없다", "No budget is left unspent"),
    "over": (
        "집행액이 최종예산액을 {total} 넘었다",
        "Spending exceeds the revised budget by {total}",
    ),
    "one": ("{item}에 {total}[이/가] 집행되지 않고 남아 있다", "{item} has {total} not spent"),
    "mixed": (
        "남은 예산이 가장 많은 곳은 {item}({won})이며, "
        "예산을 넘긴 {n}개를 빼면 합계는 {total}[이다/다]",
        "{item} holds most ({won}); net of the {n} over budget, {total} is not spent",
    ),
    "tie": (
        "집행하지 않은 {total} 가운데 {items}[이/가] 각각 {share}[으로/로] 가장 많다",
        "{items} hold most of the {total} not spent, {share} each",
    ),
    "most": (
        "집행하지 않은 {total} 가운데 {share}[이/가] {item}에 남아 있다",
        "{share} of the {total} not spent is held by {item}",
    ),
}
NOT_COLLECTED = {
    "axis": ("미수입액 ({unit})", "Revenue not yet collected ({unit})"),
    "none": ("걷히지 않은 수입이 없다", "No revenue is left to collect"),
    "over": ("수입액이 최종예산액을 {total} 넘었다", "Revenue exceeds the budget by {total}"),
    "one": (
        "{item}에서 {total}[이/가] 아직 걷히지 않았다",
        "{total} from {item} is not yet collected",
    ),
    "mixed": (
        "가장 많이 걷히지 않은 것은 {item}({won})이며, "
        "예산을 넘긴 {n}개를 빼면 합계는 {total}[이다/다]",
        "{item} is furthest short ({won}); net of the {n} above budget, "
        "{total} is not yet collected",
    ),
    "tie": (
        "걷히지 않은 {total} 가운데 {items}[이/가] 각각 {share}[으로/로] 가장 많다",
        "{items} make up most of the {total} not yet collected, {share} each",
    ),
    "most": (
        "걷히지 않은 {total} 가운데 {share}[이/가] {item}[이다/다]",
        "{share} of the {total} not yet collected is due from {item}",
    ),
}


def words(rows: pd.DataFrame) -> dict[str, Pair]:
    """What the figure says of such rows."""
    return NOT_COLLECTED if sides(rows) == {"revenue"} else NOT_SPENT


def gap_finding(rows: pd.DataFrame, lang: str) -> Said:
    """Who holds most of the unspent money, or of the revenue that is not yet collected."""
    gaps, grey = rows["gap_krw"], is_remainder(rows)
    unit, total = pick_unit([*gaps, gaps.sum()], lang), int(gaps.sum())
    led = gaps if grey.all() else gaps.mask(grey)
    best, over = led.max(), int((gaps < 0).sum())
    values = {
        "total": format_won(abs(total), lang, unit),
        "item": rows["name"][led == best].iloc[0],
        "items": leaders(led, rows["name"], best, lang),
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
    elif over:
        case = "mixed"
        values["total"] = format_won(total, lang, unit)
    else:
        case = "tie" if (led == best).sum() > 1 else "most"
    return words(rows)[case], values


@figure(
    finding=gap_finding,
    value="gap_krw",
    about=(
        "가로 막대그래프: 항목별 집행잔액(최종예산액 - 집행액)과 전체 잔액에서 차지하는 비중.",
        "Bar chart: budget not executed (revised minus executed) by item, "
        "with its share of the total.",
    ),
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
    axis, lang = words(rows)["axis"], canvas.lang
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
    canvas.value_axis(axis, unit=unit)


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
