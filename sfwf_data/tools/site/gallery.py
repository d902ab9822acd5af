"""The index of the site: a gallery with filters, which without a script is a plain list."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sfwf_data.tools.site.facets import choices
from sfwf_data.tools.site.finish import POLICY, STYLE, TEMPLATES, template_file
from sfwf_data.tools.site.labels import label, labels, question, question_id
from sfwf_data.tools.site.pages import AUDIT, SitePage, gallery_file
from sfwf_data.tools.site.pictures import image_size, thumbnail
from sfwf_data.words.say import LANGUAGES

# 'self' is not enough where the page is opened from a disk, for then it has no origin.
GALLERY_IMAGES = "'self' file:"


def render_gallery(pages: list[SitePage], cards: list[dict], lang: str) -> str:
    """The HTML of the index in `lang`, without its font; every page is listed, in its own language."""
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    groups = [
        {"id": question_id(notebook), "title": question(notebook, lang), "cards": list(group)}
        for notebook, group in groupby(cards, key=lambda one: one["notebook"])
    ]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    reports = ", ".join(sorted({page.report for page in pages}))
    audit = next(
        (
            f"{page.name}.html"
            for page in pages
            if page.run["notebook"].startswith(AUDIT) and page.lang == lang
        ),
        "",
    )
    return environment.get_template("gallery.html.j2").render(
        lang=lang, say=labels(lang), version=pages[0].about["version"], groups=groups, audit=audit, other=gallery_file(other), other_lang=other,
        filters=[(kind, label(name, lang), options(kind, pages, lang)) for kind, name in (("goals", "goal"), ("divisions", "division"))],
        languages=[one for one in LANGUAGES if any(page.lang == one for page in pages)],
        as_of=label("as of", lang, report=reports), report_text=label("report text", lang, report=reports),
        cite=label("cite site", lang, title=label("site", lang), version=pages[0].about["version"], report=reports),
        script=template_file("gallery.js"), style=STYLE, policy=POLICY,
    )  # fmt: skip


def make_card(page: SitePage, out: Path) -> dict:
    """What the galleries show of a page; writes its thumbnail, which is its first figure."""
    figures = [
        {
            "name": figure["name"],
            **{key: figure[key][page.lang] for key in ("title", "caption", "alt")},
        }
        for figure in page.about["figures"]
    ]
    card = {
        "notebook": page.run["notebook"], "lang": page.lang, "file": f"{page.name}.html", "title": page.about["title"], "figures": figures,
        "thumbnail": "", **page.facets,
    }  # fmt: skip
    if figures:
        content = thumbnail((page.source.parent / f"{figures[0]['name']}.png").read_bytes())
        target = out / "thumbnails" / f"{page.name}.webp"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        width, height = image_size(content)
        card |= {
            "thumbnail": f"thumbnails/{target.name}",
            "alt": figures[0]["alt"],
            "width": width,
            "height": height,
        }
    return card


def options(kind: str, pages: list[SitePage], lang: str) -> list[tuple[str, str]]:
    """Goals or divisions that some page is about, each once though several reports know it."""
    pairs = {}
    for report in sorted({page.report for page in pages}):
        ids = {one for page in pages if page.report == report for one in page.facets[kind]}
        pairs |= dict(choices(kind, ids, report, lang))
    return list(pairs.items())
