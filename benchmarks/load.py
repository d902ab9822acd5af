"""Import, load and ingest as ratios: each pair in turn, medians of five, one sitting.

Run it with `make bench`.  Machines are noisy: compare the ratios, not the seconds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import sfwf_data
from sfwf_data.loader import reading
from sfwf_data.loader.schema import data_folder

ROUNDS = 5
PROGRAMS = data_folder() / sfwf_data.reports()[-1] / "programs.csv"
REPORT_TEXT = Path(__file__).resolve().parents[2] / "shared" / "reports" / "2022-09-30.txt"


def paired(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float, float]:
    """Medians of both in seconds, and of the ratio pair by pair."""
    pairs = [(first(), second()) for _ in range(ROUNDS)]
    return (
        *(statistics.median(side) for side in zip(*pairs, strict=True)),
        statistics.median(one / other for one, other in pairs),
    )


def process(code: str) -> Callable[[], float]:
    """Seconds of a fresh interpreter that runs some code."""

    def run() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - started

    return run


def repeated(work: Callable[[], object], times: int = 100) -> Callable[[], float]:
    """Seconds of one call, over many."""

    def run() -> float:
        started = time.perf_counter()
        for _ in range(times):
            work()
        return (time.perf_counter() - started) / times

    return run


def first_load() -> pd.DataFrame:
    reading.read_file.cache_clear()
    return sfwf_data.load("programs")


def main() -> None:
    rows = [
        (
            "import sfwf_data / import pandas",
            paired(process("import sfwf_data"), process("import pandas")),
            1.10,
        ),
        (
            "load, file unchanged / read_csv",
            paired(
                repeated(lambda: sfwf_data.load("programs")),
                repeated(lambda: pd.read_csv(PROGRAMS)),
            ),
            2.0,
        ),
        (
            "load, file read anew / read_csv",
            paired(repeated(first_load), repeated(lambda: pd.read_csv(PROGRAMS))),
            2.0,
        ),
    ]
    print(f"Python {sys.version.split()[0]}, pandas {pd.__version__}; medians of {ROUNDS}")
    for name, (first, second, ratio), goal in rows:
        times = f"{first * 1000:8.2f} ms / {second * 1000:8.2f} ms"
        print(f"{name:34} {times} = {ratio:.2f} (goal: at most {goal:.2f})")
    if not REPORT_TEXT.exists():
        print("ingest of the whole report: its text is not at hand")
        return
    from sfwf_data.tools.ingest import ingest

    seconds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            ingest(REPORT_TEXT, folder, data_folder() / "registry")
            seconds.append(time.process_time() - started)
    median = statistics.median(seconds)
    print(f"{'ingest of the whole report':34} {median:8.2f} s of CPU (goal: at most 2)")


if __name__ == "__main__":
    main()
