"""Figures: `plot_*(frame, ax=None, lang=None, ...) -> Axes`; they read no file and save none.

Each stands in a module of its own, and is offered here without being listed.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from sfwf_data.words.errors import needs_extra

with needs_extra("figures"):
    from sfwf_data.figures.colors import division_color, funding_color, goal_color
    from sfwf_data.figures.drawing import FIGURES, Drawn, drawn
    from sfwf_data.figures.save import MissingGlyphError, SavedFigure, render, save_figure
    from sfwf_data.figures.style import use_style

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    def __getattr__(name: str) -> Callable[..., Axes]: ...


globals().update(FIGURES)

__all__ = [
    "Drawn",
    "MissingGlyphError",
    "SavedFigure",
    "division_color",
    "drawn",
    "funding_color",
    "goal_color",
    "render",
    "save_figure",
    "use_style",
]
__all__ += sorted(FIGURES)


def __dir__() -> list[str]:
    return __all__
