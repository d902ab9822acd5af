"""A figure on a page: its picture, the drawing for phones, its texts, its SVG to take along."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from sfwf_data.tools.site.pictures import compact, image_size
from sfwf_data.words.errors import SiteError
from sfwf_data.words.records import PHONE
from sfwf_data.words.terms import term

SAVED = re.compile(r"[a-z0-9-]+(\.[a-z]+)?")


def page_figure(output: dict, figure: dict, lang: str) -> dict:
    """What the template shows of a picture; the record of somebody's own is empty."""
    about = output.get("metadata", {})
    content = base64.b64decode("".join(output["data"]["image/png"]))
    texts = {key: in_language(figure.get(key, {}), lang) for key in ("title", "caption", "alt")}
    width, height = image_size(content)
    shown = {"width": width, "height": height, "alt": texts["alt"]} | about.get("image/png", {})
    phone = {}
    if PHONE in output["data"]:
        drawn = base64.b64decode("".join(output["data"][PHONE]))
        phone = {**about.get(PHONE, {}), "image": base64.b64encode(drawn).decode()}
    return {
        **texts,
        **{key: shown[key] for key in ("width", "height", "alt")},
        "name": figure.get("name", ""),
        "number": term("numbered figure", lang, n=figure["number"]) if figure else "",
        "image": base64.b64encode(compact(content)).decode(),
        "phone": phone,
    }


def in_language(texts: dict[str, str], lang: str) -> str:
    """A text in `lang`; a figure of somebody's own may have it in the other language alone."""
    return texts.get(lang) or next(iter(texts.values()), "")


def saved_drawing(figure: dict, folder: Path) -> dict[str, str]:
    """Name of a figure -> its SVG, where the run saved one; no name may lead elsewhere."""
    for name in (figure["name"], *figure["files"]):
        if not SAVED.fullmatch(name):
            raise SiteError(f"{name!r} is no name that a figure was saved under")
    drawing = next((name for name in figure["files"] if name.endswith(".svg")), None)
    return {figure["name"]: (folder / drawing).read_text(encoding="utf-8")} if drawing else {}
