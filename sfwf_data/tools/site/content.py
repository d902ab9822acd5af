"""What an executed notebook shows on its page, cell by cell, taken from what its cells recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sfwf_data.tools.site.labels import label
from sfwf_data.tools.site.page_figures import page_figure, saved_drawing
from sfwf_data.tools.site.page_tables import page_table
from sfwf_data.tools.site.page_text import Links, clean, plain, prose, sentences, slug
from sfwf_data.words.errors import SiteError
from sfwf_data.words.records import RECORD
from sfwf_data.words.say import LANGUAGES
from sfwf_data.words.terms import COLUMNS, term
from sfwf_data.words.twins import keep


@dataclass
class Content:
    """What a page shows."""

    lang: str
    report: str
    folder: Path  # of the saved figures
    links: Links  # the pages of other notebooks
    title: str = ""  # as recorded, else the heading of the first cell
    lead: str = ""  # the question under it
    version: str = ""
    # Blocks, sources of their code, section, tag, and the column where it stands in one.
    cells: list[dict] = field(default_factory=list)
    is_brief: bool = False  # it is printed on one side of paper
    sections: list[dict] = field(default_factory=list)  # headings of the second level: id, text
    figures: list[dict] = field(default_factory=list)  # as recorded
    drawings: dict[str, str] = field(default_factory=dict)  # name of a figure -> its SVG
    data: dict[str, str] = field(default_factory=dict)  # file that the page rests on -> sha256
    # As recorded, with the section they are listed in; empty where none were looked for.
    corrections: dict = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def read(self, notebook: dict) -> Content:
        """Take in all cells."""
        sources: list[str] = []
        self.is_brief = own(notebook).get("sides") == 1
        first = next((cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"), None)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                code = clean(
                    prose(keep(cell["source"], self.lang), self.mark, self.links), self.ids
                )
                if cell is first:
                    self.lead = code
                else:
                    self.add([{"kind": "markup", "code": code}], [], cell)
            elif cell["cell_type"] == "code":
                sources.append(cell["source"])
                blocks = [block for output in cell["outputs"] for block in self.output(output)]
                if blocks:
                    self.add(blocks, sources, cell)
                    sources = []
        if sources:
            self.add([], sources)
        if not self.title:
            raise SiteError("it has no title: its first cell is to start with `# `")
        return self

    def add(self, blocks: list[dict], sources: list[str], cell: dict | None = None) -> None:
        section = self.sections[-1]["text"] if self.sections else self.title
        tag = next(iter(cell["metadata"].get("tags", [])), "") if cell else ""
        column = own(cell).get("column", "") if cell else ""
        about = {"section": section, "tag": tag if tag.isidentifier() else "", "column": column}
        self.cells.append({"blocks": blocks, "sources": sources, **about})

    def answers(self) -> list[dict]:
        """The cells that answer, before the first prose, as one: it stands under the title."""
        first = self.cells[: self.count_answers()]
        joined = {
            key: [one for cell in first for one in cell[key]] for key in ("blocks", "sources")
        }
        return [first[0] | joined] if first else []

    def count_answers(self) -> int:
        """How many cells answer before the first prose."""
        return len(list(takewhile(lambda cell: cell["tag"] == "answer", self.cells)))

    def columns(self) -> list[list[list[dict]]]:
        """The other cells by where they stand: side by side in columns, or in one that is alone."""
        found: list[list[list[dict]]] = []
        rest = self.cells[self.count_answers() :]
        for is_beside, cells in groupby(rest, key=lambda cell: bool(cell["column"])):
            if is_beside:
                found.append([list(one) for _, one in groupby(cells, lambda one: one["column"])])
            else:
                found += [[[cell]] for cell in cells]
        return found

    def unique(self, name: str) -> str:
        """An id that stays where sections and tables are added, unless they bear the same name."""
        found = next(
            one for one in (name, *(f"{name}-{n}" for n in range(2, 999))) if one not in self.ids
        )
        self.ids.add(found)
        return found

    def mark(self, code: str, level: int) -> str:
        """A heading; the first of the first level is the page's title: the template shows that."""
        text = plain(code)
        if level == 1 and not self.title and not self.cells:
            self.title = text
            return ""
        level = max(level, 2)
        name = self.unique(f"section-{slug(text)}")
        if level == 2:
            self.sections.append({"id": name, "text": text})
        return f'<h{level} id="{name}">{code}</h{level}>\n'

    def output(self, output: dict) -> list[dict]:
        """Blocks of an output: what its record says, else what somebody's own cell showed."""
        if output["output_type"] == "error":
            raise SiteError(f"a cell failed: {output['ename']}: {output['evalue']}")
        if output["output_type"] == "stream":
            return [{"kind": "text", "text": "".join(output["text"])}]
        data = output.get("data", {})
        if isinstance(data.get(RECORD), dict):
            return self.recorded(data[RECORD], output)
        if "image/png" in data:
            return [self.picture(output, {})]
        texts = {kind: "".join(text) for kind, text in data.items() if kind.startswith("text/")}
        if "text/html" in texts:
            code = clean(texts["text/html"])
            return [{"kind": "foreign", "code": code}] if code.strip() else []
        if "text/markdown" in texts:
            code = clean(prose(texts["text/markdown"], self.mark, self.links), self.ids)
            return [{"kind": "foreign", "code": code}]
        text = texts.get("text/plain", "")
        return [{"kind": "text", "text": text}] if text.strip() else []

    def recorded(self, record: dict, output: dict) -> list[dict]:
        """Blocks of a record, and what it says about the page."""
        blocks: list[dict] = []
        self.title = record.get("title", self.title)
        self.version = record.get("version", self.version)
        if "heading" in record:
            heading = record["heading"]
            code = Markup(self.mark(str(Markup.escape(heading["text"])), heading["level"]))
            blocks.append({"kind": "markup", "code": code})
        if "say" in record:
            blocks.append({"kind": "markup", "code": sentences(record["say"], self.links)})
        if "figure" in record:
            blocks.append(self.picture(output, record["figure"]))
        if "table" in record:
            table = record["table"]
            number = term("numbered table", self.lang, n=table["number"])
            blocks.append(self.table(table, f"{number} {table['title']}"))
        if "corrections" in record:
            section = self.sections[-1]["id"] if self.sections else ""
            self.corrections = record["corrections"] | {"section": section}
        if "data" in record:
            self.data |= record["data"]
            title = term("provenance", self.lang, version=self.version)
            blocks.append(self.table(hash_table(record["data"], self.lang), title))
        return blocks

    def table(self, record: dict, caption: str) -> dict:
        title = record["title"] or " ".join(one["name"] for one in record["columns"])
        return {
            "kind": "table",
            "id": self.unique(f"table-{slug(title)}"),
            "caption": caption,
            **page_table(record, self.report, self.lang),
        }

    def picture(self, output: dict, figure: dict) -> dict:
        """A picture; where it was recorded, its record and its SVG are kept."""
        name = figure.get("name", "")
        if figure:
            self.figures.append(figure)
            self.drawings |= saved_drawing(figure, self.folder)
        return {
            "kind": "figure",
            "id": self.unique(f"figure-{name}") if name else "",
            "has_svg": name in self.drawings,
            **page_figure(output, figure, self.lang),
        }


def own(part: dict) -> dict[str, Any]:
    """What this project keeps in the metadata of a notebook or of a cell."""
    found = part["metadata"].get("sfwf", {})
    return found if isinstance(found, dict) else {}


def hash_table(files: dict[str, str], lang: str) -> dict:
    """The files of data that a page rests on, as the record of a table."""
    rows = [[name, digest] for name, digest in files.items()]
    columns = [
        {"name": name, "header": COLUMNS[name][LANGUAGES.index(lang)], "unit": "", "kind": kind}
        for name, kind in (("file", "row"), ("sha256", "text"))
    ]
    return {"title": label("data", lang), "columns": columns, "text": rows, "values": rows}
