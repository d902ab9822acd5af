"""The list of what could not be read, or not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfwf_data.tools.ingest.text import Row


@dataclass
class Unread:
    """What was not read: one entry is a place in the report, a kind and the figures left there.

    The words of the report are kept out on purpose (its prose is not ours, and it prints names); a
    line number leads back to them.
    """

    entries: list[Row] = field(default_factory=list)

    def add(self, line: int, kind: str, detail: str) -> None:
        self.entries.append({"line": line, "kind": kind, "detail": detail})
