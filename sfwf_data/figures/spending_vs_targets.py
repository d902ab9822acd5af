"""Money spent against targets met."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import seaborn as sns

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import COLOR_OF, INK, MAIN, MUTED, RULE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE, WHITE_BOX, lines_height, text_width, wrap
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_ratio

RATIOS = ["executed_ratio", "attainment_ratio"]
HUES = ("goal_id", "office_id", "division_id")  # columns that give the dots their colors
WRAPS = (130, 80, 60, 45)  # widths of a name
RISES = (0, 12, -12, 22, -22, 34, -34, 48, -48)  # of a name beside its dot
Box = tuple[float, float, float, float]  # left, bottom, width, height in points


def spending_finding(rows: pd.DataFrame, lang: str, *, elapsed: float | None = None) -> Said:
    """How many rows have reached the elapsed share of the year in money, in targets, in both."""
    if elapsed is None:
        words = "{n}개의 집행률과 목표 달성률", "Execution and attainment of targets ({n})"
        return words, {"n": len(rows)}
    money, targets = (rows[column] >= elapsed for column in RATIOS)
    words = (
        "{n}개 가운데 {both}개는 집행과 성과가 모두, {targets}개는 성과만, "
        "{money}개는 집행만 경과율 {elapsed}에 이르렀다",
        "At or above the {elapsed} of the year gone, of {n}: {both} in money and targets, "
        "{targets} in targets only, {money} in money only",
    )
    return words, {
        "n": len(rows),
        "elapsed": format_ratio(elapsed, lang),
        "both": int((money & targets).sum()),
        "targets": int((targets & ~money).sum()),
        "money": int((money & ~targets).sum()),
    }


@figure(
    finding=spending_finding,
    value="attainment_ratio",
    about=(
        "산점도: 가로는 집행률, 세로는 목표 달성률, 점선은 경과율. "
        "두 값의 관계가 원인을 뜻하지는 않는다.",
        "Scatter plot: execution ratio across, attainment up, dashed lines at the elapsed "
        "share of the year. It shows no cause.",
    ),
    needs={
        "executed_ratio": "measures.execution_gap(frame)",
        "attainment_ratio": "measures.attainment(kpis)",
    },
)
def plot_spending_vs_targets(
    canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None
) -> None:
    """Draw money spent (x) against targets met (y), a named dot per row.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio`, `attainment_ratio` (0-1) and a column that names the rows; `goal_id`,
        `office_id` or `division_id` gives the dots their colors.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn on both axes.

    Returns
    -------
    Axes
        Both axes in per cent, from 0.
    """
    x, y = ((100 * rows[column].astype(float)).tolist() for column in RATIOS)
    canvas.left, canvas.right, canvas.height, canvas.above = 56.0, 24.0, 330.0, 20.0
    right, top = max([*x, 100]) * 1.08, max([*y, 100]) * 1.12
    axes = canvas.ax
    axes.set_ylim(0, top)
    canvas.fit_x(x, [""] * len(x), upper=100)
    axes.set_xlim(0, right)
    canvas.value_axis(canvas.term("axis ratio"), "{:g}%")
    # The x axis has the 0.
    axes.yaxis.set_major_formatter(lambda number, _: f"{number:g}%" if number else "")
    axes.tick_params(axis="y", length=0, labelsize=9, labelcolor=MUTED)
    axes.grid(axis="y", color=RULE, linewidth=0.6)
    axes.spines["left"].set_visible(False)
    axes.axhline(0, color=INK, linewidth=0.9)
    y_name = canvas.term("axis attainment")
    canvas.note_above(-46 / canvas.width, y_name, "left", axes.transAxes, MUTED)
    hue = next((column for column in HUES if column in rows), None)
    kinds = rows[hue].tolist() if hue else None
    palette = {one: COLOR_OF[hue](one) for one in kinds} if hue and kinds else None
    dots = {"s": 70, "edgecolor": "white", "linewidth": 0.8, "zorder": 3, "gid": "dots"}
    scale = {"hue": kinds, "palette": palette, "color": MAIN, "legend": False}
    sns.scatterplot(x=x, y=y, ax=axes, **scale, **dots)
    wide, high = canvas.width / right, canvas.height / top
    points = [(px * wide, py * high) for px, py in zip(x, y, strict=True)]
    taken: list[Box] = []
    if elapsed is not None:
        gone = 100 * elapsed
        text = canvas.term("elapsed", ratio=format_ratio(elapsed, canvas.lang))
        for line in (axes.axvline, axes.axhline):
            line(gone, color=INK, linewidth=1, linestyle=(0, (4, 3)), gid="reference")
        canvas.note(text, (0, gone), (4, 3), fontsize=NOTE_SIZE, color=INK, gid="note")
        taken = [(0.0, gone * high, text_width(text, NOTE_SIZE) + 6, 14.0)]
        taken.append((gone * wide - 2, 0.0, 4.0, canvas.height))
        taken.append((0.0, gone * high - 2, canvas.width, 4.0))
    look = {"va": "center", "fontsize": NOTE_SIZE, "zorder": 4, "linespacing": 1.15, "gid": "value"}
    box = WHITE_BOX | {"boxstyle": "square,pad=0.05"}
    for row, text, by, side in placed(points, rows["name"].tolist(), canvas, taken):
        canvas.note(text, (x[row], y[row]), by, ha=side, bbox=box, **look)


def placed(
    points: list[tuple[float, float]], labels: list[str], canvas: Canvas, taken: list[Box]
) -> list[tuple[int, str, tuple[float, float], str]]:
    """Places for the names of dots: row, text in lines, offset and alignment.

    Each takes the first spot where it covers least of the names placed before it, of the dots and
    of what is `taken`.
    """
    dots = [(x - 5, y - 5, 10.0, 10.0) for x, y in points]
    result = []
    for row in sorted(range(len(points)), key=lambda one: -points[one][0]):
        spots = list(around(*points[row], labels[row]))
        others = [*taken, *dots[:row], *dots[row + 1 :]]
        costs = [
            sum(overlap(box, other) for other in others) + outside(box, canvas) for box, *_ in spots
        ]
        box, text, by, side = spots[costs.index(min(costs))]
        taken = [*taken, box]
        result.append((row, text, by, side))
    return result


def around(x: float, y: float, label: str) -> Iterator[tuple[Box, str, tuple[float, float], str]]:
    """The spots for a name, best first: the box covered, the text in lines, offset, alignment."""
    for wide in WRAPS:
        text = wrap(label, wide, NOTE_SIZE)
        width, height = text_width(text, NOTE_SIZE), lines_height(text, NOTE_SIZE)
        near, far = RISES[:3], RISES[3:]
        beside = [(side, rise) for rise in near for side in ("left", "right")]
        over = [("center", height / 2 + 7), ("center", -height / 2 - 7)]
        beyond = [(side, rise) for rise in far for side in ("left", "right")]
        for side, rise in (*beside, *over, *beyond):
            # What lies between a dot and the name beside it counts as covered.
            dx, start, end = {
                "left": (8, 0, width + 8),
                "right": (-8, -width - 8, 0),
                "center": (0, -width / 2, width / 2),
            }[side]
            box = (x + start, y + rise - height / 2, end - start, height)
            yield box, text, (dx, rise), side


def outside(box: Box, canvas: Canvas) -> float:
    """A high price for a box that leaves the axes, or the margin that a figure of ours has."""
    left, bottom, width, height = box
    right = canvas.width + (canvas.right - 4 if canvas.own else 0)
    inside = 0 <= left <= right - width and 0 <= bottom <= canvas.height - height
    return 0.0 if inside else 1e4


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)
