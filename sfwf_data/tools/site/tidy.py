"""An executed notebook made ready for the page template: outputs cleaned, figures joined to captions, headings ordered."""

from __future__ import annotations

import base64
import html
import re
from itertools import count

import bleach
from bs4 import BeautifulSoup, Tag
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from sfwf_data.tools.site.pictures import compact
from sfwf_data.tools.site.tables import dress_table
from sfwf_data.words.errors import SiteError
from sfwf_data.words.records import PHONE, RECORD

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"*": ["class", "lang"], "a": ["href"], "td": ["colspan", "rowspan", "data-value"], "th": ["colspan", "rowspan", "data-value", "scope"]}  # fmt: skip
PROTOCOLS = {"http", "https", "mailto"}
TITLE = "sfwf-title"
FIGURE = re.compile(r"[a-z0-9-]+(\.[a-z]+)?")
NOTEBOOK = re.compile(
    r"(?<![A-Za-z0-9_])(\d\d_[a-z]+(?:_[a-z]+)*)(?![A-Za-z0-9_])"
)  # a Korean ending may follow


class TidyPage(Preprocessor):
    """Turn outputs into what the template shows; what the page says about itself goes to ``resources["page"]``.

    ``resources["page"]`` comes with ``lang``, ``name``, ``report``, ``source`` (the folder of the run) and ``notebooks``
    (name -> href and text of the page that shows it), and gains ``title``, ``lead``, ``sections`` (id, text), ``figures`` (the
    notebook's records), ``drawings`` (name -> SVG), ``data`` (file -> sha256), ``version`` and ``corrections`` (rows; None where the notebook has
    no such section).
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Clean one notebook.

        Raises
        ------
        SiteError
            The notebook has no title, a cell failed, or a figure's name leads elsewhere.
        """
        self.page = resources["page"]
        self.page |= {
            "title": "",
            "sections": [],
            "figures": [],
            "drawings": {},
            "data": {},
            "version": "",
            "corrections": None,
        }
        self.numbers = {kind: count(1) for kind in ("section", "table")}
        waiting: list[str] = []
        cells = []
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                if not cell.source.startswith("# ") or "\n" in cell.source.strip():
                    cells.append(
                        cell
                    )  # a line that only names the notebook is dropped: the page has a title
            elif cell.cell_type == "code":
                waiting.append(cell.source)
                cell.outputs = self.outputs(cell.outputs)
                if cell.outputs:
                    section = (
                        self.page["sections"][-1]["text"]
                        if self.page["sections"]
                        else self.page["title"]
                    )
                    cell.metadata = NotebookNode(sources=waiting, section=section)
                    cells.append(cell)
                    waiting = []
        nb.cells = cells
        if not self.page["title"]:
            raise SiteError("it shows no title: `Page.title` of sfwf_data.notebook.page does")
        return nb, resources

    def outputs(self, outputs: list[NotebookNode]) -> list[NotebookNode]:
        kept: list[NotebookNode] = []
        caption = ""
        for output in outputs:
            if output.output_type == "error":
                raise SiteError(f"a cell failed: {output.ename}: {output.evalue}")
            data = output.get("data", {})
            self.note(data.get(RECORD, {}))
            if "image/png" in data:
                figure = data.get(RECORD, {}).get("figure", {})
                caption = figure.get("caption", {}).get(self.page["lang"], "")
                kept.append(self.picture(output, figure))
            elif "text/html" in data:
                if caption and plain_text(data["text/html"]).endswith(caption):
                    kept[-1].metadata["caption"] = self.clean(data["text/html"], unwrap="p")
                    caption = ""
                    continue
                data["text/html"] = self.clean(data["text/html"])
                kept.append(output)
            elif output.output_type == "stream" or data.get("text/plain"):
                kept.append(output)
        return kept

    def note(self, record: dict) -> None:
        """Keep what the notebook recorded about itself."""
        self.page["data"].update(record.get("data", {}))
        self.page["version"] = record.get("version", self.page["version"])
        if "figure" in record:
            figure = record["figure"]
            foreign = [
                name for name in (figure["name"], *figure["files"]) if not FIGURE.fullmatch(name)
            ]
            if foreign:
                raise SiteError(f"{foreign[0]!r} is no name that a figure was saved under")
            self.page["figures"].append(figure)

    def picture(self, output: NotebookNode, figure: dict) -> NotebookNode:
        about = output.metadata.get("image/png", {})
        phone = (
            {
                "image": base64.b64encode(base64.b64decode(output.data[PHONE])).decode(),
                **output.metadata.get(PHONE, {}),
            }
            if PHONE in output.data
            else {}
        )
        content = compact(base64.b64decode(output.data["image/png"]))
        output.data = NotebookNode(
            {"image/png": base64.b64encode(content).decode()}
        )  # nbconvert knows no WebP; the template does
        output.metadata = NotebookNode(
            alt=about.get("alt", ""), width=about.get("width"), height=about.get("height"), caption="", name=figure.get("name", ""),
            title=figure.get("title", {}).get(self.page["lang"], ""), has_svg=self.keep_drawing(figure), phone=phone,
        )  # fmt: skip
        return output

    def keep_drawing(self, figure: dict) -> bool:
        """Read the SVG of a figure; False where the run saved none."""
        names = [name for name in figure.get("files", []) if name.endswith(".svg")]
        for name in names:
            self.page["drawings"][figure["name"]] = (self.page["source"] / name).read_text(
                encoding="utf-8"
            )
        return bool(names)

    def clean(self, code: str, unwrap: str | None = None) -> str:
        """Code in which nothing can act, without inline styles, with headings and tables as pages have them."""
        safe = bleach.clean(code, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS)
        soup = BeautifulSoup(safe, "html.parser")
        for tag in soup.find_all(lang=self.page["lang"]):
            del tag["lang"]
        for heading in soup.find_all(["h1", "h2", "h3", "h4"]):
            self.heading(heading)
        for table in soup.find_all("table"):
            self.table(table, soup)
        self.link_notebooks(soup)
        if unwrap and (tag := soup.find(unwrap)):
            tag.unwrap()
        return soup.decode(formatter="minimal")

    def heading(self, heading: Tag) -> None:
        """The title leaves the flow (the template shows it); a notebook's third level is the page's second."""
        text = heading.get_text()
        if TITLE in heading.get("class", []):
            self.page["title"] = text
            heading.decompose()
            return
        heading.name = "h2" if heading.name in ("h1", "h2", "h3") else "h3"
        if heading.name == "h2":
            heading["id"] = f"section-{next(self.numbers['section'])}"
            self.page["sections"].append({"id": heading["id"], "text": text})
            if text == self.page.get("corrections_title"):
                self.page |= {"corrections": 0, "corrections_id": heading["id"]}

    def table(self, table: Tag, soup: BeautifulSoup) -> None:
        """Dress a table; the one under the heading of corrections tells how many there are."""
        if (
            self.page["corrections"] == 0
            and self.page["sections"][-1]["id"] == self.page["corrections_id"]
        ):
            self.page["corrections"] = len(table.select("tbody tr"))
        dress_table(table, soup, next(self.numbers["table"]), self.page)

    def link_notebooks(self, soup: BeautifulSoup) -> None:
        """Where a text names another notebook, lead to its page."""
        for text in soup.find_all(string=NOTEBOOK):
            parts: list[str | Tag] = []
            for part in NOTEBOOK.split(text):
                link = self.page["notebooks"].get(part)
                if link:
                    tag = soup.new_tag("a", href=link["href"])
                    tag.string = link["text"]
                parts.append(tag if link else part)
            text.replace_with(*parts)


def plain_text(code: str) -> str:
    return html.unescape(bleach.clean(code, tags=set(), strip=True)).strip()
