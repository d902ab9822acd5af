"""The house rules of notebooks, as a list of what one breaks; and the notebooks that git holds."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tests.conftest import REPOSITORY

TWIN = re.compile(r'<details lang="en"><summary>([^<>\n]+)</summary>(.*?)</details>', re.DOTALL)
ITEM = re.compile(r"^(?:[-*]|\d+\.) ", re.MULTILINE)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
HANGUL = re.compile("[가-힣]")
# A particle after a blank whose form nobody has fitted: {ratio}이 is wrong after 74.8%.
FIXED = re.compile(r"\}(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣])")
CODE_TAGS = (
    *("parameters", "setup", "load", "answer", "figure", "table", "explorer"),
    *("robustness", "corrections", "results"),
)
BANNED = ("read_csv", "sys.path", "filterwarnings", "../", "Path(")
SAYS_NOTHING = ("say", "title", "section", "table", "show", "reconcile", "checks", "finish")
LINES, COLUMNS = 15, 88


def tracked_notebooks() -> dict[str, dict]:
    """The notebooks as git holds them, by name: what a run leaves in the work tree is not in it."""
    listed = git("ls-files", "notebooks/*.ipynb").split()
    return {
        path.rpartition("/")[2].removesuffix(".ipynb"): json.loads(git("show", f":{path}"))
        for path in listed
    }


def git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=REPOSITORY, check=True, capture_output=True, text=True
    ).stdout


def text_of(cell: dict) -> str:
    return "".join(cell["source"])


def tag_of(cell: dict) -> str:
    return ", ".join(cell["metadata"].get("tags", []))


def faults(notebook: dict) -> list[str]:
    """What a notebook breaks of the house rules, one sentence each."""
    cells = notebook["cells"]
    found = [f"cell {number}: {fault}" for number, fault in in_cells(cells)]
    tags = [tag_of(cell) for cell in cells]
    once = ("parameters", "setup", "results")
    found += [f"{tags.count(tag)} cells are tagged {tag}" for tag in once if tags.count(tag) != 1]
    if tags[:4] != ["prose", "parameters", "setup", "load"] or tags[-1] != "results":
        found.append("it does not begin with prose, parameters, setup, load and end in results")
    first = [bool(re.search(r"^# ", text_of(cell), re.M)) for cell in cells if is_prose(cell)]
    if first != [True] + [False] * (len(first) - 1):
        found.append("the one title is not in the first cell")
    for number, (before, tag) in enumerate(pairwise(tags), start=1):
        if tag == "figure" and before != "prose":
            found.append(f"cell {number}: no prose before the figure")
    return found


def is_prose(cell: dict) -> bool:
    return cell["cell_type"] == "markdown"


def in_cells(cells: list[dict]) -> Iterator[tuple[int, str]]:
    """(number of the cell, fault) for each cell."""
    for number, cell in enumerate(cells):
        if cell.get("id") != f"cell-{number:02}":
            yield number, f"its id is {cell.get('id')!r}"
        check = in_prose if is_prose(cell) else in_code
        for fault in check(cell):
            yield number, fault


def in_prose(cell: dict) -> Iterator[str]:
    """Korean in the open, its English twin folded at the end."""
    text = text_of(cell)
    if tag_of(cell) != "prose":
        yield f"prose is tagged {tag_of(cell)!r}"
    twins = list(TWIN.finditer(text))
    if len(twins) != 1 or not text.rstrip().endswith("</details>") or text.count("<details") != 1:
        yield "it does not end in one English twin"
        return
    korean, (summary, english) = text[: twins[0].start()], twins[0].groups()
    if len(ITEM.findall(korean)) != len(ITEM.findall(english)):
        yield "its twin has another number of list items"
    headings = HEADING.findall(korean)
    if len(headings) > 1 or HEADING.search(english):
        yield "it has more than one heading"
    if bool(headings) == (summary == "English"):
        yield "the summary of the twin is not the heading"
    if HANGUL.search(summary + english):
        yield "there is Hangul in the English twin"
    prose = re.sub(r"`[^`]*`|\*\*|\d\d_\w+", "", korean)
    if not HANGUL.search(prose) or re.search(r"[A-Za-z]+(?: [a-z]+){2}", prose):
        yield "there is English in the Korean text"


def in_code(cell: dict) -> Iterator[str]:
    """Short plain code without outputs."""
    text, tag = text_of(cell), tag_of(cell)
    if tag not in CODE_TAGS:
        yield f"code is tagged {tag!r}"
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield "it holds outputs"
    if len([line for line in text.splitlines() if line.strip()]) > LINES:
        yield f"it has more than {LINES} lines"
    for line in text.splitlines():
        if width(line) > COLUMNS:
            yield f"a line has {width(line)} columns: {line.strip()}"
    for banned in BANNED:
        if banned in text:
            yield f"it holds {banned}"
    if text.lstrip().startswith(("%", "!")):
        yield "it is a command of the shell"
        return
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            yield "it defines a function or a class"
        if isinstance(node, ast.keyword) and node.arg in ("ko", "en"):
            yield from in_text(node)
    if tag == "parameters":
        yield from in_parameters(tree, text)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and tag != "explorer":
        called = getattr(last.value, "func", None)
        if not isinstance(called, ast.Attribute) or called.attr not in SAYS_NOTHING:
            yield "it ends in a value, which is then shown raw"


def in_text(keyword: ast.keyword) -> Iterator[str]:
    """A text in the language that its name says, with particles that can fit."""
    texts = [
        node.value
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    text = "".join(texts)
    if keyword.arg == "en" and HANGUL.search(text):
        yield f"Hangul in an English text: {text}"
    if keyword.arg == "ko" and text and not HANGUL.search(text):
        yield f"no Hangul in a Korean text: {text}"
    if keyword.arg == "ko" and FIXED.search(text):
        yield f"a particle that does not fit every value: {FIXED.search(text)[0]} in {text}"


def in_parameters(tree: ast.Module, text: str) -> Iterator[str]:
    """``name: type = default  # comment``, report and lang first, output_dir last."""
    names = []
    for statement in tree.body:
        if not isinstance(statement, ast.AnnAssign) or statement.value is None:
            yield "a parameter is not written as name: type = default"
            return
        names.append(statement.target.id)
        ast.literal_eval(statement.value)
    if names[:2] != ["report", "lang"] or names[-1] != "output_dir":
        yield "the parameters are not report, lang, …, output_dir"
    for line in text.splitlines():
        if not re.search(r"  # \w", line):
            yield f"a parameter without a comment: {line}"


def width(line: str) -> int:
    """Columns that a line takes where Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)
