"""Errors that say what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import ClassVar


class UnknownNameError(KeyError, ValueError):
    """A name that the data does not know; the message names it and the valid ones."""

    exit_status: ClassVar[int] = 2
    __str__ = ValueError.__str__  # a KeyError shows its message in quotation marks


class MissingColumnError(KeyError, ValueError):
    """A measure or a figure needs a column that the frame does not have."""

    __str__ = ValueError.__str__


class OverlapError(ValueError):
    """Rows that must not be added up; the message names two and says what to choose instead."""


class DataError(ValueError):
    """A file of the data folder is not what its schema says; the message names file and line."""


class CorrectionError(DataError):
    """A correction no longer fits: the printed value that it replaces does not stand there."""


class FileError(OSError, ValueError):
    """A file or folder cannot be written; the message names it and says why."""


class UsageError(ValueError):
    """A command was asked for what it must not do; the message says what would be right."""

    exit_status: ClassVar[int] = 2


class MissingExtraError(ModuleNotFoundError):
    """A package that is not installed; the message names it and the extra that brings it."""

    exit_status: ClassVar[int] = 2

    def __init__(self, package: str, extra: str):
        message = f"{package} is not installed: pip install 'sfwf-data[{extra}]'"
        super().__init__(message, name=package)
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str | None, str]]:
        return type(self), (self.name, self.extra)  # between processes


class IngestError(ValueError):
    """The report cannot be read; the message names the line, what stands there and what should."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


class SiteError(UsageError):
    """A site cannot be built from what was given."""


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Stand around imports that an extra brings: what is missing raises `MissingExtraError`.

    A missing module of this package is a fault of its own and goes through as it is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "sfwf_data"):
            raise
        raise MissingExtraError(package, extra) from error


def find_package(package: str, extra: str) -> ModuleSpec:
    """Where a package lies that an extra brings; it is not imported."""
    with needs_extra(extra):
        if (found := find_spec(package)) is None:
            raise ModuleNotFoundError(name=package)
    return found


def unknown(what: str, value: object, valid: Iterable[object]) -> UnknownNameError:
    """The error for an unknown name, with the valid names (at most thirty) and the nearest one."""
    names = [str(name) for name in valid]
    near = get_close_matches(str(value), names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    listed = ", ".join(names[:30]) + (f", … ({len(names)} in all)" if len(names) > 30 else "")
    return UnknownNameError(f"There is no {what} {value!r}.{hint} Valid: {listed or 'none'}.")
