"""The divisions of the whole report: the organization chart, and who signs for a page."""

from __future__ import annotations

import re
from collections import Counter

from sfwf_data.tools.ingest.budget import figure
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import Line, Row, find, number, source

KINDS = {"본부": "headquarters", "실": "office", "팀": "team"}
ROLE = re.compile(r"(?:(?<=[\s)/])|^)([가-힣]+(?:·[가-힣]+)*?)(본부|실|팀)장(?=\s*[:/])")
CONTACT = re.compile(r"^작성자")


def roles(line: Line) -> dict[str, list[str]]:
    """Division names by kind on a 작성자 line; the persons and numbers on it are not read."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    for name, suffix in ROLE.findall(line.text.removeprefix("작성자")):
        found[KINDS[suffix]].append(name + suffix)
    return found


def chart(lines: list[Line]) -> dict[str, tuple[str, int]]:
    """Kind and line of each division of the organization chart.

    A name is wrapped inside its box (`양성평등` / `사업실`).
    """
    start = find(lines, r"조 ?직 ?: ?\d", "조직 (Ⅰ)")
    block = lines[start + 1 : find(lines, r"^※ 조직개편|인 력\(", "the end of 조직", start)]
    boxes: list[tuple[str, int]] = []
    for line in block:
        # Lines of one box follow each other without a blank line, and are joined without a space.
        text = "" if line.blank_before or not boxes else boxes.pop()[0]
        boxes.append((text + line.text, line.number))
    return {
        name + suffix: (KINDS[suffix], number)
        for text, number in boxes
        for name, suffix in re.findall(r"(\S+?)(본부|실)(?=\s|$)", text)
    }


def divisions(lines: list[Line], registry: Registry) -> list[Row]:
    """Headquarters, offices and teams in the order of the chart, then of their first mention.

    The parent is the one that a division is named with most often.
    """
    order = chart(lines)
    parents: dict[str, Counter] = {}
    for line in lines:
        if not CONTACT.match(line.text):
            continue
        named = roles(line)
        for kind in ("headquarters", "office", "team"):
            for name in named[kind]:
                order.setdefault(name, (kind, line.number))
        if len(named["headquarters"]) == 1:
            for name in named["office"]:
                parents.setdefault(name, Counter())[named["headquarters"][0]] += 1
        if len(named["office"]) == 1:
            for name in named["team"]:
                parents.setdefault(name, Counter())[named["office"][0]] += 1
    rows = []
    for name, (kind, line_number) in sorted(
        order.items(), key=lambda item: list(KINDS.values()).index(item[1][0])
    ):
        parent = parents[name].most_common(1)[0][0] if name in parents else ""
        rows.append(
            {
                "division_id": division_id(name, registry, line_number),
                "kind": kind,
                **registry.pair("name", name, line_number),
                "parent_id": division_id(parent, registry, line_number) if parent else "",
                "source_line": source(line_number),
            }
        )
    return rows


def division_id(name: str, registry: Registry, line: int) -> str:
    row = registry.lookup("divisions", name)
    if row:
        return row["division_id"]
    registry.unread.add(line, "no id", name)
    return f"division-{line}"


def held_by(line: Line, registry: Registry) -> list[Row]:
    """The divisions on a 작성자 line, each once, as rows that say what they hold together."""
    return [
        {
            "division_id": division_id(name, registry, line.number),
            "role": kind,
            "is_shared": len(set(names)) > 1,
            "source_line": source(line.number),
        }
        for kind, names in roles(line).items()
        for name in dict.fromkeys(names)
    ]


def division_counts(lines: list[Line]) -> list[Row]:
    """The printed count of headquarters and offices (`조 직: 2본부, 7실`)."""
    line = lines[find(lines, r"조 ?직 ?: ?\d", "조직 (Ⅰ)")]
    return [
        figure("divisions", KINDS[suffix], "count", count + suffix, number(count), line)
        for count, suffix in re.findall(r"(\d+)(본부|실|팀)", line.text)
    ]
