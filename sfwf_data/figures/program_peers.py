"""One program among the others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import ENDED, GREY, INK, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import VALUE_SIZE, WHITE_BOX, text_width
from sfwf_data.figures.narrow import name_strips
from sfwf_data.figures.peer_ranks import (
    compared,
    is_ended,
    peers_finding,
    peers_in_words,
    peers_note,
    strip_names,
    writer,
)
from sfwf_data.figures.progress_rows import money_color

RUNNING = {"color": GREY, "edgecolor": "white", "linewidth": 0.6, "gid": "peers"}
FINISHED = {"color": "white", "edgecolor": ENDED, "linewidth": 1, "gid": "finished"}


@figure(
    finding=peers_finding,
    spell=peers_in_words,
    about=("점그래프: 한 사업과 다른 사업들.", "Strip of dots: one program among the others."),
    note=peers_note,
    needs={
        "program_id": "load('programs')",
        "goal_id": "load('programs')",
        "value": "measures.pace(measures.execution_gap(frame), as_of)",
    },
    gaps=True,
)
def plot_program_peers(
    canvas: Canvas,
    rows: pd.DataFrame,
    program: str,
    value: str = "executed_ratio",
    *,
    elapsed: float | None = None,
) -> None:
    """Draw one program among all others, and among those of its goal, with the medians.

    Parameters
    ----------
    frame : DataFrame
        All programs: `program_id`, `goal_id`, the column `value`, and a column that names the
        rows.  With `elapsed_ratio`, programs whose months are over are open dots.
    program : str
        The `program_id` of the one in a strong color: that which its money has in all figures.
    value : {"executed_ratio", "pace_pp"}, default "executed_ratio"
        What is compared.  Programs whose months are over have no place, rank or median in a pace.
    elapsed : float, optional
        Share of the year gone by (0-1): a line, where execution ratios are compared.

    Returns
    -------
    Axes
        Two strips of dots.  How high a dot stands in its strip means nothing: it only keeps dots
        apart.

    Raises
    ------
    ValueError
        The frame does not have the program.
    """
    if program not in set(rows["program_id"]):
        raise ValueError(f"there is no program {program!r} in the frame")
    pace, scale = (True, 1) if value.endswith("_pp") else (False, 100)
    known = compared(rows, value)
    if known.empty:
        canvas.empty()
        return
    known = known.assign(x=known[value].astype(float) * scale)
    one = rows[rows["program_id"] == program].iloc[0]
    same = known[known["goal_id"] == one["goal_id"]]
    strips = [known, same] if len(same) else [known]
    named = strip_names(known, value)
    labels = [canvas.say(named[0], n=len(known)), canvas.say(named[1], n=len(same))]
    name_strips(canvas, labels[: len(strips)])
    # Dots have a place and no length: their axis starts where they do.
    low = min(0.0, known["x"].min()) if pace else known["x"].min() // 10 * 10
    high = max(0.0 if pace else 100.0, known["x"].max())
    margin = (high - low) * 0.04 or 0.5
    canvas.shown = (low, high)
    canvas.ax.set_xlim(low - margin, high + margin)
    if not pace and elapsed is not None and low < 100 * elapsed < high:
        canvas.elapsed(elapsed, "center")
    axis, numbers = ("axis pace", "{:g}") if pace else ("axis ratio", "{:g}%")
    canvas.value_axis(canvas.term(axis), numbers)
    dots = pd.concat([strip.assign(strip=row) for row, strip in enumerate(strips)])
    dots = dots[dots["program_id"] != program]
    if len(dots):
        draw_strips(canvas, dots)
    write, color = writer(value), program_color(one)
    for row, strip in enumerate(strips):
        median = float(strip["x"].median())
        x, y = [median, median], [row - 0.27, row + 0.29]
        canvas.ax.plot(x, y, color=INK, linewidth=1.4, zorder=3.5, gid="median")
        middle = write(median / scale, canvas.lang)
        text = canvas.say(("중앙값 {value}", "median {value}"), value=middle)
        edge_note(canvas, median, row + 0.38, text, MUTED, "normal")
        for own in strip.loc[strip["program_id"] == program, "x"]:
            look: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.8, "gid": "program"}
            canvas.ax.scatter([own], [row], s=110, color=color, zorder=4, **look)
            edge_note(canvas, own, row - 0.32, write(own / scale, canvas.lang), color, "bold")
    canvas.measure = f"{one['name']}: {canvas.measure}"
    ended, entries = is_ended(dots), []
    if program in set(known["program_id"]):
        entries.append(("●", ("이 사업", "this program"), color))
    entries += [] if ended.all() else [("●", ("진행 중", "running"), GREY)]
    entries += [("○", ("기간 종료", "finished"), ENDED)] if ended.any() else []
    canvas.key(*[one[1:] for one in entries], marks="".join(one[0] for one in entries))


def draw_strips(canvas: Canvas, dots: pd.DataFrame) -> None:
    """The other programs: grey, and open where their months are over."""
    # A strip, no swarm: a swarm has no place for every dot of a longer list, and moves its dots
    # each time it is drawn.  The jitter is the same each time, and leaves the reader's random
    # numbers as they were.
    state = np.random.get_state()
    np.random.seed(0)
    scale = {"orient": "h", "native_scale": True, "jitter": 0.24, "size": 5 if canvas.narrow else 7}
    ended = is_ended(dots)
    try:
        for rows, look in ((dots[~ended], RUNNING), (dots[ended], FINISHED)):
            if len(rows):
                x, y = rows["x"].tolist(), rows["strip"].tolist()
                sns.stripplot(x=x, y=y, ax=canvas.ax, **scale, **look)
    finally:
        np.random.set_state(state)


def program_color(one: pd.Series) -> str:
    """The color of the program: that of its money in each figure."""
    return money_color(*one.reindex(["executed_ratio", "elapsed_ratio"]))


def edge_note(canvas: Canvas, x: float, y: float, text: str, color: str, weight: str) -> None:
    """A centered text at x, y; moved beside a line that it would cross, and into the axes."""
    low, high = canvas.ax.get_xlim()
    half = (text_width(text, VALUE_SIZE, weight) / 2 + 3) * canvas.per_point
    lines = [line for line in canvas.ax.lines if line.get_gid() in ("reference", "zero")]
    for at in [np.asarray(line.get_xdata(), dtype=float)[0] for line in lines]:
        if abs(x - at) < half:
            x = at + half if x >= at else at - half
    x = min(max(x, low + half), high - half)
    look: dict[str, Any] = {"fontsize": VALUE_SIZE, "gid": "value", "bbox": WHITE_BOX}
    canvas.ax.text(x, y, text, ha="center", va="center", color=color, weight=weight, **look)
