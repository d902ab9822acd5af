"""Counted outputs of Ⅳ and Ⅴ: each `figure + unit` in overview, results and plans of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sfwf_data.tools.ingest.bullets import Item, is_row, items_of
from sfwf_data.tools.ingest.counts import context, counts, table_rows
from sfwf_data.tools.ingest.overlay import Overlay
from sfwf_data.tools.ingest.text import Line, Row, number, source

SURVEY = re.compile(r"조사(?! ?담당)|표본|설문|면접|응답")
SURVEYED = {"명", "개업체", "개기업", "개기관", "개소", "개공동체"}


def activities(
    lines: list[Line],
    place: Row,
    overlay: Overlay,
    prefix: str,
    research: Sequence[tuple[str, Item]] = (),
) -> list[Row]:
    """Rows of `activities` of one page.

    Parameters
    ----------
    lines : list of Line
        The page below its title.
    place : dict
        section_id and program_id of the page.
    prefix : str
        The page's id; a row's id is the prefix and its position on the page.
    research : list of tuple
        Rows of the research table on this page, read elsewhere: program_id and results.
    """
    taken = {number for _, item in research for number in item.numbers}
    own = items_of([line for line in lines if line.number not in taken])
    items = [(place, item) for item in own]
    items += [({**place, "program_id": program_id}, item) for program_id, item in research]
    rows: list[Row] = []
    for item_place, item in sorted(items, key=lambda pair: pair[1].numbers[0]):
        if item.part not in ("outline", "results", "plan"):
            continue
        found = table_rows(item, overlay) if is_row(item) else None
        if found is None:
            found = [
                (label or context(item), match["value"], match["unit"], item.line_at(match.start()))
                for label, match in counts(item)
            ]
        for count in found:
            rows.append(activity(item_place, prefix, len(rows) + 1, item, count, overlay))
    return rows


def activity(
    place: Row,
    prefix: str,
    position: int,
    item: Item,
    count: tuple[str, str, str, int],
    overlay: Overlay,
) -> Row:
    """One row of `activities`.

    The overlay gives the reviewed name, its twin, and the metric where the unit is not enough.
    """
    label, value, unit, line = count
    known = overlay.lookup("activities", label, place=prefix)
    if known is None:
        overlay.unread.add(line, "no twin", f"{prefix}: {label}")
        known = {"name": "", "metric": "", "en": ""}
    unit = unit.replace(" ", "")
    return {
        "activity_id": f"{prefix}.{position:02}",
        **place,
        "part": item.part,
        "activity": known["name"] or label,
        "activity_en": known["en"],
        "metric": known["metric"] or metric_of(unit, label, item, overlay),
        "value": number(value),
        **overlay.pair("unit", unit, line),
        "is_main": is_main(prefix, label, unit, overlay),
        "source_line": source(line),
    }


def is_main(place: str, label: str, unit: str, overlay: Overlay) -> bool:
    """Whether a reviewed row says that the program's money is mainly for this output."""
    row = overlay.lookup("main_outputs", label, place=place)
    return row is not None and row["place"] == place and row["unit"] == unit


def metric_of(unit: str, label: str, item: Item, overlay: Overlay) -> str:
    """What kind of count a unit is; people and bodies that a survey asked are its sample."""
    heading = (
        " ".join(other.text for other in item.above if other.level == 9)
        if item.part == "outline"
        else ""
    )
    if unit in SURVEYED and SURVEY.search(f"{label} {heading}"):
        return "sample"
    row = overlay.lookup("units", unit, column="unit")
    if row is None:
        overlay.unread.add(item.numbers[0], "no metric", unit)
        return ""
    return row["metric"]
