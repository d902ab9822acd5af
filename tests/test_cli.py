"""The sfwf command: exit status and one line on standard error for a user's mistake."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys

import pytest

import sfwf_data
from sfwf_data.cli import main
from tests.test_ingest import small_text


def test_ingest__writes_and_tells(tmp_path, capsys):
    source = tmp_path / "r.txt"
    source.write_text(small_text(), encoding="utf-8")
    assert main(["ingest", str(source), "--out", str(tmp_path / "data")]) == 0
    assert (tmp_path / "data" / "2030-09-30" / "programs.csv").exists()
    out = capsys.readouterr().out
    assert "unread.csv" in out
    setting, line = out.splitlines()[-2:]  # how to load what was written: it is run as it stands
    environment = {**os.environ, "SFWF_DATA": setting.partition("=")[2]}
    done = subprocess.run(
        [sys.executable, *shlex.split(line)[1:]],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "2030-09-30" in done.stdout


def test_ingest__missing_file__is_wrong_use(tmp_path, capsys):
    assert main(["ingest", str(tmp_path / "none.txt"), "--out", str(tmp_path)]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_ingest__bad_file__failed_in_one_line(tmp_path, capsys):
    source = tmp_path / "r.txt"
    source.write_text("Ⅰ. 일반현황\n", encoding="utf-8")
    assert main(["ingest", str(source), "--out", str(tmp_path / "data")]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "cut off" in error


def test_check__counts_every_status(capsys):
    assert main(["check"]) == 0
    *broken, counts, listed = capsys.readouterr().out.splitlines()
    assert "29 unexplained" in counts
    assert "6 mistake" in listed
    assert any("scope: activities|s5-1.01|value" in line for line in broken)


def test_tables__one_and_all(capsys):
    assert main(["tables"]) == 0
    assert "programs" in capsys.readouterr().out
    assert main(["tables", "programs"]) == 0
    assert "revised_krw" in capsys.readouterr().out


def test_tables__unknown__names_the_valid_ones(capsys):
    assert main(["tables", "programms"]) == 2
    assert "Did you mean 'programs'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["ingest"]])
def test_wrong_use__is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_json__is_the_same_in_a_form_for_machines(capsys):
    """`check`, `tables` and `batch --list` can be read by programs."""
    assert main(["check", "--all", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(sfwf_data.check("all"))
    assert {"status", "where", "expected", "found", "source_line"} <= set(rows[0])
    assert main(["tables", "--json"]) == 0
    assert [row["table"] for row in json.loads(capsys.readouterr().out)] == sfwf_data.tables()
    assert main(["tables", "programs", "--json"]) == 0
    units = {row["column"]: row["unit"] for row in json.loads(capsys.readouterr().out)}
    assert units["revised_krw"] == "KRW"


def test_version__is_that_of_the_package(capsys):
    """`sfwf --version`, and the same by `python -m`."""
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"sfwf {sfwf_data.__version__}\n"


def test_closed_pipe__is_no_failure():
    """`sfwf check --all | head -1` ends with 0 and says nothing."""
    python = shlex.quote(sys.executable)
    command = f"{python} -m sfwf_data check --all | head -1 && exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", ["batch", "site", "init x", "new y", "notebook 02"])
def test_missing_extra__is_named(command, tmp_path, monkeypatch):
    """With pandas alone, each command says what to install, with status 2 and no traceback."""
    absent = ("papermill", "nbconvert", "IPython", "matplotlib", "tqdm", "nbformat", "jinja2")
    bare = f"import sys; sys.modules.update(dict.fromkeys({absent!r})); "
    words = command.split()
    code = f"{bare}from sfwf_data.cli import main; sys.exit(main({words!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "pip install 'sfwf-data[notebooks]'" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_workspace__writes_over_nothing(tmp_path, monkeypatch, capsys):
    """`init`, `new` and `notebook` leave what stands there, and say so: wrong use."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == main(["new", "09_mine"]) == 0
    assert main(["notebook", "02", "--lang", "en"]) == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()
    for arguments in (["init", "."], ["new", "09_mine"], ["notebook", "02", "--lang", "en"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    for name in ("../evil", ".hidden", "a b", ""):
        assert main(["new", name]) == 2
    assert main(["notebook", "42"]) == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_init__half_filled_folder__is_completed(tmp_path, monkeypatch, capsys):
    """What stands there is kept to the byte and named; what is missing is written."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "09_mine"]) == 0
    mine = (tmp_path / "notebooks" / "01_overview.ipynb", tmp_path / "notebooks" / "batch.toml")
    mine[0].write_text("mine", encoding="utf-8")
    before = [path.read_bytes() for path in mine]
    capsys.readouterr()
    assert main(["init", "."]) == 0
    *written, kept, _ = capsys.readouterr().out.splitlines()
    assert kept == "kept as they are: notebooks/01_overview.ipynb, notebooks/batch.toml"
    assert [path.read_bytes() for path in mine] == before
    assert "notebooks/02_execution_gap.ipynb" in written
    assert all((tmp_path / line).is_file() for line in written)


BROKEN = ("{", "[]", '{"cells": [{"cell_type": "raw", "source": "", "metadata": []}]}', "[" * 99999)


@pytest.mark.parametrize("text", BROKEN)
def test_notebook__broken_file__is_wrong_use_in_one_line(text, tmp_path, monkeypatch, capsys):
    """A name that would act on the terminal is shown with its numbers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a\x1b[2J.ipynb").write_text(text, encoding="utf-8")
    assert main(["notebook", "a\x1b[2J.ipynb"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(r"sfwf notebook: a\u001b[2J.ipynb is not a notebook: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["init f", "new 09_mine --out f", "notebook 02 --out f/a.ipynb"]
)
def test_workspace__place_that_is_a_file__is_wrong_use(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f").write_text("")
    assert main(command.split()) == 2
    assert "a file stands where a folder is needed" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["tables", "check"])
def test_data_folder__that_is_not_there__names_the_variable(command, monkeypatch, capsys):
    monkeypatch.setenv("SFWF_DATA", "/nowhere")
    assert main([command]) == 1
    error = capsys.readouterr().err
    assert error.endswith("(SFWF_DATA=/nowhere)\n")
    assert error.count("\n") == 1


def test_notebook__in_one_language(tmp_path, monkeypatch):
    """A copy holds one language: no fold, no Hangul in English prose, and it is the default."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    for lang in ("ko", "en"):
        assert main(["notebook", "02", "--lang", lang]) == 0
        text = (tmp_path / f"02_execution_gap.{lang}.ipynb").read_text(encoding="utf-8")
        cells = json.loads(text)["cells"]
        prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        assert len(prose) > 10
        assert prose[0].startswith("# ")
        assert not any("<details" in one for one in prose)
        assert any("가" <= letter <= "힣" for letter in "".join(prose)) == (lang == "ko")
        assert f'lang: str = \\"{lang}\\"' in text


@pytest.mark.parametrize("broken", [b"[default]\nnotebook = 1\n", b"\xb0\xa1", b"default = 5\n"])
def test_new__broken_batch_file__nothing_is_written(broken, tmp_path, monkeypatch, capsys):
    """A batch file that cannot take the entry is named, and no notebook is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "batch.toml").write_bytes(broken)
    assert main(["new", "09_mine"]) == 2
    assert "batch.toml" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "notebooks").iterdir()] == ["batch.toml"]


def test_new__again__has_one_entry(tmp_path, monkeypatch):
    """Who deletes the notebook and begins it anew does not plan it twice."""
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert main(["new", "09_mine"]) == 0
        (tmp_path / "notebooks" / "09_mine.ipynb").unlink()
    assert (tmp_path / "notebooks" / "batch.toml").read_text(encoding="utf-8").count("09_") == 1
