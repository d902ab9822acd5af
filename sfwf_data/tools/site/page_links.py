"""Where to go from a page: its twin, the audit, the pages of other notebooks, the gallery."""

from __future__ import annotations

from sfwf_data.tools.site.labels import label
from sfwf_data.tools.site.page import SitePage
from sfwf_data.words.say import LANGUAGES

AUDIT = "07_source_audit"


def questions(pages: list[SitePage], lang: str) -> dict[str, str]:
    """Notebook -> its question, in `lang` where it has a page in it; its name where it has none."""
    ordered = sorted(pages, key=lambda page: page.lang != lang)
    found: dict[str, str] = {}
    for page in ordered:
        found.setdefault(page.run["notebook"], page.question or page.run["notebook"])
    return found


def links(page: SitePage, pages: list[SitePage]) -> dict:
    """Give the pages that a page leads to: its twin in the other language, the audit, the others.

    A notebook that has several pages is found in the gallery.
    """
    files: dict[str, list[str]] = {}
    found: dict = {"twin": "", "twin_lang": ""}
    for other in pages:
        notebook, file = other.run["notebook"], f"{other.name}.html"
        if other.lang == page.lang and other.report == page.report:
            files.setdefault(notebook, []).append(file)
        same = notebook == page.run["notebook"] and without_lang(other) == without_lang(page)
        if same and other.lang != page.lang:
            found |= {"twin": file, "twin_lang": other.lang}
    asked = questions(pages, page.lang)
    notebooks = {
        name: {
            "href": some[0] if len(some) == 1 else f"{gallery_file(page.lang)}#{question_id(name)}",
            "text": label("quoted", page.lang, text=asked[name].partition(":")[0]),
        }
        for name, some in files.items()
    }
    audit = "" if page.run["notebook"] == AUDIT else files.get(AUDIT, [""])[0]
    return found | {"notebooks": notebooks, "audit": audit}


def without_lang(page: SitePage) -> dict:
    return {
        name: value for name, value in page.parameters.items() if name not in ("lang", "output_dir")
    }


def question_id(notebook: str) -> str:
    """The id of a notebook's group in the gallery."""
    return f"question-{notebook}"


def gallery_file(lang: str) -> str:
    return "index.html" if lang == LANGUAGES[0] else f"index.{lang}.html"
