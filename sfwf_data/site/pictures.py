"""Pictures of the pages: smaller PNG with the same pixels, and thumbnails for the gallery."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

THUMBNAIL = (480, 360)  # pixels, at most: twice the size at which the gallery shows it


@lru_cache(maxsize=64)
def compact_png(content: bytes) -> bytes:
    """The same pixels in a smaller PNG: a palette where there are at most 256 colours, no alpha where all is opaque.

    A figure in its style has few colours, so this saves two thirds without any loss; the smaller of both is given.
    """
    picture = opaque(Image.open(io.BytesIO(content)))
    colors = picture.getcolors(256)
    if colors is not None and picture.mode == "RGB":
        picture = exact_palette(picture, sorted(color for _, color in colors))
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=9)
    return min(file.getvalue(), content, key=len)


def opaque(picture: Image.Image) -> Image.Image:
    """RGB where no pixel is transparent, else as it is."""
    if picture.mode == "RGBA" and picture.getextrema()[3][0] < 255:
        return picture
    return picture.convert("RGB")


def exact_palette(picture: Image.Image, colors: list[tuple[int, int, int]]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for color in colors for channel in color])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def thumbnail(content: bytes) -> bytes:
    """A small WebP on white."""
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    small = Image.alpha_composite(ground, picture).convert("RGB")
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "WEBP", quality=72, method=4)
    return file.getvalue()
