"""What the cells of a notebook call.

Each name is imported when it is first asked for: a plan of a batch needs no kernel and no drawing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from sfwf_data.words.errors import find_package, needs_extra

if TYPE_CHECKING:
    from sfwf_data.notebook.choices import rows_of, rows_with
    from sfwf_data.notebook.explorer import Explorer
    from sfwf_data.notebook.notebook import Notebook

find_package("IPython", "notebooks")

__all__ = ["Explorer", "Notebook", "rows_of", "rows_with"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "choices" if name.startswith("rows_") else name.lower()
    with needs_extra("notebooks"):
        return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
