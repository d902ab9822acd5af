"""Errors that say what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable


class UnknownNameError(KeyError, ValueError):
    """A name that the data does not know; the message names it and the valid ones."""

    def __str__(self) -> str:
        return str(self.args[0])


class DataError(ValueError):
    """A file in the data folder is not what its schema says; the message names file, line and column."""


class CorrectionError(DataError):
    """A correction no longer fits: the printed value that it replaces does not stand in the data."""


def unknown(what: str, value: object, valid: Iterable[str], shown: int = 30) -> UnknownNameError:
    """The error for an unknown name, with the valid names and the nearest one."""
    from difflib import get_close_matches  # only where something is wrong: keeps the import of the package fast

    names = [str(name) for name in valid]
    near = get_close_matches(str(value), names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    listed = ", ".join(names[:shown]) + (f", … ({len(names)} in all)" if len(names) > shown else "")
    return UnknownNameError(f"There is no {what} {value!r}.{hint} Valid: {listed or 'none'}.")
