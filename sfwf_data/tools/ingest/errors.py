"""The one error of ingest, and the list of what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field


class IngestError(ValueError):
    """The report cannot be read; the message names the line, what stands there and what was expected."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


@dataclass
class Unread:
    """What was not read, or not understood: one entry is a place in the report, a kind and the figures left there.

    The words of the report are kept out on purpose (its prose is not ours, and it prints names); a line number
    leads back to them.
    """

    entries: list[dict] = field(default_factory=list)

    def add(self, line: int, kind: str, detail: str) -> None:
        self.entries.append({"line": line, "kind": kind, "detail": detail})
