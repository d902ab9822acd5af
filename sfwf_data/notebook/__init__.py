"""What the cells of a notebook call."""

from sfwf_data.words.errors import needs_extra

with needs_extra("notebooks"):
    from sfwf_data.notebook.page import Page

__all__ = ["Page"]
