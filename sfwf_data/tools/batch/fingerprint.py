"""What identifies a run: the same fingerprint gives the same bytes, so it need not run again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from sfwf_data.tools.batch.runs import Run
from sfwf_data.words.files import files_of


def environment(folders: Iterable[Path], packages: Iterable[str]) -> str:
    """The fingerprint of all that runs depend on beside notebook and parameters.

    Of folders every file counts, but for hidden ones and caches, and once; of packages the version.
    """
    digest = hashlib.sha256(f"python {sys.version_info[:2]}\n".encode())
    for name in packages:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = "absent"
        digest.update(f"{name} {version}\n".encode())
    chosen = [folder.resolve() for folder in folders]
    for folder in chosen:
        inner = [other for other in chosen if folder in other.parents]
        for name, path in sorted(files_of(folder).items()):
            inside = path.relative_to(folder).parts
            written = not any(part[0] == "." or part == "__pycache__" for part in inside)
            if written and not any(other in path.parents for other in inner):
                digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def fingerprint(run: Run, surroundings: str) -> str:
    """Fingerprint of a run in an `environment`."""
    parts = [
        run.name,
        source_hash(run.notebook, run.notebook.stat().st_mtime_ns),
        json.dumps(run.parameters, sort_keys=True),
        surroundings,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def source_hash(notebook: Path, stamp: int) -> str:
    return hashlib.sha256(notebook.read_bytes()).hexdigest()
