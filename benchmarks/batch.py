"""A batch against a loop of the `papermill` command, against the limit, and itself unchanged.

The limit is the same computing and drawing in two warm processes, with no notebook around it.  Run
it with `make bench`; a round takes some minutes.  Machines are noisy: compare the ratios.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sfwf_data.cli import SharedValues, preload
from sfwf_data.tools.batch import Run, read_plan
from sfwf_data.tools.batch.declared import declared_parameters
from sfwf_data.words.records import read_notebook

REPOSITORY = Path(__file__).resolve().parents[1]
PLAN = """
[[bench]]
notebook = "02_execution_gap"
grid = { lang = ["ko", "en"], goal = ["all", "g1", "g2", "g3", "g4", "g5"], top_n = [8, 12] }
"""


def seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def shell_loop(runs: list[Run], folder: Path) -> None:
    """What an analyst types without the batch: one `papermill` command after the other."""
    for run in runs:
        out = folder / run.slug
        out.mkdir(parents=True)
        options = [
            part
            for name, value in {**run.parameters, "output_dir": str(out)}.items()
            for part in ("-p", name, str(value))
        ]
        command = [
            sys.executable,
            "-m",
            "papermill",
            "--no-progress-bar",
            "--kernel",
            "python3",
            str(run.notebook),
            str(out / "notebook.ipynb"),
        ]
        subprocess.run(
            [*command, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def warm(job: tuple[Run, str]) -> None:
    """The code of one run in a process that has everything imported; it writes figures alone."""
    run, folder = job
    Path(folder).mkdir(parents=True)
    defaults = {name: one.default for name, one in declared_parameters(run.notebook).items()}
    names = {**defaults, **run.parameters, "output_dir": folder}
    for cell in read_notebook(run.notebook)["cells"]:
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", []):
            exec(compile(cell["source"], str(run.notebook), "exec"), names)


def limit(runs: list[Run], folder: Path, jobs: int) -> None:
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 (the displayed text of the cells)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            pool.map(warm, [(run, str(folder / run.slug)) for run in runs], chunksize=1)
    finally:
        sys.stdout.close()
        sys.stdout = sys.__stdout__


def batch(plan: Path, folder: Path, jobs: int) -> None:
    command = [
        sys.executable,
        "-m",
        "sfwf_data.cli",
        "batch",
        "--file",
        str(plan),
        "--set",
        "bench",
        "--out",
        str(folder),
        "--jobs",
        str(jobs),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    os.environ["MPLBACKEND"] = "Agg"
    preload()
    times: dict[str, list[float]] = {"shell loop": [], "batch": [], "limit": [], "unchanged": []}
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        for path in (REPOSITORY / "notebooks").glob("*.ipynb"):
            (base / path.name).write_bytes(path.read_bytes())
        plan = base / "batch.toml"
        plan.write_text(PLAN, encoding="utf-8")
        runs = read_plan(plan, "bench", values=SharedValues())
        for number in range(arguments.rounds):
            times["shell loop"].append(seconds(shell_loop, runs, base / f"loop-{number}"))
            times["batch"].append(seconds(batch, plan, base / f"batch-{number}", arguments.jobs))
            times["limit"].append(seconds(limit, runs, base / f"limit-{number}", arguments.jobs))
            times["unchanged"].append(
                seconds(batch, plan, base / f"batch-{number}", arguments.jobs)
            )
            print(
                json.dumps({name: round(values[-1], 2) for name, values in times.items()}),
                flush=True,
            )
    medians = {name: statistics.median(values) for name, values in times.items()}
    whole = medians["batch"]
    print(f"{len(runs)} runs of a notebook with four figures, {arguments.jobs} at a time,")
    print(f"medians of {arguments.rounds}:")
    print(f"loop of papermill / batch: {medians['shell loop'] / whole:.2f} (goal: at least 5)")
    print(f"batch / limit:             {whole / medians['limit']:.2f} (goal: at most 1.25)")
    print(f"unchanged / batch:         {medians['unchanged'] / whole:.3f} (goal: at most 0.03)")


if __name__ == "__main__":
    main()
