"""One program among the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import LABEL_SIZE, VALUE_SIZE, WHITE_BOX, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_pp, format_ratio
from sfwf_data.words.say import say


def peers_finding(rows: pd.DataFrame, lang: str, *, program: str, value: str) -> Said:
    """The rank of one program among all of the frame: 1 is the highest, equal values share one."""
    one = rows[rows["program_id"] == program].iloc[0]
    write, every = writer(value), rows[value].dropna().astype(float)
    if pd.isna(one[value]):
        words = "{item}에는 비교할 값이 없다", "{item} has no value to compare"
        return words, {"item": one["name"]}
    if value.endswith("_pp"):
        words = (
            "{item}[은/는] 자기 기간보다 {value}, {n}개 사업 가운데 {rank}(중앙값 {median})",
            "{item} is {value} against its own months, {rank} of {n} programs (median {median})",
        )
    else:
        words = (
            "{item}의 집행률 {value}[은/는] {n}개 사업 가운데 {rank}(중앙값 {median})",
            "{item} has executed {value}, {rank} of {n} programs (median {median})",
        )
    return words, {
        "item": one["name"],
        "value": write(one[value], lang),
        "n": len(every),
        "rank": rank(float(one[value]), every, lang),
        "median": write(every.median(), lang),
    }


def writer(value: str) -> Callable[[float, str], str]:
    """How values of that column are written."""
    return format_pp if value.endswith("_pp") else format_ratio


def rank(own: float, values: pd.Series, lang: str) -> str:
    """The place of a value, in words."""
    above, below = int((values > own).sum()), int((values < own).sum())
    if len(values) == 1:
        return say(lang, ko="하나뿐이다", en="the only one")
    if above == 0 and below:
        return say(lang, ko="가장 높다", en="the highest")
    if below == 0 and above:
        return say(lang, ko="가장 낮다", en="the lowest")
    return say(lang, ko="높은 쪽에서 {rank}번째다", en="number {rank} from the top", rank=above + 1)


@figure(
    finding=peers_finding,
    about=(
        "점그래프: 한 사업을 다른 사업들과 견준다.",
        "Strip of dots: one program among the others.",
    ),
    needs={
        "program_id": "load('programs')",
        "goal_id": "load('programs')",
        "value": "measures.pace(measures.execution_gap(frame), as_of)",
    },
    gaps=True,
)
def plot_program_peers(
    canvas: Canvas, rows: pd.DataFrame, program: str, value: str = "executed_ratio"
) -> None:
    """Draw one program among all others, and among those of its goal, with the medians.

    Parameters
    ----------
    frame : DataFrame
        All programs: `program_id`, `goal_id`, the column `value`, and a column that names the
        rows.
    program : str
        The `program_id` of the one in the strong color.
    value : {"executed_ratio", "pace_pp"}, default "executed_ratio"
        What is compared.

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
    known = rows[rows[value].notna()]
    if known.empty:
        canvas.empty()
        return
    known = known.assign(x=known[value].astype(float) * scale)
    goal = rows.loc[rows["program_id"] == program, "goal_id"].iloc[0]
    same = known[known["goal_id"] == goal]
    strips = [known, same] if len(same) else [known]
    labels = [
        canvas.say(("전체 사업 {n}개", "All {n} programs"), n=len(known)),
        canvas.say(("같은 단위목표 {n}개", "Same goal ({n})"), n=len(same)),
    ]
    name_strips(canvas, labels[: len(strips)])
    # Dots have a place and no length: their axis starts where they do.
    low = min(0.0, known["x"].min()) if pace else known["x"].min() // 10 * 10
    high = max(0.0 if pace else 100.0, known["x"].max())
    margin = (high - low) * 0.04
    canvas.shown = (low, high)
    canvas.ax.set_xlim(low - margin, high + margin)
    dots = pd.concat([strip.assign(strip=row) for row, strip in enumerate(strips)])
    dots = dots[dots["program_id"] != program]
    if len(dots):
        draw_strips(canvas, dots)
    write = writer(value)
    for row, strip in enumerate(strips):
        median = float(strip["x"].median())
        x, y = [median, median], [row - 0.27, row + 0.29]
        canvas.ax.plot(x, y, color=INK, linewidth=1.4, zorder=3.5, gid="median")
        middle = write(median / scale, canvas.lang)
        text = canvas.say(("중앙값 {value}", "median {value}"), value=middle)
        edge_note(canvas, median, row + 0.38, text, MUTED, "normal")
        for own in strip.loc[strip["program_id"] == program, "x"]:
            look: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.8, "gid": "program"}
            canvas.ax.scatter([own], [row], s=110, color=MAIN, zorder=4, **look)
            edge_note(canvas, own, row - 0.32, write(own / scale, canvas.lang), MAIN, "bold")
    axis, numbers = ("axis pace", "{:g}") if pace else ("axis ratio", "{:g}%")
    canvas.value_axis(canvas.term(axis), numbers)


def draw_strips(canvas: Canvas, dots: pd.DataFrame) -> None:
    """The other programs, grey."""
    # A strip, no swarm: a swarm has no place for every dot of a longer list, and moves its dots
    # each time it is drawn.  The jitter is the same each time, and leaves the reader's random
    # numbers as they were.
    state = np.random.get_state()
    np.random.seed(0)
    x, y = dots["x"].tolist(), dots["strip"].tolist()
    scale = {"orient": "h", "native_scale": True, "jitter": 0.24, "size": 5 if canvas.narrow else 7}
    look = {"color": GREY, "edgecolor": "white", "linewidth": 0.6, "gid": "peers"}
    try:
        sns.stripplot(x=x, y=y, ax=canvas.ax, **scale, **look)
    finally:
        np.random.set_state(state)


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


def edge_note(canvas: Canvas, x: float, y: float, text: str, color: str, weight: str) -> None:
    """A centered text at x, y that is moved inwards where it would leave the axes."""
    low, high = canvas.ax.get_xlim()
    half = text_width(text, VALUE_SIZE, weight) / 2 * canvas.per_point
    x = min(max(x, low + half), high - half)
    look: dict[str, Any] = {"fontsize": VALUE_SIZE, "gid": "value", "bbox": WHITE_BOX}
    canvas.ax.text(x, y, text, ha="center", va="center", color=color, weight=weight, **look)
