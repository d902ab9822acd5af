"""What stands finished in the output folder: found there, put there, and listed in a manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from sfwf_data.tools.batch.execute import NOTEBOOK, RECORD_FILE
from sfwf_data.tools.batch.fingerprint import fingerprint
from sfwf_data.tools.batch.runs import Run
from sfwf_data.words.files import make_folder, put_in_place, remove, write_json
from sfwf_data.words.say import LANGUAGES

KEYS = {
    *("notebook", "slug", "title", "parameters", "fingerprint", "figures", "numbers"),
    *("sha256", "sizes"),
}
LISTED = ("notebook", "slug", "parameters", "fingerprint", "numbers")


def read_record(folder: Path) -> dict | None:
    """The record of a run that stands whole in its folder, or None."""
    try:
        record = json.loads((folder / RECORD_FILE).read_text(encoding="utf-8"))
        whole = (
            record.keys() >= KEYS
            and (record["notebook"], record["slug"]) == (folder.parent.name, folder.name)
            and all(
                (folder / name).stat().st_size == size for name, size in record["sizes"].items()
            )
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return record if whole else None


def finished(run: Run, out: Path, surroundings: str = "") -> dict | None:
    """The record of a run that is done and unchanged, or None."""
    record = read_record(out / run.notebook.stem / run.slug)
    return record if record and record["fingerprint"] == fingerprint(run, surroundings) else None


def standing(out: Path) -> list[dict]:
    """The records of all that is finished, of this batch or an earlier one.

    By notebook, language and slug: the same whatever was built first.
    """
    found = [read_record(path.parent) for path in out.glob(f"*/*/{RECORD_FILE}")]
    return sorted((record for record in found if record), key=place)


def place(record: dict) -> tuple[str, int, str]:
    lang = record.get("lang")
    return record["notebook"], LANGUAGES.index(lang) if lang in LANGUAGES else -1, record["slug"]


def publish(run: Run, staging: Path, out: Path) -> dict:
    """Move a finished run's folder to its place; what failed before is forgotten."""
    target = put_in_place(staging, out / run.notebook.stem / run.slug)
    remove(failed_notebook(run, out))
    return json.loads((target / RECORD_FILE).read_text(encoding="utf-8"))


def failed_notebook(run: Run, out: Path) -> Path:
    return out / "failed" / run.notebook.stem / f"{run.slug}.ipynb"


def keep_failure(run: Run, staging: Path, out: Path) -> None:
    """Keep the notebook of a failed run apart, and let nothing of the run look finished."""
    remove(out / run.notebook.stem / run.slug)
    if (staging / NOTEBOOK).exists():
        kept = failed_notebook(run, out)
        make_folder(kept.parent)
        (staging / NOTEBOOK).replace(kept)
    remove(staging)


def write_manifest(out: Path, surroundings: str) -> None:
    """``manifest.json``: all finished runs, and a line for each file of each of their figures."""
    records = standing(out)
    figures = [
        {
            "file": f"{record['notebook']}/{record['slug']}/{name}",
            "sha256": record["sha256"][name],
            **{key: record[key] for key in LISTED if key != "numbers"},
            **{key: value for key, value in figure.items() if key != "files"},
        }
        for record in records
        for figure in record["figures"]
        for name in figure["files"]
    ]
    runs = [
        {key: record[key] for key in LISTED}
        | {"executed": f"{record['notebook']}/{record['slug']}/{NOTEBOOK}"}
        for record in records
    ]
    write_json(
        out / "manifest.json", {"environment": surroundings, "runs": runs, "figures": figures}
    )


def write_summary(out: Path, records: list[dict], failed: Iterable[dict], planned: int) -> None:
    """``summary.json``: what this call planned, what of it is finished, each failure in a line."""
    figures = sum(len(record["figures"]) for record in records)
    summary = {"planned": planned, "finished": len(records), "failed": list(failed)}
    write_json(out / "summary.json", summary | {"figures": figures})
