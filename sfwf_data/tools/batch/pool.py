"""Execute runs in parallel: one forked child a run, which starts clean with everything imported."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sfwf_data.tools.batch.execute import RECORD_FILE, execute
from sfwf_data.tools.batch.runs import Run
from sfwf_data.tools.batch.standing import keep_failure, publish
from sfwf_data.words.files import make_folder, remove
from sfwf_data.words.records import hide_grammar

# macOS frameworks do not survive a fork.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
ENGINE = "in-process"
SHELL = ("interactiveshell", "completerlib", "crashhandler", "logger", "magics", "oinspect")
ERROR_FILE = "error.txt"


@dataclass
class Result:
    """What became of a run: its record, or its error in one line."""

    run: Run
    record: dict | None = None
    error: str = ""


def run_all(
    runs: Iterable[Run],
    out: Path,
    jobs: int,
    fail_fast: bool = False,
    *,
    surroundings: str = "",
    preload: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """Execute runs, `jobs` at a time, into ``out/<notebook>/<slug>``; yield results as they come.

    Stopping the iteration (Ctrl-C, SIGTERM, an exception) ends the children and leaves only
    finished runs.  `preload` imports and draws, in a parent that forks, what every child needs; it
    must leave no figure, thread or kernel.
    """
    waiting = list(enumerate(runs))[::-1]
    working: dict[Any, tuple[BaseProcess, Run, Path]] = {}
    context: Any = multiprocessing.get_context("fork" if CAN_FORK else "spawn")
    if CAN_FORK:
        prepare(preload)
    with staging_folder(out) as staging:
        try:
            while waiting or working:
                while waiting and len(working) < jobs:
                    number, run = waiting.pop()
                    folder = staging / f"{number:05}"
                    process = context.Process(target=child, args=(run, folder, surroundings))
                    process.start()
                    working[process.sentinel] = (process, run, folder)
                for sentinel in wait(list(working)):
                    process, run, folder = working.pop(sentinel)
                    process.join()
                    result = collect(process.exitcode, run, folder, out)
                    yield result
                    if result.error and fail_fast:
                        return
        finally:
            end([process for process, _, _ in working.values()])


def prepare(preload: Callable[[], object] | None) -> None:
    """Import once, in the parent, what every child needs."""
    os.environ["MPLBACKEND"] = "Agg"
    hide_grammar()
    from papermill.engines import papermill_engines

    from sfwf_data.tools.batch.engine import InProcessEngine

    papermill_engines.register(ENGINE, InProcessEngine)
    for name in SHELL:
        importlib.import_module(f"IPython.core.{name}")
    if preload is not None:
        preload()
    gc.collect()
    gc.freeze()  # what is there already is never collected, so that children do not copy its pages


@contextmanager
def staging_folder(out: Path) -> Iterator[Path]:
    """A folder for what is being made, beside what is made; what a killed batch left there goes."""
    make_folder(out)
    for folder in out.glob(".staging-*-*"):
        number = folder.name.split("-")[1]
        if number.isdigit() and not is_running(int(number)):
            remove(folder)
    staging = Path(tempfile.mkdtemp(prefix=f".staging-{os.getpid()}-", dir=out))
    try:
        yield staging
    finally:
        remove(staging)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end_with_parent() -> None:
    """Ask Linux to end this child when the batch is killed, so that no run goes on without it."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def child(run: Run, folder: Path, surroundings: str) -> None:
    """The whole life of a child: one run, or its error in a file, in one line and in full."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    import numpy

    numpy.random.seed(0)
    try:
        execute(run, folder, ENGINE if CAN_FORK else None, surroundings)
    except BaseException as error:  # noqa: BLE001 (whatever it is, the parent must hear of it)
        make_folder(folder)
        name = getattr(error, "ename", type(error).__name__)
        lines = getattr(error, "evalue", str(error)).strip().splitlines() or [""]
        text = f"{name}: {lines[0]}\n{traceback.format_exc()}"
        (folder / ERROR_FILE).write_text(text, encoding="utf-8")
        sys.exit(1)
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def collect(exit_code: int | None, run: Run, folder: Path, out: Path) -> Result:
    """Publish a finished run; keep the notebook of a failed one."""
    error_file = folder / ERROR_FILE
    if exit_code == 0 and (folder / RECORD_FILE).exists() and not error_file.exists():
        return Result(run, publish(run, folder, out))
    if error_file.exists():
        error = error_file.read_text(encoding="utf-8").splitlines()[0]
    elif exit_code and exit_code < 0:
        error = f"the worker died ({signal.Signals(-exit_code).name})"
    else:
        error = f"exit status {exit_code}"
    keep_failure(run, folder, out)
    return Result(run, error=error)


def end(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()
