"""What the listed programs make of the published figures."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import leaders, names
from sfwf_data.words.formats import format_ratio, format_won, in_unit, pick_unit, unit_name
from sfwf_data.words.say import say
from sfwf_data.words.terms import term, value_name


def coverage_rows(frame: pd.DataFrame, lang: str, value: str, label: str | None) -> pd.DataFrame:
    """One row per name that has a total: columns programs, remainder and total, in won."""
    named = frame.assign(name=names(frame, lang, label), kind=frame["kind"].astype(str))
    table = named.pivot_table(
        index="name", columns="kind", values=value, aggfunc="sum", observed=True
    )
    order = list(dict.fromkeys(named["name"]))
    table = table.reindex(index=order, columns=["programs", "remainder", "total"])
    return table.dropna(subset=["total"]).fillna(0).astype("int64")


def coverage_finding(
    frame: pd.DataFrame, lang: str, *, value: str = "revised_krw", label: str | None = None
) -> str:
    """What part of the published figure the programs make, and where the difference is largest."""
    rows = coverage_rows(frame, lang, value, label)
    if rows.empty:
        return term("no rows", lang)
    total, programs = int(rows["total"].sum()), int(rows["programs"].sum())
    unit, difference = pick_unit(rows["total"], lang), rows["remainder"]
    whole = format_won(total, lang, unit)
    if not difference.any():
        return say(
            lang,
            ko="목록의 사업을 더하면 공표액 {total}[과/와] 모두 같다",
            en="The listed programs add up to the {total} published, line by line",
            total=whole,
        )
    size = difference.abs()
    largest = difference[size == size.max()].iloc[0]
    return say(
        lang,
        ko="목록의 사업은 공표액 {total}의 {share}이며, 차이는 {item}에서 가장 크다({won})",
        en="The listed programs make {share} of the {total} published; "
        "the largest difference: {item} ({won})",
        total=whole,
        share=format_ratio(programs / total if total else float("nan"), lang),
        item=leaders(size, pd.Series(rows.index, index=rows.index), size.max(), lang),
        won=format_won(largest, lang, unit),
    )


@figure(
    finding=coverage_finding,
    ascending=None,
    about={
        "ko": "가로 막대그래프: 목록에 있는 사업의 합계와 공표액, 그 차이.",
        "en": "Bar chart: sum of the listed programs against the published figure, "
        "and the difference.",
    },
    needs=dict.fromkeys(["kind", "value"], "measures.roll_up(programs, by, published)"),
)
def plot_coverage(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    value: str = "revised_krw",
    *,
    label: str | None = None,
) -> None:
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
    rows = coverage_rows(frame, lang, value, label)
    if rows.empty:
        canvas.empty()
        return
    rows = rows.sort_values("total", ascending=False, kind="stable")
    unit = pick_unit(rows["total"], lang)
    programs, total = (
        [in_unit(int(won), unit) for won in rows[column]] for column in ("programs", "total")
    )
    ends = [max(pair) for pair in zip(programs, total, strict=True)]
    labels = [
        row_label(*amounts, lang=lang, unit=unit)
        for amounts in zip(rows["programs"], rows["remainder"], rows["total"], strict=True)
    ]
    canvas.row_labels(rows.index.tolist())
    canvas.fit_x(ends, labels)
    for row, (listed, published) in enumerate(zip(programs, total, strict=True)):
        rest, both = published - listed, min(listed, published)
        canvas.ax.barh(row, both, height=0.6, color=MAIN)
        if rest > 0:
            canvas.ax.barh(row, rest, left=both, height=0.6, color=GREY, gid="remainder")
        elif rest < 0:
            canvas.ax.barh(
                row, -rest, left=both, height=0.6, color="white", edgecolor=WARN, hatch="/////",
                linewidth=0.8, gid="excess",
            )  # fmt: skip
        x, y = [published, published], [row - 0.4, row + 0.4]
        canvas.ax.plot(x, y, color=INK, linewidth=1.6, gid="published")
    canvas.labels(ends, labels)
    used = [
        (value_name("kind", "programs", lang), MAIN),
        (value_name("kind", "remainder", lang), GREY),
        (say(lang, ko="공표액 초과", en="More than published"), WARN),
        (value_name("kind", "total", lang), INK),
    ]
    if not (rows["remainder"] < 0).any():
        del used[2]
    canvas.key(used)
    canvas.value_axis(
        say(lang, ko="금액 ({unit})", en="Amount ({unit})", unit=unit_name(unit, lang))
    )


def row_label(programs: int, remainder: int, total: int, lang: str, unit: str) -> str:
    """The share of the programs, and the difference where there is one."""
    share = format_ratio(programs / total if total else float("nan"), lang)
    if remainder == 0:
        return share
    return say(
        lang,
        ko="{share}, 차이 {won}",
        en="{share}, difference {won}",
        share=share,
        won=format_won(remainder, lang, unit, signed=True),
    )
