"""What a figure is drawn on: sizes, title, source, labels that fit, reference lines.

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
    lines_height,
    span,
    text_width,
    with_labels,
    wrap,
)
from sfwf_data.figures.looks import whole
from sfwf_data.figures.narrow import put_names_above
from sfwf_data.figures.rows import Pair, told
from sfwf_data.figures.style import dress
from sfwf_data.words.formats import format_ratio, unit_name
from sfwf_data.words.terms import term

WIDTH = 540  # 190 mm: a Hangul page between its margins
PHONE = 268  # a phone of 390 CSS pixels between margins of 16, at 96 pixels an inch
EDGE = 10
Numbers = Sequence[float]
Point = tuple[float, float]


class Canvas:
    """The axes of a figure, given by the caller or new, and the room around them."""

    # A narrow page has letters of the usual size, the names of rows above their bars, and no
    # source: a page says that beside it.

    def __init__(self, ax: Axes | None, lang: str, page: float = WIDTH) -> None:
        self.own, self.lang = ax is None, lang
        self.page = page if self.own else WIDTH
        self.narrow = self.page < WIDTH
        self.ax = plt.subplots(figsize=(self.page / 72, 4))[1] if ax is None else ax
        self.figure = whole(self.ax)
        self.names_above: list[str] = []
        self.value_lines = 1
        self.left, self.right, self.above, self.below = 2.0 * EDGE, 2.0 * EDGE, 6.0, 34.0
        self.top, self.height = 0.0, 200.0
        self.shown = (0.0, 1.0)  # what the x axis counts: the data, without the room for labels

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
            wrapped = [wrap(label, min(widest, 0.35 * self.page)) for label in labels]
            tallest = max((lines_height(label, LABEL_SIZE) for label in wrapped), default=0)
            self.left = 2 * EDGE + max((text_width(label) for label in wrapped), default=0)
            self.height = max(1, len(labels)) * max(row, tallest + 7)
            self.ax.set_yticks(range(len(labels)), wrapped, fontsize=LABEL_SIZE, linespacing=1.15)
            self.ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)
        self.ax.tick_params(axis="y", length=0, pad=5)
        self.ax.spines[["left", "right", "top"]].set_visible(False)

    def fitted(self, text: str) -> str:
        """A value's label; a narrow figure may have no room for its remark on the first line."""
        if self.narrow and text_width(text, VALUE_SIZE) > 0.55 * self.width:
            head, gap, tail = text.partition("  (")
            return f"{head}\n({tail}" if gap else wrap(text, 0.55 * self.width, VALUE_SIZE)
        return text

    def fit_x(self, values: Numbers, labels: Sequence[str], upper: float = 0.0) -> None:
        """Set x limits in which 0, `upper`, bars to `values` and the labels at their ends fit."""
        labels = [self.fitted(label) for label in labels]
        self.value_lines = max([1, *(label.count("\n") + 1 for label in labels)])
        pairs = [
            (value, text_width(label, VALUE_SIZE) + 10)
            for value, label in zip(values, labels, strict=True)
            if pd.notna(value)
        ]
        self.shown = span([0.0, upper, *(value for value, _ in pairs)])
        self.ax.set_xlim(with_labels(*self.shown, pairs, self.width))

    def value_axis(self, words: Pair | str, numbers: str = "{:,.10g}", unit: str = "won") -> None:
        """Unit on the axis, light grid, a line at 0; `numbers` is how they are written."""
        label = self.say(words, unit=unit_name(unit, self.lang))
        low, high = self.shown
        locator = MaxNLocator(nbins=4 if self.narrow else 6, steps=[1, 2, 2.5, 5, 10])
        ticks = locator.tick_values(low, high)
        limits = self.ax.get_xlim()
        self.ax.set_xticks([tick for tick in ticks if low - 1e-9 <= tick <= high * 1.0001 + 1e-9])
        self.ax.set_xlim(limits)
        self.ax.xaxis.set_major_formatter(lambda value, _: numbers.format(value))
        if self.narrow:
            lines = label.count("\n")
            label = "\n".join(wrap(line, self.width, 9) for line in label.split("\n"))
            self.below += (label.count("\n") - lines) * 13
        self.ax.set_xlabel(label, fontsize=9, loc="left", linespacing=1.4)
        self.ax.tick_params(axis="x", length=0, labelsize=9)
        self.ax.grid(axis="x", color=RULE, linewidth=0.6)
        self.ax.spines["bottom"].set_visible(False)
        self.ax.axvline(0, color=INK, linewidth=0.9, gid="zero")

    def reference(self, value: float, words: Pair | str, side: str = "right") -> None:
        """A dashed line with its name above the axes; `side` is where the name stands."""
        self.ax.axvline(value, color=INK, linewidth=1, linestyle=(0, (4, 3)), gid="reference")
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
        self.above = max(self.above, 20.0 + 14 * line)
        look = {"va": "bottom", "fontsize": NOTE_SIZE, "color": color, "gid": "note"}
        self.note(text, (x, 1), (0, 4 + 14 * line), xycoords=transform, ha=align, **look)

    def key(self, *named: tuple[Pair | str, str], marks: str = "") -> None:
        """Name the parts of a mark above the axes: (words, color of the sign before them)."""
        entries = [(self.say(words), color) for words, color in named]
        start = offset = EDGE - self.left if self.own else 0.0
        places: list[tuple[float, int]] = []
        line = 0
        for text, _ in entries:
            end = offset + 12 + text_width(text, NOTE_SIZE)
            if self.narrow and places and end > start + self.page - 2 * EDGE:
                offset, line = start, line + 1
            places.append((offset, line))
            offset += 28 + text_width(text, NOTE_SIZE)
        signs = marks or "■" * len(entries)
        for (text, color), sign, (left, row) in zip(entries, signs, places, strict=True):
            for shift, part, ink in ((0, sign, color), (12, text, INK)):
                x = (left + shift) / self.width
                self.note_above(x, part, "left", self.ax.transAxes, ink, line - row)

    def bars(self, values: Numbers, height: float, color: str | Sequence[str], **look: Any) -> None:
        """A bar from 0 for each row."""
        # matplotlib's: `seaborn.barplot(errorbar=None)` takes 5 times as long for 20 bars of one
        # color, 12 times where each bar has its own.
        self.ax.barh(range(len(values)), values, height=height, color=color, **look)

    def label(self, x: float, y: float, text: str, **look: Any) -> None:
        """A value beside the end of its mark."""
        look = {"fontsize": VALUE_SIZE, "color": INK, "va": "center", "gid": "value"} | look
        by, side = ((-4, 0), "right") if x < 0 else ((4, 0), "left")
        self.note(self.fitted(text), (x, y), by, ha=side, **look)

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

    def finish(self, title: str, source: str | None) -> None:
        """Write title and source, and size the figure."""
        if self.own:
            if self.names_above:
                put_names_above(self)
            width = self.page - (2 if self.narrow else 3) * EDGE
            look: dict[str, Any] = {"x": EDGE / self.page, "linespacing": 1.2}
        else:
            dress(self.ax)
            width, look = self.width, {"x": 0}
        heading = wrap(title, width, TITLE_SIZE, "bold")
        self.top = EDGE + lines_height(heading, TITLE_SIZE) + 4 + self.above
        self.set_source(source)
        text = self.ax.set_title(
            heading, loc="center", ha="left", fontsize=TITLE_SIZE, pad=self.above, **look
        )
        if self.own:
            place = blended_transform_factory(self.figure.transFigure, self.ax.transAxes)
            text.set_transform(place + self.ax.titleOffsetTrans)  # type: ignore[attr-defined]

    def set_source(self, source: str | None) -> None:
        """Write the source below the axes, in place of one that stands there; make room for it."""
        for note in [text for text in self.ax.texts if text.get_gid() == "source"]:
            note.remove()
        source = None if self.narrow else source
        text = self.term("source", text=source) if source else ""
        text = wrap(text, self.page - 2 * EDGE if self.own else self.width, NOTE_SIZE)
        if self.own:
            bottom = self.below + EDGE + (lines_height(text, NOTE_SIZE) if source else 0)
            total = self.top + self.height + bottom
            self.figure.set_size_inches(self.page / 72, total / 72)
            left, wide = self.left / self.page, self.width / self.page
            self.ax.set_position((left, bottom / total, wide, self.height / total))
        if source:
            x, across = (EDGE / self.page, "figure fraction") if self.own else (0, "axes fraction")
            place = {"xycoords": (across, "axes fraction"), "ha": "left", "va": "top"}
            look = {"fontsize": NOTE_SIZE, "color": MUTED, "linespacing": 1.2, "gid": "source"}
            self.note(text, (x, 0), (0, -self.below), **place, **look)
