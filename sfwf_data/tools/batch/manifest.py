"""``manifest.json`` and ``summary.json`` of a batch."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path


def write_manifest(out: Path, records: list[dict], data_hash: str) -> None:
    """One entry a figure: file, sha256, notebook, parameters, fingerprint, captions and alt text in both languages."""
    figures = [
        {
            "file": f"{record['notebook']}/{record['slug']}/{name}", "sha256": record["sha256"][name], "notebook": record["notebook"],
            "slug": record["slug"], "parameters": record["parameters"], "fingerprint": record["fingerprint"],
            **{key: value for key, value in figure.items() if key != "files"},
        }
        for record in records
        for figure in record["figures"]
        for name in figure["files"]
    ]  # fmt: skip
    runs = [
        {key: record[key] for key in ("notebook", "slug", "parameters", "fingerprint", "numbers")}
        | {"executed": f"{record['notebook']}/{record['slug']}/notebook.ipynb"}
        for record in records
    ]
    write_json(out / "manifest.json", {"environment": data_hash, "runs": runs, "figures": figures})


def write_summary(out: Path, records: list[dict], failures: list, planned: int) -> None:
    """What was planned, what stands finished, and each failure in one line."""
    write_json(out / "summary.json", {
        "planned": planned, "finished": len(records), "failed": [{"run": result.run.name, "error": result.error} for result in failures],
        "figures": sum(len(record["figures"]) for record in records),
    })  # fmt: skip


def write_json(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
