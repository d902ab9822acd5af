"""One report, from its text to the folder of its tables."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from sfwf_data.loader.schema import REVIEWS, Schema, sha256
from sfwf_data.tools.ingest import (
    activities,
    budget,
    organization,
    programs,
    sections,
    signatories,
    strategy,
)
from sfwf_data.tools.ingest.leftovers import leftovers
from sfwf_data.tools.ingest.registry import Registry, read_csv
from sfwf_data.tools.ingest.text import Line, Row, find, read_lines, source, squeeze
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.tools.ingest.write import write_report
from sfwf_data.words.errors import IngestError

AS_OF = re.compile(r"\((\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.? ?기준")


def ingest(path: str | Path, out: str | Path, registry: str | Path) -> tuple[Path, Unread]:
    """Read a report's text and write every table to ``out/<report>/``.

    Parameters
    ----------
    path : path
        The text of the report (UTF-8).
    out : path
        The data folder; it is made where it is missing.  Files of other reports stay.
    registry : path
        The folder of the registry; ``reviews/<report>/`` stands beside it.

    Returns
    -------
    folder : Path
        ``out/<report>``; the same input gives the same bytes.
    unread : Unread
        What was not read or not understood; also written as ``unread.csv``.

    Raises
    ------
    IngestError
        The text is not this layout, is cut off, or a row misses a figure; nothing is written.
    """
    path = Path(path)
    lines = read_lines(path)
    unread = Unread()
    year, report, heading = as_of(lines)
    reviews = reviews_of(path, report, Path(registry).parent)
    known = Registry(Path(registry), reviews and reviews / "outputs.csv", unread)
    tables = read_tables(lines, known, year)
    tables["reports"] = [report_row(lines, known, path, report, year, heading)]
    for row in itertools.chain(*tables.values()):
        row["report"] = report
    told = relations(reviews) if reviews else []
    leftovers(lines, [*itertools.chain(*tables.values()), *told], unread)
    return write_report(Path(out), report, tables, unread, reviews), unread


def reviews_of(path: Path, report: str, data: Path) -> Path | None:
    """Where people wrote about this report, if it was about this very text: lines may move."""
    known = data / report / "reports.csv"
    is_same = known.exists() and read_csv(known)[0]["source_sha256"] == sha256(path)
    return data / REVIEWS / report if is_same else None


def relations(reviews: Path) -> list[Row]:
    """The rows of the tables that people have written about a report."""
    schema = Schema.packaged()
    names = [name for name in schema.tables() if schema.resources[name]["role"] == "relation"]
    return [row for name in names for row in read_csv(reviews / f"{name}.csv")]


def as_of(lines: list[Line]) -> tuple[int, str, Line]:
    """The fiscal year, the report's id (its as-of date) and the line that says so.

    A text without the five parts of a report is refused.
    """
    for numeral, what in zip(
        "ⅠⅡⅢⅣⅤ", ("일반현황", "비전·전략체계", "집행현황", "주요업무", "세부사업"), strict=True
    ):
        find(lines, rf"^{numeral}\.", f"part {numeral} ({what})")
    heading = lines[find(lines, r"^Ⅲ\.", "Ⅲ. 집행현황") + 1]
    date = AS_OF.search(heading.text)
    if date is None:
        raise IngestError(
            "the date of the figures, as in (2022.9.30.기준, …), is expected under Ⅲ; "
            f"found {heading.text!r}",
            heading.number,
        )
    return int(date[1]), organization.day(*date.groups()), heading


def read_tables(lines: list[Line], registry: Registry, year: int) -> dict[str, list[Row]]:
    """The rows of every table."""
    nodes = strategy.strategy(lines, registry)
    totals, printed_totals = budget.budget_totals(lines, registry)
    execution, printed_execution = budget.execution(lines, registry, year)
    program_rows, printed_programs, program_divisions, pages = programs.programs(
        lines, nodes, registry
    )
    parts = sections.split_sections(lines)
    research, samples = sections.research(parts, program_rows, registry, year)
    section_rows, section_divisions = sections.section_rows(parts, registry)
    staffing = organization.staffing(lines, registry)
    entrusted = organization.entrusted(lines, registry)
    for row in staffing + entrusted:
        name = row.get("unit") or row["name"]
        row["program_id"] = programs.program_of(name, program_rows, registry)
    counted = []
    for section in parts:
        place = {"section_id": section.section_id, "program_id": ""}
        counted += activities.activities(
            section.lines, place, registry, section.section_id, samples.get(section.section_id, ())
        )
    for program_id, page in pages.items():
        counted += activities.activities(
            page.lines[1:], {"section_id": "", "program_id": program_id}, registry, program_id
        )
    return {
        "budget_totals": totals,
        "execution": execution,
        "programs": program_rows,
        "program_divisions": program_divisions,
        "core_projects": [
            row for section in parts for row in sections.core_projects(section, registry)
        ],
        "kpis": strategy.strategic_kpis(lines, nodes, registry)
        + [row for section in parts for row in sections.section_kpis(section, registry)],
        "activities": counted,
        "strategy": nodes,
        "sections": section_rows,
        "section_divisions": section_divisions,
        "divisions": signatories.divisions(lines, registry),
        "staffing": staffing,
        "entrusted": entrusted,
        "facilities": organization.facilities(lines, registry),
        "research": research,
        "glossary": glossary(lines, registry),
        "printed_figures": signatories.division_counts(lines)
        + printed_totals
        + printed_execution
        + printed_programs,
    }


def report_row(
    lines: list[Line], registry: Registry, path: Path, report: str, year: int, heading: Line
) -> Row:
    title_line = lines[find(lines, r"^Ⅳ\.", "Ⅳ")]
    title = title_line.text.split(".", 1)[1].strip()
    institution = registry.rows("institution")[0]
    return {
        "institution": institution["ko"],
        "institution_en": institution["en"],
        "title": title,
        "title_en": registry.twin(re.sub(r"\d{4}년 ?", "", title), title_line.number),
        "as_of": report,
        "fiscal_year": year,
        "source_file": path.name,
        "source_sha256": sha256(path),
        "source_line": source(heading.number, title_line.number),
    }


def glossary(lines: list[Line], registry: Registry) -> list[Row]:
    """Our own words for the report's terms, each with the line where the report first uses it.

    A term that this report does not use has an empty `source_line`.
    """
    squeezed = [(line.number, squeeze(line.text)) for line in lines]
    rows = []
    for row in registry.rows("glossary"):
        used = next((number for number, text in squeezed if squeeze(row["term"]) in text), None)
        rows.append({**row, "source_line": source(used) if used else ""})
    return rows
