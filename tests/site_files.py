"""Sites for the tests: one of the default batch, and one of a notebook in which attacks were planted."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

from sfwf_data.tools.site.build import build_site
from tests.conftest import REPOSITORY

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://example.invalid","click")'


@dataclass
class Site:
    """A built site and the figures that it was built from."""

    folder: Path
    figures: Path

    @property
    def manifest(self) -> dict:
        return json.loads((self.figures / "manifest.json").read_text(encoding="utf-8"))

    @property
    def pages(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]*.html"))

    @property
    def galleries(self) -> list[Path]:
        return [self.folder / "index.html", self.folder / "index.en.html"]

    def run(self, page: Path) -> dict:
        return next(
            run
            for run in self.manifest["runs"]
            if f"{run['notebook']}.{run['slug']}.html" == page.name
        )

    def source(self, page: Path) -> Path:
        return self.figures / self.run(page)["executed"]

    def manifest_figures(self, page: Path) -> list[dict]:
        """The manifest's figures of a page, PNG alone, in its order."""
        run = self.run(page)
        return [
            figure
            for figure in self.manifest["figures"]
            if (figure["notebook"], figure["slug"]) == (run["notebook"], run["slug"])
            and figure["file"].endswith(".png")
        ]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(read(path), "html.parser")


@cache
def make_site(base: Path) -> Site:
    """The site of the default batch, once for all tests."""
    folder = base / "site-of-the-batch"
    found = Site(folder / "site", folder / "figures")
    command = [sys.executable, "-m", "sfwf_data.cli", "batch", "--out", str(found.figures)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True, timeout=300)
    build_site(found.figures, found.folder)
    return found


@cache
def make_planted_site(base: Path) -> Site:
    """A site of one page whose title, caption, alt text, table and raw HTML hold attacks."""
    site, folder = make_site(base), base / "site-with-attacks"
    planted = Site(folder / "site", folder / "figures")
    run = next(
        run
        for run in site.manifest["runs"]
        if (run["notebook"], run["slug"]) == ("02_execution_gap", "ko")
    )
    target = planted.figures / run["executed"]
    shutil.copytree((site.figures / run["executed"]).parent, target.parent)
    target.write_text(
        json.dumps(plant(json.loads(target.read_text(encoding="utf-8")))), encoding="utf-8"
    )
    (planted.figures / "manifest.json").write_text(
        json.dumps({"runs": [run], "figures": []}), encoding="utf-8"
    )
    build_site(planted.figures, planted.folder)
    return planted


def plant(notebook: dict) -> dict:
    """Put attacks where labels of the data stand; where our functions escape, they are escaped."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    code = [output["data"] for output in outputs if "text/html" in output.get("data", {})]
    title = next(data for data in code if "sfwf-title" in "".join(data["text/html"]))
    title["text/html"] = f'<h2 class="sfwf-title" lang="ko">{html.escape(ATTACK)}</h2>'
    table = next(data for data in code if "<table" in "".join(data["text/html"]))
    rows = (
        "".join(table["text/html"])
        .replace("인건비", html.escape(ATTACK))
        .replace("예비비", html.escape(FORMULA))
    )
    raw = f'{ATTACK}<p onclick="alert(3)" style="position:fixed">x</p><iframe src="javascript:alert(4)"></iframe><a href="javascript:alert(5)">y</a>'
    table["text/html"] = rows + raw  # as a cell of someone else's would
    figure = next(output for output in outputs if "image/png" in output.get("data", {}))
    figure["metadata"]["image/png"]["alt"] = f'"{ATTACK}'
    record = next(
        value["figure"] for key, value in figure["data"].items() if key.endswith("sfwf+json")
    )
    for texts in (record["title"], record["caption"], record["alt"]):
        texts["ko"] = f'">{ATTACK}'
    return notebook
