"""What a figure is drawn on: sizes, names of rows, labels that fit, reference lines.

Lengths are in points (1/72 inch).  A figure of our own is as high as its rows, title and notes
need; on axes that the caller gives, only what is inside the axes is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from sfwf_data.figures.colors import INK, MUTED, RULE
from sfwf_data.figures.fit import (
    LABEL_SIZE,
    NOTE_SIZE,
    TITLE_SIZE,
    VALUE_SIZE,
    WHITE_BOX,
    lines_height,
    span,
    text_width,
    with_labels,
    wrap,
)
from sfwf_data.figures.looks import whole
from sfwf_data.figures.margins import EDGE, write_foot, write_head, write_key
from sfwf_data.figures.narrow import put_names_above
from sfwf_data.figures.rows import Pair, told
from sfwf_data.figures.style import dress
from sfwf_data.words.formats import format_ratio, unit_name
from sfwf_data.words.terms import term

WIDTH = 540  # 190 mm: a Hangul page between its margins
PHONE = 268  # a phone of 390 CSS pixels between margins of 16, at 96 pixels an inch
Numbers = Sequence[float]
Point = tuple[float, float]


class Canvas:
    """The axes of a figure, given by the caller or new, and the room around them."""

    # A narrow page has names of rows above their bars, and no source: a page says that beside it.

    def __init__(self, ax: Axes | None, lang: str, page: float = WIDTH) -> None:
        self.own, self.lang = ax is None, lang
        self.page = page if self.own else WIDTH
        self.narrow = self.page < WIDTH
        self.ax = plt.subplots(figsize=(self.page / 72, 4))[1] if ax is None else ax
        self.figure = whole(self.ax)
        self.names_above: list[str] = []
        self.is_compact = False
        self.note_lines = 0  # how many stand above the axes
        self.value_lines = 1
        self.left, self.right, self.above, self.below = 2.0 * EDGE, 2.0 * EDGE, 8.0, 24.0
        self.top, self.height, self.edge = 0.0, 200.0, EDGE
        self.title_size, self.text_size = TITLE_SIZE, VALUE_SIZE
        self.measure = self.remark = ""  # what is measured, in which unit; and the note
        self.shown = (0.0, 1.0)  # what the x axis counts: the data, without the room for labels

    def make_compact(self, page: float) -> None:
        """Make the figure a part of a printed page, which says note and source beside it."""
        self.page, self.edge, self.title_size, self.text_size, self.is_compact = page, 6, 9, 8, True

    @property
    def width(self) -> float:
        """The width of the axes in points."""
        if self.own:
            return self.page - self.left - self.right
        return self.ax.bbox.width / self.figure.dpi * 72

    @property
    def per_point(self) -> float:
        """What one point along the x axis counts."""
        low, high = self.ax.get_xlim()
        return (high - low) / self.width

    def say(self, words: Pair | str, /, **values: object) -> str:
        """Words in the language of the figure, their blanks filled in; a text is one already."""
        return words if isinstance(words, str) else told(words, self.lang, **values)

    def term(self, key: str, **values: object) -> str:
        """A label in the language of the figure."""
        return term(key, self.lang, **values)

    def row_labels(self, labels: Iterable[str], row: float = 27, widest: float = 190) -> None:
        """Name the rows, the first on top; every row is as high as the longest name needs."""
        labels = list(labels)
        if self.narrow and row < 60:
            self.left, self.right = EDGE + 2, EDGE
            self.names_above = [wrap(label, self.width) for label in labels]
            self.ax.set_yticks(range(len(labels)), [""] * len(labels))
        else:
            wrapped = self.wrapped(labels, widest)
            tallest = max((lines_height(label, LABEL_SIZE) for label in wrapped), default=0)
            self.left = 2 * EDGE + max((text_width(label) for label in wrapped), default=0)
            self.height = max(1, len(labels)) * max(row, tallest + 7)
            self.ax.set_yticks(range(len(labels)), wrapped, fontsize=LABEL_SIZE, linespacing=1.15)
            self.ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)
        self.ax.tick_params(axis="y", length=0, pad=5)
        self.ax.spines[["left", "right", "top"]].set_visible(False)

    def wrapped(self, labels: Sequence[str], widest: float) -> list[str]:
        """Names on two lines at most where a little less than half of the figure is enough."""
        wide = min(widest, 0.35 * self.page)
        for part in (1, 1.15, 1.3):
            lines = [wrap(label, part * wide) for label in labels]
            if all(line.count("\n") < 2 for line in lines):
                break
        return lines

    def fitted(self, text: str) -> str:
        """A value's label; a narrow figure may have no room for its remark on the first line."""
        if self.narrow and text_width(text, VALUE_SIZE) > 0.55 * self.width:
            head, gap, tail = text.partition("  (")
            return f"{head}\n({tail}" if gap else wrap(text, 0.55 * self.width, VALUE_SIZE)
        return text

    def fit_x(
        self, values: Numbers, labels: Sequence[str], upper: float = 0.0, lower: float = 0.0
    ) -> None:
        """Set x limits in which `lower`, `upper`, bars to `values` and labels at their ends fit."""
        labels = [self.fitted(label) for label in labels]
        self.value_lines = max([1, *(label.count("\n") + 1 for label in labels)])
        pairs = [
            (value, text_width(label, VALUE_SIZE) + 10)
            for value, label in zip(values, labels, strict=True)
            if pd.notna(value)
        ]
        self.shown = span([lower, upper, *(value for value, _ in pairs)])
        self.ax.set_xlim(with_labels(*self.shown, pairs, self.width))

    def value_axis(self, words: Pair | str, numbers: str = "{:,.10g}", unit: str = "won") -> None:
        """Light grid, a line at 0, `numbers` as they are written; the subtitle says `words`."""
        self.measure = self.say(words, unit=unit_name(unit, self.lang))
        low, high = self.shown
        room = (high - low) / self.per_point
        most = min(4 if self.narrow else 6, max(2, round(room / 42)))
        ticks = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        limits = self.ax.get_xlim()
        first = low if low <= 0 else low + 24 * self.per_point  # a cut axis has no first tick
        self.ax.set_xticks([tick for tick in ticks if first <= tick + 1e-9 <= high * 1.0001 + 2e-9])
        self.ax.set_xlim(limits)
        self.ax.xaxis.set_major_formatter(lambda value, _: numbers.format(value))
        self.ax.tick_params(axis="x", length=0, labelsize=9)
        self.ax.grid(axis="x", color=RULE, linewidth=0.6)
        self.ax.spines["bottom"].set_visible(False)
        if limits[0] <= 0:
            self.ax.axvline(0, color=INK, linewidth=0.9, gid="zero")

    def reference(self, value: float, words: Pair | str, side: str = "right") -> None:
        """A dashed line with its name above the axes; `side` is where the name stands."""
        look: dict[str, Any] = {"linestyle": (0, (4, 3)), "gid": "reference", "zorder": 0.9}
        self.ax.axvline(value, color=INK, linewidth=1, **look)  # behind bars and labels
        text, align = self.say(words), {"right": "left", "left": "right", "center": "center"}[side]
        place = blended_transform_factory(self.ax.transData, self.ax.transAxes)
        low, high = self.ax.get_xlim()
        room = (value - low) / (high - low) * self.width + self.left
        if side == "left" and text_width(text, NOTE_SIZE) > room:
            self.note_above(low, text, "left", place, line=1)
        else:
            self.note_above(value, text, align, place)

    def elapsed(self, share: float | None, side: str) -> None:
        """The share of the year gone by as a line, where it is known."""
        if share is not None:
            text = self.term("elapsed", ratio=format_ratio(share, self.lang))
            self.reference(100 * share, text, side)

    def note(self, text: str, at: Point, by: Point, **look: Any) -> None:
        """Write a text `by` points away from `at`, outside of the axes as well."""
        look = {"annotation_clip": False} | look
        self.ax.annotate(text, at, xytext=by, textcoords="offset points", **look)

    def note_above(
        self, x: float, text: str, align: str, transform: object, color: str = INK, line: int = 0
    ) -> None:
        """A small text right above the axes, or some lines higher; makes room for it."""
        self.note_lines = max(self.note_lines, line + 1)
        self.above = 6.0 + 14 * self.note_lines
        look = {"va": "bottom", "fontsize": NOTE_SIZE, "color": color, "gid": "note"}
        self.note(text, (x, 1), (0, 4 + 14 * line), xycoords=transform, ha=align, **look)

    def key(self, *named: tuple[Pair | str, str], marks: str = "") -> None:
        """Name the parts of a mark above the axes and the names of lines: (words, color)."""
        write_key(self, [(self.say(words), color) for words, color in named], marks)

    def bars(self, values: Numbers, height: float, color: str | Sequence[str], **look: Any) -> None:
        """A bar from 0 for each row."""
        # matplotlib's: `seaborn.barplot(errorbar=None)` takes 5 times as long for 20 bars of one
        # color, 12 times where each bar has its own.
        self.ax.barh(range(len(values)), values, height=height, color=color, **look)

    def label(self, x: float, y: float, text: str, gap: float = 4, **look: Any) -> None:
        """A value beside the end of its mark."""
        look = {"fontsize": VALUE_SIZE, "color": INK, "va": "center", "gid": "value"} | look
        look["bbox"] = WHITE_BOX  # no line of the grid runs through it
        by, side = ((-gap, 0), "right") if x < 0 else ((gap, 0), "left")
        self.note(self.fitted(text), (x, y), by, ha=side, **look)

    def label_inside(self, x: float, y: float, text: str) -> None:
        """A value before the end of its bar, in white: where beside it a line would cross it."""
        look: dict[str, Any] = {"fontsize": VALUE_SIZE, "color": "white", "va": "center"}
        self.note(text, (x, y), (-4, 0), ha="right", gid="value", **look)

    def make_column(self, texts: Sequence[str]) -> float:
        """Make room on the right for values in a column, where no line can cross them."""
        low, high = self.ax.get_xlim()
        room = 14 + max((text_width(self.fitted(text), VALUE_SIZE) for text in texts), default=0)
        self.value_lines = max([1, *(self.fitted(text).count("\n") + 1 for text in texts)])
        self.ax.set_xlim(low, low + (high - low) * self.width / max(self.width - room, 60))
        return high

    def write_column(self, x: float, texts: Sequence[str], first: int = 0, **look: Any) -> None:
        """The values of rows in the column from `x` on."""
        look = {"fontsize": VALUE_SIZE, "color": INK, "va": "center", "gid": "value"} | look
        for row, text in enumerate(texts, start=first):
            self.note(self.fitted(text), (x, row), (8, 0), ha="left", **look)

    def labels(self, ends: Numbers, texts: Sequence[str], first: int = 0, **look: Any) -> None:
        """The values of all rows, or of those from the `first` on."""
        for row, (end, text) in enumerate(zip(ends, texts, strict=True), start=first):
            self.label(end, row, text, **look)

    def empty(self) -> None:
        """Say that there is nothing to draw."""
        self.ax.set_axis_off()
        self.height = 60
        text, middle = self.term("no rows note"), self.ax.transAxes
        self.ax.text(0.5, 0.5, text, transform=middle, ha="center", va="center", color=MUTED)

    def finish(self, title: str, scope: str, remark: str, source: str | None) -> None:
        """Write title, subtitle, note and source, and size the figure."""
        if not self.own:
            dress(self.ax)
        elif self.names_above:
            put_names_above(self)
        subtitle = ", ".join(filter(None, (self.measure, scope)))
        write_head(self, title, subtitle)
        self.remark = remark
        self.set_source(source)

    def set_source(self, source: str | None) -> None:
        """Write the source below the note, in place of one that stands there; make room for it."""
        write_foot(self, self.remark, source)
