"""What the listed programs make of the published figures."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, OVER
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit

# Whether the programs fall short: what a label says.
DIFFERS = {
    True: ("{share}  ({won} 모자람)", "{share}  ({won} short)"),
    False: ("{share}  ({won} 넘침)", "{share}  ({won} more)"),
}
EQUAL = ("전액 일치", "all of it")
SENTENCES = {
    "apart": [
        (
            "세부사업 합계는 제Ⅲ부 사업비의 {share}이며, 맞지 않는 금액은 모두 {apart}이다",
            "Programs sum to {share} of program spending; mismatches total {apart}",
        )
    ],
    "equal": [
        (
            "세부사업의 합계가 제Ⅲ부의 {total}[과/와] 일치한다",
            "Programs add up to the {total} of Part III",
        )
    ],
}


def coverage_rows(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """One row per name that has a total: columns programs, remainder and total, in won."""
    rows = rows.assign(kind=rows["kind"].astype(str))
    table = rows.pivot_table(value, "name", "kind", aggfunc="sum", observed=True)
    table = table.reindex(index=rows["name"].unique(), columns=["programs", "remainder", "total"])
    return table.dropna(subset=["total"]).fillna(0).astype("int64")


def coverage_finding(rows: pd.DataFrame, lang: str, *, value: str) -> Said:
    """What part of the published figure the programs make, and where the difference is largest."""
    table = coverage_rows(rows, value)
    if table.empty:
        return None
    total, programs = int(table["total"].sum()), int(table["programs"].sum())
    size = table["remainder"].abs()
    return SENTENCES["apart" if size.any() else "equal"], {
        "total": format_won(total, lang, pick_unit(table["total"], lang)),
        "share": format_ratio(programs / total if total else float("nan"), lang),
        "apart": format_won(size.sum(), lang, pick_unit(table["total"], lang)),
    }


def coverage_in_words(rows: pd.DataFrame, lang: str, *, value: str) -> list[str]:
    """Each name once, with the share of its programs and the difference."""
    table = coverage_rows(rows, value).sort_values("total", ascending=False, kind="stable")
    unit, found = pick_unit(table["total"], lang), []
    for name, programs, remainder, total in table.itertuples(name=None):
        share = format_ratio(programs / total if total else float("nan"), lang)
        won = format_won(abs(remainder), lang, unit)
        words = DIFFERS[remainder > 0] if remainder else EQUAL
        text = told(words, lang, share=share, won=won)
        found.append(" ".join(f"{name} {text}".split()))
    return found


@figure(
    finding=coverage_finding,
    spell=coverage_in_words,
    about=(
        "가로 막대그래프: 세부사업의 합계와 제Ⅲ부 금액, 그 차이.",
        "Bar chart: sum of the programs against the amount in Part III, and the difference.",
    ),
    note=(
        "모자라거나 넘치는 금액의 이유는 보고서에 적혀 있지 않다.",
        "The report does not say why amounts fall short or exceed.",
    ),
    needs=dict.fromkeys(["kind", "value"], "measures.roll_up(programs, by, published)"),
    gaps=True,
    adds=("kind",),
)
def plot_coverage(canvas: Canvas, rows: pd.DataFrame, value: str = "revised_krw") -> None:
    """Draw what the listed programs make of each published figure, and the remainder.

    Parameters
    ----------
    frame : DataFrame
        `measures.roll_up` with `published`: rows of `kind` programs, remainder and total per name;
        the column `value`.  What has no published total is left out: there is nothing to hold it
        against.
    value : str, default "revised_krw"
        The column that is drawn, in won.

    Returns
    -------
    Axes
        Programs + remainder = published (the upright line).  Where the programs come to more, the
        excess is hatched.
    """
    table = coverage_rows(rows, value).sort_values("total", ascending=False, kind="stable")
    if table.empty:
        canvas.empty()
        return
    unit = pick_unit(table["total"], canvas.lang)
    programs, total = (
        [in_unit(int(won), unit) for won in table[column]] for column in ("programs", "total")
    )
    ends = [max(pair) for pair in zip(programs, total, strict=True)]
    labels = [row_label(canvas, unit, *won) for won in table.itertuples(index=False, name=None)]
    canvas.row_labels(table.index)
    canvas.fit_x(ends, labels)
    for row, (listed, published) in enumerate(zip(programs, total, strict=True)):
        rest, both = published - listed, min(listed, published)
        canvas.ax.barh(row, both, height=0.6, color=MAIN)
        if rest > 0:
            canvas.ax.barh(row, rest, left=both, height=0.6, color=GREY, gid="remainder")
        elif rest < 0:
            canvas.ax.barh(row, -rest, left=both, height=0.6, gid="excess", color=OVER)
        x, y = [published, published], [row - 0.4, row + 0.4]
        canvas.ax.plot(x, y, color=INK, linewidth=1.6, gid="published")
    canvas.labels(ends, labels)
    entries = [(("세부사업", "Programs"), MAIN), (("모자라는 금액", "Short of Part III"), GREY)]
    if (table["remainder"] < 0).any():
        entries.append((("넘치는 금액", "More than Part III"), OVER))
    canvas.key(*entries, (("제Ⅲ부 금액", "Part III"), INK), marks="■" * len(entries) + "│")
    words = (
        "최종예산액 ({unit}), 제Ⅲ부 금액에서 세부사업의 비중",
        "Budget ({unit}); programs as a share of Part III",
    )
    canvas.value_axis(words, unit=unit)


def row_label(canvas: Canvas, unit: str, programs: int, remainder: int, total: int) -> str:
    """The share of the programs, and the difference where there is one."""
    share = format_ratio(programs / total if total else float("nan"), canvas.lang)
    won = format_won(abs(remainder), canvas.lang, unit)
    words = DIFFERS[remainder > 0] if remainder else EQUAL
    return canvas.say(words, share=share, won=won)
