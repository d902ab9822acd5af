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


def environment(folders: Iterable[Path], packages: Iterable[str]) -> str:
    """Give the fingerprint of all that runs depend on beside notebook and parameters.

    Parameters
    ----------
    folders : iterable of Path
        Code and data: every file in them counts, but for hidden ones and caches.  A folder that
        lies in another one counts once.
    packages : iterable of str
        Installed packages whose versions count.
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
        for name, path in sorted(files(folder)):
            if not any(other in path.parents for other in inner):
                digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def files(folder: Path) -> Iterable[tuple[str, Path]]:
    """The files of a folder that someone wrote, with their names in it."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and not any(
            part[0] == "." or part == "__pycache__" for part in inside.parts
        ):
            yield inside.as_posix(), path


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
