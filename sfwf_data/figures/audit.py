"""Figures of staff, of what the listed programs cover, and of the checks."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, PALE, SOFT, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.findings import check_finding, coverage_finding, names, staffing_finding
from sfwf_data.figures.findings.performance import coverage_rows
from sfwf_data.words.formats import (
    format_number,
    format_ratio,
    format_won,
    in_unit,
    pick_unit,
    unit_name,
)
from sfwf_data.words.terms import CHECKS, PHRASES, term

STATUSES = {"unexplained": WARN, "corrected": "#E3A857", "rounding": SOFT, "holds": PALE}


@figure(
    finding=staffing_finding,
    value="current",
    ascending=None,
    about={"ko": "가로 막대그래프: 정원과 현원.", "en": "Bar chart: quota and current staff."},
    needs={"quota": "load('staffing')", "current": "load('staffing')"},
)
def plot_staffing(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw posts (pale) and people (dark) of each row, in the order of the frame: grades have an order of their own.

    Parameters
    ----------
    frame : DataFrame
        `quota`, `current` and a column that names the rows; without a total beside its parts.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(subset=["quota", "current"])
    if rows.empty:
        canvas.empty()
        return
    quota, current = rows["quota"].astype(int).tolist(), rows["current"].astype(int).tolist()
    labels = [term("staff label", lang, current=now, quota=posts, gap=f"{now - posts:+d}" if now != posts else "0")
              for posts, now in zip(quota, current, strict=True)]  # fmt: skip
    canvas.row_labels(rows["name"].tolist())
    ends = [max(pair) for pair in zip(quota, current, strict=True)]
    canvas.fit_x(ends, labels)
    canvas.ax.barh(range(len(rows)), quota, height=0.72, color=PALE, label="quota")
    canvas.ax.barh(
        range(len(rows)),
        current,
        height=0.38,
        color=[MAIN if now <= posts else WARN for posts, now in zip(quota, current, strict=True)],
        label="current",
    )
    for row, (end, text) in enumerate(zip(ends, labels, strict=True)):
        canvas.label(end, row, text)
    canvas.key(
        key_texts([("current", MAIN), ("quota", PALE)], lang),
    )
    canvas.value_axis(term("axis staff", lang))


@figure(
    finding=coverage_finding,
    value="",
    ascending=None,
    about={
        "ko": "가로 막대그래프: 목록에 있는 사업의 합계와 공표액, 그 차이.",
        "en": "Bar chart: sum of the listed programs against the published figure, and the difference.",
    },
    needs={
        "kind": "measures.roll_up(programs, by, published)",
        "value": "measures.roll_up(programs, by, published)",
    },
)
def plot_coverage(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    value: str = "revised_krw",
    *,
    label: str | None = None,
) -> None:
    """Draw what the listed programs make of each published figure, and the remainder, whichever sign it has.

    Parameters
    ----------
    frame : DataFrame
        `measures.roll_up` with `published`: rows of `kind` programs, remainder and total per name; the column `value`.
        What has no published total is left out: there is nothing to hold it against.
    value : str, default "revised_krw"

    Returns
    -------
    Axes
        Programs + remainder = published (the upright line).  Where the programs come to more, the excess is hatched.
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
    labels = [
        term("coverage equal" if row.remainder == 0 else "coverage label", lang,
            share=format_ratio(row.programs / row.total if row.total else None, lang),
            won=format_won(row.remainder, lang, unit, signed=True))
        for row in rows.itertuples()
    ]  # fmt: skip
    canvas.row_labels(rows.index.tolist())
    ends = [max(pair) for pair in zip(programs, total, strict=True)]
    canvas.fit_x(ends, labels)
    for row, (listed, published) in enumerate(zip(programs, total, strict=True)):
        canvas.ax.barh(row, min(listed, published), height=0.6, color=MAIN)
        if listed < published:
            canvas.ax.barh(
                row, published - listed, left=listed, height=0.6, color=GREY, gid="remainder"
            )
        elif listed > published:
            canvas.ax.barh(
                row,
                listed - published,
                left=published,
                height=0.6,
                color="white",
                edgecolor=WARN,
                hatch="/////",
                linewidth=0.8,
                gid="excess",
            )
        canvas.ax.plot(
            [published, published],
            [row - 0.4, row + 0.4],
            color=INK,
            linewidth=1.6,
            gid="published",
        )
        canvas.label(ends[row], row, labels[row])
    used = (
        [("programs", MAIN), ("remainder", GREY)]
        + ([("excess", WARN)] if (rows["remainder"] < 0).any() else [])
        + [("published", INK)]
    )
    canvas.key(
        key_texts(used, lang),
    )
    canvas.value_axis(term("axis amount", lang, unit=unit_name(unit, lang)))


@figure(
    finding=check_finding,
    value="",
    ascending=None,
    about={
        "ko": "누적 막대그래프: 검산의 종류와 결과.",
        "en": "Stacked bars: checks by kind and result.",
    },
    needs={"check": "sfwf_data.check()", "status": "sfwf_data.check()"},
)
def plot_check_status(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
) -> None:
    """Draw how the arithmetic checks came out, one stacked bar per kind of check, most unexplained on top.

    Parameters
    ----------
    frame : DataFrame
        As `sfwf_data.check` gives it: `check`, `status`.

    Returns
    -------
    Axes
        The parts of a bar: unexplained, corrected, rounding, holds.  Their numbers stand at its end.
    """
    if frame.empty:
        canvas.empty()
        return
    counts = pd.crosstab(frame["check"].astype(str), frame["status"].astype(str)).reindex(
        columns=list(STATUSES), fill_value=0
    )
    counts = counts.assign(total=counts.sum(axis=1)).sort_values(
        ["unexplained", "total"], ascending=False, kind="stable"
    )
    labels = []
    for _, row in counts.iterrows():
        others = [
            f"{term(status, lang)} {row[status]}"
            for status in STATUSES
            if status != "holds" and row[status]
        ]
        text = term("count", lang, n=format_number(row["total"], lang))
        labels.append(f"{text}  ({', '.join(others)})" if others else text)
    canvas.row_labels(
        [CHECKS.get(name, name) if lang == "ko" else name for name in counts.index], row=24
    )
    canvas.fit_x(counts["total"].astype(float).tolist(), labels)
    left = pd.Series(0, index=counts.index)
    for status, color in STATUSES.items():
        canvas.ax.barh(
            range(len(counts)), counts[status], left=left, height=0.6, color=color, label=status
        )
        left = left + counts[status]
    for row, (end, text) in enumerate(zip(counts["total"], labels, strict=True)):
        canvas.label(end, row, text)
    canvas.key(
        key_texts(list(STATUSES.items()), lang),
    )
    canvas.value_axis(term("axis checks", lang))


def key_texts(entries: list, lang: str) -> list:
    return [(term(word, lang) if word in PHRASES else word, color) for word, color in entries]
