"""`sfwf batch`: plan, skip what is unchanged, run the rest, and write manifest and summary."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sfwf_data.tools.batch.plan import PlanError, read_plan
from sfwf_data.tools.batch.pool import CAN_FORK, Result, run_all
from sfwf_data.tools.batch.runs import Run, Values
from sfwf_data.tools.batch.standing import finished, write_manifest, write_summary
from sfwf_data.words.errors import find_package
from sfwf_data.words.progress import progress, tell

INTERRUPTED = 130


def add_arguments(
    parser: argparse.ArgumentParser,
    *,
    values: Values | None = None,
    surroundings: Callable[[], str] = str,
    preload: Callable[[], object] | None = None,
) -> None:
    """Add the options of the command, and what runs it.

    `surroundings` is also called on the workers of a cluster: it is a function of a module.
    """
    add = parser.add_argument
    file, out, cores = Path("notebooks/batch.toml"), Path("figures"), os.cpu_count() or 1
    several: dict[str, Any] = {"action": "append", "default": []}
    add("--file", type=Path, default=file, help=f"batch file (default: {file})")
    add("--set", dest="chosen", default="default", help="which set of the file (default: default)")
    only, replace = "only this notebook (name or number)", "replace a parameter in every run"
    add("--only", **several, metavar="NOTEBOOK", help=f"{only}; may be repeated")
    add("-p", "--parameter", **several, metavar="NAME=VALUE", help=f"{replace} that has it")
    add("--out", type=Path, default=out, help=f"output folder (default: {out})")
    add("--jobs", type=int, default=cores, help="runs at a time (default: number of cores)")
    dask = "send the runs to the Dask scheduler at this address (tcp://host:8786)"
    add("--dask", metavar="ADDRESS", help=dask)
    add("--force", action="store_true", help="run also what is unchanged")
    add("--list", action="store_true", help="show every run that would happen, and stop")
    add("--json", action="store_true", help="with --list: as JSON")
    add = parser.add_mutually_exclusive_group().add_argument
    going, stopping = "go on after a failed run (default)", "stop at the first failed run"
    add("--keep-going", dest="fail_fast", action="store_false", help=going)
    add("--fail-fast", dest="fail_fast", action="store_true", help=stopping)
    run = partial(run_batch, values=values, surroundings=surroundings, preload=preload)
    parser.set_defaults(run=run, fail_fast=False)


def overrides(pairs: list[str]) -> dict:
    """`name=value` pairs; a value that reads as JSON (5, true, 0.5) is taken as such, else text."""
    values, wrong = {}, []
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name.isidentifier():
            wrong.append(f"-p {pair}: NAME=VALUE is expected")
            continue
        try:
            values[name] = json.loads(text)
        except json.JSONDecodeError:
            values[name] = text
    if wrong:
        raise PlanError(wrong)
    return values


def run_batch(
    arguments: argparse.Namespace,
    values: Values | None,
    surroundings: Callable[[], str],
    preload: Callable[[], object] | None,
) -> int:
    """Plan and run; the exit status: 0, 1 where a run failed, 130 where a signal stopped it."""
    if arguments.jobs < 1:
        raise PlanError([f"--jobs {arguments.jobs}: at least 1 is expected"])
    if arguments.json and not arguments.list:
        raise PlanError(["--json goes with --list"])
    for package in () if arguments.list else ("papermill", "tqdm"):  # a list of runs needs nothing
        find_package(package, "notebooks")
    replaced = overrides(arguments.parameter)
    runs = read_plan(arguments.file, arguments.chosen, arguments.only, replaced, values)
    if arguments.list:
        show(runs, arguments.json)
        return 0
    started, here, out = time.monotonic(), surroundings(), arguments.out
    records = {}
    if not arguments.force:
        records = {run: record for run in runs if (record := finished(run, out, here))}
    todo, unchanged = [run for run in runs if run not in records], len(records)
    results, stopped = run_todo(todo, arguments, surroundings, preload) if todo else ([], False)
    records |= {result.run: result.record for result in results if result.record}
    failures = [result for result in results if result.error]
    write_manifest(out, here)
    failed = [{"run": result.run.name, "error": result.error} for result in failures]
    write_summary(out, [records[run] for run in runs if run in records], failed, len(runs))
    with suppress(BrokenPipeError):  # whoever reads may have gone; the status stays
        for one in failed:
            tell(f"failed: {one['run']}: {one['error']}", file=sys.stderr)
        if stopped:
            tell("stopped: the next call goes on with what is missing", file=sys.stderr)
        tell(
            f"{len(runs)} runs: {len(results) - len(failures)} built, {unchanged} unchanged,"
            f" {len(failures)} failed; {time.monotonic() - started:.1f} s; {out}",
            flush=True,
        )
    return INTERRUPTED if stopped else 1 if failures else 0


def show(runs: list[Run], as_json: bool) -> None:
    """Print every run that would happen."""
    if as_json:
        listed = [
            {"notebook": run.notebook.stem, "slug": run.slug, "parameters": run.parameters}
            for run in runs
        ]
        tell(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for run in runs:
        tell(f"{run.name} {json.dumps(run.parameters, ensure_ascii=False)}")
    tell(f"{len(runs)} runs")


def run_todo(
    todo: list[Run],
    arguments: argparse.Namespace,
    surroundings: Callable[[], str],
    preload: Callable[[], object] | None,
) -> tuple[list[Result], bool]:
    """Execute what is to be done; True beside the results where a signal stopped it."""
    out, fail_fast = arguments.out, arguments.fail_fast
    if arguments.dask:
        from sfwf_data.tools.batch.cluster import run_on_cluster

        started = run_on_cluster(todo, out, arguments.dask, fail_fast, surroundings=surroundings)
    else:
        started = run_all(
            todo, out, arguments.jobs, fail_fast, surroundings=surroundings(), preload=preload
        )
        if not CAN_FORK:
            tell(
                "this system cannot fork safely: ordinary kernels are used, which start slower",
                file=sys.stderr,
            )
    results: list[Result] = []
    previous = signal.signal(signal.SIGTERM, interrupt)
    try:
        with progress(len(todo), "run") as advance:
            for result in started:
                results.append(result)
                advance(f"{'FAILED' if result.error else 'ok'} {result.run.name}")
    except KeyboardInterrupt:
        return results, True
    finally:
        signal.signal(signal.SIGTERM, previous)
    return results, False


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
