"""The cells of the table of divisions: what they say, and in which color."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD_CELL, BEHIND_CELL, INK, PLAIN_CELL, UNJUDGED_CELL
from sfwf_data.figures.fit import LABEL_SIZE, VALUE_SIZE, lines_height, wrap
from sfwf_data.figures.margins import EDGE
from sfwf_data.words.formats import format_ratio, format_won

PALETTE = (PLAIN_CELL, BEHIND_CELL, AHEAD_CELL, UNJUDGED_CELL)  # a cell holds a place in it
PLAIN, BEHIND, AHEAD, UNJUDGED = range(4)
Cell = tuple[str, int]  # its text, and the place of its color


def draw_cells(canvas: Canvas, names: pd.Series, columns: list[list[Cell]]) -> None:
    """The cells with their texts; on a phone each row under a line that holds its name."""
    ax, every = canvas.ax, 2 if canvas.narrow else 1
    grid = pd.DataFrame({number: [code for _, code in one] for number, one in enumerate(columns)})
    grid.index = every * grid.index + every - 1
    grid = grid.reindex(range(every * len(names)), fill_value=PLAIN)
    if canvas.narrow:
        canvas.left = canvas.right = EDGE
        shown = [wrap(name, canvas.width) for name in names]
        canvas.height = len(grid) * max(22.0, *(lines_height(one, LABEL_SIZE) for one in shown))
    else:
        canvas.row_labels(names, row=34)
        shown = [text.get_text() for text in ax.get_yticklabels()]
    colors = {"cmap": ListedColormap(PALETTE), "vmin": -0.5, "vmax": len(PALETTE) - 0.5}
    sns.heatmap(grid, ax=ax, cbar=False, linewidths=2, linecolor="white", **colors)
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])
    if canvas.narrow:
        for row, name in enumerate(shown):
            canvas.note(name, (0, 2 * row + 1), (2, 2), ha="left", va="bottom", gid="name")
    else:
        ax.set_yticks([row + 0.5 for row in range(len(names))], shown, rotation=0)
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": VALUE_SIZE, "color": INK}
    for number, cells in enumerate(columns):
        for row, (text, _) in enumerate(cells):
            ax.text(number + 0.5, every * (row + 1) - 0.5, text, gid="value", **look)


def ratio_cell(ratio: float, elapsed: float, lang: str) -> Cell:
    """A share spent: below the calendar or not."""
    if pd.isna(ratio):
        return "-", PLAIN
    return format_ratio(ratio, lang), BEHIND if ratio < elapsed else AHEAD


def won_cell(won: float, unit: str, lang: str) -> Cell:
    """Money behind the calendar: some, or none."""
    if pd.isna(won):
        return "-", PLAIN
    return format_won(int(won), lang, unit, bare=True), BEHIND if won > 0 else AHEAD


def part_cell(part: float, whole: float) -> Cell:
    """So many of so many."""
    if pd.isna(part) or pd.isna(whole) or not whole:
        return "-", PLAIN
    return f"{int(part)}/{int(whole)}", UNJUDGED
