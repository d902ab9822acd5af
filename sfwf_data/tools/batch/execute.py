"""Execute one run into a folder of its own, and write down what came of it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from sfwf_data.tools.batch.declared import declared_parameters
from sfwf_data.tools.batch.fingerprint import fingerprint
from sfwf_data.tools.batch.runs import OUTPUT, Run
from sfwf_data.words.files import files_of, make_folder, write_file, write_json
from sfwf_data.words.records import notebook_text, read_notebook, records
from sfwf_data.words.say import LANGUAGES
from sfwf_data.words.twins import keep

NOTEBOOK, RECORD_FILE = "notebook.ipynb", "run.json"
NAMED = ("report", "lang")  # parameters that a record names beside its others
MARKUP = re.compile(r"([\\`*_~\[\]<>])")


def execute(run: Run, folder: Path, engine: str | None, surroundings: str = "") -> None:
    """Run a notebook in a new folder, where its files and its record stand afterwards.

    Without an `engine` (of papermill's) an ordinary kernel runs it.  Where a cell fails, the
    notebook stands in the folder all the same, with the marked cell.
    """
    import papermill

    make_folder(folder)
    target = folder / NOTEBOOK
    os.environ["MPLBACKEND"] = "Agg"
    output = {OUTPUT: "."} if OUTPUT in declared_parameters(run.notebook) else {}
    try:
        papermill.execute_notebook(
            str(run.notebook.resolve()),
            str(target),
            {**run.parameters, **output},
            engine_name=engine,
            kernel_name="python3",
            cwd=str(folder),
            progress_bar=False,
            log_output=False,
            autosave_cell_every=0,
        )
    finally:
        if target.exists():
            settle_notebook(target, run.parameters)
    write_record(run, folder, surroundings)


def settle_notebook(path: Path, parameters: dict) -> None:
    """Keep of an executed notebook one language, its title, and nothing that changes by itself."""
    notebook = read_notebook(path)
    about = notebook["metadata"]
    about["papermill"] = {"parameters": about.get("papermill", {}).get("parameters", {})}
    about.pop("widgets", None)
    about["language_info"] = {"name": "python", "file_extension": ".py"}
    for index, cell in enumerate(notebook["cells"]):
        if "id" in cell:  # random where the notebook had none
            cell["id"] = f"cell-{index:03}"
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
    settle_prose(notebook, recorded(notebook, "parameters") | parameters)
    write_file(path, notebook_text(notebook, sort_keys=True))


def settle_prose(notebook: dict, parameters: dict) -> None:
    """Markdown in the run's language; the first heading is the title that the cells recorded."""
    title = recorded_title(notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        source = cell["source"]
        if parameters.get("lang") in LANGUAGES:
            source = keep(source, parameters["lang"])
        if title and source.startswith("# "):
            heading, _, rest = source.partition("\n")
            about = notebook["metadata"].setdefault("sfwf", {})
            about["heading"] = heading.removeprefix("# ").strip()
            source = "\n".join(["# " + MARKUP.sub(r"\\\1", title), *([rest] if rest else [])])
            title = ""
        cell["source"] = source
    drop_empty_sections(notebook)


def drop_empty_sections(notebook: dict) -> None:
    """Leave out the prose of sections whose cells have shown nothing: no heading above nothing.

    A section goes from a heading in markdown to the next heading, also one that a cell recorded.
    Its code stays: later cells may rest on it.
    """
    section, empty = list[dict](), list[dict]()  # the prose of a section that nothing fills so far
    has_code = False
    for cell in [*notebook["cells"], {"cell_type": "markdown", "source": "# "}]:
        is_prose, source = cell["cell_type"] == "markdown", "".join(cell["source"])
        if is_prose and section and not source.startswith("#"):
            section.append(cell)
        elif (is_prose and source.startswith("#")) or says_heading(cell):
            empty += section if has_code else []
            section, has_code = ([cell] if source.startswith("##") else []), False
        elif section and shows(cell):
            section = []
        else:
            has_code = True
    gone = {id(cell) for cell in empty}
    notebook["cells"] = [cell for cell in notebook["cells"] if id(cell) not in gone]


def says_heading(cell: dict) -> bool:
    """Whether a cell has recorded a heading of its own."""
    return any("heading" in record for record in records({"cells": [cell]}))


def shows(cell: dict) -> bool:
    """Whether a reader sees anything of what a cell has left."""
    return any(
        output["output_type"] != "display_data" or "".join(output["data"].get("text/plain", "x"))
        for output in cell.get("outputs", [])
    )


def recorded(notebook: dict, key: str) -> dict:
    """What the cells recorded under one key, later cells over earlier ones."""
    found: dict = {}
    for record in records(notebook):
        found.update(record.get(key, {}))
    return found


def recorded_title(notebook: dict) -> str:
    """The title that the cells recorded last, in one line."""
    titles = [record["title"] for record in records(notebook) if "title" in record]
    return " ".join(titles[-1].split()) if titles else ""


def write_record(run: Run, folder: Path, surroundings: str) -> None:
    """``run.json``: fingerprint, title, figures, numbers, and all files with size and hash."""
    notebook = read_notebook(folder / NOTEBOOK)
    known = recorded(notebook, "parameters") | run.parameters
    written = files_of(folder).items()
    files = {name: path.read_bytes() for name, path in written if name != RECORD_FILE}
    figures = [record["figure"] for record in records(notebook) if "figure" in record]
    if absent := {name for figure in figures for name in figure["files"]} - files.keys():
        raise ValueError(f"figures were recorded but not saved: {', '.join(sorted(absent))}")
    record = {
        "notebook": run.notebook.stem,
        "slug": run.slug,
        "title": recorded_title(notebook),
        **{name: known[name] for name in NAMED if name in known},
        "parameters": run.parameters,
        "fingerprint": fingerprint(run, surroundings),
        "figures": figures,
        "numbers": recorded(notebook, "numbers"),
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "sizes": {name: len(data) for name, data in files.items()},
    }
    write_json(folder / RECORD_FILE, record)
