"""Figures of targets, of money against targets, and of one program among its peers."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import (
    GREY,
    INK,
    MAIN,
    MUTED,
    RULE,
    SOFT,
    WARN,
    division_color,
    goal_color,
)
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.findings import attainment_finding, names, peers_finding, spending_finding
from sfwf_data.figures.fit import NOTE_SIZE, VALUE_SIZE, lines_height, text_width, wrap
from sfwf_data.words.formats import format_number, format_pp, format_ratio
from sfwf_data.words.say import twin
from sfwf_data.words.terms import term


@figure(
    finding=attainment_finding,
    value="attainment_ratio",
    ascending=False,
    about={
        "ko": "점그래프: 연간 목표 대비 실적. 아직 보고되지 않은 지표는 아래에 따로 둔다.",
        "en": "Dot chart: result as a share of the annual target; indicators not yet reported stand apart at the bottom.",
    },
    needs={
        "attainment_ratio": "measures.attainment(kpis)",
        "target": "load('kpis')",
        "actual": "load('kpis')",
    },
)
def plot_attainment(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    elapsed: float | None = None,
    *,
    label: str | None = None,
) -> None:
    """Draw the attainment of each indicator as a dot, with the annual target and the elapsed share of the year.

    Parameters
    ----------
    frame : DataFrame
        `attainment_ratio` (actual ÷ target, uncapped; missing where not reported), `target`, `actual`, `unit`, and a
        column that names the rows.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.

    Returns
    -------
    Axes
        x in per cent of the target.  Indicators not yet reported stand at the bottom, with no dot.
    """
    if frame.empty:
        canvas.empty()
        return
    named = frame.assign(name=names(frame, lang, label), unit_shown=unit_texts(frame, lang))
    reported = named[named["attainment_ratio"].notna()].sort_values(
        "attainment_ratio", ascending=False, kind="stable"
    )
    waiting = named[named["attainment_ratio"].isna()]
    gap = 1 if len(reported) and len(waiting) else 0
    values = (100 * reported["attainment_ratio"].astype(float)).tolist()
    labels = [
        term("actual of target", lang, ratio=format_ratio(row.attainment_ratio, lang), actual=format_number(row.actual, lang),
            target=format_number(row.target, lang), unit=row.unit_shown)
        for row in reported.itertuples()
    ]  # fmt: skip
    notes = [
        term(
            "not reported target", lang, target=format_number(row.target, lang), unit=row.unit_shown
        )
        for row in waiting.itertuples()
    ]
    canvas.row_labels([*reported["name"], *[""] * gap, *waiting["name"]], row=24)
    canvas.fit_x([*values, *[0.0] * len(notes)], [*labels, *notes], upper=105)
    canvas.ax.hlines(range(len(values)), 0, values, color=RULE, linewidth=2.5, zorder=1.5)
    colors = [
        MAIN if value >= 100 else SOFT if elapsed is None or value >= 100 * elapsed else WARN
        for value in values
    ]
    canvas.ax.scatter(values, range(len(values)), s=58, color=colors, zorder=3, gid="dots")
    canvas.reference(100, term("target", lang))
    if elapsed is not None:
        canvas.reference(
            100 * elapsed, term("elapsed", lang, ratio=format_ratio(elapsed, lang)), "left"
        )
    box = {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"}
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        canvas.label(value, row, f" {text}", bbox=box, zorder=2.5)
    for row, text in enumerate(notes, start=len(values) + gap):
        canvas.label(0, row, text, color=MUTED, bbox=box, zorder=2.5)
    canvas.value_axis(term("axis attainment", lang), lambda number, _: f"{number:g}%")


def unit_texts(frame: pd.DataFrame, lang: str) -> pd.Series:
    """The unit of each row in `lang`, empty where there is none."""
    if "unit" not in frame:
        return pd.Series("", index=frame.index)
    units = frame[twin("unit", lang, frame.columns)].fillna("").astype(str)
    return units if lang == "ko" else units.where(units.isin(["", "%"]), " " + units)


@figure(
    finding=spending_finding,
    value="attainment_ratio",
    ascending=False,
    about={
        "ko": "산점도: 가로는 집행률, 세로는 목표 달성률, 점선은 경과율. 두 값의 관계가 원인을 뜻하지는 않는다.",
        "en": "Scatter plot: execution ratio across, attainment up, dashed lines at the elapsed share of the year. It shows no cause.",
    },
    needs={
        "executed_ratio": "measures.execution_gap(frame)",
        "attainment_ratio": "measures.attainment(kpis)",
    },
)
def plot_spending_vs_targets(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    elapsed: float | None = None,
    *,
    label: str | None = None,
) -> None:
    """Draw money spent (x) against targets met (y), a named dot per row.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio`, `attainment_ratio` (0-1) and a column that names the rows; `goal_id` or `office_id` gives
        the dots their colours.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn on both axes.

    Returns
    -------
    Axes
        Both axes in per cent, from 0.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(
        subset=["executed_ratio", "attainment_ratio"]
    )
    if rows.empty:
        canvas.empty()
        return
    x, y = (
        (100 * rows[column].astype(float)).tolist()
        for column in ("executed_ratio", "attainment_ratio")
    )
    canvas.left, canvas.right, canvas.height, canvas.above = 56.0, 24.0, 330.0, 20.0
    right, top = max([*x, 100]) * 1.08, max([*y, 100]) * 1.12
    axes = canvas.ax
    axes.set_ylim(0, top)
    canvas.fit_x(x, [""] * len(x), upper=100)
    axes.set_xlim(0, right)
    canvas.value_axis(term("axis ratio", lang), lambda number, _: f"{number:g}%")
    axes.yaxis.set_major_formatter(
        lambda number, _: f"{number:g}%" if number else ""
    )  # the x axis has the 0
    axes.tick_params(axis="y", length=0, labelsize=9, labelcolor=MUTED)
    axes.grid(axis="y", color=RULE, linewidth=0.6)
    axes.spines["left"].set_visible(False)
    axes.axhline(0, color=INK, linewidth=0.9)
    canvas.note_above(
        -46 / canvas.width, term("axis attainment", lang), "left", axes.transAxes, MUTED
    )
    if elapsed is not None:
        axes.axvline(100 * elapsed, color=INK, linewidth=1, linestyle=(0, (4, 3)), gid="reference")
        axes.axhline(100 * elapsed, color=INK, linewidth=1, linestyle=(0, (4, 3)), gid="reference")
        note = axes.annotate(
            term("elapsed", lang, ratio=format_ratio(elapsed, lang)), (0, 100 * elapsed), xytext=(4, 3), textcoords="offset points",
            fontsize=NOTE_SIZE, color=INK,
        )  # fmt: skip
        note.set_gid("note")
    axes.scatter(
        x, y, s=70, color=dot_colors(rows), edgecolor="white", linewidth=0.8, zorder=3, gid="dots"
    )
    blocked = (
        [
            (
                0.0,
                100 * elapsed / top * canvas.height,
                text_width(term("elapsed", lang, ratio="00.0%"), NOTE_SIZE) + 6,
                14.0,
            )
        ]
        if elapsed
        else []
    )
    if elapsed is not None:
        blocked.append((100 * elapsed / right * canvas.width - 2, 0.0, 4.0, canvas.height))
    for px, py, text, align, dx, dy in placed(
        canvas, x, y, rows["name"].tolist(), right, top, blocked
    ):
        axes.annotate(
            text, (px, py), xytext=(dx, dy), textcoords="offset points", ha=align, va="center", fontsize=NOTE_SIZE, zorder=4,
            linespacing=1.15, gid="value", bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip


def dot_colors(rows: pd.DataFrame) -> list[str]:
    """The colours of goals or offices, where the rows have them."""
    if "goal_id" in rows:
        return [goal_color(one) for one in rows["goal_id"]]
    column = next((name for name in ("office_id", "division_id") if name in rows), None)
    return [division_color(one) for one in rows[column]] if column else [MAIN] * len(rows)


def placed(
    canvas: Canvas, x: list, y: list, labels: list[str], right: float, top: float, blocked: list
) -> list[tuple]:
    """Places for the names of dots: the first of eight spots around each dot where it touches no other name or dot."""
    points = [
        (px / right * canvas.width, py / top * canvas.height) for px, py in zip(x, y, strict=True)
    ]
    taken = [(px - 5, py - 5, 10.0, 10.0) for px, py in points] + blocked
    result = []
    for index in sorted(range(len(points)), key=lambda one: -points[one][0]):
        text = wrap(labels[index], 130, NOTE_SIZE)
        width, height = text_width(text, NOTE_SIZE), lines_height(text, NOTE_SIZE)
        best = None
        for rise in (0, 12, -12, 22, -22, 34, -34, 48, -48, 64, -64, 80, -80):
            for align, dx in (("left", 8), ("right", -8)):
                start = points[index][0] + (dx if dx > 0 else dx - width)
                box = (start, points[index][1] + rise - height / 2, width, height)
                inside = (
                    box[0] >= 0
                    and box[0] + width <= canvas.width
                    and box[1] >= 0
                    and box[1] + height <= canvas.height
                )
                cost = (
                    sum(
                        overlap(box, other) for number, other in enumerate(taken) if number != index
                    )
                    + (not inside) * 1e4
                )
                if best is None or cost < best[0]:
                    best = (cost, align, dx, rise, box)
        taken.append(best[4])
        result.append((x[index], y[index], text, best[1], best[2], best[3]))
    return result


def overlap(one: tuple, other: tuple) -> float:
    """The area that two boxes (left, bottom, width, height) share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)


@figure(
    finding=peers_finding,
    value="",
    ascending=False,
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
    """Draw one program among all others, and among those of its goal: a strip of dots each, with the median.

    Parameters
    ----------
    frame : DataFrame
        All programs: `program_id`, `goal_id`, the column `value`, and a column that names the rows.
    program : str
        The `program_id` of the one in the strong colour.
    value : {"executed_ratio", "pace_pp"}

    Raises
    ------
    ValueError
        The frame does not have the program.
    """
    if program not in set(frame["program_id"]):
        raise ValueError(f"there is no program {program!r} in the frame")
    pace = value.endswith("_pp")
    known = frame[frame[value].notna()].assign(name=names(frame, lang, label))
    if known.empty:
        canvas.empty()
        return
    known = known.assign(x=known[value].astype(float) * (1 if pace else 100))
    goal = frame.loc[frame["program_id"] == program, "goal_id"].iloc[0]
    strips = [("all programs", known), ("same goal", known[known["goal_id"] == goal])]
    strips = [(key, rows) for key, rows in strips if len(rows)]
    canvas.row_labels([term(key, lang, n=len(rows)) for key, rows in strips], row=112)
    low, high = min([0.0, known["x"].min()]), max([0.0 if pace else 100.0, known["x"].max()])
    margin = (high - low) * 0.04
    canvas.fit_x([low, high], ["", ""])
    canvas.ax.set_xlim(low - (margin if low < 0 else 0), high + margin)
    write = format_pp if pace else format_ratio
    dot = 5.0 if canvas.narrow else 7.5  # points
    for row, (_, rows) in enumerate(strips):
        others = rows[rows["program_id"] != program].sort_values("x", kind="stable")
        heights = swarm(others["x"].tolist(), (high - low) / canvas.width * dot)
        places = [row + 0.26 - 0.062 / 7.5 * dot * step for step in heights]
        canvas.ax.scatter(
            others["x"], places, s=0.68 * dot**2, color=GREY, edgecolor="white", linewidth=0.5
        )
        median = float(rows["x"].median())
        canvas.ax.plot(
            [median, median], [row - 0.2, row + 0.32], color=INK, linewidth=1.2, gid="median"
        )
        edge_note(
            canvas,
            median,
            row + 0.41,
            term("median", lang, value=write(median / (1 if pace else 100), lang)),
            MUTED,
            "normal",
        )
        own = rows[rows["program_id"] == program]
        if len(own):
            x = float(own["x"].iloc[0])
            canvas.ax.plot([x, x], [row - 0.24, row + 0.26], color=MAIN, linewidth=1)
            canvas.ax.scatter(
                [x],
                [row + 0.26],
                s=110,
                color=MAIN,
                edgecolor="white",
                linewidth=0.8,
                zorder=4,
                gid="program",
            )
            edge_note(canvas, x, row - 0.33, write(own[value].iloc[0], lang), MAIN, "bold")
    canvas.value_axis(
        term("axis pace" if pace else "axis ratio", lang),
        (lambda number, _: f"{number:g}") if pace else (lambda number, _: f"{number:g}%"),
    )


def edge_note(canvas: Canvas, x: float, y: float, text: str, color: str, weight: str) -> None:
    """A centred text at x, y that is moved inwards where it would leave the axes."""
    low, high = canvas.ax.get_xlim()
    half = text_width(text, VALUE_SIZE, weight) / 2 * (high - low) / canvas.width
    canvas.ax.text(min(max(x, low + half), high - half), y, text, ha="center", va="center", fontsize=VALUE_SIZE,
                   color=color, weight=weight, gid="value", bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"})  # fmt: skip


def swarm(values: list[float], width: float) -> list[int]:
    """How high each dot is stacked so that dots nearer than `width` do not cover each other (values ascending)."""
    steps: list[int] = []
    for index, value in enumerate(values):
        near = {steps[other] for other in range(index) if value - values[other] < width}
        steps.append(next(step for step in range(len(near) + 1) if step not in near))
    return steps
