"""What the cells of a notebook call."""

from sfwf_data.words.errors import needs_extra

with needs_extra("notebooks"):
    from sfwf_data.notebook.notebook import Notebook

__all__ = ["Explorer", "Notebook", "rows_of", "rows_with"]


def __getattr__(name: str) -> object:
    """Import what only some notebooks need when it is asked for: the explorer brings ipywidgets."""
    if name == "Explorer":
        with needs_extra("notebooks"):
            from sfwf_data.notebook.explorer import Explorer
        return Explorer
    if name in ("rows_of", "rows_with"):
        from sfwf_data.notebook import choices

        return getattr(choices, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
