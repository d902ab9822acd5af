"""How the arithmetic checks came out."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import PALE, SOFT, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_number
from sfwf_data.words.say import say
from sfwf_data.words.terms import CHECKS, value_name

STATUSES = {"unexplained": WARN, "corrected": "#E3A857", "rounding": SOFT, "holds": PALE}


def check_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How many checks hold, and how the others are accounted for."""
    counts = rows["status"].astype(str).value_counts()
    if counts.get("holds", 0) == len(rows):
        return ("검산 {n}건이 모두 맞다", "All {n} checks hold"), {"n": len(rows)}
    words = (
        "검산 {n}건 가운데 {holds}건이 맞고, 정정 {corrected}건, 반올림 {rounding}건, "
        "설명되지 않은 것이 {unexplained}건이다",
        "{holds} of {n} checks hold; {corrected} corrected, {rounding} within rounding, "
        "{unexplained} unexplained",
    )
    shown = {status: format_number(int(counts.get(status, 0)), lang) for status in STATUSES}
    return words, {"n": len(rows), **shown}


@figure(
    finding=check_finding,
    about=("누적 막대그래프: 검산의 종류와 결과.", "Stacked bars: checks by kind and result."),
    needs={"check": "sfwf_data.check()", "status": "sfwf_data.check()"},
    gaps=True,
    named=False,
)
def plot_check_status(canvas: Canvas, rows: pd.DataFrame) -> None:
    """Draw how the arithmetic checks came out, one stacked bar per kind of check.

    Parameters
    ----------
    frame : DataFrame
        As `sfwf_data.check` gives it: `check`, `status`.

    Returns
    -------
    Axes
        Most unexplained on top.  The parts of a bar: unexplained, corrected, rounding, holds; their
        numbers stand at its end.
    """
    lang, kinds = canvas.lang, rows["check"].astype(str)
    counts = pd.crosstab(kinds, rows["status"].astype(str))
    counts = counts.reindex(columns=list(STATUSES), fill_value=0)
    counts = counts.assign(total=counts.sum(axis=1))
    counts = counts.sort_values(["unexplained", "total"], ascending=False, kind="stable")
    labels = [count_label(row, lang) for _, row in counts.iterrows()]
    canvas.row_labels(
        [CHECKS.get(name, name) if lang == "ko" else name for name in counts.index], row=24
    )
    canvas.fit_x(counts["total"].astype(float).tolist(), labels)
    left = pd.Series(0, index=counts.index)
    for status, color in STATUSES.items():
        canvas.bars(counts[status].tolist(), 0.6, color, left=left, label=status)
        left = left + counts[status]
    canvas.labels(counts["total"].tolist(), labels)
    canvas.key(*((value_name("status", status, lang), color) for status, color in STATUSES.items()))
    canvas.value_axis(("검산 (건)", "Checks"))


def count_label(row: pd.Series, lang: str) -> str:
    """How many checks there are, and how many of them do not simply hold."""
    total = say(lang, ko="{n}건", en="{n}", n=format_number(row["total"], lang))
    others = [
        f"{value_name('status', status, lang)} {row[status]}"
        for status in STATUSES
        if status != "holds" and row[status]
    ]
    return f"{total}  ({', '.join(others)})" if others else total
