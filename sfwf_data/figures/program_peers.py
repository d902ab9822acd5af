"""One program among the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, MUTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import LABEL_SIZE, VALUE_SIZE, WHITE_BOX, text_width
from sfwf_data.figures.rows import names
from sfwf_data.words.formats import format_pp, format_ratio
from sfwf_data.words.say import say
from sfwf_data.words.terms import term


def peers_finding(
    frame: pd.DataFrame,
    lang: str,
    *,
    program: str,
    value: str = "executed_ratio",
    label: str | None = None,
) -> str:
    """The rank of one program among all of the frame: 1 is the highest, equal values share one."""
    one = frame[frame["program_id"] == program]
    if one.empty:
        return term("no rows", lang)
    own, all_values = one[value].iloc[0], frame[value].dropna().astype(float)
    item = names(one, lang, label).iloc[0]
    if pd.isna(own):
        return say(
            lang, ko="{item}에는 비교할 값이 없다", en="{item} has no value to compare", item=item
        )
    write = format_pp if value.endswith("_pp") else format_ratio
    values = {
        "item": item,
        "value": write(own, lang),
        "n": len(all_values),
        "rank": rank(float(own), all_values, lang),
        "median": write(all_values.median(), lang),
    }
    if value.endswith("_pp"):
        return say(
            lang,
            ko="{item}[은/는] 자기 기간보다 {value}, {n}개 사업 가운데 {rank}(중앙값 {median})",
            en="{item} is {value} against its own months, {rank} of {n} programs (median {median})",
            **values,
        )
    return say(
        lang,
        ko="{item}의 집행률 {value}[은/는] {n}개 사업 가운데 {rank}(중앙값 {median})",
        en="{item} has executed {value}, {rank} of {n} programs (median {median})",
        **values,
    )


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
    about={
        "ko": "점그래프: 한 사업을 다른 사업들과 견준다.",
        "en": "Strip of dots: one program among the others.",
    },
    needs={
        "program_id": "load('programs')",
        "goal_id": "load('programs')",
        "value": "measures.pace(measures.execution_gap(frame), as_of)",
    },
)
def plot_program_peers(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    program: str,
    value: str = "executed_ratio",
    *,
    label: str | None = None,
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
    if program not in set(frame["program_id"]):
        raise ValueError(f"there is no program {program!r} in the frame")
    pace = value.endswith("_pp")
    known = frame[frame[value].notna()]
    if known.empty:
        canvas.empty()
        return
    known = known.assign(x=known[value].astype(float) * (1 if pace else 100))
    goal = frame.loc[frame["program_id"] == program, "goal_id"].iloc[0]
    same = known[known["goal_id"] == goal]
    labels = [say(lang, ko="전체 사업 {n}개", en="All {n} programs", n=len(known))]
    if len(same):
        labels.append(say(lang, ko="같은 단위목표 {n}개", en="Same goal ({n})", n=len(same)))
    strips = [known, same][: len(labels)]
    name_strips(canvas, labels)
    # Dots have a place and no length: their axis starts where they do.
    low = min(0.0, known["x"].min()) if pace else known["x"].min() // 10 * 10
    high = max(0.0 if pace else 100.0, known["x"].max())
    margin = (high - low) * 0.04
    canvas.shown = (low, high)
    canvas.ax.set_xlim(low - margin, high + margin)
    dots = pd.concat([rows.assign(strip=row) for row, rows in enumerate(strips)])
    dots = dots[dots["program_id"] != program]
    if len(dots):
        draw_strips(canvas, dots)
    write = format_pp if pace else format_ratio
    for row, rows in enumerate(strips):
        median = float(rows["x"].median())
        x, y = [median, median], [row - 0.27, row + 0.29]
        canvas.ax.plot(x, y, color=INK, linewidth=1.4, zorder=3.5, gid="median")
        middle = write(median / (1 if pace else 100), lang)
        text = say(lang, ko="중앙값 {value}", en="median {value}", value=middle)
        edge_note(canvas, median, row + 0.38, text, MUTED, "normal")
        for own in rows.loc[rows["program_id"] == program, "x"]:
            canvas.ax.scatter(
                [own], [row], s=110, color=MAIN, edgecolor="white", linewidth=0.8, zorder=4,
                gid="program",
            )  # fmt: skip
            shown = write(own / (1 if pace else 100), lang)
            edge_note(canvas, own, row - 0.32, shown, MAIN, "bold")
    canvas.value_axis(
        term("axis pace" if pace else "axis ratio", lang), "{:g}" if pace else "{:g}%"
    )


def draw_strips(canvas: Canvas, dots: pd.DataFrame) -> None:
    """The other programs, grey.

    A strip, no swarm: a swarm has no place for every dot of a longer list, and moves its dots each
    time it is drawn.  The jitter is the same each time, and leaves the reader's random numbers as
    they were.
    """
    state = np.random.get_state()
    np.random.seed(0)
    try:
        sns.stripplot(
            x=dots["x"].tolist(), y=dots["strip"].tolist(), orient="h", native_scale=True,
            jitter=0.24, size=5 if canvas.narrow else 7, color=GREY, edgecolor="white",
            linewidth=0.6, ax=canvas.ax, gid="peers",
        )  # fmt: skip
    finally:
        np.random.set_state(state)


def name_strips(canvas: Canvas, labels: list[str]) -> None:
    """Name the strips beside them, or above them where the figure is narrow."""
    if not canvas.narrow:
        canvas.row_labels(labels, row=100)
        return
    canvas.row_labels([""] * len(labels), row=120)
    place = canvas.ax.get_yaxis_transform()
    for row, label in enumerate(labels):
        canvas.note(
            label, (0, row - 0.5), (0, -2), xycoords=place, ha="left", va="top", gid="name",
            fontsize=LABEL_SIZE, zorder=5, bbox=WHITE_BOX,
        )  # fmt: skip


def edge_note(canvas: Canvas, x: float, y: float, text: str, color: str, weight: str) -> None:
    """A centered text at x, y that is moved inwards where it would leave the axes."""
    low, high = canvas.ax.get_xlim()
    half = text_width(text, VALUE_SIZE, weight) / 2 * canvas.per_point
    canvas.ax.text(
        min(max(x, low + half), high - half), y, text, ha="center", va="center", color=color,
        fontsize=VALUE_SIZE, weight=weight, gid="value", bbox=WHITE_BOX,
    )  # fmt: skip
