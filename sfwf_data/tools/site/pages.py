"""A page of the site from an executed notebook: what it says about itself, and its HTML."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets.config import Config

from sfwf_data.loader.loading import corrections
from sfwf_data.notebook.prose import prose
from sfwf_data.tools.site.drawings import pack_drawings
from sfwf_data.tools.site.facets import facets
from sfwf_data.tools.site.finish import POLICY, STYLE, TEMPLATES, template_file
from sfwf_data.tools.site.labels import label, labels, question, question_id
from sfwf_data.tools.site.tidy import TidyPage
from sfwf_data.words.errors import SiteError
from sfwf_data.words.say import LANGUAGES

AUDIT = "07"


@dataclass
class SitePage:
    """A run, its notebook, and what was found in it.

    Attributes
    ----------
    name : str
        ``<notebook>.<slug>``: the page is ``<name>.html``.
    about : dict
        Title, version of the package and figures (records of the notebook), once the page is made.
    """

    run: dict
    source: Path
    lang: str
    report: str
    parameters: dict
    about: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.run['notebook']}.{self.run['slug']}"

    @property
    def facets(self) -> dict[str, list[str]]:
        """Goals and divisions that the page is about."""
        return facets(self.run["parameters"], self.report)


def read_page(run: dict, figures: Path) -> SitePage:
    """The page of a run; its parameters are those that the notebook was executed with, defaults included."""
    source = figures / run["executed"]
    parameters = default_parameters(source) | run["parameters"]
    missing = [name for name in ("lang", "report") if name not in parameters]
    if missing:
        raise SiteError(
            f"{source}: the notebook has no parameter {' and no '.join(missing)}, which a page needs"
        )
    return SitePage(run, source, parameters["lang"], parameters["report"], parameters)


def default_parameters(source: Path) -> dict:
    """Text parameters of the cell tagged ``parameters``."""
    notebook = json.loads(source.read_text(encoding="utf-8"))
    cells = [
        "".join(cell["source"])
        for cell in notebook["cells"]
        if "parameters" in cell["metadata"].get("tags", [])
    ]
    return dict(re.findall(r'^(\w+)[^=\n]*= "([^"\n]*)"', "\n".join(cells), re.M))


class Describe(Preprocessor):
    """The foot of a page, from what `TidyPage` found: report, corrections, data hash, how to cite."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Add texts to ``resources["page"]``."""
        page = resources["page"]
        lang, report = page["lang"], page["report"]
        page["hash"] = data_hash(page["data"])
        page["drawings"] = pack_drawings(page["drawings"])
        page["lead"] = next(
            (figure["title"][lang] for figure in page["figures"] if figure.get("title")),
            page["title"],
        )
        page["report_text"] = label("report text", lang, report=report)
        page["cite"] = label(
            "cite text",
            lang,
            title=page["title"],
            version=page["version"],
            report=report,
            hash=page["hash"][:16],
        )
        if page["corrections"] is not None:
            page["corrections_text"] = label("corrections here", lang, count=page["corrections"])
            page["corrections_link"] = f"#{page['corrections_id']}"
        else:
            page["corrections_text"] = label(
                "corrections all", lang, count=len(corrections(report))
            )
        return nb, resources


def data_hash(files: dict[str, str]) -> str:
    """One SHA-256 over the names and hashes of the data files that a page rests on."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


class PageExporter(HTMLExporter):
    """nbconvert's exporter without the second parse of the page, by which it looks for images that have no alt text."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **options: object
    ) -> tuple[str, dict]:
        """Convert one notebook; alt texts and tab stops are the template's."""
        self.register_filter(
            "highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self)
        )
        return TemplateExporter.from_notebook_node(self, nb, resources, **options)


@cache
def exporter() -> PageExporter:
    """The one exporter of all pages."""
    settings = Config()
    settings.PageExporter.preprocessors = [TidyPage, Describe]
    made = PageExporter(
        config=settings, template_name="sfwf", extra_template_basedirs=[str(TEMPLATES)]
    )
    made.environment.autoescape = True  # what is markup says so in the template
    return made


def render_page(page: SitePage, pages: list[SitePage]) -> str:
    """The HTML of a page, without its font; `pages` are all of the site, for links to its twin and to the audit."""
    lang, notebook = page.lang, page.run["notebook"]
    about = {
        "lang": lang, "name": page.name, "notebook": notebook, "report": page.report, "labels": labels(lang), "source": page.source.parent,
        "corrections_title": prose(notebook, "corrections_title", lang), "question": question(notebook, lang),
        "as_of": label("as of", lang, report=page.report), "gallery": gallery_file(lang), "script": template_file("page.js"),
        "parameters": ", ".join(f"{name}={value}" for name, value in sorted(page.parameters.items()) if value != ""),
        "style": STYLE, "policy": POLICY, **links(page, pages),
    }  # fmt: skip
    node = nbformat.read(page.source, as_version=4)
    try:
        code, resources = exporter().from_notebook_node(node, {"page": about})
    except SiteError as error:
        raise SiteError(f"{page.source}: {error}") from None
    page.about = {key: resources["page"][key] for key in ("title", "version", "figures")}
    return code


def links(page: SitePage, pages: list[SitePage]) -> dict:
    """Where to go from a page: the same analysis in the other language, the audit in this one, other notebooks.

    A notebook that has several pages is found in the gallery.
    """
    alike = [
        other
        for other in pages
        if other.lang == page.lang and other.report == page.report and other is not page
    ]
    files: dict[str, list[str]] = {}
    for other in alike:
        files.setdefault(other.run["notebook"], []).append(f"{other.name}.html")
    notebooks = {
        name: {
            "href": found[0]
            if len(found) == 1
            else f"{gallery_file(page.lang)}#{question_id(name)}",
            "text": question(name, page.lang),
        }
        for name, found in files.items()
    }
    found: dict = {
        "notebooks": notebooks,
        "audit": next((one for name, (one, *_) in files.items() if name.startswith(AUDIT)), ""),
    }
    for other in pages:
        same = other.run["notebook"] == page.run["notebook"] and without_lang(
            other
        ) == without_lang(page)
        if same and other.lang != page.lang:
            found |= {"twin": f"{other.name}.html", "twin_lang": other.lang}
    return found


def without_lang(page: SitePage) -> dict:
    return {
        name: value for name, value in page.parameters.items() if name not in ("lang", "output_dir")
    }


def gallery_file(lang: str) -> str:
    return "index.html" if lang == LANGUAGES[0] else f"index.{lang}.html"
