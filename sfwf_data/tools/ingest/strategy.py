"""비전·전략체계 (Ⅱ): goals, objectives, and the strategic KPIs."""

from __future__ import annotations

import re

from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import (
    NUMBER,
    Line,
    Row,
    between,
    find,
    number,
    plain_label,
    source,
    squeeze,
)
from sfwf_data.words.errors import IngestError

KPI_ROW = re.compile(
    rf"^(?P<label>.*?)\s*(?P<target>{NUMBER})(?P<unit>[^\d\s.,]+) "
    rf"(?:(?P<actual>{NUMBER})(?P=unit)|(?P<none>-))$"
)


def strategy(lines: list[Line], registry: Registry) -> list[Row]:
    """Goals and objectives of the contents page of Ⅴ.

    The directions of the vision page that have no programs follow.
    """
    start = find(lines, r"^Ⅴ\.", "Ⅴ. 세부사업 추진현황")
    rows: list[Row] = []
    first_list = find(lines, r"^사업명 예산액 집행액", "the first list of programs", start)
    for line in lines[start + 1 : first_list]:
        goal = re.match(r"^(\d+)\. ?(.+)$", line.text)
        if goal and any(row["node_id"] == f"g{goal[1]}" for row in rows):
            break
        if goal:
            rows.append(node(f"g{goal[1]}", "goal", goal[2], "", registry, line))
        elif len(line.text) > 1:
            if not rows:
                raise IngestError(
                    "the contents page of Ⅴ starts without a numbered goal", line.number
                )
            parent = next(row["node_id"] for row in reversed(rows) if row["kind"] == "goal")
            position = 1 + sum(row["parent_id"] == parent for row in rows)
            rows.append(
                node(f"o{parent[1:]}-{position}", "objective", line.text, parent, registry, line)
            )
    known = {squeeze(row["name"]) for row in rows}
    for label, numbers in vision_bullets(lines):
        if squeeze(label) in known:
            continue
        row = registry.lookup("directions", label)
        if row is None:
            registry.unread.add(numbers[0], "no id", label)
            continue
        rows.append(
            {
                "node_id": row["node_id"],
                "kind": "direction",
                **registry.pair("name", label, numbers[0]),
                "parent_id": row["parent_id"],
                "source_line": source(*numbers),
            }
        )
    return rows


def node(node_id: str, kind: str, name: str, parent: str, registry: Registry, line: Line) -> Row:
    name = plain_label(name)
    return {
        "node_id": node_id,
        "kind": kind,
        **registry.pair("name", name, line.number),
        "parent_id": parent,
        "source_line": source(line.number),
    }


def vision_bullets(lines: list[Line]) -> list[tuple[str, list[int]]]:
    """The ○ lines of the vision page with their wrapped ends."""
    block = between(lines, r"^추진방향$", r"^주요 성과지표$", "추진방향 (Ⅱ)")
    bullets: list[tuple[str, list[int]]] = []
    for line in block:
        if line.text.startswith("○"):
            bullets.append((line.text.lstrip("○ "), [line.number]))
        elif bullets:
            text, numbers = bullets[-1]
            bullets[-1] = (f"{text} {line.text}", [*numbers, line.number])
    return bullets


def strategic_kpis(lines: list[Line], nodes: list[Row], registry: Registry) -> list[Row]:
    """주요 성과지표: the goal stands above its rows, wrapped, or at the head of its only row."""
    block = between(lines, r"^주요 성과지표$", r"^Ⅲ\.", "주요 성과지표 (Ⅱ)")
    goals = {squeeze(row["name"]): row["node_id"] for row in nodes if row["kind"] == "goal"}
    goal, pending, rows = "", "", []
    for line in block:
        match = KPI_ROW.match(line.text)
        if line.text.startswith("단위목표"):
            continue
        if match is None:
            if len(re.findall(NUMBER, line.text)) >= 1:
                raise IngestError(
                    "a KPI with a missing figure: target and actual with their unit are expected, "
                    f"found {line.text!r}",
                    line.number,
                )
            pending += line.text
            if squeeze(pending) in goals:
                goal, pending = goals[squeeze(pending)], ""
            continue
        label = plain_label(match["label"])
        for name, node_id in goals.items():
            if squeeze(label).startswith(name):
                goal = node_id
                label = strip_prefix(label, name)
        if pending:
            registry.unread.add(line.number, "no goal", pending)
            pending = ""
        place = {"scope": "strategic", "goal_id": goal, "section_id": ""}
        rows.append(kpi_row(place, label, match, line, registry))
    return rows


def strip_prefix(label: str, squeezed_prefix: str) -> str:
    """The rest of a label after a prefix that is known without its spaces."""
    for end in range(1, len(label)):
        if squeeze(label[:end]) == squeezed_prefix:
            return plain_label(label[end:])
    return label


def kpi_row(
    place: Row, label: str, match: re.Match[str], line: Line, registry: Registry, note: str = ""
) -> Row:
    """One row of `kpis`; its id and direction come from the registry.

    `place` is scope, goal_id and section_id; `match` has unit, target and actual.
    """
    where = place["section_id"] or place["goal_id"]
    known = registry.lookup("kpis", label, scope=place["scope"], place=where)
    if known is None:
        registry.unread.add(line.number, "no id", label)
        known = {"kpi_id": f"k-{line.number}", "unit_en": ""}
    return {
        "kpi_id": known["kpi_id"],
        **place,
        **registry.pair("indicator", label, line.number),
        "unit": match["unit"],
        "unit_en": known["unit_en"] or registry.twin(match["unit"], line.number),
        "target": number(match["target"]),
        "actual": number(match["actual"] or "-"),
        "is_higher_better": known.get("is_higher_better", ""),
        "accumulates": known.get("accumulates", ""),
        **registry.pair("note", note, line.number),
        "source_line": source(line.number),
    }
