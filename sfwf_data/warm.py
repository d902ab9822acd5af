"""Warming up a process that is going to draw, or whose children are."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from sfwf_data.figures import plot_gap_by_item
from sfwf_data.figures.save import render
from sfwf_data.figures.style import register_fonts


def draw_once() -> None:
    """Open the fonts and fill matplotlib's caches with a figure that no one sees; without pyplot, whose state children would inherit."""
    register_fonts()
    frame = pd.DataFrame(
        {
            "item": ["가나다 ABC abc 0123456789"],
            "item_en": ["abc"],
            "gap_krw": [1],
            "gap_share_ratio": [1.0],
        }
    )
    axes = plot_gap_by_item(frame, ax=Figure().subplots())
    for file_format in ("png", "svg"):
        render(axes, file_format)
