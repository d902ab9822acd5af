"""`sfwf batch`: plan, skip what is unchanged, run the rest, and write manifest and summary."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from pathlib import Path

from sfwf_data.tools.batch.execute import environment, finished
from sfwf_data.tools.batch.manifest import write_manifest, write_summary
from sfwf_data.tools.batch.plan import PlanError, Run, read_plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--file",
        type=Path,
        default=Path("notebooks/batch.toml"),
        help="batch file (default: notebooks/batch.toml)",
    )
    parser.add_argument(
        "--set", dest="chosen", default="default", help="which set of the file (default: default)"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="only this notebook (name or number); may be repeated",
    )
    parser.add_argument(
        "-p",
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="replace a parameter in every run that has it",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("figures"), help="output folder (default: figures)"
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="runs at a time (default: number of cores)",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="send the runs to the Dask scheduler at this address (tcp://host:8786)",
    )
    parser.add_argument("--force", action="store_true", help="run also what is unchanged")
    parser.add_argument(
        "--list", action="store_true", help="show every run that would happen, and stop"
    )
    going = parser.add_mutually_exclusive_group()
    going.add_argument(
        "--keep-going",
        dest="fail_fast",
        action="store_false",
        help="go on after a failed run (default)",
    )
    going.add_argument(
        "--fail-fast", dest="fail_fast", action="store_true", help="stop at the first failed run"
    )
    parser.set_defaults(run=run_batch, fail_fast=False)


def overrides(pairs: list[str]) -> dict:
    """`name=value` pairs; a value that reads as JSON (5, true, 0.5) is taken as such, else as text."""
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


def run_batch(arguments: argparse.Namespace) -> int:
    if arguments.jobs < 1:
        raise PlanError([f"--jobs {arguments.jobs}: at least 1 is expected"])
    runs = read_plan(
        arguments.file, arguments.chosen, arguments.only, overrides(arguments.parameter)
    )
    if arguments.list:
        for run in runs:
            print(run.name, json.dumps(run.parameters, ensure_ascii=False))
        print(f"{len(runs)} runs")
        return 0
    started = time.monotonic()
    done = (
        {}
        if arguments.force
        else {run: record for run in runs if (record := finished(run, arguments.out))}
    )
    todo = [run for run in runs if run not in done]
    results, stopped = run_todo(todo, arguments) if todo else ([], False)
    records = {**done, **{result.run: result.record for result in results if result.record}}
    ordered = [records[run] for run in runs if run in records]
    failures = [result for result in results if result.error]
    write_manifest(arguments.out, ordered, environment())
    write_summary(arguments.out, ordered, failures, len(runs))
    for result in failures:
        print(f"failed: {result.run.name}: {result.error}", file=sys.stderr)
    print(
        f"{len(runs)} runs: {len(results) - len(failures)} built, {len(done)} unchanged, {len(failures)} failed; {time.monotonic() - started:.1f} s; {arguments.out}"
    )
    if stopped:
        print("stopped: the next call goes on with what is missing", file=sys.stderr)
        return 130
    return 1 if failures else 0


def run_todo(todo: list[Run], arguments: argparse.Namespace) -> tuple[list, bool]:
    """Execute what is to be done with progress; True beside the results where a signal stopped it."""
    from tqdm import tqdm

    from sfwf_data.tools.batch.pool import CAN_FORK, run_all

    if arguments.dask:
        from sfwf_data.tools.batch.cluster import run_on_cluster

        started = run_on_cluster(todo, arguments.out, arguments.dask, arguments.fail_fast)
    else:
        started = run_all(todo, arguments.out, arguments.jobs, arguments.fail_fast)
        if not CAN_FORK:
            print(
                "this system cannot fork safely: ordinary kernels are used, which start slower",
                file=sys.stderr,
            )
    previous = signal.signal(signal.SIGTERM, interrupt)
    results = []
    tqdm.monitor_interval = 0  # no thread beside the forks
    terminal = sys.stderr.isatty()
    try:
        with tqdm(total=len(todo), unit="run", disable=not terminal) as bar:
            for result in started:
                results.append(result)
                bar.update()
                if not terminal:
                    print(
                        f"{len(results)}/{len(todo)} {'FAILED' if result.error else 'ok'} {result.run.name}",
                        file=sys.stderr,
                        flush=True,
                    )
    except KeyboardInterrupt:
        return results, True
    finally:
        signal.signal(signal.SIGTERM, previous)
    return results, False


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
