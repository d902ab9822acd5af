"""One program among the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import ENDED, GREY, INK, MAIN, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import LABEL_SIZE, VALUE_SIZE, WHITE_BOX, text_width
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import fixed, format_pp, format_ratio

RUNNING = {"color": GREY, "edgecolor": "white", "linewidth": 0.6, "gid": "peers"}
FINISHED = {"color": "white", "edgecolor": ENDED, "linewidth": 1, "gid": "finished"}
SENTENCES = {
    "unknown": [("비교할 값이 없다", "There is no value to compare")],
    "ratio": [
        (
            "{item}의 집행률은 {value}[으로/로] {n}개 사업 중 {rank}[이다/다]",
            "{item} has spent {value}, {rank} of {n} programs",
        ),
        (
            "집행률은 {value}[으로/로] {n}개 사업 중 {rank}[이다/다]",
            "The program has spent {value}, {rank} of {n} programs",
        ),
    ],
    "even": [
        (
            "{item}의 집행률은 사업기간 경과율과 같다({n}개 사업 중 {rank})",
            "{item} is level with its elapsed time ({rank} of {n})",
        ),
        (
            "집행률은 사업기간 경과율과 같다({n}개 사업 중 {rank})",
            "The program is level with its elapsed time ({rank} of {n})",
        ),
    ],
    "behind": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 낮다({n}개 사업 중 {rank})",
            "{item} is {points} points behind its elapsed time ({rank} of {n})",
        ),
        (
            "집행률은 사업기간 경과율보다 {points}%p 낮다({n}개 사업 중 {rank})",
            "Spending is {points} points behind the elapsed time ({rank} of {n})",
        ),
    ],
    "ahead": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 높다({n}개 사업 중 {rank})",
            "{item} is {points} points ahead of its elapsed time ({rank} of {n})",
        ),
        (
            "집행률은 사업기간 경과율보다 {points}%p 높다({n}개 사업 중 {rank})",
            "Spending is {points} points ahead of the elapsed time ({rank} of {n})",
        ),
    ],
}


def peers_finding(rows: pd.DataFrame, lang: str, *, program: str, value: str) -> Said:
    """The rank of one program among all of the frame: 1 is the highest, equal values share one."""
    one = rows[rows["program_id"] == program].iloc[0]
    if pd.isna(one[value]):
        return SENTENCES["unknown"], {}
    own, every = float(one[value]), rows[value].dropna().astype(float)
    case = "ratio"
    if value.endswith("_pp"):
        case = "even" if abs(own) < 0.05 else "behind" if own < 0 else "ahead"
    rank = int((every > own).sum()) + 1
    return SENTENCES[case], {
        "item": one["subject"],
        "value": writer(value)(own, lang),
        "points": fixed(abs(own), 1),
        "n": len(every),
        "rank": told(("{rank}위", "{rank}"), lang, rank=rank if lang == "ko" else ordinal(rank)),
    }


def writer(value: str) -> Callable[[float, str], str]:
    """How values of that column are written."""
    return format_pp if value.endswith("_pp") else format_ratio


def ordinal(number: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 11th."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


@figure(
    finding=peers_finding,
    about=(
        "점그래프: 한 사업과 다른 사업들. 빈 점은 기간이 끝난 사업.",
        "Strip of dots: one program among the others.",
    ),
    note=(
        "순위는 그림에 표시한 값의 순서이며, 성과의 순위가 아니다.",
        "The rank orders the values drawn; it does not rank performance.",
    ),
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
        The `program_id` of the one in the strong color.
    value : {"executed_ratio", "pace_pp"}, default "executed_ratio"
        What is compared.
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
        canvas.say(("같은 목표 {n}개", "Same goal ({n})"), n=len(same)),
    ]
    name_strips(canvas, labels[: len(strips)])
    # Dots have a place and no length: their axis starts where they do.
    low = min(0.0, known["x"].min()) if pace else known["x"].min() // 10 * 10
    high = max(0.0 if pace else 100.0, known["x"].max())
    margin = (high - low) * 0.04
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
    name = rows.loc[rows["program_id"] == program, "name"].iloc[0]
    entries = [(name, MAIN), (("진행 중", "running"), GREY)]
    if is_ended(dots).any():
        entries.append((("기간 종료", "finished"), ENDED))
    canvas.key(*entries, marks="●●○"[: len(entries)])


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


def is_ended(rows: pd.DataFrame) -> pd.Series:
    """Which programs' own months are over, where the rows say."""
    known = rows.get("elapsed_ratio", pd.Series(0.0, index=rows.index))
    return known.astype(float).fillna(0) >= 1


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
