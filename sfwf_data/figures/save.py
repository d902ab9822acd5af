"""Save a figure: PNG, SVG, PDF with the same bytes each time, whole or not at all."""

from __future__ import annotations

import io
import logging
import os
import re
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sfwf_data.figures.looks import whole
from sfwf_data.figures.style import in_style
from sfwf_data.words.errors import unknown
from sfwf_data.words.files import make_folder, write_file
from sfwf_data.words.say import LANGUAGES

FORMATS = ("png", "svg", "pdf")
DPI = 192
GLYPH = re.compile(r"Glyph (\d+) .*missing from", re.DOTALL)


class MissingGlyphError(ValueError):
    """A figure has a character that its font lacks; it would be drawn as a box."""


class SavedFigure(NamedTuple):
    """What `save_figure` gives back.

    Attributes
    ----------
    paths : dict
        Format -> file; empty where nothing was saved.
    metadata : dict
        name, lang, files (their names), and title, caption and alt, each by language.
    """

    paths: dict[str, Path]
    metadata: dict


def slug(name: str) -> str:
    """An ASCII slug (``a-z0-9-``) for a file name.

    Raises
    ------
    ValueError
        The name is a path, hidden, empty or not ASCII: dropping letters could give two figures
        one name.
    """
    text = str(name)
    if not text.isascii() or re.search(r"[/\\\x00:]", text) or text.startswith(".") or ".." in text:
        raise ValueError(
            f"{text!r} cannot name a figure: use ASCII letters, digits and hyphens, and no folder"
        )
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if not made:
        raise ValueError(f"{text!r} cannot name a figure: it has no letter or digit")
    return made


def render(
    figure: Figure | Axes, file_format: str, *, salt: str = "sfwf", title: str = "", alt: str = ""
) -> bytes:
    """Give the bytes of a figure in one format: the same for the same figure, no clock time in it.

    Parameters
    ----------
    figure : Figure or Axes
    file_format : {"png", "svg", "pdf", "webp"}
        WebP is for pages: small, of 32 colors, which is enough for flat areas and the edges of
        letters.
    salt : str
        What the ids inside an SVG are made from; differs between figures that one page shows.
    title, alt : str
        Stored in the file (SVG: title and description; PNG: Title and Description; PDF: Title and
        Subject).

    Returns
    -------
    bytes

    Raises
    ------
    MissingGlyphError
        A character has no glyph in its font.
    """
    if file_format not in (*FORMATS, "webp"):
        raise unknown("figure format", file_format, FORMATS)
    drawing = whole(figure)
    metadata = {
        "png": {"Software": None, "Title": title, "Description": alt},
        "svg": {"Date": None, "Creator": None, "Title": title, "Description": alt},
        "pdf": dict.fromkeys(("CreationDate", "Creator", "Producer"))
        | {"Title": title, "Subject": alt},
        "webp": {},
    }[file_format]
    metadata = {key: value for key, value in metadata.items() if value != ""}
    file = io.BytesIO()
    # It tells of each font table that a PDF does not need.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    with (
        in_style(),
        mpl.rc_context({"svg.hashsalt": salt}),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        kind = "rgba" if file_format == "webp" else file_format
        drawing.savefig(file, format=kind, dpi=DPI, metadata=metadata or None)
    for warning in caught:
        found = GLYPH.search(str(warning.message))
        if found:
            letter = chr(int(found[1]))
            name = unicodedata.name(letter, "no name")
            sign = f"{letter!r} (U+{ord(letter):04X} {name})"
            raise MissingGlyphError(f"the font has no glyph for {sign}: {title or salt}")
    for warning in caught:
        warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)
    return small_webp(file.getvalue(), drawing) if file_format == "webp" else file.getvalue()


def small_webp(pixels: bytes, figure: Figure) -> bytes:
    """The drawn pixels of a figure as lossless WebP of few colors."""
    from PIL import Image  # comes with matplotlib

    width, height = (int(inches * DPI) for inches in figure.get_size_inches())
    picture = Image.frombuffer("RGBA", (width, height), pixels).convert("RGB")
    few = picture.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.convert("RGB").save(file, "WEBP", lossless=True, method=1, quality=25)
    return file.getvalue()


def both(texts: Mapping[str, str] | str | None, what: str) -> dict[str, str]:
    """The text in each language; one text alone stands for both."""
    if texts is None:
        return {}
    if isinstance(texts, str):
        return dict.fromkeys(LANGUAGES, texts)
    missing = [lang for lang in LANGUAGES if not texts.get(lang)]
    if missing:
        raise ValueError(f"{what} lacks the text in {', '.join(missing)}")
    return {lang: texts[lang] for lang in LANGUAGES}


def save_figure(
    figure: Figure | Axes, name: str, output_dir: str | os.PathLike = "", *,
    formats: Iterable[str] = ("png", "svg"), lang: str = "ko",
    title: Mapping[str, str] | str | None = None, caption: Mapping[str, str] | str | None = None,
    alt: Mapping[str, str] | str | None = None,
) -> SavedFigure:  # fmt: skip
    """Save a figure in each format, reproducible to the byte; all files are written, or none is.

    Parameters
    ----------
    figure : Figure or Axes
    name : str
        File name without ending; made a slug (see `slug`).
    output_dir : path
        Made if need be.  Empty: the figure is drawn and checked, but not saved.
    formats : iterable of {"png", "svg", "pdf"}
    lang : {"ko", "en"}
        The language of the figure: which title and alt text go into the files.
    title, caption, alt : mapping of "ko" and "en" to text, optional

    Returns
    -------
    SavedFigure

    Raises
    ------
    MissingGlyphError
        A character has no glyph in the font; nothing is written.
    ValueError
        The name cannot name a file, a format is not known, or a text lacks a language.
    """
    stem = slug(name)
    given = {"title": title, "caption": caption, "alt": alt}
    texts = {what: both(text, what) for what, text in given.items()}
    titles = {what: texts[what].get(lang, "") for what in ("title", "alt")}
    chosen = list(dict.fromkeys(formats))
    drawn = {kind: render(figure, kind, salt=stem, **titles) for kind in chosen}
    files = {kind: f"{stem}.{kind}" for kind in chosen} if output_dir else {}
    metadata = {"name": stem, "lang": lang, "files": list(files.values()), **texts}
    folder = make_folder(Path(output_dir)) if output_dir else Path()
    paths = {kind: write_file(folder / file, drawn[kind]) for kind, file in files.items()}
    return SavedFigure(paths, metadata)
