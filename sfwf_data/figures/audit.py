"""Figures of staff, of what the listed programs cover, and of the checks."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sfwf_data.figures.findings import check_finding, coverage_finding, names, staffing_finding
from sfwf_data.figures.findings.performance import coverage_rows
from sfwf_data.figures.frame import Frame, empty
from sfwf_data.figures.style import GREY, INK, MAIN, PALE, SOFT, WARN, styled
from sfwf_data.words.formats import (
    format_number,
    format_ratio,
    format_won,
    in_unit,
    pick_unit,
    unit_name,
)
from sfwf_data.words.terms import CHECKS, term

STATUSES = {"unexplained": WARN, "corrected": "#E3A857", "rounding": SOFT, "holds": PALE}


@styled
def plot_staffing(
    frame: pd.DataFrame, ax: Axes | None = None, lang: str = "ko", *,
    label: str | None = None, title: str | None = None, source: str | None = None,
) -> Axes:  # fmt: skip
    """Draw posts (pale) and people (dark) of each row, in the order of the frame: grades have an order of their own.

    Parameters
    ----------
    frame : DataFrame
        `quota`, `current` and a column that names the rows; without a total beside its parts.
    label, title, source : str, optional
        As for `plot_gap_by_item`.
    """
    canvas, heading = Frame(ax), title or staffing_finding(frame, lang)
    rows = frame.assign(name=names(frame, lang, label)).dropna(subset=["quota", "current"])
    if rows.empty:
        return empty(canvas, heading, source, lang)
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
    canvas.key([("current", MAIN), ("quota", PALE)], lang)
    canvas.value_axis(term("axis staff", lang))
    return canvas.finish(heading, source, lang)


@styled
def plot_coverage(
    frame: pd.DataFrame, value: str = "revised_krw", ax: Axes | None = None, lang: str = "ko", *,
    label: str | None = None, title: str | None = None, source: str | None = None,
) -> Axes:  # fmt: skip
    """Draw what the listed programs make of each published figure, and the remainder, whichever sign it has.

    Parameters
    ----------
    frame : DataFrame
        `measures.roll_up` with `published`: rows of `kind` programs, remainder and total per name; the column `value`.
        What has no published total is left out: there is nothing to hold it against.
    value : str, default "revised_krw"
    label, title, source : str, optional
        As for `plot_gap_by_item`.

    Returns
    -------
    Axes
        Programs + remainder = published (the upright line).  Where the programs come to more, the excess is hatched.
    """
    canvas, heading = Frame(ax), title or coverage_finding(frame, value, lang, label)
    rows = coverage_rows(frame, value, lang, label) if len(frame) else frame
    if rows.empty:
        return empty(canvas, heading, source, lang)
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
    canvas.key(used, lang)
    canvas.value_axis(term("axis amount", lang, unit=unit_name(unit, lang)))
    return canvas.finish(heading, source, lang)


@styled
def plot_check_status(
    frame: pd.DataFrame, ax: Axes | None = None, lang: str = "ko", *, title: str | None = None, source: str | None = None,
) -> Axes:  # fmt: skip
    """Draw how the arithmetic checks came out, one stacked bar per kind of check, most unexplained on top.

    Parameters
    ----------
    frame : DataFrame
        As `sfwf_data.check` gives it: `check`, `status`.
    title, source : str, optional
        As for `plot_gap_by_item`.

    Returns
    -------
    Axes
        The parts of a bar: unexplained, corrected, rounding, holds.  Their numbers stand at its end.
    """
    canvas, heading = Frame(ax), title or check_finding(frame, lang)
    if frame.empty:
        return empty(canvas, heading, source, lang)
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
    canvas.key(list(STATUSES.items()), lang)
    canvas.value_axis(term("axis checks", lang))
    return canvas.finish(heading, source, lang)
