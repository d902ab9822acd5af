"""The one writer: whole or not at all, and an error that says in words what is wrong."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sfwf_data.words import FileError, files
from sfwf_data.words.files import put_in_place, staged, write_file, write_json


def folder_of(path: Path, text: str) -> Path:
    """A folder with a file and a folder with a file, all of one text."""
    (path / "inner").mkdir(parents=True)
    for file in (path / "one.txt", path / "inner" / "two.txt"):
        file.write_text(text, encoding="utf-8")
    return path


def texts(path: Path) -> set[str]:
    return {file.read_text(encoding="utf-8") for file in path.rglob("*.txt")}


def fails(number: int):
    """A function of the system that fails in one way."""

    def failing(*arguments, **options):
        raise OSError(number, os.strerror(number))

    return failing


def test_write_file__bytes_and_text__replace_what_stood_there(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    assert write_file(path, "집행") == path
    assert path.read_bytes() == "집행".encode()
    write_file(path, b"\x00\r\n")
    assert path.read_bytes() == b"\x00\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_write_file__mode__is_that_of_any_new_file(tmp_path):
    """Others may read it if the umask lets them."""
    umask = os.umask(0o022)
    try:
        assert write_file(tmp_path / "a.txt", "x").stat().st_mode & 0o777 == 0o644
        os.umask(0o077)
        assert write_file(tmp_path / "b.txt", "x").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(umask)


def test_write_file__flushed_before_it_is_moved(tmp_path, monkeypatch):
    """A loss of power never leaves an empty file under the name."""
    done = []
    flush, move = os.fsync, Path.replace
    monkeypatch.setattr("os.fsync", lambda handle: (done.append("flush"), flush(handle)))
    monkeypatch.setattr(Path, "replace", lambda *both: (done.append("move"), move(*both)))
    write_file(tmp_path / "a.txt", "x")
    assert done == ["flush", "move", "flush"]


def test_write_json__readable_and_in_a_new_folder(tmp_path):
    path = write_json(tmp_path / "new" / "a.json", {"과목": [1, None]})
    assert json.loads(path.read_text(encoding="utf-8")) == {"과목": [1, None]}
    assert "과목" in path.read_text(encoding="utf-8")
    assert path.read_bytes().endswith(b"}\n")


FULL = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "Input/output error",
}


@pytest.mark.parametrize("number", FULL)
def test_write_file__failing_disk__keeps_the_old_file_and_says_why(number, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", fails(number))
    with pytest.raises(FileError, match=rf"a\.txt cannot be written: {FULL[number]}"):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_write_file__really_full__says_so(tmp_path):
    """The kernel's own refusal, here of more than a file may hold."""
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from sfwf_data.words import files\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "files.write_file(Path(sys.argv[1]), b'x' * 5000)\n"
    )
    path = tmp_path / "a.bin"
    result = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert "a.bin cannot be written: it is larger than a file may be there" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_write_file__places_that_cannot_be(tmp_path):
    """A folder in the file's place, a file in a folder's, no folder, a name too long."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    places = {
        tmp_path / "folder": "a folder stands where a file is needed",
        tmp_path / "file" / "a.txt": "a file stands where a folder is needed",
        tmp_path / "none" / "a.txt": "its folder does not exist",
        tmp_path / ("a" * 300): "its name is too long",
    }
    for path, why in places.items():
        with pytest.raises(FileError, match=f"cannot be written: {why}"):
            write_file(path, "x")
    with pytest.raises(FileError, match="a file stands where a folder is needed"):
        write_json(tmp_path / "file" / "a.json", {})
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_write_file__read_only_folder__says_so(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match="the folder may not be written to"):
        write_file(tmp_path / "a.txt", "x")


def test_file_error__is_caught_as_both():
    assert issubclass(FileError, OSError)
    assert issubclass(FileError, ValueError)


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch):
    """Both ways into the place: in one step, and by two renames where the system has none."""
    if request.param == "two renames":
        monkeypatch.setattr(files, "exchange", lambda one, other: False)
    return request.param


def test_put_in_place__new_and_old(tmp_path, way):
    """The new folder stands whole, the old one is gone, and nothing lies beside it."""
    target = tmp_path / "deep" / "target"
    for text in ("first", "second"):
        put_in_place(folder_of(tmp_path / "deep" / f".{text}", text), target)
        assert texts(target) == {text}
        assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_put_in_place__link__is_replaced_and_its_folder_stays(tmp_path, way):
    elsewhere = folder_of(tmp_path / "elsewhere", "theirs")
    target = tmp_path / "target"
    target.symlink_to(elsewhere)
    put_in_place(folder_of(tmp_path / ".new", "new"), target)
    assert texts(target) == {"new"}
    assert not target.is_symlink()
    assert texts(elsewhere) == {"theirs"}


def test_put_in_place__file_in_the_way__stays(tmp_path, way):
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    new = folder_of(tmp_path / ".new", "new")
    with pytest.raises(FileError, match="target cannot be written: a file stands where a folder"):
        put_in_place(new, target)
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_put_in_place__second_rename_fails__the_old_one_comes_back(tmp_path, monkeypatch, failure):
    target = folder_of(tmp_path / "target", "old")
    new = folder_of(tmp_path / ".new", "new")
    rename = Path.rename

    def failing(path, to):
        if path == new:
            raise failure
        return rename(path, to)

    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((FileError, KeyboardInterrupt)):
        put_in_place(new, target)
    assert texts(target) == {"old"}


def test_staged__failure__removes_the_draft_and_keeps_the_old(tmp_path):
    target = folder_of(tmp_path / "target", "old")
    with pytest.raises(FileNotFoundError), staged(target) as folder:
        (folder / "one.txt").rename(folder / "two.txt")
    assert texts(target) == {"old"}
    with staged(target) as folder:
        (folder / "one.txt").write_text("new", encoding="utf-8")
    assert texts(target) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


KILLED = """
import os, sys
from pathlib import Path
from sfwf_data.words.files import put_in_place
rename = Path.rename
def once(path, to):
    rename(path, to)
    os._exit(9)
Path.rename = once
put_in_place(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no exchange of folders")
def test_put_in_place__killed_after_a_rename__leaves_one_of_them_whole(tmp_path):
    """No moment has an empty place: killed after the first rename, if there is one."""
    target = folder_of(tmp_path / "target", "old")
    new = folder_of(tmp_path / ".new", "new")
    subprocess.run([sys.executable, "-c", KILLED, str(new), str(target)], check=False)
    assert texts(target) in ({"old"}, {"new"})
    assert len(list(target.rglob("*.txt"))) == 2
