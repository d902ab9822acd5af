"""The one writer of files and folders: they stand in their place whole, or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sfwf_data.words.errors import FileError

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "it may not be written there",
    errno.EPERM: "it may not be written there",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where a file is needed",
    errno.ENAMETOOLONG: "its name is too long",
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the path and says in words what is wrong."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileError):
            raise
        why = REASONS.get(error.errno or 0, error.strerror or str(error))
        raise FileError(f"{path} cannot be written: {why}") from error


def make_folder(path: Path) -> Path:
    """Make a folder and those above it, where they are missing."""
    with telling(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def write_file(path: Path, content: bytes | str) -> Path:
    """Write a file beside its place, flush it to the disk, then move it there: nobody ever sees half of it.

    Raises
    ------
    FileError
        The disk is full, the folder read-only, or a folder stands in the file's place; what stood there stays.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with telling(path):
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=".tmp"
        )
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(
                temporary, 0o666 & ~current_umask()
            )  # mkstemp makes files that only their owner reads
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        flush_folder(path.parent)
    return path


def write_json(path: Path, value: object) -> Path:
    """Write a value as JSON that people can read, its folder made if need be."""
    make_folder(path.parent)
    return write_file(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def put_in_place(staging: Path, target: Path) -> Path:
    """Put a finished folder in the place of `target` by renaming; the old one comes back if that fails.

    `staging` stands on the same disk.  Its files are flushed before it moves.
    """
    make_folder(target.parent)
    old = staging.with_name(f"{staging.name}.old")
    with telling(target):
        for file in staging.rglob("*"):
            if file.is_file():
                with file.open("rb") as opened:
                    os.fsync(opened.fileno())
        there = target.exists() or target.is_symlink()
        if there:
            target.rename(old)
        try:
            staging.rename(target)
        except OSError:
            if there:
                old.rename(target)
            raise
        flush_folder(target.parent)
    remove(old)
    return target


def remove(path: Path) -> None:
    """Remove a file, a link or a folder, if it is there; a link's target stays."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def flush_folder(folder: Path) -> None:
    """Make a rename in a folder last through a loss of power, where the system can open a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems cannot
    finally:
        os.close(handle)


def current_umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
