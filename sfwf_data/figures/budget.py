"""Figures of budgets: bridge between two years, contributions, shares, composition."""

from __future__ import annotations

import pandas as pd
from matplotlib.colors import to_rgb

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import (
    GREY,
    INK,
    MAIN,
    MUTED,
    WARN,
    division_color,
    funding_color,
    goal_color,
)
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.findings import (
    bridge_finding,
    composition_finding,
    contribution_finding,
    names,
    share_shift_finding,
)
from sfwf_data.figures.fit import NOTE_SIZE, text_width, wrap
from sfwf_data.words.formats import (
    format_pp,
    format_ratio,
    format_won,
    in_unit,
    pick_unit,
    unit_name,
)
from sfwf_data.words.terms import PHRASES, term

BLUES = ("#0B3C5D", "#2E6F9E", "#7FADCF", "#B9D0E2", "#DBE6EF")


@figure(
    finding=bridge_finding,
    value="change_krw",
    ascending=False,
    about={
        "ko": "폭포 그래프: 전년도 예산에서 항목별 증감을 거쳐 올해 예산에 이른다.",
        "en": "Waterfall chart: from the previous year's budget through the change of each item to the current one.",
    },
    needs={
        "previous_krw": "measures.year_over_year(frame)",
        "current_krw": "measures.year_over_year(frame)",
        "change_krw": "measures.year_over_year(frame)",
    },
)
def plot_bridge(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    years: tuple[int, int],
    *,
    label: str | None = None,
) -> None:
    """Draw how last year's budget became this year's: totals as bars from 0, the change of each item as a step.

    Parameters
    ----------
    frame : DataFrame
        `previous_krw`, `current_krw`, `change_krw` (won), `is_new`, and a column that names the rows; one level of
        one side.
    years : tuple of int
        (previous, current).

    Returns
    -------
    Axes
        Rows: the previous total, increases from the largest, decreases to the largest, the current total.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(
        subset=["previous_krw", "current_krw", "change_krw"]
    )
    rows = rows.sort_values("change_krw", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    before, after = int(rows["previous_krw"].sum()), int(rows["current_krw"].sum())
    unit = pick_unit([before, after], lang)
    starts, levels, running = [0], [before], before
    for change in rows["change_krw"]:
        starts.append(running)
        running += int(change)
        levels.append(running)
    starts, levels = [*starts, 0], [*levels, after]
    new = (
        rows["is_new"].fillna(False).astype(bool)
        if "is_new" in rows
        else pd.Series(False, index=rows.index)
    )
    steps = [
        format_won(change, lang, unit, signed=True, bare=True) for change in rows["change_krw"]
    ]
    steps = [
        f"{text}  ({term('new', lang)})" if is_new else text
        for text, is_new in zip(steps, new, strict=True)
    ]
    texts = [
        format_won(before, lang, unit, bare=True),
        *steps,
        format_won(after, lang, unit, bare=True),
    ]
    colors = [GREY, *(MAIN if change >= 0 else WARN for change in rows["change_krw"]), GREY]
    ends = [in_unit(max(pair), unit) for pair in zip(starts, levels, strict=True)]
    previous_name, current_name = (term("year total", lang, year=year) for year in years)
    canvas.row_labels([previous_name, *rows["name"], current_name], row=30)
    canvas.fit_x(ends, texts)
    for row, (start, level, color) in enumerate(zip(starts, levels, colors, strict=True)):
        canvas.ax.barh(
            row, in_unit(level - start, unit), left=in_unit(start, unit), height=0.6, color=color
        )
        canvas.label(ends[row], row, texts[row])
    for row, level in enumerate(levels[:-1]):
        canvas.ax.plot(
            [in_unit(level, unit)] * 2,
            [row - 0.3, row + 1.3],
            color=MUTED,
            linewidth=0.7,
            zorder=0.9,
        )
    canvas.value_axis(term("axis change", lang, unit=unit_name(unit, lang)))


@figure(
    finding=contribution_finding,
    value="contribution_pp",
    ascending=False,
    about={
        "ko": "가로 막대그래프: 항목별 증감액을 전년도 합계로 나눈 기여도.",
        "en": "Bar chart: change of each item divided by the previous year's total.",
    },
    needs={"contribution_pp": "measures.year_over_year(frame)"},
)
def plot_contribution(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw what each item adds to the growth of the total, in percentage points of the previous total.

    Parameters
    ----------
    frame : DataFrame
        `contribution_pp` (change ÷ previous total × 100), optionally `is_new`, and a column that names the rows.
    """
    rows = frame[frame["contribution_pp"].notna()].assign(name=names(frame, lang, label))
    rows = rows.sort_values("contribution_pp", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    values = rows["contribution_pp"].astype(float).tolist()
    new = (
        rows["is_new"].fillna(False).astype(bool)
        if "is_new" in rows
        else pd.Series(False, index=rows.index)
    )
    labels = [
        format_pp(value, lang) + (f"  ({term('new', lang)})" if is_new else "")
        for value, is_new in zip(values, new, strict=True)
    ]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(values, labels)
    canvas.ax.barh(
        range(len(rows)),
        values,
        height=0.62,
        color=[MAIN if value >= 0 else WARN for value in values],
    )
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        canvas.label(value, row, text, negative=value < 0)
    canvas.value_axis(term("axis contribution", lang))


@figure(
    finding=share_shift_finding,
    value="current_share_ratio",
    ascending=False,
    about={
        "ko": "점그래프: 합계에서 차지하는 비중의 두 해 비교.",
        "en": "Dot chart: shares of the total in two years, joined by a line.",
    },
    needs={
        "previous_share_ratio": "measures.year_over_year(frame)",
        "current_share_ratio": "measures.year_over_year(frame)",
    },
)
def plot_share_shift(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    years: tuple[int, int],
    *,
    label: str | None = None,
) -> None:
    """Draw shares of the total in two years: an open dot for the previous, a full one for the current, joined by a line.

    Parameters
    ----------
    frame : DataFrame
        `previous_share_ratio`, `current_share_ratio` (0-1) and a column that names the rows.
    years : tuple of int
        (previous, current).

    Returns
    -------
    Axes
        x in per cent, from 0; the largest current share on top.
    """
    rows = frame.assign(name=names(frame, lang, label)).dropna(
        subset=["previous_share_ratio", "current_share_ratio"]
    )
    if rows.empty:
        canvas.empty()
        return
    rows = rows.sort_values("current_share_ratio", ascending=False, kind="stable")
    before = (100 * rows["previous_share_ratio"].astype(float)).tolist()
    after = (100 * rows["current_share_ratio"].astype(float)).tolist()
    shifts = [end - start for start, end in zip(before, after, strict=True)]
    labels = [
        term(
            "share and shift", lang, share=format_ratio(end / 100, lang), pp=format_pp(shift, lang)
        )
        for end, shift in zip(after, shifts, strict=True)
    ]
    ends = [max(pair) for pair in zip(before, after, strict=True)]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(ends, [f"{text}--" for text in labels])
    colors = [WARN if shift < 0 else MAIN for shift in shifts]
    canvas.ax.hlines(range(len(rows)), before, after, color=colors, linewidth=2.5, zorder=1.5)
    canvas.ax.scatter(
        before,
        range(len(rows)),
        s=55,
        color="white",
        edgecolor=colors,
        linewidth=1.5,
        zorder=3,
        gid="previous",
    )
    canvas.ax.scatter(after, range(len(rows)), s=60, color=colors, zorder=3, gid="current")
    for row, (end, text) in enumerate(zip(ends, labels, strict=True)):
        canvas.label(end, row, f"  {text}")
    canvas.key(key_texts([(str(years[0]), MAIN), (str(years[1]), MAIN)], lang), marks="○●")
    canvas.value_axis(term("axis share", lang), lambda value, _: f"{value:g}%")


@figure(
    finding=composition_finding,
    value="",
    ascending=False,
    about={
        "ko": "누적 막대그래프: 합계를 이루는 항목의 비중.",
        "en": "Stacked bar: shares of the items in the total.",
    },
    needs={"value": "load('execution')"},
)
def plot_composition(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    value: str = "revised_krw",
    *,
    label: str | None = None,
) -> None:
    """Draw what a total is made of: one stacked bar per side of the account (or one alone), the largest part first.

    Parameters
    ----------
    frame : DataFrame
        The column `value` (won, not negative), a column that names the rows, and `side` for one bar a side.  Rows of
        one level only.  Rows with `office_id`, `division_id`, `goal_id` or `funding` have the colours of those.
    value : str, default "revised_krw"

    Returns
    -------
    Axes
        x in per cent of the total.

    Raises
    ------
    ValueError
        A part is negative: parts of a whole cannot be drawn.
    """
    rows = frame.assign(name=names(frame, lang, label))
    rows = rows[rows[value].notna() & (rows[value] != 0)]
    if rows.empty:
        canvas.empty()
        return
    if (rows[value] < 0).any():
        raise ValueError(
            f"{value} has a negative part, {rows.loc[rows[value].idxmin(), 'name']!r}: it cannot be stacked"
        )
    sides = rows["side"].astype(str) if "side" in rows else pd.Series("the total", index=rows.index)
    groups = [
        (side, rows[sides == side].sort_values(value, ascending=False, kind="stable"))
        for side in dict.fromkeys(sides)
    ]
    unit = pick_unit([group[value].sum() for _, group in groups], lang)
    canvas.row_labels(
        [
            f"{term(side, lang)}\n{format_won(group[value].sum(), lang, unit)}"
            for side, group in groups
        ],
        row=62,
    )
    outside = [stack(canvas, row, group, value, lang) for row, (_, group) in enumerate(groups)]
    canvas.height = len(groups) * (62 + max(outside))
    canvas.ax.set_ylim(len(groups) - 0.5, -0.5)
    canvas.fit_x([100.0], [""], upper=100)
    canvas.ax.set_xlim(0, 100)
    draw_stacks(canvas, groups, value, lang, 62 / (62 + max(outside)))
    canvas.value_axis(term("axis share", lang), lambda number, _: f"{number:g}%")


def stack(canvas: Canvas, row: int, group: pd.DataFrame, value: str, lang: str) -> float:
    """The room in points that names need below the bar of `row`, for the parts that are too narrow for theirs."""
    return sum(
        NOTE_SIZE * 1.5
        for text, width in parts(canvas, group, value, lang)
        if not fits(text, width)
    ) + 6 * (row >= 0)


def parts(canvas: Canvas, group: pd.DataFrame, value: str, lang: str) -> list[tuple[str, float]]:
    """Name with share, and width in points, of each part of a bar."""
    total = group[value].sum()
    shares = [float(amount / total) for amount in group[value]]
    return [
        (f"{name} {format_ratio(share, lang)}", share * canvas.width)
        for name, share in zip(group["name"], shares, strict=True)
    ]


def fits(text: str, width: float) -> bool:
    """True where the text goes into a part, on three lines at most and without a broken word."""
    words = max(text_width(word, NOTE_SIZE) for word in text.split())
    return words <= width - 8 and wrap(text, width - 8, NOTE_SIZE).count("\n") <= 2


def draw_stacks(canvas: Canvas, groups: list, value: str, lang: str, room: float) -> None:
    """The bars, in the upper `room` share of their rows, and the names inside or below them."""
    line = (1 - room) and NOTE_SIZE * 1.5 / (canvas.height / len(groups))
    height = 0.8 * room
    canvas.ax.set_yticks(
        [row - 0.44 + height / 2 for row in range(len(groups))],
        [text.get_text() for text in canvas.ax.get_yticklabels()],
    )
    for row, (_, group) in enumerate(groups):
        left, below, top = 0.0, 0, row - 0.44
        for (text, width), color in zip(
            parts(canvas, group, value, lang), part_colors(group), strict=True
        ):
            share = 100 * width / canvas.width
            canvas.ax.barh(
                top + height / 2,
                share,
                left=left,
                height=height,
                color=color,
                edgecolor="white",
                linewidth=1,
            )
            middle = left + share / 2
            if fits(text, width):
                ink = "white" if luminance(color) < 0.36 else INK
                canvas.ax.text(middle, top + height / 2, wrap(text, width - 8, NOTE_SIZE), ha="center", va="center",
                               fontsize=NOTE_SIZE, color=ink, linespacing=1.25, gid="value")  # fmt: skip
            else:
                y = top + height + (below + 0.7) * line
                canvas.ax.plot([middle, middle], [top + height, y], color=MUTED, linewidth=0.7)
                align = "right" if middle > 50 else "left"
                canvas.ax.annotate(text, (middle, y), xytext=(-3 if align == "right" else 3, 0), textcoords="offset points", ha=align,
                                   va="center", fontsize=NOTE_SIZE, annotation_clip=False, gid="value")  # fmt: skip
                below += 1
            left += share


def part_colors(group: pd.DataFrame) -> list[str]:
    """The fixed colours of offices, goals or funding; else blues from dark to light; grey for a remainder."""
    for column, color in (
        ("office_id", division_color),
        ("division_id", division_color),
        ("goal_id", goal_color),
        ("funding", funding_color),
    ):
        if column in group:
            return [color(one) for one in group[column]]
    kinds = group.get("kind", pd.Series("", index=group.index)).astype(str)
    return [
        GREY if kind == "remainder" else BLUES[min(row, len(BLUES) - 1)]
        for row, kind in enumerate(kinds)
    ]


def luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (
        (part / 12.92) if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def key_texts(entries: list, lang: str) -> list:
    return [(term(word, lang) if word in PHRASES else word, color) for word, color in entries]
