"""The HTML of a page, from what its notebook shows and from what it says about itself."""

from __future__ import annotations

import hashlib

from sfwf_data.tools.site.content import Content
from sfwf_data.tools.site.finish import fill, template_file
from sfwf_data.tools.site.labels import label
from sfwf_data.tools.site.page import SitePage
from sfwf_data.tools.site.page_figures import in_language
from sfwf_data.tools.site.page_links import gallery_file, links, questions
from sfwf_data.tools.site.pictures import pack_drawings
from sfwf_data.words.errors import SiteError
from sfwf_data.words.records import read_notebook
from sfwf_data.words.terms import term


def render_page(page: SitePage, pages: list[SitePage]) -> str:
    """The HTML of a page, without its font; `pages` are all of the site, for its links."""
    lang, report = page.lang, page.report
    found = links(page, pages)
    content = Content(lang, report, page.source.parent, found["notebooks"])
    try:
        content.read(read_notebook(page.source, SiteError))
    except SiteError as error:
        raise SiteError(f"{page.source}: {error}") from None
    page.about = {"title": content.title, "version": content.version, "figures": content.figures}
    finding = content.figures[0]["title"] if content.figures else {}
    return fill(
        "page.html.j2",
        lang,
        page=page,
        content=content,
        description=in_language(finding, lang) or content.title,
        question=questions(pages, lang)[page.run["notebook"]],
        gallery=gallery_file(lang),
        drawings=pack_drawings(content.drawings),
        foot=foot(page, content),
        in_language=in_language,
        no_rows=term("no rows note", lang),
        script=template_file("page.js"),
        **found,
    )


def foot(page: SitePage, content: Content) -> dict[str, str]:
    """Texts of the page's foot: report, corrections, data hash, citation, parameters."""
    lang, report = page.lang, page.report
    hashed = data_hash(content.data) if content.data else ""
    cite = label("cite text", lang, title=content.title, version=content.version, report=report)
    if hashed:
        cite = f"{cite} {label('cite hash', lang, hash=hashed[:16])}"
    named = {name: value for name, value in page.parameters.items() if value != ""}
    return {
        "as_of": label("as of", lang, report=report),
        "report": label("report text", lang, report=report),
        "corrections": corrections_text(content.corrections, lang),
        "cite": cite,
        "hash": hashed,
        "parameters": ", ".join(f"{name}={value}" for name, value in sorted(named.items())),
    }


def corrections_text(record: dict, lang: str) -> str:
    """How many corrections affect a page, as recorded; empty where its notebook did not look."""
    if not record:
        return ""
    count = record["count"]
    kind = {1: "corrections one", record["of"]: "corrections all", 0: "corrections none"}
    return label(kind.get(count, "corrections here"), lang, count=count)


def data_hash(files: dict[str, str]) -> str:
    """One SHA-256 over the names and hashes of the data files that a page rests on."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
