"""Build the site: pages and gallery in a temporary folder, which takes the place of the old one."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from sfwf_data.tools.site.finish import Used, environment, finish
from sfwf_data.tools.site.gallery import GALLERY_IMAGES, make_card, render_gallery
from sfwf_data.tools.site.page import SitePage, read_page
from sfwf_data.tools.site.page_links import gallery_file
from sfwf_data.tools.site.rendering import render_page
from sfwf_data.words.errors import SiteError
from sfwf_data.words.files import files_of, staged, write_file, write_json
from sfwf_data.words.say import LANGUAGES

INVENTORY = "site.json"  # marks a folder as made by `sfwf site`, and lists what is in it
NAME = re.compile(r"\w[\w.-]*", re.ASCII)
LEAST = 4  # pages a process: to start one takes as long as some pages


def build_site(
    figures: Path, out: Path, jobs: int = 1, done: Callable[[str], None] = lambda name: None
) -> list[SitePage]:
    """Build one page a run of ``figures/manifest.json`` and the galleries, the same to the byte.

    `out` is replaced as a whole, once the new site is complete; `done` is told each page's name.
    """
    if jobs < 1:
        raise SiteError(f"--jobs {jobs}: at least 1 is expected")
    runs = read_runs(figures)
    if out.exists() and (
        not out.is_dir() or (any(out.iterdir()) and not (out / INVENTORY).is_file())
    ):
        raise FileExistsError(
            f"{out} is no site of sfwf (it has no {INVENTORY}): it is not replaced"
        )
    pages = [read_page(run, figures) for run in runs]
    with staged(out) as staging:
        write_pages(pages, staging, jobs, done)
        write_inventory(staging)
    return pages


def read_runs(figures: Path) -> list[dict]:
    """The runs of the manifest; their names are not trusted."""
    manifest = figures / "manifest.json"
    if not manifest.is_file():
        raise SiteError(f"there is no {manifest}: run `sfwf batch` first")
    runs = json.loads(manifest.read_text(encoding="utf-8"))["runs"]
    foreign = [
        run["executed"]
        for run in runs
        if not NAME.fullmatch(f"{run['notebook']}.{run['slug']}") or not inside(run["executed"])
    ]
    if foreign:
        raise SiteError(
            f"{manifest} lists {', '.join(map(repr, foreign))}, which `sfwf batch` does not write: "
            "run it again"
        )
    absent = [run["executed"] for run in runs if not (figures / run["executed"]).is_file()]
    if absent or not runs:
        raise SiteError(f"{manifest} lists {', '.join(absent) or 'no run'}: run `sfwf batch` again")
    return sorted(runs, key=lambda run: (run["notebook"], run["slug"]))


def inside(path: str) -> bool:
    """True for a relative path that does not climb."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def write_pages(
    pages: list[SitePage], staging: Path, jobs: int, done: Callable[[str], None]
) -> None:
    """Write pages and galleries.

    A font is shared by the pages of a language, for to cut one out takes longer than the rest of a
    page; the English gallery, which lists Korean pages too, has its own, lest English pages carry
    its letters.
    """
    used = {lang: Used() for lang in LANGUAGES}
    cards = []
    for page, draft in zip(pages, make_drafts(pages, staging, jobs), strict=True):
        page.about, card, letters = draft
        used[page.lang] |= letters
        cards.append(card)
        done(page.name)
    for lang in LANGUAGES:
        code = render_gallery(pages, cards, lang)
        letters = Used.of(code)
        if lang == "ko":
            letters = used[lang] = used[lang] | letters
        finished = finish(code, letters, lang, "gallery.css", GALLERY_IMAGES)
        write_file(staging / gallery_file(lang), finished)
    for page in pages:
        path = staging / f"{page.name}.html"
        code = path.read_text(encoding="utf-8")
        write_file(path, finish(code, used[page.lang], page.lang, "page.css"))


def make_drafts(
    pages: list[SitePage], staging: Path, jobs: int
) -> Iterator[tuple[dict, dict, Used]]:
    """Make each page, `jobs` at a time: what it says about itself, its card, its letters."""
    make = partial(make_draft, pages, staging)
    jobs = min(jobs, len(pages) // LEAST)
    # A fork takes along what is imported; one that takes threads along is not safe.
    if (
        jobs < 2
        or "fork" not in multiprocessing.get_all_start_methods()
        or threading.active_count() > 1
        or sys.platform == "darwin"
    ):
        yield from map(make, range(len(pages)))
        return
    environment()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(make, range(len(pages)))


def make_draft(pages: list[SitePage], staging: Path, number: int) -> tuple[dict, dict, Used]:
    """Write a page that has no font yet, and its thumbnail."""
    page = pages[number]
    code = render_page(page, pages)
    write_file(staging / f"{page.name}.html", code)
    return page.about, make_card(page, staging), Used.of(code)


def write_inventory(staging: Path) -> None:
    files = files_of(staging).items()
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files}
    write_json(staging / INVENTORY, {"sha256": hashes})
