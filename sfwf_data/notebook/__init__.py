"""What the cells of a notebook call.

Each name is imported when it is first asked for: a plan of a batch needs no kernel and no drawing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from sfwf_data.words.errors import find_package, needs_extra

if TYPE_CHECKING:
    from sfwf_data.notebook.choices import rows_of, rows_with
    from sfwf_data.notebook.explorer import Explorer
    from sfwf_data.notebook.naming import rows_named
    from sfwf_data.notebook.notebook import Notebook
    from sfwf_data.notebook.sums import unit_of_sum

find_package("IPython", "notebooks")

HOMES = {
    "Explorer": "explorer",
    "Notebook": "notebook",
    "rows_named": "naming",
    "rows_of": "choices",
    "rows_with": "choices",
    "unit_of_sum": "sums",
}
__all__ = ["Explorer", "Notebook", "rows_named", "rows_of", "rows_with", "unit_of_sum"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with needs_extra("notebooks"):
        return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
