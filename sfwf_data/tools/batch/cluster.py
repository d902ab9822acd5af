"""The same runs on an existing Dask cluster: each in a process of its own, its files sent back.

No shared folder is needed.  A worker must have what the runs depend on in the same versions (it is
compared); a run whose worker dies is given to another one by the scheduler.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sfwf_data.tools.batch.plan import PlanError
from sfwf_data.tools.batch.pool import (
    CAN_FORK,
    ERROR_FILE,
    Result,
    child,
    collect,
    prepare,
    staging_folder,
)
from sfwf_data.tools.batch.runs import Run
from sfwf_data.words.errors import needs_extra
from sfwf_data.words.files import files_of, make_folder

TIMEOUT = "10s"
JOB = "job.json"
FILES = "out"


def run_on_cluster(
    runs: Iterable[Run],
    out: Path,
    address: str,
    fail_fast: bool = False,
    *,
    surroundings: Callable[[], str] = str,
) -> Iterator[Result]:
    """Send runs to the scheduler at `address`, and yield each result as it comes.

    `surroundings` is called here and on the workers: one that has other versions must not draw.
    """
    with needs_extra("dask"):
        from distributed import Client, as_completed
    try:
        client = Client(address, timeout=TIMEOUT)
    except (OSError, ValueError) as error:
        raise PlanError([f"--dask {address}: no Dask scheduler answers there ({error})"]) from None
    here = surroundings()
    with client, staging_folder(out) as staging:
        futures = {}
        for number, run in enumerate(runs):
            key = f"sfwf-{number}-{run.name}"
            job = {
                "name": run.notebook.name,
                "notebook": run.notebook.read_bytes(),
                "parameters": run.parameters,
                "slug": run.slug,
                "surroundings": here,
            }
            sent = client.submit(work, job, surroundings, key=key, pure=False, retries=1)
            futures[sent] = (number, run)
        for future in as_completed(list(futures)):
            number, run = futures[future]
            folder = staging / f"{number:05}"
            result = collect(unpack(future, folder), run, folder, out)
            future.release()
            yield result
            if result.error and fail_fast:
                client.cancel([other for other in futures if not other.done()])
                return


def unpack(future: Any, folder: Path) -> int:
    """Write what a worker sent back; an exit status as of a local child."""
    make_folder(folder)
    error = future.exception()
    if error is not None:
        (folder / ERROR_FILE).write_text(f"{type(error).__name__}: {error}\n", encoding="utf-8")
        return 1
    for name, content in future.result().items():
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"a worker sent a file {name!r}, which leads out of its folder")
        make_folder(target.parent)
        target.write_bytes(content)
    return 1 if (folder / ERROR_FILE).exists() else 0


def work(job: dict, surroundings: Callable[[], str]) -> dict[str, bytes]:
    """On a worker: run the notebook in a fresh interpreter, and give back its files."""
    if job["surroundings"] != surroundings():
        raise RuntimeError(
            "this worker has another version of the package, of its data, or of what draws;"
            " install the same everywhere"
        )
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        (base / job["name"]).write_bytes(job["notebook"])
        described = {key: value for key, value in job.items() if key != "notebook"}
        (base / JOB).write_text(json.dumps(described), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", __name__, temporary], check=False, stdin=subprocess.DEVNULL
        )
        found = {name: path.read_bytes() for name, path in files_of(base / FILES).items()}
        return found or {ERROR_FILE: b"the run left nothing\n"}


def main(base: Path) -> None:
    """In that interpreter: the life of one run."""
    described = json.loads((base / JOB).read_text(encoding="utf-8"))
    if CAN_FORK:
        prepare(None)
    run = Run(base / described["name"], described["parameters"], described["slug"])
    child(run, base / FILES, described["surroundings"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
