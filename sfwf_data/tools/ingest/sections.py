"""주요업무 추진현황 (Ⅳ): sections with their core projects, KPIs and research projects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfwf_data.tools.ingest.bullets import Item
from sfwf_data.tools.ingest.programs import program_of
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.signatories import CONTACT, held_by
from sfwf_data.tools.ingest.strategy import kpi_row
from sfwf_data.tools.ingest.text import (
    NUMBER,
    Line,
    Row,
    clean,
    find,
    number,
    plain_label,
    source,
    squeeze,
    unit_krw,
    won,
)
from sfwf_data.words.errors import IngestError

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
HEAD = re.compile(rf"^(\d)-([{CIRCLED}])\. ?(.+)$")
CORE_HEAD = re.compile(r"예산 ?현황 ?\(단위")
CORE_ROW = re.compile(rf"^(?P<title>.+?) (?P<revised>{NUMBER}) (?P<percent>{NUMBER})%$")
KPI_HEAD = re.compile(r"^성과지표 단위 목표 실적$")
KPI_ROW = re.compile(
    rf"^(?P<label>.+?) (?P<unit>[^\d\s]+) (?P<target>{NUMBER}) "
    rf"(?:(?P<actual>{NUMBER})|(?P<note>-|※.+))$"
)
RESEARCH_HEAD = re.compile(r"^연구과제 추진기간")
RESEARCH_ROW = re.compile(
    r"^(?P<title>.*?)\s*(?P<start>\d{1,2})월 ?[-~] ?(?P<end>\d{1,2})월 (?P<rest>.+)$"
)
STATUS = re.compile(r"\s(완료|진행 ?중)$")
Result = tuple[str, Item]  # of a research project: its program, and what came of it


@dataclass
class Section:
    """One section of Ⅳ: its id, goal, title and lines."""

    section_id: str
    goal_id: str
    title: str
    head: Line
    lines: list[Line]


def split_sections(lines: list[Line]) -> list[Section]:
    """The sections of Ⅳ; the contents page spaces a title better where both say the same."""
    start = find(lines, r"^Ⅳ\.", "Ⅳ. 주요업무 추진현황")
    end = find(lines, r"^Ⅴ\.", "the end of Ⅳ", start)
    block = lines[start + 1 : end]
    contents: dict[str, str] = {}
    sections: list[Section] = []
    for line in block:
        if match := HEAD.match(line.text):
            position = CIRCLED.index(match[2]) + 1
            title = contents.get(squeeze(match[3]), match[3])
            sections.append(
                Section(f"s{match[1]}-{position}", f"g{match[1]}", plain_label(title), line, [])
            )
        elif sections:
            sections[-1].lines.append(line)
        elif match := re.match(rf"^[{CIRCLED}] ?(.+)$", line.text):
            contents[squeeze(match[1])] = match[1]
    if len(sections) < len(contents):
        raise IngestError(
            f"{len(contents)} sections are announced, {len(sections)} found; "
            "is the report cut off?",
            block[-1].number,
        )
    return sections


def section_rows(sections: list[Section], registry: Registry) -> tuple[list[Row], list[Row]]:
    """Rows of `sections` and of `section_divisions`."""
    rows, divisions = [], []
    for section in sections:
        contact = next((line for line in section.lines if CONTACT.match(line.text)), None)
        head = section.head.number
        line = contact.number if contact else head
        held = held_by(contact, registry) if contact else []
        divisions += [{"section_id": section.section_id, **one} for one in held]
        if contact is None:
            registry.unread.add(head, "page without", f"{section.section_id}: 작성자")
        ids = {
            kind: ";".join(one["division_id"] for one in held if one["role"] == kind)
            for kind in ("headquarters", "office")
        }
        rows.append(
            {
                "section_id": section.section_id,
                **registry.pair("title", section.title, head),
                "goal_id": section.goal_id,
                "hq_id": ids["headquarters"],
                "office_ids": ids["office"],
                "source_line": source(head, line),
            }
        )
    return rows, divisions


def core_projects(section: Section, registry: Registry) -> list[Row]:
    start = next(
        (index for index, line in enumerate(section.lines) if CORE_HEAD.search(line.text)), None
    )
    if start is None:
        raise IngestError(
            f"section {section.section_id} has no table 예산 현황 (단위 …)", section.head.number
        )
    unit = unit_krw(section.lines[start].text, section.lines[start].number)
    rows = []
    for line in section.lines[
        start + 1 : find(section.lines, KPI_HEAD.pattern, "성과지표 단위 목표 실적", start)
    ]:
        if match := CORE_ROW.match(line.text):
            title = plain_label(match["title"])
            known = registry.lookup("core_projects", title, section_id=section.section_id)
            if known is None:
                registry.unread.add(line.number, "no id", title)
                known = {"core_project_id": f"{section.section_id}.line-{line.number}"}
            rows.append(
                {
                    "core_project_id": known["core_project_id"],
                    "section_id": section.section_id,
                    **registry.pair("title", title, line.number),
                    "revised_krw": won(match["revised"], unit),
                    "printed_pct": number(match["percent"]),
                    "source_line": source(line.number),
                }
            )
        elif line.text.endswith("%") or re.search(r"(?<!\S)\d{1,3}(?:,\d{3})+(?!\S)", line.text):
            raise IngestError(
                f"a core project needs title, 예산액 and 집행률(%); found {line.text!r}",
                line.number,
            )
    return rows


def section_kpis(section: Section, registry: Registry) -> list[Row]:
    start = find(section.lines, KPI_HEAD.pattern, f"성과지표 of section {section.section_id}")
    rows = []
    for line in section.lines[start + 1 : find(section.lines, r"^추진개요$", "추진개요", start)]:
        match = KPI_ROW.match(line.text)
        if match is None:
            raise IngestError(
                f"a KPI needs label, unit, target and actual; found {line.text!r}", line.number
            )
        note = plain_label(match["note"] or "") if match["note"] != "-" else ""
        label = plain_label(match["label"])
        place = {"scope": "section", "goal_id": section.goal_id, "section_id": section.section_id}
        rows.append(kpi_row(place, label, match, line, registry, note))
    return rows


def research(
    sections: list[Section], program_rows: list[Row], registry: Registry, year: int
) -> tuple[list[Row], dict[str, list[Result]]]:
    """Rows of `research`, and their results by section, which are counted with the activities."""
    rows: list[Row] = []
    results: dict[str, list[Result]] = {}
    for section in sections:
        pending: list[Line] = []
        inside = False
        for line in section.lines:
            if RESEARCH_HEAD.match(line.text):
                inside, pending = True, []
                continue
            if line.text.startswith(("○", "작성자", "향후계획")):
                inside = False
            if not inside:
                continue
            pending.append(line)
            text = " ".join(part.text for part in pending)
            found = STATUS.search(text)
            if found is None:
                continue
            match = RESEARCH_ROW.match(text)
            if match is None:
                raise IngestError(
                    f"a research project needs title, months and status; found {text[:100]!r}",
                    pending[0].number,
                )
            status = found[1].replace(" ", "")
            title = clean(match["title"])
            program = program_of(title, program_rows, registry)
            if not program:
                registry.unread.add(pending[0].number, "no program", title)
            rows.append(
                {
                    "program_id": program,
                    **registry.pair("title", title, pending[0].number),
                    "start": f"{year}-{int(match['start']):02}",
                    "end": f"{year}-{int(match['end']):02}",
                    **registry.pair("status", status, pending[-1].number),
                    "source_line": source(*(part.number for part in pending)),
                }
            )
            starts = [
                sum(len(part.text) + 1 for part in pending[:index]) - match.start("rest")
                for index in range(len(pending))
            ]
            numbers = [part.number for part in pending]
            done = Item("results", STATUS.sub("", match["rest"]), numbers, 9, starts=starts)
            results.setdefault(section.section_id, []).append((program, done))
            pending = []
    return rows, results
