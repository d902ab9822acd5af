"""The same runs on an existing Dask cluster: each in a process of its own on some worker, its files sent back.

No shared folder is needed.  A worker must have this package in the same version with the same data (it is compared);
a run whose worker dies is given to another one by the scheduler.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sfwf_data.tools.batch.execute import environment
from sfwf_data.tools.batch.plan import PlanError, Run
from sfwf_data.tools.batch.pool import ERROR_FILE, Result, collect, remove_stale

TIMEOUT = "10s"
JOB = "job.json"


def run_on_cluster(
    runs: list[Run], out: Path, address: str, fail_fast: bool = False
) -> Iterator[Result]:
    """Send runs to the scheduler at `address`, and yield each result as it comes.

    Raises
    ------
    PlanError
        There is no scheduler at that address.
    """
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=TIMEOUT)
    except (OSError, ValueError) as error:
        raise PlanError([f"--dask {address}: no Dask scheduler answers there ({error})"]) from None
    out.mkdir(parents=True, exist_ok=True)
    remove_stale(out)
    staging = Path(tempfile.mkdtemp(prefix=f".staging-{os.getpid()}-", dir=out))
    try:
        with client:
            # The fingerprint of the environment is part of the job: a worker with other versions must not draw.
            futures = {
                client.submit(
                    work, job(run), key=f"sfwf-{number}-{run.name}", pure=False, retries=1
                ): (number, run)
                for number, run in enumerate(runs)
            }
            for future in as_completed(list(futures)):
                number, run = futures[future]
                folder = staging / f"{number:05}"
                code = unpack(future, folder)
                result = collect(code, run, folder, out)
                future.release()
                yield result
                if result.error and fail_fast:
                    client.cancel([other for other in futures if not other.done()])
                    return
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def job(run: Run) -> dict:
    return {
        "name": run.notebook.name, "notebook": run.notebook.read_bytes(), "parameters": run.parameters, "slug": run.slug,
        "environment": environment(),
    }  # fmt: skip


def unpack(future: object, folder: Path) -> int:
    """Write what a worker sent back; an exit status as of a local child."""
    folder.mkdir(parents=True)
    error = future.exception()
    if error is not None:
        (folder / ERROR_FILE).write_text(f"{type(error).__name__}: {error}\n", encoding="utf-8")
        return 1
    for name, content in future.result().items():
        (folder / Path(name).name).write_bytes(content)
    return 1 if (folder / ERROR_FILE).exists() else 0


def work(job: dict) -> dict[str, bytes]:
    """On a worker: run the notebook in a fresh interpreter, and give back its files."""
    if job["environment"] != environment():
        raise RuntimeError(
            "this worker has another version of sfwf_data, of its data, or of what draws; install the same everywhere"
        )
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        (base / job["name"]).write_bytes(job["notebook"])
        (base / JOB).write_text(
            json.dumps({key: job[key] for key in ("name", "parameters", "slug")}), encoding="utf-8"
        )
        subprocess.run(
            [sys.executable, "-m", "sfwf_data.tools.batch.cluster", str(base)],
            check=False,
            stdin=subprocess.DEVNULL,
        )
        folder = base / "out"
        return (
            {path.name: path.read_bytes() for path in folder.iterdir()}
            if folder.exists()
            else {ERROR_FILE: b"the run left nothing\n"}
        )


def main(base: Path) -> None:
    """In that interpreter: the life of one run."""
    from sfwf_data.tools.batch.pool import CAN_FORK, child, preload

    description = json.loads((base / JOB).read_text(encoding="utf-8"))
    if CAN_FORK:
        preload()
    child(
        Run(base / description["name"], description["parameters"], description["slug"]),
        base / "out",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
