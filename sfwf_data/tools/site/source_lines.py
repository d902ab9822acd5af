"""From a line of the report's text to the part of the report that it stands in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from sfwf_data.loader.loading import load

# Part -> the table whose first line is the first line of data in it (Ⅰ starts with the report).
FIRST_TABLES = {"Ⅱ": "strategy", "Ⅲ": "execution", "Ⅳ": "sections", "Ⅴ": "programs"}


@cache
def part_starts(report: str) -> dict[str, int]:
    """Part of the report -> line of its text from which on data belongs to it."""
    starts = {"Ⅰ": 1}
    for part, table in FIRST_TABLES.items():
        lines = ";".join(load(table, report)["source_line"].astype(str))
        starts[part] = min(map(int, lines.split(";")))
    return starts


def with_parts(lines: str, report: str) -> str:
    """Line numbers, each new part of the report named before them; any other text stays.

    >>> with_parts("445;501;3358", "2022-09-30")
    'Ⅲ 445, 501; Ⅴ 3358'
    """
    numbers = lines.split(";")
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return lines
    starts = part_starts(report)
    parts: dict[str, list[str]] = {}
    for number in numbers:
        part = list(starts)[bisect_right(list(starts.values()), int(number)) - 1]
        parts.setdefault(part, []).append(number)
    return "; ".join(f"{part} {', '.join(found)}" for part, found in parts.items())
