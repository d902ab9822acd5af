"""The look of every figure: Korean font, colours, formats."""

from __future__ import annotations

import contextlib
import functools
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import matplotlib as mpl
from matplotlib import font_manager

from sfwf_data.words.font import FONT, font_files
from sfwf_data.words.say import check_lang

INK = "#222222"  # text
MUTED = "#666666"  # notes, axis text
RULE = "#D9D9D9"  # grid
GREY = "#B5B5B5"  # remainders, "all others", peers
PALE = "#CFD8E1"  # what something is measured against: a budget behind its execution
MAIN = "#0B5C8F"  # the one series of a figure; on pace
SOFT = "#8DB4D2"  # the same series where it is not the subject of the title
WARN = "#C8501E"  # behind, unexplained

# Lightness falls from one colour to the next (L* 71 to 20), so that they also differ in grey and to colour-blind readers.
SPARE = ("#5A9E2F", "#7A5230", "#3E7C7B")
OFFICES = {
    "office-care": "#E69F00",
    "office-equality": "#D17FAE",
    "office-spaces": "#2A9478",
    "office-work-life": "#C44E00",
    "office-research": "#00629B",
    "office-management": "#7B2D6B",
    "office-audit": "#1D2F5C",
}
HEADQUARTERS = {"hq-programs": "#D9822B", "hq-planning": "#1F4E79"}
GOALS = {"g1": "#0072B2", "g2": "#CC79A7", "g3": "#E69F00", "g4": "#8C3212", "g5": "#1D2F5C"}
FUNDING = {"own": "#0B5C8F", "commissioned": "#C97E14", "entrusted": "#6FB3A8"}

RC = {
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


@functools.cache
def register_fonts() -> tuple[str, ...]:
    """Make the Nanum fonts of koreanize-matplotlib known to matplotlib, once.

    The package is not imported: its import needs distutils, which Python 3.12 dropped.

    Returns
    -------
    tuple of str
        The files registered.

    Raises
    ------
    ModuleNotFoundError
        koreanize-matplotlib is not installed (the ``figures`` extra).
    """
    manager = font_manager.fontManager
    for weight, file in font_files().items():
        path = str(file)
        entry = font_manager.ttfFontProperty(font_manager.get_font(path))
        # sns.set_theme() puts its own list of Latin fonts in place of ours, Arial first.  Found under that name too
        # (and before another Arial: none has Hangul), the Korean font stays.
        manager.ttflist[:0] = [
            replace(entry, name=FONT, weight=weight),
            replace(entry, name="Arial", weight=weight),
        ]
        manager.addfont(path)  # last: it also makes matplotlib forget earlier searches
    return tuple(str(file) for file in font_files().values())


def use_style(lang: str = "ko") -> None:
    """Set the style for all figures made from now on, those of the reader's own included; again is harmless.

    The figure functions of this package need no such call: they bring the style along.

    Parameters
    ----------
    lang : {"ko", "en"}
        Checked here, so that a wrong language is an error in the first cell of a notebook.
    """
    check_lang(lang)
    register_fonts()
    mpl.rcParams.update(RC)


@contextlib.contextmanager
def in_style() -> Iterator[None]:
    """The style for what is drawn inside the ``with`` block, whatever was set before (sns.set_theme(), say)."""
    register_fonts()
    with mpl.rc_context(RC):
        yield


def styled(function: Callable) -> Callable:
    """Decorate a figure function: it draws in the style of this package and leaves no global setting behind."""

    @functools.wraps(function)
    def inside(*args, **kwargs):
        with in_style():
            return function(*args, **kwargs)

    return inside


def division_color(division_id: str, parent_id: str | None = None) -> str:
    """The colour of a headquarters, office or team: always the same, whatever else is in the figure.

    A team has the colour of its office (`parent_id`); a division that this package has not met yet gets one that
    depends on its id alone; a missing id is grey.
    """
    known = OFFICES | HEADQUARTERS
    for one in (division_id, parent_id):
        if isinstance(one, str) and one in known:
            return known[one]
    if not isinstance(division_id, str) or not division_id:
        return GREY
    return SPARE[zlib.crc32((parent_id or division_id).encode()) % len(SPARE)]


def goal_color(goal_id: str) -> str:
    """The colour of a strategic goal; one that is not known is grey."""
    return GOALS.get(goal_id, GREY)


def funding_color(funding: str) -> str:
    """The colour of a kind of funding (own, commissioned, entrusted); one that is not known is grey."""
    return FUNDING.get(funding, GREY)
