"""Execute one run into a folder of its own, and put that folder in place whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

from sfwf_data.loader.schema import PACKAGE, data_folder
from sfwf_data.tools.batch.plan import Run
from sfwf_data.words.records import RECORD

DRAWS = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "papermill",
    "ipython",
    "koreanize-matplotlib",
    "pillow",
)


@lru_cache(maxsize=1)
def environment() -> str:
    """Fingerprint of all that a run depends on beside its notebook and parameters: data, package, versions that draw."""
    digest = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for name in DRAWS:
        digest.update(f"{name} {metadata.version(name)}".encode())
    for folder, pattern in ((PACKAGE, "**/*.py"), (data_folder(), "**/*.[cj]s[vo]*")):
        for path in sorted(folder.glob(pattern)):
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def source_hash(notebook: Path) -> str:
    return hashlib.sha256(notebook.read_bytes()).hexdigest()


def fingerprint(run: Run) -> str:
    """What identifies a run: the same fingerprint gives the same bytes, so it need not run again."""
    parts = [
        run.name,
        source_hash(run.notebook),
        json.dumps(run.parameters, sort_keys=True),
        environment(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def finished(run: Run, out: Path) -> dict | None:
    """The record of a run that is done and unchanged, or None."""
    folder = out / run.notebook.stem / run.slug
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    whole = all(
        (folder / name).exists() and (folder / name).stat().st_size == size
        for name, size in record.get("sizes", {}).items()
    )
    return record if whole and record.get("fingerprint") == fingerprint(run) else None


def execute(run: Run, staging: Path, engine: str | None) -> None:
    """Run the notebook in `staging`: its figures, ``notebook.ipynb`` and ``run.json`` stand there afterwards.

    Raises
    ------
    papermill.PapermillExecutionError
        A cell failed; ``notebook.ipynb`` holds the marked cell.
    """
    import papermill

    staging.mkdir(parents=True)
    target = staging / "notebook.ipynb"
    os.environ["MPLBACKEND"] = "Agg"
    try:
        papermill.execute_notebook(
            str(run.notebook.resolve()), str(target), {**run.parameters, "output_dir": "."}, engine_name=engine, kernel_name="python3",
            cwd=str(staging), progress_bar=False, log_output=False, autosave_cell_every=0,
        )  # fmt: skip
    finally:
        if target.exists():
            strip(target)
    write_record(run, staging)


def strip(path: Path) -> None:
    """Remove from an executed notebook what changes from run to run: times, random ids, folders."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    about = notebook["metadata"]
    about["papermill"] = {"parameters": about.get("papermill", {}).get("parameters", {})}
    about.pop("widgets", None)
    about["language_info"] = {"name": "python", "file_extension": ".py"}
    for index, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{index:03}"
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
    path.write_text(
        json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def write_record(run: Run, folder: Path) -> None:
    """``run.json``: fingerprint, figures with their texts, recorded numbers, and the files with their sizes and hashes."""
    notebook = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    records = [output["data"][RECORD] for output in outputs if RECORD in output.get("data", {})]
    files = sorted(path for path in folder.iterdir() if path.name != "run.json")
    record = {
        "notebook": run.notebook.stem, "slug": run.slug, "parameters": run.parameters, "fingerprint": fingerprint(run),
        "figures": [record["figure"] for record in records if "figure" in record],
        "numbers": {name: value for record in records for name, value in record.get("numbers", {}).items()},
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "sizes": {path.name: path.stat().st_size for path in files},
    }  # fmt: skip
    (folder / "run.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def publish(run: Run, staging: Path, out: Path) -> dict:
    """Move a finished run's folder to its place by renaming; an older one goes."""
    target = out / run.notebook.stem / run.slug
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        old = staging.with_name(staging.name + ".old")
        target.rename(old)
        staging.rename(target)
        shutil.rmtree(old)
    else:
        staging.rename(target)
    failed_notebook(run, out).unlink(missing_ok=True)
    return json.loads((target / "run.json").read_text(encoding="utf-8"))


def failed_notebook(run: Run, out: Path) -> Path:
    return out / "failed" / run.notebook.stem / f"{run.slug}.ipynb"


def keep_failure(run: Run, staging: Path, out: Path) -> None:
    """Keep the notebook of a failed run apart, and let nothing of the run look finished."""
    shutil.rmtree(out / run.notebook.stem / run.slug, ignore_errors=True)
    notebook, kept = staging / "notebook.ipynb", failed_notebook(run, out)
    if notebook.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        os.replace(notebook, kept)
    shutil.rmtree(staging, ignore_errors=True)
