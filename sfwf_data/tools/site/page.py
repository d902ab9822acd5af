"""A run of a notebook as a page of the site: where it lies, what it is about, what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from sfwf_data.words.errors import SiteError
from sfwf_data.words.records import read_notebook, records
from sfwf_data.words.twins import keep

HEADING = re.compile(r"# +(.+)")


@dataclass
class SitePage:
    """A run, its notebook, and what was found in it."""

    run: dict
    source: Path
    parameters: dict  # as the notebook recorded them: report and names are ids
    question: str  # the notebook's own heading, whatever its parameters are
    about: dict = field(default_factory=dict)  # title, version, figures, once the page is made

    @property
    def name(self) -> str:
        """The page is ``<name>.html``."""
        return f"{self.run['notebook']}.{self.run['slug']}"

    @property
    def lang(self) -> str:
        return self.parameters["lang"]

    @property
    def report(self) -> str:
        return self.parameters["report"]


def read_page(run: dict, figures: Path) -> SitePage:
    """The page of a run."""
    source = figures / run["executed"]
    notebook = read_notebook(source, SiteError)
    parameters = dict(run["parameters"])
    for record in records(notebook):
        parameters |= record.get("parameters", {})
    missing = [name for name in ("lang", "report") if name not in parameters]
    if missing:
        names = " and no ".join(missing)
        raise SiteError(f"{source}: the notebook has no parameter {names}, which a page needs")
    return SitePage(run, source, parameters, question(notebook, parameters["lang"]))


def question(notebook: dict, lang: str) -> str:
    """The notebook's own heading, in `lang`: as the batch kept it, else that of the first cell."""
    kept = notebook["metadata"].get("sfwf", {}).get("heading")
    if kept:
        return kept
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            found = HEADING.match(keep(cell["source"], lang))
            return found[1] if found else ""
    return ""
