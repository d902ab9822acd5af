"""The one writer of files and folders: they stand in their place whole, or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sfwf_data.words.errors import FileError

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "it is larger than a file may be there",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where a file is needed",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENOENT: "its folder does not exist",
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the path and says in words what is wrong."""
    try:
        yield
    except FileError:
        raise
    except OSError as error:
        why = REASONS.get(error.errno or 0, error.strerror or str(error))
        raise FileError(f"{path} cannot be written: {why}") from error


def make_folder(path: Path) -> Path:
    """Make a folder and those above it, where they are missing."""
    with telling(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def write_file(path: Path, content: bytes | str) -> Path:
    """Write a file beside its place, flush it, move it there; if that fails, the old one stays."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = hidden(path, "tmp")
    with telling(path):
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            remove(temporary)
            raise
        flush(path.parent)
    return path


def write_json(path: Path, value: object) -> Path:
    """Write a value as JSON that people can read, its folder made if need be."""
    make_folder(path.parent)
    return write_file(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `target` where the block succeeds."""
    make_folder(target.parent)
    staging = make_folder(hidden(target, "new"))
    try:
        yield staging
        put_in_place(staging, target)
    except BaseException:
        remove(staging)
        raise


def put_in_place(staging: Path, target: Path) -> Path:
    """Flush a folder and put it in the place of `target`; the old one comes back if that fails."""
    make_folder(target.parent)
    with telling(target):
        if target.is_file():
            raise FileExistsError(errno.EEXIST, "")
        for path in [*staging.rglob("*"), staging]:
            flush(path)
        old = staging  # after an exchange; after a rename nothing stands there
        if not os.path.lexists(target):
            staging.rename(target)
        elif not exchange(staging, target):
            old = hidden(target, "old")
            target.rename(old)
            try:
                staging.rename(target)
            except BaseException:
                old.rename(target)
                raise
        flush(target.parent)
    remove(old)
    return target


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, if the system can: no moment has neither."""
    if sys.platform != "linux" or not hasattr(library := ctypes.CDLL(None), "renameat2"):
        return False
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return library.renameat2(here, os.fsencode(one), here, os.fsencode(other), swap) == 0


def files_of(folder: Path) -> dict[str, Path]:
    """The files in a folder and those below it, by their name in it, sorted by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


def hidden(path: Path, ending: str) -> Path:
    """A name beside a path that nothing has yet."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.{ending}")


def remove(path: Path) -> None:
    """Remove a file, a link or a folder, if it is there; a link's target stays."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def flush(path: Path) -> None:
    """Make a file, or the renames in a folder, last through a loss of power, where it can be."""
    with suppress(OSError):  # some network file systems cannot
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
