"""The look of every figure: Korean font, sizes, and the language they speak."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes

from sfwf_data.figures.colors import INK, MUTED, RULE
from sfwf_data.words.font import FONT, font_files
from sfwf_data.words.say import check_lang

RC: dict[Any, Any] = {
    "font.family": [FONT],
    "font.size": 10,
    "axes.unicode_minus": False,
    "text.parse_math": False,  # a label with two $ is a label
    "text.hinting": "none",  # below 100 dpi hinting takes the base line off △
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": RULE,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "axes.axisbelow": True,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.facecolor": "white",
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "savefig.dpi": 192,
    "svg.fonttype": "path",  # Hangul is right where the font is not installed
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.8,
}
# The language of figures that are not told one.  No context variable: Jupyter runs each cell in a
# context of its own, so that the next cell would not know.
spoken = {"lang": "ko"}


@functools.cache
def register_fonts() -> tuple[str, ...]:
    """Make the Nanum fonts of koreanize-matplotlib known to matplotlib, once; give their files."""
    manager = font_manager.fontManager
    for weight, file in font_files().items():
        path = str(file)
        entry = font_manager.ttfFontProperty(font_manager.get_font(path))
        # sns.set_theme() puts its own list of Latin fonts in place of ours, Arial first.  Found
        # under that name too (and before another Arial: none has Hangul), the Korean font stays.
        manager.ttflist[:0] = [
            replace(entry, name=FONT, weight=weight),
            replace(entry, name="Arial", weight=weight),
        ]
        manager.addfont(path)  # last: it also makes matplotlib forget earlier searches
    return tuple(str(file) for file in font_files().values())


def use_style(lang: str = "ko") -> None:
    """Set the style and the language of all figures made from now on, the reader's own included.

    The figure functions of this package bring their style along; seaborn's and matplotlib's own
    functions draw in it after this call.  Calling it again is harmless.

    Parameters
    ----------
    lang : {"ko", "en"}, default "ko"
        What the figure functions take for ``lang=None``.

    Raises
    ------
    UnknownNameError
        Another language.

    Examples
    --------
    >>> import seaborn as sns
    >>> use_style()
    >>> ax = sns.barplot(x=[3, 1], y=["인건비", "예비비"])
    """
    spoken["lang"] = check_lang(lang)
    register_fonts()
    mpl.rcParams.update(RC)


def language(lang: str | None = None) -> str:
    """The language asked for, or the one that `use_style` has set."""
    return check_lang(spoken["lang"] if lang is None else lang)


@contextlib.contextmanager
def in_style() -> Iterator[None]:
    """The style for what the ``with`` block draws, whatever was set before, a seaborn theme say."""
    register_fonts()
    with mpl.rc_context(RC):
        yield


def dress(ax: Axes) -> None:
    """Give a caller's axes the style that their texts and spines, made before, do not have."""
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    for axis, color in ((ax.xaxis, MUTED), (ax.yaxis, INK)):
        axis.set_tick_params(which="both", labelfontfamily=FONT, labelcolor=color)
        axis.label.set(fontfamily=FONT, color=MUTED)
    ax.title.set(fontfamily=FONT, fontweight="bold", color=INK)
    ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()]
    for text in (ax.title, ax.xaxis.label, ax.yaxis.label, *ticks):
        text.set(fontfamily=FONT, parse_math=False)
