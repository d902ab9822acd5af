"""The page of each program (Ⅴ): its months, its divisions, and what it repeats of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from sfwf_data.tools.ingest.budget import figure
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.signatories import CONTACT, held_by
from sfwf_data.tools.ingest.text import (
    NUMBER,
    PAGE_BREAK,
    Line,
    Row,
    find,
    number,
    plain_label,
    source,
    unit_krw,
    won,
)
from sfwf_data.words.errors import IngestError

LIST_HEAD = re.compile(r"^사업명 예산액 집행액 집행률")
PAGE_HEAD = re.compile(r"^(\d+)(?: |$)")
PAGE_BODY = re.compile(r"^◈|^사업개요$|^추진실적$|^□")
CARRYOVER = re.compile(r"\s*명시이월사업\s*")
FUNDING = (("(수탁기관)", "entrusted"), ("(수탁)", "commissioned"))
PERIOD = re.compile(r"^□? ?기 ?간 ?: ?(\d{4})년 ?(\d{1,2})월 ?~ ?(?:(\d{4})년 ?)?(\d{1,2})월")
MONEY = re.compile(
    rf"소요예산 ?: ?(?P<revised>{NUMBER}) ?(?P<unit>\S*?원) ?"
    rf"\(집행실적 ?: ?(?P<executed>{NUMBER}) ?(?P<executed_unit>\S*?원) ?"
    rf"/ ?집행률 ?: ?(?P<percent>{NUMBER})%\)"
)
NOTES = {
    "planning_fee_krw": re.compile(rf"기획료 ?: ?({NUMBER}) ?(\S*?원)"),
    "carried_over_krw": re.compile(rf"이월액 ?: ?({NUMBER}) ?(\S*?원)"),
}


@dataclass
class ProgramPage:
    """One program's page: its number in its goal, and its lines."""

    goal: int
    number: int
    lines: list[Line] = field(default_factory=list)

    @property
    def program_id(self) -> str:
        return f"p{self.goal}-{self.number:02}"


def split_pages(lines: list[Line]) -> tuple[dict[int, list[Line]], dict[str, ProgramPage]]:
    """The lists by goal, and the pages by program id.

    A page starts after a page break with the next number of its goal; a bullet after an empty box
    does not.
    """
    start = find(lines, LIST_HEAD.pattern, "the lists of programs (Ⅴ)")
    while start > 0 and lines[start].blank_before < PAGE_BREAK:
        start -= 1
    lists: dict[int, list[Line]] = {}
    pages: dict[str, ProgramPage] = {}
    chunk: list[Line] = []
    chunks = [chunk]
    for line in lines[start:]:
        if line.blank_before >= PAGE_BREAK and (
            PAGE_HEAD.match(line.text)
            or re.match(r"^\d+\. ", line.text)
            or LIST_HEAD.match(line.text)
        ):
            chunk = []
            chunks.append(chunk)
        chunk.append(line)
    goal = 0
    for chunk in filter(None, chunks):
        if any(LIST_HEAD.match(line.text) for line in chunk):
            goal = goal_of_list(chunk, goal)
            lists[goal] = chunk
            continue
        head = PAGE_HEAD.match(chunk[0].text)
        if head is None:
            raise IngestError("a program's page or list is expected here", chunk[0].number)
        page = ProgramPage(goal, int(head[1]), chunk)
        if page.program_id in pages:
            raise IngestError(f"a second page for program {page.program_id}", chunk[0].number)
        pages[page.program_id] = page
    return lists, pages


def goal_of_list(chunk: list[Line], previous: int) -> int:
    """The goal's number stands above its list, or (goal 5) below it; else it is the next one."""
    for line in chunk:
        if match := re.match(r"^(\d+)\. ", line.text):
            return int(match[1])
    return previous + 1


def title_facts(printed: str) -> Row:
    """Title without its marks, and what the marks say: funding and carryover."""
    funding = "own"
    title = clean_title(CARRYOVER.sub(" ", printed))
    for mark, name in FUNDING:
        if title.startswith(mark):
            funding, title = name, title.removeprefix(mark).strip()
    return {"title": title, "funding": funding, "is_carryover": bool(CARRYOVER.search(printed))}


def clean_title(text: str) -> str:
    return re.sub(r"\s+([:,)])", r"\1", plain_label(text))


def add_page(row: Row, page: ProgramPage, registry: Registry) -> tuple[list[Row], list[Row]]:
    """Add the page's facts to a row.

    Give what it repeats of the list, for `printed_figures`, and rows of `program_divisions`.
    """
    head = page.lines[0]
    first_body = next(
        (index for index, line in enumerate(page.lines[1:], 1) if PAGE_BODY.match(line.text)),
        len(page.lines),
    )
    title = PAGE_HEAD.sub("", " ".join(line.text for line in page.lines[:first_body]), count=1)
    facts = title_facts(title)
    if facts["funding"] != row["funding"] or facts["is_carryover"] != row["is_carryover"]:
        registry.unread.add(head.number, "list and page differ", "(수탁) or 명시이월사업")
    # The page spaces its title better than the list, where words run together to save room.
    row["title"] = facts["title"] or row["title"]
    row["title_en"] = registry.twin(row["title"], head.number)
    lines, printed, held = [head.number], [], []
    told = partial(figure, "programs", row["program_id"])

    def amount(column: str, cell: str, unit: str, line: Line) -> Row:
        return told(column, cell + unit, won(cell, unit_krw(unit, line.number)), line)

    row.update(start="", end="", hq_id="", office_id="", team_id="", carried_over_krw=None)
    for line in page.lines[first_body:]:
        if match := PERIOD.search(line.text):
            year1, month1, year2, month2 = match.groups()
            row.update(start=f"{year1}-{int(month1):02}", end=f"{year2 or year1}-{int(month2):02}")
            lines.append(line.number)
        elif match := MONEY.search(line.text):
            for column, unit in (("revised", "unit"), ("executed", "executed_unit")):
                printed.append(amount(f"{column}_krw", match[column], match[unit], line))
            percent = match["percent"]
            printed.append(told("printed_pct", percent, number(percent), line))
        elif line.text.startswith("*"):
            for column, pattern in NOTES.items():
                if match := pattern.search(line.text):
                    printed.append(amount(column, match[1], match[2], line))
                    if column == "carried_over_krw":
                        row[column] = printed[-1]["value"]
                        lines.append(line.number)
        elif CONTACT.match(line.text):
            kinds = {"hq_id": "headquarters", "office_id": "office", "team_id": "team"}
            held = held_by(line, registry)
            for column, kind in kinds.items():
                row[column] = ";".join(one["division_id"] for one in held if one["role"] == kind)
            held = [{"program_id": row["program_id"], **one} for one in held]
            lines.append(line.number)
    for column, what in (("start", "기간"), ("hq_id", "작성자")):
        if not row[column]:
            registry.unread.add(head.number, "page without", f"{row['program_id']}: {what}")
    if not any(item["column"] == "revised_krw" for item in printed):
        raise IngestError(
            f"the page of program {row['program_id']} has no complete line "
            "소요예산(집행실적/집행률)",
            head.number,
        )
    row["source_line"] = source(*row.pop("lines"), *lines)
    return printed, held
