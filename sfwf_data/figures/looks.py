"""How axes look, as a value that changes when somebody edits them and not when somebody looks."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# What is read of each artist, where it has it.  Drawing moves titles: only texts are asked for a
# place.
PAINT = "alpha", "color", "facecolor", "edgecolor", "linewidth", "linestyle", "hatch", "visible"
PLACE = "text", "xydata", "bbox", "offsets", "segments", "zorder"


def looks(ax: Axes) -> tuple:
    """Title, labels, limits, ticks and every artist of the axes, with text, place and colors."""
    ticks = [text.get_text() for text in (*ax.get_xticklabels(), *ax.get_yticklabels())]
    limits = [*ax.get_xlim(), *ax.get_ylim(), ax.axison]
    texts = [(text.get_text(), text.get_position()) for text in ax.texts]
    artists = [*ax.get_children(), ax.xaxis.label, ax.yaxis.label, *whole(ax).texts]
    return ticks, limits, texts, [look(artist) for artist in artists]


def look(artist: Artist) -> tuple[str, ...]:
    """What is seen of an artist, each as a text: that also holds for values that are missing."""
    getters = [getattr(artist, f"get_{name}", None) for name in PAINT + PLACE]
    seen = [getter() for getter in getters if getter is not None]
    return type(artist).__name__, *(repr(listed(value)) for value in seen)


def listed(value: object) -> object:
    """Arrays and boxes as lists of numbers."""
    if isinstance(value, list):
        return [listed(one) for one in value]
    return np.asarray(value).tolist() if hasattr(value, "__array__") else value


def whole(figure: Figure | Axes) -> Figure:
    """The figure that axes belong to."""
    found = figure.get_figure(root=True)
    assert isinstance(found, Figure), "axes that were removed from their figure"
    return found
