"""What stands around the axes: title and subtitle above, note and source below.

Each is as wide as the figure.  A narrow figure leaves out the source: a page says it beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.transforms import blended_transform_factory

from sfwf_data.figures.colors import INK, MUTED
from sfwf_data.figures.fit import NOTE_SIZE, break_lines, lines_height, text_width, wrap

if TYPE_CHECKING:
    from sfwf_data.figures.canvas import Canvas

EDGE = 10  # points between the texts and the edge of a figure
FOOT = ("remark", "source")  # gids of what stands below the axes


def write_head(canvas: Canvas, title: str, subtitle: str) -> None:
    """Write title and subtitle, and tell the canvas how high they stand."""
    width = text_room(canvas)
    size, small = canvas.title_size, canvas.text_size
    # Small bold letters come out wider than they measure.
    heading = fill(title, width - 8 if canvas.is_compact else width, size)
    under = break_lines(subtitle, width, small, "normal") if subtitle else ""
    pad = canvas.above + (lines_height(under, small) + 3 if under else 0)
    canvas.top = rim(canvas) + lines_height(heading, size) + 3 + pad
    look: dict[str, Any] = {"x": canvas.edge / canvas.page if canvas.own else 0, "linespacing": 1.2}
    text = canvas.ax.set_title(heading, loc="center", ha="left", fontsize=size, pad=pad, **look)
    if canvas.own:
        place = blended_transform_factory(canvas.figure.transFigure, canvas.ax.transAxes)
        text.set_transform(place + canvas.ax.titleOffsetTrans)  # type: ignore[attr-defined]
    if under:
        look = {"va": "bottom", "fontsize": small, "color": MUTED, "gid": "subtitle"}
        beside(canvas, under, 1, canvas.above, **look)


def write_foot(canvas: Canvas, remark: str, source: str | None) -> None:
    """Write note and source below the axes, in place of those that stand there; size the figure."""
    for text in [text for text in canvas.ax.texts if text.get_gid() in FOOT]:
        text.remove()
    if canvas.is_compact:
        source, canvas.below = "", 4 if remark else canvas.below
    named = canvas.term("source", text=source) if source and not canvas.narrow else ""
    blocks = [break_lines(text, text_room(canvas), NOTE_SIZE, "normal") for text in (remark, named)]
    heights = [lines_height(block, NOTE_SIZE) if block else 0 for block in blocks]
    if canvas.own:
        bottom = canvas.below + rim(canvas) + sum(heights)
        total = canvas.top + canvas.height + bottom
        canvas.figure.set_size_inches(canvas.page / 72, total / 72)
        left, wide = canvas.left / canvas.page, canvas.width / canvas.page
        canvas.ax.set_position((left, bottom / total, wide, canvas.height / total))
    down = canvas.below
    for gid, block, height in zip(FOOT, blocks, heights, strict=True):
        if block:
            look = {"va": "top", "fontsize": NOTE_SIZE, "color": MUTED, "gid": gid}
            beside(canvas, block, 0, -down, **look)
        down += height


def write_key(canvas: Canvas, entries: list[tuple[str, str]], marks: str) -> None:
    """The parts of a mark by name and color, in a row above the axes and the names of lines."""
    lines = canvas.note_lines
    start = offset = EDGE - canvas.left if canvas.own else 0.0
    places: list[tuple[float, int]] = []
    line = 0
    for text, _ in entries:
        end = offset + 12 + text_width(text, NOTE_SIZE)
        if canvas.own and places and end > start + canvas.page - 2 * EDGE:
            offset, line = start, line + 1
        places.append((offset, line))
        offset += 28 + text_width(text, NOTE_SIZE)
    signs = marks or "■" * len(entries)
    for (text, color), sign, (left, row) in zip(entries, signs, places, strict=True):
        for shift, part, ink in ((0, sign, color), (12, text, INK)):
            x, height = (left + shift) / canvas.width, line - row + lines
            canvas.note_above(x, part, "left", canvas.ax.transAxes, ink, height)


def fill(title: str, width: float, size: float) -> str:
    """A title on as few lines as it needs; even ones where a word or two would be left over."""
    full = break_lines(title, width, size, "bold")
    if text_width(full.rpartition("\n")[2], size, "bold") > 0.3 * width:
        return full
    return wrap(title, width, size, "bold")


def rim(canvas: Canvas) -> float:
    """What stays free above the title and below the last line."""
    return 1 if canvas.is_compact else EDGE


def text_room(canvas: Canvas) -> float:
    """The width that texts above and below the axes have."""
    return canvas.page - 2 * canvas.edge if canvas.own else canvas.width


def beside(canvas: Canvas, text: str, y: float, up: float, **look: Any) -> None:
    """A text from the left edge on, `up` points above the height `y` of the axes."""
    x, across = (
        (canvas.edge / canvas.page, "figure fraction") if canvas.own else (0, "axes fraction")
    )
    place: dict[str, Any] = {"xycoords": (across, "axes fraction"), "ha": "left"}
    canvas.note(text, (x, y), (0, up), **place, **look, linespacing=1.2)
