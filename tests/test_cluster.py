"""A real Dask scheduler with two worker processes on loopback; one worker is killed in mid-run."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sfwf_data.cli import main
from tests.conftest import REPOSITORY
from tests.test_batch import BODY, batch, contents, folder, write_notebook  # noqa: F401 (a fixture)

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY)}  # this package, wherever they run


@pytest.fixture
def cluster(tmp_path_factory):
    """Address of a scheduler, and its two workers without nannies: a killed one stays dead."""
    base = tmp_path_factory.mktemp("cluster")
    processes = []

    def start(*arguments: str) -> subprocess.Popen:
        log = (base / f"{len(processes)}.log").open("w")
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=base,
            env=ENVIRONMENT,
        )
        log.close()
        processes.append(process)
        return process

    start(
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-show",
    )
    address = ""
    deadline = time.monotonic() + 60
    while not address and time.monotonic() < deadline:
        found = re.search(r"tcp://127\.0\.0\.1:\d+", (base / "0.log").read_text())
        address = found[0] if found else ""
        time.sleep(0.2)
    assert address, (base / "0.log").read_text()
    workers = [
        start(
            "distributed.cli.dask_worker",
            address,
            "--host",
            "127.0.0.1",
            "--no-nanny",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--local-directory",
            str(base),
        )
        for _ in range(2)
    ]
    while time.monotonic() < deadline and not all(
        "Registered to" in (base / f"{number}.log").read_text() for number in (1, 2)
    ):
        time.sleep(0.2)
    yield address, workers
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_cluster__one_worker_killed__nothing_lost_and_nothing_twice(folder, cluster):  # noqa: F811
    """Every run is there once, equal to the local build."""
    address, workers = cluster
    write_notebook(folder / "01_tiny.ipynb", body="import time\ntime.sleep(1)\n" + BODY)
    command = [
        sys.executable,
        "-m",
        "sfwf_data.cli",
        "batch",
        "--file",
        "batch.toml",
        "--out",
        "remote",
        "--dask",
        address,
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    deadline = time.monotonic() + 60
    while not list(Path("remote/01_tiny").glob("*/run.json")) and time.monotonic() < deadline:
        time.sleep(0.1)
    os.kill(workers[0].pid, signal.SIGKILL)
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert "4 built, 0 unchanged, 0 failed" in out
    local = [*command[: command.index("--out")], "--out", "out"]
    subprocess.run(local, check=True, capture_output=True, env=ENVIRONMENT)
    assert contents(Path("remote")) == contents(Path("out"))


def test_cluster__failed_run__is_reported_as_locally(folder, cluster, capsys):  # noqa: F811
    address, _ = cluster
    write_notebook(
        folder / "01_tiny.ipynb", body="if lang == 'en':\n    raise ValueError('broken')"
    )
    assert batch("--dask", address) == 1
    captured = capsys.readouterr()
    assert captured.err.count("ValueError: broken") == 2
    assert Path("out/failed/01_tiny/en__hq-planning.ipynb").exists()


def test_cluster__no_scheduler__is_wrong_use(folder, capsys, monkeypatch):  # noqa: F811
    """An address where nothing listens is one line, status 2."""
    monkeypatch.setattr("sfwf_data.tools.batch.cluster.TIMEOUT", "1s")
    assert (
        main(["batch", "--file", "batch.toml", "--out", "out", "--dask", "tcp://127.0.0.1:9"]) == 2
    )
    assert "no Dask scheduler answers there" in capsys.readouterr().err
