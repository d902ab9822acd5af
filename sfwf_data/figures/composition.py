"""What a total is made of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import (
    COLOR_OF,
    GREY,
    INK,
    MUTED,
    REVENUE_PARTS,
    SPENDING_PARTS,
    luminance,
)
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NO_BREAK, NOTE_SIZE, UNITS, WHITE_BOX, text_width, wrap
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders, sides
from sfwf_data.words.formats import format_ratio, format_won, pick_unit
from sfwf_data.words.say import say
from sfwf_data.words.terms import value_name

BAR = 62  # points that a bar takes, without the names below it
Part = tuple[str, float]  # its text, and its width in points


def side_name(side: str, lang: str) -> str:
    """A side of the account, or the total of a frame that has no sides."""
    return value_name("side", side, lang) if side else say(lang, ko="합계", en="the total")


def by_side(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each side of the account; all of them under "" where the frame has no sides."""
    if "side" not in frame:
        return {"": frame}
    sides = frame["side"].astype(str)
    return {side: frame[sides == side] for side in dict.fromkeys(sides)}


def composition_finding(rows: pd.DataFrame, lang: str, *, value: str) -> Said:
    """The largest part of the total, of each side of the account where the frame has both."""
    largest = {}
    for side, group in by_side(rows).items():
        amounts = group[value]
        if amounts.sum() > 0:
            item = leaders(amounts, group["subject"], amounts.max(), lang)
            largest[side] = (item, format_ratio(amounts.max() / amounts.sum(), lang))
    if not largest:
        return None
    if set(largest) == {"revenue", "expenditure"}:
        (revenue, collected), (expenditure, spent) = largest["revenue"], largest["expenditure"]
        words = [
            (
                "수입의 {collected}[은/는] {revenue}, 지출의 {spent}[은/는] {expenditure}[이다/다]",
                "Of revenue, {collected} is {revenue}; of spending, {spent} {expenditure}",
            ),
            (
                "가장 큰 과목은 수입의 {collected}, 지출의 {spent}[이다/다]",
                "The largest item is {collected} of revenue and {spent} of spending",
            ),
        ]
        shown = {"revenue": revenue, "collected": collected}
        return words, shown | {"expenditure": expenditure, "spent": spent}
    side, (item, share) = next(iter(largest.items()))
    words = [
        ("{total}의 {share}[은/는] {item}[이다/다]", "{share} of {total} is {item}"),
        ("가장 큰 과목은 {total}의 {share}[이다/다]", "The largest item is {share} of {total}"),
    ]
    return words, {"total": side_name(side, lang).lower(), "item": item, "share": share}


def parts_in_words(rows: pd.DataFrame, lang: str, *, value: str) -> list[str]:
    """The share of each part, side by side."""
    found = []
    for side, group in by_side(rows).items():
        group = group[group[value] != 0].sort_values(value, ascending=False, kind="stable")
        parts = [
            f"{name} {format_ratio(won / group[value].sum(), lang)}"
            for name, won in zip(group["name"], group[value], strict=True)
        ]
        if parts and side:
            parts[0] = f"{side_name(side, lang)}: {parts[0]}"
        found += parts
    return found


@figure(
    finding=composition_finding,
    spell=parts_in_words,
    about=(
        "누적 막대그래프: 합계를 이루는 과목의 비중.",
        "Stacked bar: shares of the items in the total.",
    ),
    needs={"value": "load('execution')"},
    adds=("side",),
)
def plot_composition(canvas: Canvas, rows: pd.DataFrame, value: str = "revised_krw") -> None:
    """Draw what a total is made of: one stacked bar per side of the account, or one alone.

    Parameters
    ----------
    frame : DataFrame
        The column `value` (won, not negative), a column that names the rows, and `side` for one
        bar a side.  Rows with `office_id`, `division_id`, `goal_id` or
        `funding` have the colors of those.
    value : str, default "revised_krw"
        The column that is stacked.

    Returns
    -------
    Axes
        x in per cent of the total; the largest part first.

    Raises
    ------
    ValueError
        A part is negative: parts of a whole cannot be drawn.
    """
    rows, lang = rows[rows[value] != 0], canvas.lang
    if rows.empty:
        canvas.empty()
        return
    if (rows[value] < 0).any():
        part = rows.sort_values(value)["name"].iloc[0]
        raise ValueError(f"{value} has a negative part, {part!r}: it cannot be stacked")
    groups = {
        side: group.sort_values(value, ascending=False, kind="stable")
        for side, group in by_side(rows).items()
    }
    totals = {side: group[value].sum() for side, group in groups.items()}
    unit = pick_unit(totals.values(), lang)
    labels = [f"{side_name(side, lang)}\n{format_won(totals[side], lang, unit)}" for side in groups]
    canvas.row_labels(labels, row=BAR)
    stacks = [parts(canvas, group, value) for group in groups.values()]
    crowded = max(sum(not fits(*part) for part in stack) for stack in stacks)
    row = BAR + 6 + crowded * NOTE_SIZE * 1.5
    canvas.height = len(groups) * row
    canvas.ax.set_ylim(len(groups) - 0.5, -0.5)
    canvas.fit_x([100.0], [""], upper=100)
    canvas.ax.set_xlim(0, 100)
    height = 0.8 * (BAR / row)
    ticks = [text.get_text() for text in canvas.ax.get_yticklabels()]
    canvas.ax.set_yticks([one - 0.44 + height / 2 for one in range(len(groups))], ticks)
    for number, (stack, group) in enumerate(zip(stacks, groups.values(), strict=True)):
        colored = list(zip(stack, part_colors(group), strict=True))
        draw_stack(canvas, number - 0.44, height, NOTE_SIZE * 1.5 / row, colored)
    canvas.value_axis(canvas.term("axis share"), "{:g}%")
    canvas.ax.set_xticks([])  # every part says its share; a grid would cross the names below
    canvas.below = 8
    for line in [one for one in canvas.ax.lines if one.get_gid() == "zero"]:
        line.remove()


def parts(canvas: Canvas, group: pd.DataFrame, value: str) -> list[Part]:
    """Name with share, and width in points, of each part of a bar."""
    shares = [float(amount / group[value].sum()) for amount in group[value]]
    return [
        (f"{name} {format_ratio(share, canvas.lang)}", share * canvas.width)
        for name, share in zip(group["name"], shares, strict=True)
    ]


def fits(text: str, width: float) -> bool:
    """True where the text goes into a part, on three lines at most and without a broken word."""
    words = max(text_width(word, NOTE_SIZE) for word in UNITS.sub(NO_BREAK, text).split(" "))
    return words <= width - 8 and wrap(text, width - 8, NOTE_SIZE).count("\n") <= 2


def draw_stack(
    canvas: Canvas, top: float, height: float, line: float, stack: list[tuple[Part, str]]
) -> None:
    """A bar below `top`, and the names in its parts, or in lines below it where they do not fit."""
    left, middle = 0.0, top + height / 2
    look: dict[str, Any] = {"va": "center", "fontsize": NOTE_SIZE, "gid": "value"}
    edge: dict[str, Any] = {"edgecolor": "white", "linewidth": 1}
    outside: list[tuple[float, str]] = []
    for (text, width), color in stack:
        share = 100 * width / canvas.width
        canvas.ax.barh(middle, share, left=left, height=height, color=color, **edge)
        x = left + share / 2
        if fits(text, width):
            lines = wrap(text, width - 8, NOTE_SIZE)
            ink = "white" if luminance(color) < 0.36 else INK
            canvas.ax.text(x, middle, lines, ha="center", color=ink, linespacing=1.25, **look)
        else:
            outside.append((x, text))
        left += share
    # Names beside their leader lines: on the left half the last stands highest, on the right half
    # the first, so that no line runs through a name.
    first_half = [one for one in outside if one[0] <= 50]
    ordered = [*reversed(first_half), *outside[len(first_half) :]]
    for below, (x, text) in enumerate(ordered):
        y = top + height + (below + 0.7) * line
        canvas.ax.plot([x, x], [top + height, y], color=MUTED, linewidth=0.7, gid="leader")
        by, side = ((-3, 0), "right") if x > 50 else ((3, 0), "left")
        canvas.note(text, (x, y), by, ha=side, bbox=WHITE_BOX, zorder=4, **look)


def part_colors(group: pd.DataFrame) -> list[str]:
    """The fixed colors of offices, goals or funding; else shades of its side, a remainder grey."""
    for column, color in COLOR_OF.items():
        if column in group and group[column].notna().all():
            return [color(one) for one in group[column]]
    shades = REVENUE_PARTS if sides(group) == {"revenue"} else SPENDING_PARTS
    kinds = group.get("kind", pd.Series("", index=group.index)).astype(str)
    return [
        GREY if kind == "remainder" else shades[min(row, len(shades) - 1)]
        for row, kind in enumerate(kinds)
    ]
