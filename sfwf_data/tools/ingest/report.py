"""One report, from its text to the folder of its tables."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sfwf_data.tools.ingest import activities, budget, organization, programs, sections, strategy
from sfwf_data.tools.ingest.leftovers import leftovers
from sfwf_data.tools.ingest.overlay import Overlay
from sfwf_data.tools.ingest.text import Line, Row, find, read_lines, source, squeeze
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.tools.ingest.write import write_report
from sfwf_data.words.errors import IngestError

AS_OF = re.compile(r"\((\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.? ?기준")


def ingest(path: str | Path, out: str | Path, overlay: str | Path) -> tuple[Path, Unread]:
    """Read a report's text and write every table to ``out/<report>/``.

    Parameters
    ----------
    path : path
        The text of the report (UTF-8).
    out : path
        The data folder; it is made where it is missing.  Files of other reports stay.
    overlay : path
        The folder of reviewed overlay files.

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
    known = Overlay(Path(overlay), unread)
    report, tables = read_report(lines, known, path)
    leftovers(lines, tables, unread)
    return write_report(Path(out), report, tables, unread), unread


def read_report(
    lines: list[Line], overlay: Overlay, path: Path
) -> tuple[str, dict[str, list[Row]]]:
    """The report's id (its as-of date) and the rows of every table."""
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
    year, report = int(date[1]), organization.day(*date.groups())

    nodes = strategy.strategy(lines, overlay)
    totals, printed_totals = budget.budget_totals(lines, overlay)
    execution, printed_execution = budget.execution(lines, overlay, year)
    program_rows, printed_programs, pages = programs.programs(lines, nodes, overlay)
    parts = sections.split_sections(lines)
    research, samples = sections.research(parts, program_rows, overlay, year)
    counted = []
    for section in parts:
        place = {"section_id": section.section_id, "program_id": ""}
        counted += activities.activities(
            section.lines, place, overlay, section.section_id, samples.get(section.section_id, ())
        )
    for program_id, page in pages.items():
        counted += activities.activities(
            page.lines[1:], {"section_id": "", "program_id": program_id}, overlay, program_id
        )
    tables = {
        "reports": [report_row(lines, overlay, path, report, year, heading)],
        "budget_totals": totals,
        "execution": execution,
        "programs": program_rows,
        "core_projects": [
            row for section in parts for row in sections.core_projects(section, overlay)
        ],
        "kpis": strategy.strategic_kpis(lines, nodes, overlay)
        + [row for section in parts for row in sections.section_kpis(section, overlay)],
        "activities": counted,
        "strategy": nodes,
        "sections": sections.section_rows(parts, overlay),
        "divisions": organization.divisions(lines, overlay),
        "staffing": organization.staffing(lines, overlay),
        "entrusted": organization.entrusted(lines, overlay),
        "facilities": organization.facilities(lines, overlay),
        "research": research,
        "glossary": glossary(lines, overlay),
        "printed_figures": organization.division_counts(lines)
        + printed_totals
        + printed_execution
        + printed_programs,
    }
    for rows in tables.values():
        for row in rows:
            row["report"] = report
    return report, tables


def report_row(
    lines: list[Line], overlay: Overlay, path: Path, report: str, year: int, heading: Line
) -> Row:
    title_line = lines[find(lines, r"^Ⅳ\.", "Ⅳ")]
    title = title_line.text.split(".", 1)[1].strip()
    institution = overlay.rows("institution")[0]
    return {
        "institution": institution["ko"],
        "institution_en": institution["en"],
        "title": title,
        "title_en": overlay.twin(re.sub(r"\d{4}년 ?", "", title), title_line.number),
        "as_of": report,
        "fiscal_year": year,
        "source_file": path.name,
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source_line": source(heading.number, title_line.number),
    }


def glossary(lines: list[Line], overlay: Overlay) -> list[Row]:
    """Our own words for the report's terms, each with the line where the report first uses it.

    A term that this report does not use has an empty `source_line`.
    """
    squeezed = [(line.number, squeeze(line.text)) for line in lines]
    rows = []
    for row in overlay.rows("glossary"):
        used = next((number for number, text in squeezed if squeeze(row["term"]) in text), None)
        rows.append({**row, "source_line": source(used) if used else ""})
    return rows
