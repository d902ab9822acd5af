"""Pictures of the pages: the same pixels at a third of the weight, thumbnails, SVG files packed."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
from collections.abc import Mapping

from PIL import Image

THUMBNAIL = (480, 360)  # pixels, at most: twice the size at which the gallery shows it
# Effort of the search for a small file; the pixels are the same at each.
EFFORT = {"method": 1, "quality": 25}
OUTLINE = re.compile(r'<path id="[^"]*" d="[^"]*"[^>]*/>')
PLACE = "\x01{}\x01"  # XML has no such character


def compact(content: bytes) -> bytes:
    """A PNG as lossless WebP: every pixel stays; an idle alpha channel goes."""
    picture: Image.Image = Image.open(io.BytesIO(content))
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


def pack_drawings(drawings: Mapping[str, str]) -> str:
    """Pack SVG files: most of each is outlines of letters, and in the pack those stand once.

    Base64 of gzipped JSON: the outlines, and each SVG with their numbers in their places.
    ``page.js`` gives the very same text back.
    """
    outlines: dict[str, int] = {}

    def place_of(found: re.Match[str]) -> str:
        return PLACE.format(outlines.setdefault(found[0], len(outlines)))

    bodies = {name: OUTLINE.sub(place_of, text) for name, text in drawings.items()}
    content = json.dumps([list(outlines), bodies], ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(content.encode(), 9, mtime=0)).decode()
