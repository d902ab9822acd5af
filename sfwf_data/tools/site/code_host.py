"""The figures of a batch as pages that a code host shows: what a repository's readers see of them.

Notebooks lie there without outputs.  Colors are reduced, so that the pictures stay small.
"""

from __future__ import annotations

import io
import json
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image

from sfwf_data.tools.site.build import inside, read_runs
from sfwf_data.tools.site.labels import label
from sfwf_data.words.errors import SiteError
from sfwf_data.words.files import make_folder, write_file
from sfwf_data.words.say import LANGUAGES

COLORS = 64
PICTURES = "gallery"  # the folder of the pictures beside the pages
PAGES = {"en": "README.md", "ko": "README.ko.md"}


def write_code_host(figures: Path, out: Path) -> list[Path]:
    """Write a page in each language, and its pictures; give what was written."""
    runs = read_runs(figures)
    titles = {run["executed"].rpartition("/")[0]: title_of(figures, run) for run in runs}
    entries = json.loads((figures / "manifest.json").read_text(encoding="utf-8"))["figures"]
    listed = [one for one in entries if one["file"].endswith(".png")]
    if foreign := [one["file"] for one in listed if not inside(one["file"])]:
        raise SiteError(f"{figures / 'manifest.json'} lists {foreign[0]!r}, which lies outside")
    make_folder(out / PICTURES)
    pictures = {picture_name(one): small(figures / one["file"]) for one in listed}
    written = [write_file(out / PICTURES / name, data) for name, data in pictures.items()]
    for lang in LANGUAGES:
        page = render(lang, [one for one in listed if one["lang"] == lang], titles)
        written.append(write_file(out / PAGES[lang], page))
    for old in set((out / PICTURES).glob("*.png")) - set(written):
        old.unlink()
    return written


def title_of(figures: Path, run: dict[str, Any]) -> str:
    """The title of an executed notebook: its first heading."""
    cells = json.loads((figures / run["executed"]).read_text(encoding="utf-8"))["cells"]
    return "".join(cells[0]["source"]).partition("\n")[0].lstrip("# ")


def picture_name(figure: dict[str, Any]) -> str:
    """A file's path as one name."""
    return figure["file"].replace("/", "--")


def small(path: Path) -> bytes:
    """A picture in few colors, the same bytes each time."""
    image = Image.open(path).convert("RGB")
    reduced = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    content = io.BytesIO()
    reduced.save(content, "PNG", optimize=True)
    return content.getvalue()


def render(lang: str, figures: list[dict[str, Any]], titles: dict[str, str]) -> str:
    """A page of one language, in HTML that Markdown takes as it is: no text can be markup."""
    other = next(name for name in LANGUAGES if name != lang)
    parts = [
        f"<h1>{escape(label('figures', lang))}</h1>",
        f'<p><a href="{PAGES[other]}">{escape(label("other language", lang))}</a></p>',
    ]
    for folder, group in groupby(figures, key=lambda one: one["file"].rpartition("/")[0]):
        notebook = folder.partition("/")[0]
        parts.append(
            f'<h2><a href="../notebooks/{escape(notebook)}.ipynb">{escape(titles[folder])}</a></h2>'
        )
        for one in group:
            source = f"{PICTURES}/{picture_name(one)}"
            parts.append(
                f'<p><img src="{escape(source)}" alt="{escape(one["alt"][lang])}" width="720"></p>'
            )
            parts.append(f"<p>{escape(one['caption'][lang])}</p>")
    return "\n\n".join(parts) + "\n"
