"""The SVG files of a page, packed together: most of each is outlines of letters, and those stand once."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping

OUTLINE = re.compile(r'<path id="[^"]*" d="[^"]*"[^>]*/>')
PLACE = "\x01{}\x01"  # XML has no such character


def pack_drawings(drawings: Mapping[str, str]) -> str:
    """Base64 of gzipped JSON: the list of outlines, and each SVG with the numbers of its outlines in their places.

    Parameters
    ----------
    drawings : mapping
        Name -> text of an SVG file.  ``page.js`` gives the very same text back.
    """
    outlines: dict[str, int] = {}
    bodies = {
        name: OUTLINE.sub(
            lambda found: PLACE.format(outlines.setdefault(found[0], len(outlines))), text
        )
        for name, text in drawings.items()
    }
    packed = gzip.compress(
        json.dumps([list(outlines), bodies], ensure_ascii=False, separators=(",", ":")).encode(),
        9,
        mtime=0,
    )
    return base64.b64encode(packed).decode()


def unpack_drawings(packed: str) -> dict[str, str]:
    """What `pack_drawings` was given."""
    outlines, bodies = json.loads(gzip.decompress(base64.b64decode(packed)))
    return {
        name: re.sub("\x01(\\d+)\x01", lambda found: outlines[int(found[1])], text)
        for name, text in bodies.items()
    }
