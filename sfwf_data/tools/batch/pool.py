"""Execute runs in parallel: one forked child a run, so that each starts clean and already has everything imported."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from sfwf_data.imports import skip_unused_grammar
from sfwf_data.tools.batch.execute import execute, keep_failure, publish
from sfwf_data.tools.batch.plan import Run

CAN_FORK = (
    hasattr(os, "fork") and sys.platform != "darwin"
)  # macOS frameworks do not survive a fork
PRELOADED = (
    "papermill", "IPython.core.interactiveshell", "IPython.core.completerlib", "IPython.core.crashhandler", "IPython.core.logger",
    "IPython.core.magics", "IPython.core.oinspect", "matplotlib.backends.backend_svg", "pandas.io.formats.string", "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.PpmImagePlugin", "sfwf_data.checks.checking", "sfwf_data.figures", "sfwf_data.notebook.page",
)  # fmt: skip
ERROR_FILE = "error.txt"


@dataclass
class Result:
    """What became of a run: its record, or its error in one line."""

    run: Run
    record: dict | None = None
    error: str = ""


def preload() -> None:
    """Import once, in the parent, what every child needs; no figure, thread or kernel may be left to it."""
    os.environ["MPLBACKEND"] = "Agg"
    skip_unused_grammar()
    for name in PRELOADED:
        importlib.import_module(name)
    from papermill.engines import papermill_engines

    from sfwf_data.tools.batch.engine import NAME, InProcessEngine
    from sfwf_data.warm import draw_once

    papermill_engines.register(NAME, InProcessEngine)
    draw_once()
    gc.collect()
    gc.freeze()  # what is there already is never collected, so that children do not copy its pages


def run_all(runs: list[Run], out: Path, jobs: int, fail_fast: bool = False) -> Iterator[Result]:
    """Execute runs, `jobs` at a time, and yield each result as it comes.

    Stopping the iteration (Ctrl-C, SIGTERM, an exception) ends the children and leaves only finished runs.
    """
    out.mkdir(parents=True, exist_ok=True)
    remove_stale(out)
    staging = Path(tempfile.mkdtemp(prefix=f".staging-{os.getpid()}-", dir=out))
    context = multiprocessing.get_context("fork" if CAN_FORK else "spawn")
    if CAN_FORK:
        preload()
    waiting = list(enumerate(runs))[::-1]
    working: dict[int, tuple[multiprocessing.Process, Run, Path]] = {}
    try:
        while waiting or working:
            while waiting and len(working) < jobs:
                number, run = waiting.pop()
                folder = staging / f"{number:05}"
                process = context.Process(target=child, args=(run, folder), daemon=False)
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
        end(process for process, _, _ in working.values())
        shutil.rmtree(staging, ignore_errors=True)


def remove_stale(out: Path) -> None:
    """Remove what a killed batch left half-done: staging folders whose process is gone."""
    for folder in out.glob(".staging-*-*"):
        number = folder.name.split("-")[1]
        if number.isdigit() and not is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


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


def child(run: Run, folder: Path) -> None:
    """The whole life of a child: one run, or its error in a file."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    import numpy

    numpy.random.seed(0)
    try:
        guarded(lambda: execute(run, folder, engine_name()), folder)
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def engine_name() -> str | None:
    from sfwf_data.tools.batch.engine import NAME

    return NAME if CAN_FORK else None


def guarded(work: Callable[[], None], folder: Path) -> None:
    """Do the work; an error is left in a file beside it, in one line and in full."""
    try:
        work()
    except BaseException as error:  # noqa: BLE001 (whatever it is, the parent must hear of it)
        folder.mkdir(parents=True, exist_ok=True)
        name = getattr(error, "ename", type(error).__name__)
        text = getattr(error, "evalue", str(error)).strip().splitlines() or [""]
        (folder / ERROR_FILE).write_text(
            f"{name}: {text[0]}\n{traceback.format_exc()}", encoding="utf-8"
        )
        sys.exit(1)


def collect(exit_code: int | None, run: Run, folder: Path, out: Path) -> Result:
    """Publish a finished run; keep the notebook of a failed one."""
    error_file = folder / ERROR_FILE
    if exit_code == 0 and (folder / "run.json").exists() and not error_file.exists():
        return Result(run, publish(run, folder, out))
    if error_file.exists():
        error = error_file.read_text(encoding="utf-8").splitlines()[0]
    else:
        error = (
            f"the worker died ({signal.Signals(-exit_code).name})"
            if exit_code and exit_code < 0
            else f"exit status {exit_code}"
        )
    keep_failure(run, folder, out)
    return Result(run, error=error)


def end(processes: Iterator[multiprocessing.Process]) -> None:
    for process in list(processes):
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()
