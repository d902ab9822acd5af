"""Names of rows above their bars, where a figure is too narrow for names beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sfwf_data.figures.fit import LABEL_SIZE, VALUE_SIZE, WHITE_BOX, lines_height

if TYPE_CHECKING:
    from sfwf_data.figures.canvas import Canvas

BAR = 12  # height in points of the thickest bar of a row


def put_names_above(canvas: Canvas) -> None:
    """Put the names of rows over their bars, thin the bars to what is left, size the axes."""
    ax, names = canvas.ax, canvas.names_above
    tallest = max(lines_height(name, LABEL_SIZE) for name in names)
    half = max(BAR, lines_height("\n" * (canvas.value_lines - 1), VALUE_SIZE)) / 2
    unit = tallest + 2 * half + 10
    canvas.height = len(names) * unit
    ax.set_ylim(len(names) - 1 + (half + 4) / unit, -(tallest + half + 6) / unit)
    thin_bars(ax, BAR / unit)
    look = {"fontsize": LABEL_SIZE, "linespacing": 1.15, "zorder": 5, "bbox": WHITE_BOX}
    look |= {"xycoords": ax.get_yaxis_transform(), "ha": "left", "va": "bottom", "gid": "name"}
    for row, name in enumerate(names):
        canvas.note(name, (0, row), (0, half + 1), **look)


def thin_bars(ax: Axes, thickest: float) -> None:
    """Make all bars, and what marks or joins them, thinner alike."""
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    scale = thickest / max((abs(bar.get_height()) for bar in bars), default=1)
    for bar in bars:
        middle, height = bar.get_y() + bar.get_height() / 2, bar.get_height() * scale
        bar.set(y=middle - height / 2, height=height)
    for line in ax.lines:
        if line.get_transform() == ax.transData:  # not one that crosses the axes
            places = np.asarray(line.get_ydata(), dtype=float).tolist()
            line.set_ydata([round(y) + (y - round(y)) * scale for y in places])


def name_strips(canvas: Canvas, labels: list[str]) -> None:
    """Name the strips beside them, or above them where the figure is narrow."""
    if not canvas.narrow:
        canvas.row_labels(labels, row=100)
        return
    canvas.row_labels([""] * len(labels), row=120)
    place = canvas.ax.get_yaxis_transform()
    look = {"fontsize": LABEL_SIZE, "zorder": 5, "bbox": WHITE_BOX, "gid": "name"}
    for row, label in enumerate(labels):
        canvas.note(label, (0, row - 0.5), (0, -2), xycoords=place, ha="left", va="top", **look)
