"""The sfwf command: exit status and one line on standard error for a user's mistake."""

from __future__ import annotations

import pytest

from sfwf_data.cli import main
from tests.test_ingest import small_text


def test_ingest__writes_and_tells(tmp_path, capsys):
    source = tmp_path / "r.txt"
    source.write_text(small_text(), encoding="utf-8")
    assert main(["ingest", str(source), "--out", str(tmp_path / "data")]) == 0
    assert (tmp_path / "data" / "2030-09-30" / "programs.csv").exists()
    assert "unread.csv" in capsys.readouterr().out


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
    assert "unexplained" in capsys.readouterr().out.splitlines()[-1]


def test_tables__one_and_all(capsys):
    assert main(["tables"]) == 0
    assert "programs" in capsys.readouterr().out
    assert main(["tables", "programs"]) == 0
    assert "revised_krw" in capsys.readouterr().out


def test_tables__unknown__names_the_valid_ones(capsys):
    assert main(["tables", "programms"]) == 1
    assert "Did you mean 'programs'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["ingest"]])
def test_wrong_use__is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
