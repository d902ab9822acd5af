"""Sites for the tests: of the default batch, of notebooks written by hand, and one with attacks."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image, ImageDraw

from sfwf_data.tools.site.build import build_site
from sfwf_data.words.records import PHONE, RECORD, records
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

    def records(self, page: Path) -> list[dict]:
        """What the notebook of a page recorded."""
        return list(records(json.loads(self.source(page).read_text(encoding="utf-8"))))

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


def unpack_drawings(packed: str) -> dict[str, str]:
    """What `pack_drawings` was given, as ``page.js`` reads it."""
    outlines, bodies = json.loads(gzip.decompress(base64.b64decode(packed)))
    return {
        name: re.sub("\x01(\\d+)\x01", lambda found: outlines[int(found[1])], text)
        for name, text in bodies.items()
    }


@cache
def make_site(base: Path) -> Site:
    """The site of the default batch, once for all tests."""
    folder = base / "site-of-the-batch"
    found = Site(folder / "site", folder / "figures")
    command = [sys.executable, "-m", "sfwf_data.cli", "batch", "--out", str(found.figures)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True, timeout=300)
    build_site(found.figures, found.folder)
    return found


# An executed notebook as a batch leaves it, written by hand, in the two languages.
WORDS = {
    "ko": {
        "title": "집행잔액은 어디에 남아 있나",
        "question": "얼마가 **어디에** 남아 있나? 전체 목록은 07_source_audit에 있습니다.",
        "before": "## 읽기 전에\n\n- 집행잔액 = 최종예산액 - 집행액 & 그 밖\n- 1 < 2",
        "answer": "인건비 29.0억원이 남았습니다.\n자세한 것은 07_source_audit에서 봅니다.\n\n"
        "- 가 & 나\n- 다 < 라",
        "heading": "과목별 집행잔액",
        "finding": "인건비에 31.5%가 남아 있다",
        "table": "과목별 금액",
        "headers": ("과목", "집행잔액 (천원)", "집행률 (%)", "인쇄된 비율 (%)", "비고", "원문 줄"),
        "rows": ("인건비", "예비비"),
        "missing": "자료 없음",
        "corrections": "이 분석에 영향을 주는 정정",
    },
    "en": {
        "title": "Execution gap: where the unspent money is",
        "question": "How much is left, and **where**? The full list is in 07_source_audit.",
        "before": "## Before you read on\n\n- Gap = revised - executed & more\n- 1 < 2",
        "answer": "Personnel has KRW 2,903 million left.\nSee 07_source_audit.\n\n- a & b\n- c < d",
        "heading": "Gap by item",
        "finding": "31.5% is held by Personnel",
        "table": "Amounts by item",
        "headers": (
            "Item",
            "Gap (KRW thousand)",
            "Executed (%)",
            "Printed rate (%)",
            "Note",
            "Source line",
        ),
        "rows": ("Personnel", "Reserve fund"),
        "missing": "n/a",
        "corrections": "Corrections that affect this analysis",
    },
}
HASHES = {"2022-09-30/execution.csv": "a" * 64, "2022-09-30/corrections.csv": "b" * 64}
COLUMNS = (
    ("item", "", "row"),
    ("gap_krw", "won", "number"),
    ("executed_ratio", "ratio", "number"),
    ("printed_pct", "%", "number"),
    ("note", "", "text"),
    ("source_line", "", "source"),
)


def shown(record: dict | None, metadata: dict | None = None, **data: str) -> dict:
    """An output: a record, and beside it what JupyterLab shows."""
    beside = {} if record is None else {RECORD: record}
    kinds = {kind.replace("_", "/", 1): text for kind, text in data.items()}
    return {"output_type": "display_data", "metadata": metadata or {}, "data": {**kinds, **beside}}


def code(source: str, *outputs: dict) -> dict:
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": list(outputs),
        "execution_count": 1,
    }


def markdown(source: str) -> dict:
    return {"cell_type": "markdown", "metadata": {"tags": ["prose"]}, "source": source}


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    image, file = Image.new("RGB", size, "white"), io.BytesIO()
    ImageDraw.Draw(image).line((0, 0, *size), "#0f4c81", 9)
    image.save(file, kind, **({"lossless": True} if kind == "WEBP" else {}))
    return file.getvalue()


def figure_output(folder: Path, lang: str, finding: str, name: str = "gap-by-item") -> dict:
    """A figure as it is saved and recorded."""
    wide, narrow = picture((1440, 720)), picture((714, 900), "WEBP")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(wide)
    (folder / f"{name}.svg").write_text('<svg><path id="n-1" d="M 1 2"/></svg>', encoding="utf-8")
    about = {
        "image/png": {"alt": f"{finding}. Alt.", "width": 720, "height": 360},
        PHONE: {"width": 357, "height": 450},
    }
    texts = {"title": finding, "caption": f"{finding}. Caption.", "alt": f"{finding}. Alt."}
    record = {
        "name": name,
        "lang": lang,
        "files": [f"{name}.png", f"{name}.svg"],
        "number": 1,
        **{key: dict.fromkeys(("ko", "en"), text) for key, text in texts.items()},
    }
    output = shown({"figure": record}, about)
    output["data"]["image/png"] = base64.b64encode(wide).decode()
    output["data"][PHONE] = base64.b64encode(narrow).decode()
    return output


def table_record(lang: str) -> dict:
    words = WORDS[lang]
    first, second = words["rows"]
    columns = [
        {"name": name, "header": header, "unit": unit, "kind": kind}
        for (name, unit, kind), header in zip(COLUMNS, words["headers"], strict=True)
    ]
    return {
        "number": 1,
        "title": words["table"],
        "columns": columns,
        "text": [
            [first, "2,902,693", "65.8", "65.8", "x" * 60, "511"],
            [second, "0", words["missing"], "0.0", "", "445;501;3358"],
        ],
        "values": [
            [first, 2902693000, 0.6581, 65.8, "x" * 60, "511"],
            [second, 0, None, 0.0, "", "445;501;3358"],
        ],
    }


def executed(folder: Path, lang: str, corrections: int = 2, **parameters: str) -> dict:
    """A notebook with each kind of record."""
    words = WORDS[lang]
    narrowed = parameters.get("goal", "all") != "all"
    lines = code(
        'lang = "ko"  # <b>',
        shown(
            {"parameters": {"report": "2022-09-30", "lang": lang, "output_dir": "", **parameters},
             "version": "0.2.0"},
            text_html="<style>details{display:none}</style>",
        ),
    )  # fmt: skip
    heading = f"{words['title']}: {parameters['goal']}" if narrowed else words["title"]
    title = [shown({"title": heading})] if narrowed else []
    kept = {"sfwf": {"heading": words["title"]}} if narrowed else {}
    none = {"say": "없습니다." if lang == "ko" else "There are none."}
    cells = [
        markdown(f"# {heading}\n\n{words['question']}"),
        lines,
        code("x = 1"),
        code("nb.say()", *title, shown({"say": words["answer"]}, text_html="<p>not this</p>")),
        markdown(words["before"]),
        markdown(f"## {words['heading']}"),
        code("nb.show()", figure_output(folder, lang, words["finding"])),
        code("nb.table()", shown({"table": table_record(lang)}, text_html="<table></table>")),
        markdown(f"## {words['corrections']}"),
        code(
            "nb.corrections()",
            *([] if corrections else [shown(none)]),
            shown({"corrections": {"count": corrections, "of": 16}}),
        ),
        code(
            "nb.finish()",
            shown({"numbers": {"gap_krw": 1}}, text_plain=""),
            shown({"data": dict(HASHES), "version": "0.2.0"}, text_html="<table></table>"),
        ),
    ]
    return {"cells": cells, "metadata": kept, "nbformat": 4, "nbformat_minor": 5}


def own_notebook() -> dict:
    """Somebody's own notebook: no record but that of the parameters."""
    plain = base64.b64encode(picture((300, 200))).decode()
    cells = [
        markdown("# 내 노트북"),
        code("", shown({"parameters": {"report": "2022-09-30", "lang": "ko"}, "version": "0.2.0"})),
        code(
            "frame",
            shown(
                None, text_html="<h1>머리</h1><table class='dataframe'><tr><td>가</td></tr></table>"
            ),
            shown(None, text_plain="<글자>"),
            shown(None, text_markdown="**굵게**\n\n## 절"),
            {"output_type": "stream", "name": "stdout", "text": ["줄 1\n", "줄 2"]},
            shown(None, {"image/png": {"alt": "내 그림"}}, image_png=plain),
        ),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write_runs(folder: Path, notebooks: dict[tuple[str, str], dict]) -> None:
    """What `sfwf batch` leaves: executed notebooks, and a manifest that lists them."""
    runs = []
    for (notebook, slug), content in notebooks.items():
        path = folder / notebook / slug / "notebook.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        executed_path = path.relative_to(folder).as_posix()
        runs.append(
            {"notebook": notebook, "slug": slug, "parameters": {}, "executed": executed_path}
        )
    figures = [
        {"file": f"{notebook}/{slug}/{file}", "notebook": notebook, "slug": slug, **record}
        for (notebook, slug), content in notebooks.items()
        for cell in content["cells"]
        for output in cell.get("outputs", [])
        for record in [output.get("data", {}).get(RECORD, {}).get("figure")]
        if record
        for file in record["files"]
    ]
    manifest = {"runs": runs, "figures": figures}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@cache
def make_small_site(base: Path) -> Site:
    """The site of notebooks written by hand: a question with two answers, and an audit."""
    folder = base / "small-site"
    found = Site(folder / "site", folder / "figures")
    notebooks = {
        (name, slug): executed(found.figures / name / slug, slug[:2], count, **parameters)
        for lang in ("ko", "en")
        for name, slug, count, parameters in (
            ("02_execution_gap", lang, 2, {"goal": "all"}),
            ("02_execution_gap", f"{lang}__g2", 0, {"goal": "g2"}),
            ("07_source_audit", lang, 16, {}),
        )
    }
    write_runs(found.figures, notebooks)
    build_site(found.figures, found.folder)
    return found


@cache
def make_planted_site(base: Path) -> Site:
    """A site of one page: its title, texts, names, caption, alt text, table and raw HTML attack."""
    folder = base / "site-with-attacks"
    planted = Site(folder / "site", folder / "figures")
    notebook = executed(planted.figures / "02_execution_gap" / "ko", "ko", note=ATTACK)
    write_runs(planted.figures, {("02_execution_gap", "ko"): plant(notebook)})
    build_site(planted.figures, planted.folder)
    return planted


def plant(notebook: dict) -> dict:
    """Put attacks where labels of the data stand, and raw HTML where somebody's own cell may."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    records = [output["data"].get(RECORD, {}) for output in outputs]
    raw = (
        f'{ATTACK}<p onclick="alert(3)" style="position:fixed" id="drawings">x</p>'
        '<iframe src="javascript:alert(4)"></iframe><a href="javascript:alert(5)">y</a>'
    )
    for record in records:
        if "say" in record:
            record["say"] += f"\n\n{ATTACK}"
        if "data" in record:
            record["data"][ATTACK] = "c" * 64
        if "table" in record:
            table = record["table"]
            table["title"] = table["columns"][0]["header"] = table["text"][0][0] = f'">{ATTACK}'
            table["text"][1][0] = FORMULA
            table["values"][0][5] = table["text"][0][5] = ATTACK
        if "figure" in record:
            for texts in (record["figure"][key] for key in ("title", "caption", "alt")):
                texts["ko"] = f'">{ATTACK}'
    picture = next(output for output in outputs if "image/png" in output["data"])
    picture["metadata"]["image/png"]["alt"] = f'"{ATTACK}'
    notebook["cells"][3]["outputs"].append(shown({"title": ATTACK}))
    notebook["cells"][3]["outputs"].append(shown({"heading": {"text": f'">{ATTACK}', "level": 2}}))
    notebook["cells"][3]["outputs"].append(shown(None, text_html=raw))
    notebook["cells"].insert(4, markdown(f"## {ATTACK} 제목\n\n{raw}"))
    return notebook
