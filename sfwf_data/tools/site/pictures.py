"""Pictures of the pages: the same pixels at a third of the weight, and thumbnails for the gallery."""

from __future__ import annotations

import io

from PIL import Image

THUMBNAIL = (480, 360)  # pixels, at most: twice the size at which the gallery shows it
EFFORT = {
    "method": 1,
    "quality": 25,
}  # of the search for a small file; the pixels are the same at each


def compact(content: bytes) -> bytes:
    """A PNG as lossless WebP: every pixel stays; an idle alpha channel goes."""
    picture = Image.open(io.BytesIO(content))
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=True, exact=True, **EFFORT)
    return file.getvalue()


def thumbnail(content: bytes) -> bytes:
    """A small WebP on white."""
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    small = Image.new("RGB", picture.size, "white")
    small.paste(picture, mask=picture)
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "WEBP", quality=72, method=4)
    return file.getvalue()


def image_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    return Image.open(io.BytesIO(content)).size
