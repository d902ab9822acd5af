"""The frame around every figure: sizes, title, source, labels that fit, reference lines.

Lengths are in points (1/72 inch).  A figure of our own is as high as its rows, title and notes need; on axes that the
caller gives, only what is inside the axes is ours.
"""

from __future__ import annotations

import contextlib
import functools
import warnings
from collections.abc import Iterator, Sequence
from contextvars import ContextVar

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import blended_transform_factory

from sfwf_data.figures.style import FONT, INK, MUTED, RULE
from sfwf_data.words.terms import PHRASES, term

WIDTH = 540  # 190 mm: a Hangul page between its margins
PHONE = 268  # a phone of 390 CSS pixels between margins of 16, at 96 pixels an inch
EDGE = 10
LINE = 1.35  # line height over font size
LABEL_SIZE, VALUE_SIZE, NOTE_SIZE, TITLE_SIZE = 10, 9.5, 8.5, 13
BAR = 12  # height of the thickest bar of a row whose name stands above it

page_width: ContextVar[float] = ContextVar("page_width", default=WIDTH)


@contextlib.contextmanager
def for_phone() -> Iterator[None]:
    """Draw figures of a phone's width inside the ``with`` block, with letters of the usual size.

    The names of rows stand above their bars, and what a page says beside the figure, its source, is left out.
    """
    token = page_width.set(PHONE)
    try:
        yield
    finally:
        page_width.reset(token)


@functools.lru_cache(maxsize=4096)
def text_width(text: str, size: float = LABEL_SIZE, weight: str = "normal") -> float:
    """The width in points of the widest line of `text`."""
    prop = FontProperties(family=FONT, size=size, weight=weight)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of missing glyphs: saving tells of them, with an error
        return max(
            text_to_path.get_text_width_height_descent(line, prop, False)[0]
            for line in text.split("\n")
        )


def wrap(text: str, width: float, size: float = LABEL_SIZE, weight: str = "normal") -> str:
    """Break `text` into as few lines of at most `width` points as it needs, of much the same length."""
    best = break_lines(text, width, size, weight)
    # No narrower than the longest word: a word is not broken for the sake of even lines.
    low, high = (
        min(width, max([width / 2, *(text_width(word, size, weight) for word in text.split())])),
        width,
    )
    while "\n" in best and high - low > 4:
        middle = (low + high) / 2
        trial = break_lines(text, middle, size, weight)
        if trial.count("\n") == best.count("\n"):
            best, high = trial, middle
        else:
            low = middle
    return best


def break_lines(text: str, width: float, size: float, weight: str) -> str:
    """Break `text` at spaces where a line is full, inside a word only where it alone is too long."""
    lines, line = [], ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if text_width(trial, size, weight) <= width:
            line = trial
            continue
        if line:
            lines.append(line)
        while text_width(word, size, weight) > width and len(word) > 1:
            cut = next(
                end
                for end in range(len(word) - 1, 0, -1)
                if end == 1 or text_width(word[:end], size, weight) <= width
            )
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return "\n".join([*lines, line]) if line or not lines else "\n".join(lines)


def lines_height(text: str, size: float) -> float:
    """The height in points of the lines of `text`."""
    return (text.count("\n") + 1) * size * LINE


class Frame:
    """The axes of a figure and the room around them.

    Parameters
    ----------
    ax : Axes, optional
        Given by the caller, or a new figure's.
    """

    def __init__(self, ax: Axes | None) -> None:
        self.own = ax is None
        self.page = page_width.get() if self.own else WIDTH
        self.narrow = self.page < WIDTH
        self.ax = plt.subplots(figsize=(self.page / 72, 4))[1] if ax is None else ax
        self.names_above: list[str] = []
        self.value_lines = 1
        self.left, self.right, self.above, self.below = 2.0 * EDGE, 2.0 * EDGE, 6.0, 34.0
        self.height = 200.0
        self.shown = (0.0, 1.0)  # what the x axis counts: the data, without the room for labels

    def row_labels(self, labels: Sequence[str], row: float = 27, widest: float = 190) -> None:
        """Name the rows, the first on top; long names are wrapped, and every row is as high as the highest needs."""
        if self.narrow and row < 60:
            self.left, self.right = EDGE + 2, EDGE
            self.names_above = [wrap(label, self.width) for label in labels]
            self.ax.set_yticks(range(len(labels)), [""] * len(labels))
        else:
            self.names_left(labels, row, min(widest, 0.35 * self.page))
        self.ax.tick_params(axis="y", length=0, pad=5)
        for side in ("left", "right", "top"):
            self.ax.spines[side].set_visible(False)

    def names_left(self, labels: Sequence[str], row: float, widest: float) -> None:
        wrapped = [wrap(label, widest) for label in labels]
        tallest = max((lines_height(label, LABEL_SIZE) for label in wrapped), default=0)
        self.left = 2 * EDGE + max((text_width(label) for label in wrapped), default=0)
        self.height = max(1, len(labels)) * max(row, tallest + 7)
        self.ax.set_yticks(range(len(labels)), wrapped, fontsize=LABEL_SIZE, linespacing=1.15)
        self.ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)

    def set_names_above(self) -> None:
        """Put the names of rows over their bars, thin the bars to what is left, and size the axes."""
        tallest = max(lines_height(name, LABEL_SIZE) for name in self.names_above)
        half = max(BAR, lines_height("\n" * (self.value_lines - 1), VALUE_SIZE)) / 2
        unit = tallest + 2 * half + 10
        self.height = len(self.names_above) * unit
        self.ax.set_ylim(
            len(self.names_above) - 1 + (half + 4) / unit, -(tallest + half + 6) / unit
        )
        scale = BAR / unit / max((abs(patch.get_height()) for patch in self.ax.patches), default=1)
        for patch in self.ax.patches:
            middle, height = patch.get_y() + patch.get_height() / 2, patch.get_height() * scale
            patch.set(y=middle - height / 2, height=height)
        for line in self.ax.lines:  # marks of a bar and what joins bars, not lines across the axes
            if line.get_transform() == self.ax.transData:
                line.set_ydata([round(y) + (y - round(y)) * scale for y in line.get_ydata()])
        for row, name in enumerate(self.names_above):
            self.ax.annotate(
                name, (0, row), xycoords=self.ax.get_yaxis_transform(), xytext=(0, half + 1), textcoords="offset points", ha="left", va="bottom",
                fontsize=LABEL_SIZE, linespacing=1.15, zorder=5, gid="name",
                bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            )  # fmt: skip

    def fitted(self, text: str) -> str:
        """A value's label, in two lines where a narrow figure has no room for its remark on the first."""
        if self.narrow and text_width(text, VALUE_SIZE) > 0.55 * self.width:
            head, gap, tail = text.partition("  (")
            return f"{head}\n({tail}" if gap else wrap(text, 0.55 * self.width, VALUE_SIZE)
        return text

    @property
    def width(self) -> float:
        """The width of the axes in points."""
        if self.own:
            return self.page - self.left - self.right
        return self.ax.get_position().width * self.ax.figure.get_figwidth() * 72

    def fit_x(
        self,
        values: Sequence[float],
        labels: Sequence[str],
        lower: float = 0.0,
        upper: float = 0.0,
        size: float = VALUE_SIZE,
    ) -> None:
        """Set the x limits so that bars from 0 to `values` and the labels at their ends fit; `lower`..`upper` is shown."""
        labels = [self.fitted(label) for label in labels]
        self.value_lines = max([1, *(label.count("\n") + 1 for label in labels)])
        pairs = [
            (value, text_width(label, size) + 10)
            for value, label in zip(values, labels, strict=True)
            if pd.notna(value)
        ]
        low = min([lower, *(value for value, _ in pairs)])
        high = max([upper, *(value for value, _ in pairs)])
        if low == high:
            high = low + 1
        self.shown = (low, high)
        width = self.width
        for _ in range(60):
            per_point = (high - low) / width
            high = max([high, *(value + room * per_point for value, room in pairs if value >= 0)])
            low = min([low, *(value - room * per_point for value, room in pairs if value < 0)])
        self.ax.set_xlim(low, high)

    def value_axis(self, label: str, formatter: object = None, zero: bool = True) -> None:
        """Unit on the axis, light grid, a line at 0."""
        low, high = self.shown
        ticks = MaxNLocator(nbins=4 if self.narrow else 6, steps=[1, 2, 2.5, 5, 10]).tick_values(
            low, high
        )
        limits = self.ax.get_xlim()
        self.ax.set_xticks([tick for tick in ticks if low - 1e-9 <= tick <= high * 1.0001 + 1e-9])
        self.ax.set_xlim(limits)
        self.ax.xaxis.set_major_formatter(
            FuncFormatter(formatter or (lambda value, _: f"{value:,.10g}"))
        )
        if self.narrow:
            lines = label.count("\n")
            label = "\n".join(wrap(line, self.width, 9) for line in label.split("\n"))
            self.below += (label.count("\n") - lines) * 13
        self.ax.set_xlabel(label, fontsize=9, loc="left", linespacing=1.4)
        self.ax.tick_params(axis="x", length=0, labelsize=9)
        self.ax.grid(axis="x", color=RULE, linewidth=0.6)
        self.ax.spines["bottom"].set_visible(False)
        if zero:
            self.ax.axvline(0, color=INK, linewidth=0.9, gid="zero")

    def reference(self, value: float, text: str, side: str = "right") -> None:
        """A dashed line with its name above the axes; `side` is where the name stands."""
        self.ax.axvline(value, color=INK, linewidth=1, linestyle=(0, (4, 3)), gid="reference")
        align = {"right": "left", "left": "right", "center": "center"}[side]
        place = blended_transform_factory(self.ax.transData, self.ax.transAxes)
        low, high = self.ax.get_xlim()
        if (
            side == "left"
            and text_width(text, NOTE_SIZE) > (value - low) / (high - low) * self.width + self.left
        ):
            self.note_above(low, text, "left", place, line=1)
        else:
            self.note_above(value, text, align, place)

    def note_above(
        self, x: float, text: str, align: str, transform: object, color: str = INK, line: int = 0
    ) -> None:
        """A small text right above the axes, or some lines higher; makes room for it."""
        self.above = max(self.above, 20.0 + 14 * line)
        note = self.ax.annotate(
            text, (x, 1), xycoords=transform, xytext=(0, 4 + 14 * line), textcoords="offset points",
            ha=align, va="bottom", fontsize=NOTE_SIZE, color=color, annotation_clip=False,
        )  # fmt: skip
        note.set_gid("note")

    def key(self, entries: Sequence[tuple[str, str]], lang: str, marks: str = "") -> None:
        """Name the parts of a mark in a line above the axes, each behind a sign of its colour.

        Entries are (key of a phrase or a plain word, colour); `marks` are the signs, squares unless told.
        """
        start = offset = EDGE - self.left if self.own else 0.0
        places: list[tuple[float, int]] = []
        line = 0
        texts = [term(word, lang) if word in PHRASES else word for word, _ in entries]
        for text in texts:
            if (
                self.narrow
                and places
                and offset + 12 + text_width(text, NOTE_SIZE) > start + self.page - 2 * EDGE
            ):
                offset, line = start, line + 1
            places.append((offset, line))
            offset += 28 + text_width(text, NOTE_SIZE)
        for (_, color), text, mark, (left, row) in zip(
            entries, texts, marks or "■" * len(entries), places, strict=True
        ):
            self.note_above(left / self.width, mark, "left", self.ax.transAxes, color, line - row)
            self.note_above(
                (left + 12) / self.width, text, "left", self.ax.transAxes, INK, line - row
            )

    def label(self, x: float, y: float, text: str, negative: bool = False, **style: object) -> None:
        """A value beside the end of its mark."""
        options = {"fontsize": VALUE_SIZE, "color": INK, "va": "center", "gid": "value"} | style
        self.ax.annotate(
            self.fitted(text), (x, y), xytext=(-4 if negative else 4, 0), textcoords="offset points", annotation_clip=False,
            ha="right" if negative else "left", **options,
        )  # fmt: skip

    def finish(self, title: str, source: str | None, lang: str) -> Axes:
        """Write title and source, size the figure, and give the axes back."""
        ax, figure = self.ax, self.ax.figure
        if not self.own:
            self.dress()
            ax.set_title(
                wrap(title, self.width, TITLE_SIZE, "bold"),
                loc="center",
                x=0,
                ha="left",
                fontsize=TITLE_SIZE,
                pad=self.above,
            )
            if source:
                self.source(
                    term("source", lang, text=source),
                    self.width,
                    ("axes fraction", "axes fraction"),
                    0,
                )
            return ax
        if self.names_above:
            self.set_names_above()
        source = None if self.narrow else source
        heading = wrap(title, self.page - (2 if self.narrow else 3) * EDGE, TITLE_SIZE, "bold")
        top = EDGE + lines_height(heading, TITLE_SIZE) + 4 + self.above
        bottom = self.below + EDGE
        if source:
            note = wrap(term("source", lang, text=source), self.page - 2 * EDGE, NOTE_SIZE)
            bottom += lines_height(note, NOTE_SIZE)
        total = top + self.height + bottom
        figure.set_size_inches(self.page / 72, total / 72)
        ax.set_position(
            [self.left / self.page, bottom / total, self.width / self.page, self.height / total]
        )
        text = ax.set_title(
            heading,
            loc="center",
            ha="left",
            x=EDGE / self.page,
            fontsize=TITLE_SIZE,
            pad=self.above,
            linespacing=1.2,
        )
        text.set_transform(
            blended_transform_factory(figure.transFigure, ax.transAxes) + ax.titleOffsetTrans
        )
        if source:
            self.source(
                term("source", lang, text=source),
                self.page - 2 * EDGE,
                ("figure fraction", "axes fraction"),
                EDGE / self.page,
            )
        return ax

    def dress(self) -> None:
        """Give the caller's axes the style that their texts and spines, made before, do not have."""
        ax = self.ax
        ax.set_axisbelow(True)
        ax.spines[["top", "right"]].set_visible(False)
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_tick_params(
                which="both", labelfontfamily=FONT, labelcolor=MUTED if axis is ax.xaxis else INK
            )
            axis.label.set(fontfamily=FONT, color=MUTED)
        ax.title.set(fontfamily=FONT, fontweight="bold", color=INK)
        for text in (
            ax.title,
            ax.xaxis.label,
            ax.yaxis.label,
            *ax.get_xticklabels(),
            *ax.get_yticklabels(),
        ):
            text.set(fontfamily=FONT, parse_math=False)

    def source(self, text: str, width: float, coordinates: tuple[str, str], x: float) -> None:
        note = self.ax.annotate(
            wrap(text, width, NOTE_SIZE), (x, 0), xycoords=coordinates, xytext=(0, -self.below), textcoords="offset points",
            ha="left", va="top", fontsize=NOTE_SIZE, color=MUTED, annotation_clip=False, linespacing=1.2,
        )  # fmt: skip
        note.set_gid("source")


def empty(frame: Frame, title: str, source: str | None, lang: str) -> Axes:
    """A figure that says that there is nothing to draw."""
    frame.ax.set_axis_off()
    frame.height = 60
    frame.ax.text(
        0.5,
        0.5,
        term("no rows note", lang),
        transform=frame.ax.transAxes,
        ha="center",
        va="center",
        color=MUTED,
    )
    return frame.finish(title, source, lang)
