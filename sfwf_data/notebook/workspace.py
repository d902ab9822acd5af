"""A folder to work in: the notebooks put down, one copied in one language, a new one begun."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from sfwf_data.loader.schema import PACKAGE
from sfwf_data.words.errors import UsageError, unknown
from sfwf_data.words.files import make_folder, write_file
from sfwf_data.words.records import is_notebook, notebook_text, read_notebook
from sfwf_data.words.say import check_lang
from sfwf_data.words.twins import keep

SKELETON = Path(__file__).with_name("skeleton.ipynb")
NAME = re.compile(r"[A-Za-z0-9]\w*", re.ASCII)
LANG = re.compile(r'^(lang: str = )"\w+"', re.MULTILINE)
BATCH = "batch.toml"


def packaged_notebooks() -> Path:
    """The folder of the notebooks: inside an installed package, beside it in a checkout."""
    installed = PACKAGE / "notebooks"
    return installed if installed.is_dir() else PACKAGE.parent / "notebooks"


def put_down(folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy what is missing of notebooks and batch file; what was written, and what was kept."""
    source, target = packaged_notebooks(), folder / "notebooks"
    wanted = [*sorted(source.glob("[0-9]*.ipynb")), source / BATCH]
    kept = [target / path.name for path in wanted if os.path.lexists(target / path.name)]
    if len(kept) == len(wanted):
        raise UsageError(f"{target} holds all notebooks and {BATCH}: they are not written over")
    make_folder(target)
    missing = [path for path in wanted if target / path.name not in kept]
    return [write_file(target / path.name, path.read_bytes()) for path in missing], kept


def copy_in_one_language(name: str, lang: str, folder: Path, out: Path | None = None) -> Path:
    """Write a copy of a notebook that holds one language, which its parameter ``lang`` has too.

    `name` is a notebook's name or number in `folder`, else in the package, or a file; the copy is
    ``<name>.<lang>.ipynb`` in the present folder, or `out`.
    """
    check_lang(lang)
    source = find_notebook(name, folder)
    target = out or Path(f"{source.stem}.{lang}.ipynb")
    if target.exists():
        raise UsageError(f"{target} stands there already: name another file with --out")
    notebook = read_notebook(source)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = keep(cell["source"], lang)
        elif "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = LANG.sub(rf'\g<1>"{lang}"', cell["source"])
    return write_notebook(target, notebook)


def new_notebook(name: str, folder: Path) -> Path:
    """Begin a notebook: a skeleton that runs, and its entry in the batch file of the folder."""
    name = name.removesuffix(".ipynb")
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name a notebook: use ASCII letters, digits and _")
    target, batch = folder / f"{name}.ipynb", folder / BATCH
    if target.exists():
        raise UsageError(f"{target} stands there already")
    before = batch.read_bytes() if batch.is_file() else b""
    try:
        entries = tomllib.loads(before.decode("utf-8")).get("default", [])
        named = [entry.get("notebook") for entry in entries]
    except (ValueError, AttributeError, TypeError) as error:
        raise UsageError(f"{batch} is no batch file with [[default]] entries: {error}") from None
    make_folder(folder)
    write_notebook(target, read_notebook(SKELETON))
    if name not in named:
        entry = f'[[default]]\nnotebook = "{name}"\ngrid = {{ lang = ["ko", "en"] }}\n'
        write_file(batch, before.rstrip() + b"\n\n" * bool(before) + entry.encode())
    return target


def find_notebook(name: str, folder: Path) -> Path:
    """The file of a notebook that is named by its file, its name or its number."""
    if name.endswith(".ipynb") and Path(name).is_file():
        return Path(name)
    folders = (packaged_notebooks(), folder)  # one's own goes before the packaged
    found = {path.stem: path for one in folders for path in sorted(one.glob("*.ipynb"))}
    for stem, path in found.items():
        if is_notebook(name, stem):
            return path
    raise unknown("notebook", name, found)


def write_notebook(path: Path, notebook: dict) -> Path:
    """Write a notebook without outputs."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return write_file(path, notebook_text(notebook))
