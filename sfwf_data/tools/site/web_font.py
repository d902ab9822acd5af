"""The web font of the pages: NanumGothic, cut down to what is used, renamed as its license asks."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from sfwf_data.words.font import font_files

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "SFWF Sans"  # "Nanum" is a reserved font name: a changed font may not bear it
LICENSE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENSE_ADDRESS = "https://openfontlicense.org"
KEPT_NAMES = [0, 1, 2, 4, 5, 6, 13, 14]


@cache
def covered(weight: int) -> frozenset[int]:
    """Code points that the font has."""
    from fontTools.ttLib import TTFont

    with TTFont(font_files()[weight], lazy=True) as font:
        return frozenset(font.getBestCmap())


def wanted(text: Iterable[str], lang: str, weight: int = 400) -> str:
    """The characters of `text` that a page takes from the web font, sorted.

    A Korean page takes all that the font has, so that digits and letters match; an English page
    only what Latin fonts do not have.
    """
    least, known = 0x20 if lang == "ko" else 0x2E80, covered(weight)
    return "".join(sorted(one for one in set(text) if ord(one) >= least and ord(one) in known))


@cache
def subset_font(characters: str, weight: int) -> bytes:
    """A WOFF2 font of these characters alone: always the same bytes, without hints, renamed."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["kern"],
        name_IDs=KEPT_NAMES,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, "TSI0", "TSI1", "TSI2", "TSI3", "TSI5"],
    )
    font = subset.load_font(str(font_files()[weight]), options)
    # It warns of each table that no page needs.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    rename(font, "Bold" if weight == 700 else "Regular")
    file = io.BytesIO()
    subset.save_font(font, file, options)
    font.close()
    return file.getvalue()


def rename(font: TTFont, style: str) -> None:
    names = font["name"]
    copyright_notice = names.getDebugName(0)
    names.names = []
    texts = {
        0: copyright_notice,
        1: FAMILY,
        2: style,
        4: f"{FAMILY} {style}",
        5: "Version 3.021; subset",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        13: LICENSE,
        14: LICENSE_ADDRESS,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def font_face(characters: str, weight: int) -> str:
    """The ``@font-face`` rule with the font inside; nothing where no character is wanted."""
    if not characters:
        return ""
    data = base64.b64encode(subset_font(characters, weight)).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
        f'src:url(data:font/woff2;base64,{data})format("woff2")}}'
    )
