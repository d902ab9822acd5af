"""Sizes of texts in points (1/72 inch), and lines that fit."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Sequence

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sfwf_data.words.font import FONT

LINE = 1.35  # line height over font size
LABEL_SIZE, VALUE_SIZE, NOTE_SIZE, TITLE_SIZE = 10, 9.5, 8.5, 13
# A number and its unit stay on one line.
UNITS = re.compile(r"(?<=KRW) (?=[\d.,+-])|(?<=\d) (?=(?:million|billion|thousand|points?|pp)\b)")
NO_BREAK = "\u00a0"
# Behind a text that may stand on a line.
WHITE_BOX = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}


@functools.lru_cache(maxsize=4096)
def text_width(text: str, size: float = LABEL_SIZE, weight: str = "normal") -> float:
    """The width in points of the widest line of `text`."""
    prop = FontProperties(family=FONT, size=size, weight=weight)
    with warnings.catch_warnings():
        # Saving tells of missing glyphs, with an error.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        return max(
            text_to_path.get_text_width_height_descent(line, prop, False)[0]
            for line in text.split("\n")
        )


def wrap(text: str, width: float, size: float = LABEL_SIZE, weight: str = "normal") -> str:
    """Break `text` into as few lines of at most `width` points as it needs, of similar length."""
    best = break_lines(text, width, size, weight)
    # No narrower than the longest word: a word is not broken for the sake of even lines.
    longest = max([width / 2, *(text_width(word, size, weight) for word in text.split())])
    low, high = min(width, longest), width
    while "\n" in best and high - low > 4:
        middle = (low + high) / 2
        trial = break_lines(text, middle, size, weight)
        if trial.count("\n") == best.count("\n"):
            best, high = trial, middle
        else:
            low = middle
    return best


def break_lines(text: str, width: float, size: float, weight: str) -> str:
    """Break `text` at spaces where a line is full, inside words only where one is too long.

    A number and its unit are joined by no-break spaces.
    """
    lines: list[str] = []
    line = ""
    for word in re.split(r"[ \t\n]+", UNITS.sub(NO_BREAK, text.strip())):
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
    return "\n".join([*lines, line] if line or not lines else lines)


def lines_height(text: str, size: float) -> float:
    """The height in points of the lines of `text`."""
    return (text.count("\n") + 1) * size * LINE


def cut_title(text: str, width: float, lines: int = 2) -> bool:
    """True where a title needs more than so many lines."""
    return break_lines(text, width, TITLE_SIZE, "bold").count("\n") >= lines


def span(values: Sequence[float]) -> tuple[float, float]:
    """From the smallest to the largest value, never nothing."""
    low, high = min(values), max(values)
    return low, high if high > low else low + 1


def with_labels(
    low: float, high: float, ends: Sequence[tuple[float, float]], width: float
) -> tuple[float, float]:
    """Limits of an axis of `width` points in which the labels at the ends of bars fit as well.

    `ends` are pairs: where the bar ends, and the points that its label takes.
    """
    for _ in range(60):  # each time the labels' points count more; this is enough to settle
        point = (high - low) / width
        high = max([high, *(value + room * point for value, room in ends if value >= 0)])
        low = min([low, *(value - room * point for value, room in ends if value < 0)])
    return low, high
