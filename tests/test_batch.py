"""The batch on tiny notebooks: planned strictly, run in parallel, restartable, whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from sfwf_data.cli import main
from sfwf_data.tools.batch.plan import PlanError, read_plan
from tests.conftest import REPOSITORY

TINY = """lang: str = "ko"  # language
division: str = "all"  # division
top_n: int = 3  # rows
output_dir: str = ""  # where to save"""
BODY = """import random
from pathlib import Path

import numpy

print(lang, division, top_n)
Path(output_dir, f"{lang}.txt").write_text(f"{division} {top_n}")
assert "leak" not in globals()
leak = numpy.random.random()
leak"""


def write_notebook(
    path: Path, *, parameters: str = TINY, tag: str = "parameters", body: str = BODY
) -> None:
    cells = [
        nbformat.v4.new_markdown_cell("# Tiny", id="a"),
        nbformat.v4.new_code_cell(parameters, id="b", metadata={"tags": [tag]}),
        nbformat.v4.new_code_cell(body, id="c"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one notebook and a batch file; the working folder of the test."""
    write_notebook(tmp_path / "01_tiny.ipynb")
    (tmp_path / "batch.toml").write_text(
        '[[default]]\nnotebook = "01_tiny"\ngrid = { lang = ["ko", "en"], division = "all-headquarters" }\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: str) -> int:
    return main(["batch", "--file", "batch.toml", "--out", "out", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_plan__grid__comes_from_the_data(folder):
    """`all-headquarters` is every headquarters of the divisions table."""
    runs = read_plan(Path("batch.toml"), "default")
    assert [run.slug for run in runs] == [
        "ko__hq-planning",
        "ko__hq-programs",
        "en__hq-planning",
        "en__hq-programs",
    ]


def test_list__shows_every_run_and_runs_none(folder, capsys):
    assert batch("--list") == 0
    assert "4 runs" in capsys.readouterr().out
    assert not Path("out").exists()


def test_batch__builds_then_skips_then_builds_what_changed(folder, capsys):
    """A second call does nothing; a changed notebook, parameter or --force builds again."""
    assert batch() == 0
    assert Path("out/01_tiny/en__hq-planning/en.txt").read_text() == "hq-planning 3"
    first = contents(Path("out"))
    assert batch() == 0
    assert "0 built, 4 unchanged" in capsys.readouterr().out
    assert contents(Path("out")) == first
    assert batch("-p", "top_n=5", "--only", "01") == 0
    assert "4 built, 0 unchanged" in capsys.readouterr().out
    assert Path("out/01_tiny/en__hq-planning__top-n-5/en.txt").read_text() == "hq-planning 5"


def test_batch__two_builds__are_identical_to_the_byte(folder):
    """Notebooks, manifest and summary included: no times, random ids or paths."""
    assert batch("--jobs", "2") == 0
    first = contents(Path("out"))
    assert batch("--force", "--jobs", "1") == 0
    assert contents(Path("out")) == first


def test_batch__forked_run__equals_a_cold_kernel(folder):
    """The fast engine leaves the same notebook as papermill with an ordinary kernel."""
    from sfwf_data.tools.batch.execute import execute

    (run, *_) = read_plan(Path("batch.toml"), "default")
    write_notebook(
        folder / "01_tiny.ipynb",
        body="print(lang)\nfrom IPython.display import display, HTML\ndisplay(HTML('<b>x</b>'))\n{'a': 1}",
    )
    assert batch() == 0
    execute(run, folder / "cold", None)
    forked = json.loads(
        Path("out/01_tiny/ko__hq-planning/notebook.ipynb").read_text(encoding="utf-8")
    )
    cold = json.loads((folder / "cold" / "notebook.ipynb").read_text(encoding="utf-8"))
    assert forked == cold


def test_batch__failed_run__is_kept_apart(folder, capsys):
    """The others go on; its notebook is kept with the marked cell, nothing of it looks finished, status 1."""
    write_notebook(
        folder / "01_tiny.ipynb",
        body=BODY
        + "\nif lang == 'en' and division == 'hq-planning':\n    raise ValueError('broken <b>')",
    )
    assert batch() == 1
    captured = capsys.readouterr()
    assert "failed: 01_tiny/en__hq-planning: ValueError: broken <b>" in captured.err
    assert "3 built, 0 unchanged, 1 failed" in captured.out
    assert not Path("out/01_tiny/en__hq-planning").exists()
    kept = Path("out/failed/01_tiny/en__hq-planning.ipynb").read_text(encoding="utf-8")
    assert "broken" in kept
    assert 'output_type": "error' in kept
    summary = json.loads(Path("out/summary.json").read_text(encoding="utf-8"))
    assert (summary["planned"], summary["finished"], len(summary["failed"])) == (4, 3, 1)
    write_notebook(folder / "01_tiny.ipynb")
    assert batch() == 0
    assert not Path("out/failed/01_tiny/en__hq-planning.ipynb").exists()


def test_batch__worker_that_dies__is_a_failure(folder, capsys):
    """A killed worker is one failed run, not a hanging batch."""
    write_notebook(
        folder / "01_tiny.ipynb",
        body="import os, signal\nif lang == 'en':\n    os.kill(os.getpid(), signal.SIGKILL)",
    )
    assert batch() == 1
    assert "the worker died (SIGKILL)" in capsys.readouterr().err


def test_batch__interrupted__leaves_only_finished_runs(folder):
    """SIGTERM in mid-run: no staging folder, no child; the next call goes on."""
    write_notebook(
        folder / "01_tiny.ipynb", body="import time\nif lang == 'en':\n    time.sleep(60)\n" + BODY
    )
    command = [
        sys.executable,
        "-m",
        "sfwf_data.cli",
        "batch",
        "--file",
        "batch.toml",
        "--out",
        "out",
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    deadline = time.monotonic() + 60
    while len(list(Path("out/01_tiny").glob("*/run.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130, error
    assert sorted(path.name for path in Path("out/01_tiny").iterdir()) == [
        "ko__hq-planning",
        "ko__hq-programs",
    ]
    assert not list(Path("out").glob(".staging-*"))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


BAD = {
    "unknown notebook": ('notebook = "02_none"', "There is no notebook '02_none'.*01_tiny"),
    "path as notebook": ('notebook = "../01_tiny"', "There is no notebook"),
    "unknown parameter": (
        'notebook = "01_tiny"\nparameters = { langg = "ko" }',
        "There is no parameter 'langg'. Did you mean 'lang'",
    ),
    "wrong type": (
        'notebook = "01_tiny"\nparameters = { top_n = "5" }',
        "top_n = '5' is not of type int",
    ),
    "unknown value": (
        'notebook = "01_tiny"\nparameters = { division = "office-x" }',
        "There is no division 'office-x'",
    ),
    "html value": (
        'notebook = "01_tiny"\nparameters = { division = "<script>" }',
        "There is no division '<script>'",
    ),
    "zero": ('notebook = "01_tiny"\nparameters = { top_n = 0 }', "top_n = 0 is out of range"),
    "unknown source": (
        'notebook = "01_tiny"\ngrid = { division = "all-rooms" }',
        "There is no source of values for division 'all-rooms'",
    ),
    "output_dir": (
        'notebook = "01_tiny"\nparameters = { output_dir = "/tmp" }',
        "output_dir is set by the batch",
    ),
    "unknown key": ('notebook = "01_tiny"\ngrids = { lang = ["ko"] }', "unknown key grids"),
    "same output": (
        'notebook = "01_tiny"\n[[default]]\nnotebook = "01_tiny"',
        "same output 01_tiny/default",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_plan__mistake__is_found_before_anything_runs(case, folder, capsys):
    """Exit status 2, and no output folder."""
    text, message = BAD[case]
    Path("batch.toml").write_text(f"[[default]]\n{text}\n", encoding="utf-8")
    assert batch() == 2
    import re

    assert re.search(message, capsys.readouterr().err)
    assert not Path("out").exists()


def test_plan__mistakes__are_reported_together(folder):
    Path("batch.toml").write_text(
        '[[default]]\nnotebook = "x"\n[[default]]\nnotebook = "01_tiny"\nparameters = { a = 1, top_n = 0 }\n',
        encoding="utf-8",
    )
    with pytest.raises(PlanError) as error:
        read_plan(Path("batch.toml"), "default")
    assert len(error.value.mistakes) == 3


@pytest.mark.parametrize("tag", ["parameter", "params"])
def test_plan__misspelt_tag__is_refused(tag, folder, capsys):
    """papermill would run it with the defaults."""
    write_notebook(folder / "01_tiny.ipynb", tag=tag)
    assert batch() == 2
    assert "0 cells tagged `parameters`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "none"],
        ["--only", "77"],
        ["-p", "x"],
        ["-p", "nothing=1"],
        ["--jobs", "0"],
        ["--file", "no.toml"],
    ],
)
def test_batch__wrong_use__is_status_2(arguments, folder, capsys):
    assert batch(*arguments) == 2
    assert capsys.readouterr().err.startswith("sfwf batch:")


def test_plan__ten_thousand_runs__stay_linear(folder):
    """Planning, and asking what is finished, grow with the number of runs, not with its square."""
    from sfwf_data.tools.batch.execute import finished

    def seconds(count: int) -> float:
        numbers = ", ".join(str(number) for number in range(1, count + 1))
        Path("batch.toml").write_text(
            f'[[default]]\nnotebook = "01_tiny"\ngrid = {{ top_n = [{numbers}] }}\n',
            encoding="utf-8",
        )
        started = time.process_time()
        runs = read_plan(Path("batch.toml"), "default")
        assert len(runs) == count
        assert not any(finished(run, Path("out")) for run in runs)
        return time.process_time() - started

    seconds(100)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 25 * small
