"""How shares of the total moved between two years."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, SOFT
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import sides, told, year_names
from sfwf_data.words.formats import fixed, format_pp, format_ratio

SHARES = ["previous_share_ratio", "current_share_ratio"]
SENTENCES = {
    "same": [("{total}에서 비중이 변한 과목은 없다", "No share of {total} changed")],
    "up": [
        (
            "{total}에서 {item}의 비중이 {before}에서 {after}[으로/로] {points}%p 늘어 "
            "변화 폭이 가장 크다",
            "{item} rose from {before} to {after} of {total} ({points} points)",
        ),
        (
            "{total}에서 {item}의 비중이 {before}에서 {after}[으로/로] 가장 크게 늘었다",
            "{item} rose from {before} to {after} of {total}",
        ),
        (
            "{total}에서 비중이 가장 크게 변한 과목은 {before}에서 {after}[으로/로] 늘었다",
            "Largest move: a share of {total} rose from {before} to {after}",
        ),
    ],
    "down": [
        (
            "{total}에서 {item}의 비중이 {before}에서 {after}[으로/로] {points}%p 줄어 "
            "변화 폭이 가장 크다",
            "{item} fell from {before} to {after} of {total} ({points} points)",
        ),
        (
            "{total}에서 {item}의 비중이 {before}에서 {after}[으로/로] 가장 크게 줄었다",
            "{item} fell from {before} to {after} of {total}",
        ),
        (
            "{total}에서 비중이 가장 크게 변한 과목은 {before}에서 {after}[으로/로] 줄었다",
            "Largest move: a share of {total} fell from {before} to {after}",
        ),
    ],
}


def share_shift_finding(rows: pd.DataFrame, lang: str) -> Said:
    """The largest shift of a share."""
    shift = (rows["current_share_ratio"] - rows["previous_share_ratio"]).astype(float)
    row = shift.abs().tolist().index(shift.abs().max())
    before, after = (format_ratio(rows[column].iloc[row], lang) for column in SHARES)
    case = "same" if abs(shift.iloc[row]) < 0.0005 else "up" if shift.iloc[row] > 0 else "down"
    return SENTENCES[case], {
        "item": rows["subject"].iloc[row],
        "before": before,
        "after": after,
        "total": whole_name(rows, lang),
        "points": fixed(100 * abs(shift.iloc[row]), 1),
    }


def whole_name(rows: pd.DataFrame, lang: str) -> str:
    """What the shares are of, as a sentence says it."""
    if sides(rows) == {"revenue"}:
        return told(("수입", "revenue"), lang)
    if sides(rows) == {"expenditure"}:
        return told(("지출", "expenditure"), lang)
    return told(("합계", "the total"), lang)


def shares_in_words(rows: pd.DataFrame, lang: str) -> list[str]:
    """The share of each row in both years."""
    rows = rows.sort_values("current_share_ratio", ascending=False, kind="stable")
    words = "{name} {before}에서 {after}", "{name} {before} to {after}"
    return [
        told(words, lang, name=name, before=format_ratio(before, lang),
             after=format_ratio(after, lang))
        for name, before, after in zip(rows["name"], *(rows[one] for one in SHARES), strict=True)
    ]  # fmt: skip


@figure(
    finding=share_shift_finding,
    spell=shares_in_words,
    about=(
        "점그래프: 합계에서 차지하는 비중의 두 해 비교.",
        "Dot chart: shares of the total in two years, joined by a line.",
    ),
    note=(
        "비중이 줄었다고 금액이 줄어든 것은 아니다. 반올림으로 차이가 다를 수 있다.",
        "A smaller share is not a smaller amount. Rounded: differences may vary.",
    ),
    needs=dict.fromkeys(SHARES, "measures.year_over_year(frame)"),
    adds=(),
)
def plot_share_shift(
    canvas: Canvas, rows: pd.DataFrame, years: tuple[int, int] | None = None
) -> None:
    """Draw shares of the total in two years: open dots the previous, full ones the current.

    Parameters
    ----------
    frame : DataFrame
        `previous_share_ratio`, `current_share_ratio` (0-1) and a column that names the rows.
    years : tuple of int, optional
        (previous, current), to be written beside the marks.

    Returns
    -------
    Axes
        x in per cent, from 0; the largest current share on top.
    """
    rows = rows.sort_values("current_share_ratio", ascending=False, kind="stable")
    before, after = ((100 * rows[column].astype(float)).tolist() for column in SHARES)
    pairs = list(zip(before, after, strict=True))
    words = ("{after}  ({before}, {moved})", "{after}  ({moved} from {before})")
    labels = [
        canvas.say(
            words if start else ("{after}  (신규)", "{after}  (new)"),
            after=format_ratio(end / 100, canvas.lang),
            before=format_ratio(start / 100, canvas.lang),
            moved=format_pp(end - start, canvas.lang),
        )
        for start, end in pairs
    ]
    ends = [max(pair) for pair in pairs]
    canvas.row_labels(rows["name"])
    canvas.fit_x(ends, labels)
    canvas.ax.set_xlim(right=canvas.ax.get_xlim()[1] + 8 * canvas.per_point)  # half a ring
    moved = [abs(end - start) for start, end in pairs]
    places, colors = range(len(rows)), [MAIN if one == max(moved) else SOFT for one in moved]
    canvas.ax.hlines(places, before, after, color=colors, linewidth=2.5, zorder=1.5)
    ring = canvas.ax.scatter(
        before, places, s=110, color="white", linewidth=1.6, zorder=3, clip_on=False
    )
    ring.set(edgecolor=colors, gid="previous")
    canvas.ax.scatter(after, places, s=42, color=colors, zorder=3.5, gid="current", clip_on=False)
    canvas.labels(ends, labels, gap=11)
    canvas.ax.tick_params(axis="y", pad=10)
    canvas.key(*((year, MAIN) for year in year_names(years, canvas.lang)), marks="○●")
    canvas.value_axis(canvas.term("axis share"), "{:g}%")
