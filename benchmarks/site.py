"""`sfwf site` against `jupyter nbconvert --to html` in a loop: time of 100 pages, and their weight.

The notebooks are executed before.  `make bench` runs it with the others; the loop alone takes some
minutes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def run(*words: object) -> float:
    """Seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(
        [str(word) for word in words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=REPOSITORY,
    )
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    times: dict[str, list[float]] = {"loop": [], "site": []}
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        figures = base / "figures"
        run(sys.executable, "-m", "sfwf_data.cli", "batch", "--set", "full", "--out", figures)
        manifest = json.loads((figures / "manifest.json").read_text(encoding="utf-8"))
        step = max(1, len(manifest["runs"]) // arguments.pages)  # some of each notebook
        runs = manifest["runs"] = manifest["runs"][::step][: arguments.pages]
        (figures / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        for number in range(arguments.rounds):
            plain = base / f"plain-{number}"
            command = (
                sys.executable,
                "-m",
                "jupyter",
                "nbconvert",
                "--to",
                "html",
                "--output-dir",
                plain,
                "--output",
            )
            times["loop"].append(
                sum(
                    run(*command, f"{one['notebook']}.{one['slug']}", figures / one["executed"])
                    for one in runs
                )
            )
            times["site"].append(
                run(
                    sys.executable,
                    "-m",
                    "sfwf_data.cli",
                    "site",
                    "--figures",
                    figures,
                    "--out",
                    base / f"site-{number}",
                )
            )
            print(
                json.dumps({name: round(values[-1], 2) for name, values in times.items()}),
                flush=True,
            )
        weights = {
            page.name: page.stat().st_size / (plain / page.name).stat().st_size
            for page in (base / "site-0").glob("[0-9]*.html")
        }
        total = sum(page.stat().st_size for page in (base / "site-0").glob("[0-9]*.html")) / sum(
            page.stat().st_size for page in plain.glob("*.html")
        )
    heaviest = max(weights, key=weights.get)
    print(f"{len(runs)} pages, medians of {arguments.rounds}")
    faster = statistics.median(times["loop"]) / statistics.median(times["site"])
    print(f"site / loop of jupyter nbconvert: 1/{faster:.1f} (goal: at most 1/8)")
    print(
        f"weight of pages / plain nbconvert: {total:.2f} together, "
        f"{weights[heaviest]:.2f} at most, {heaviest} (goal: at most 0.60)"
    )


if __name__ == "__main__":
    main()
