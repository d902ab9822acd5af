"""세부사업 추진현황 (Ⅴ): the lists of programs and the page of each."""

from __future__ import annotations

import re

from sfwf_data.tools.ingest.program_pages import (
    LIST_HEAD,
    ProgramPage,
    add_page,
    split_pages,
    title_facts,
)
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import (
    CELL,
    NUMBER,
    Line,
    Row,
    find,
    number,
    squeeze,
    unit_krw,
    won,
)
from sfwf_data.words.errors import IngestError

LIST_ROW = re.compile(
    rf"^(?P<number>\d+) (?P<title>.+?) (?P<revised>{CELL}) (?P<executed>{CELL})"
    rf"(?: ?\(기획료 ?(?P<fee>{NUMBER})\))? (?P<percent>△?{NUMBER})%$"
)


def programs(
    lines: list[Line], nodes: list[Row], registry: Registry
) -> tuple[list[Row], list[Row], list[Row], dict[str, ProgramPage]]:
    """Rows of `programs`, what the pages repeat of the list, who has them, and the pages by id."""
    lists, pages = split_pages(lines)
    rows, printed, held = [], [], []
    for goal, chunk in lists.items():
        for row in list_rows(goal, chunk, nodes, registry):
            page = pages.get(row["program_id"])
            if page is None:
                raise IngestError(
                    f"program {row['program_id']} ({row['title']}) is listed but has no page; "
                    "is the report cut off?",
                    chunk[0].number,
                )
            repeated, divisions = add_page(row, page, registry)
            printed += repeated
            held += divisions
            rows.append(row)
    unlisted = sorted(set(pages) - {row["program_id"] for row in rows})
    if unlisted:
        raise IngestError(
            f"page {unlisted[0]} belongs to no listed program", pages[unlisted[0]].lines[0].number
        )
    return rows, printed, held, pages


def list_rows(goal: int, chunk: list[Line], nodes: list[Row], registry: Registry) -> list[Row]:
    """The rows of one list; a row runs from its number to its rate, over some lines."""
    unit_line = find(chunk, r"단위 ?:", f"the unit of the list of goal {goal}")
    unit = unit_krw(chunk[unit_line].text, chunk[unit_line].number)
    objectives = {
        squeeze(node["name"]): node["node_id"] for node in nodes if node["parent_id"] == f"g{goal}"
    }
    body = chunk[find(chunk, LIST_HEAD.pattern, "the heading of the list") + 1 :]
    objective, rows, pending = "", list[Row](), list[Line]()
    for line in body:
        if line.text.startswith("(단위") or re.match(r"^\d+\. ", line.text):
            continue
        starts = re.match(rf"^{len(rows) + 1}(?: |$)", line.text)
        if pending and re.match(rf"^{len(rows) + 2}(?: |$)", line.text):
            raise row_error(pending)
        if not pending and not starts:
            if squeeze(line.text) not in objectives:
                if len(re.findall(rf"(?<!\S){CELL}(?!\S)", line.text)) >= 2:
                    raise IngestError(
                        f"the row of program {len(rows) + 1} is expected, found {line.text!r}",
                        line.number,
                    )
                registry.unread.add(line.number, "no objective", line.text)
            objective = objectives.get(squeeze(line.text), objective)
            continue
        pending.append(line)
        if not re.search(rf"(?<!\S)△?{NUMBER}%$", line.text):
            continue
        match = LIST_ROW.match(" ".join(part.text for part in pending))
        if match is None:
            raise row_error(pending)
        rows.append(
            {
                "program_id": f"p{goal}-{int(match['number']):02}",
                "goal_id": f"g{goal}",
                "objective_id": objective,
                "number": int(match["number"]),
                **title_facts(match["title"]),
                "revised_krw": won(match["revised"], unit),
                "executed_krw": executed_amount(match["executed"], match["percent"], unit),
                "planning_fee_krw": won(match["fee"], unit) if match["fee"] else None,
                "printed_pct": number(match["percent"]),
                "lines": [part.number for part in pending],
            }
        )
        pending = []
    if pending:
        raise row_error(pending)
    return rows


def executed_amount(cell: str, percent: str, unit: int) -> int | None:
    """An empty cell (`-`) is zero where the printed rate is 0; else it is not reported."""
    return 0 if cell == "-" and number(percent) == 0 else won(cell, unit)


def row_error(pending: list[Line]) -> IngestError:
    text = " ".join(part.text for part in pending)
    return IngestError(
        f"a program's row needs number, title, 예산액, 집행액 and 집행률(%); found {text[:120]!r}",
        pending[0].number,
    )


def program_of(title: str, rows: list[Row], registry: Registry) -> str:
    """The program that a title means: the same words, or the pair that the registry names."""
    alias = registry.lookup("aliases", title)
    wanted = squeeze(alias["title"] if alias else title)
    return next((row["program_id"] for row in rows if squeeze(row["title"]) == wanted), "")
