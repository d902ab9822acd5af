"""Counted outputs of Ⅳ and Ⅴ: each `figure + unit` in overview, results and plans of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sfwf_data.tools.ingest.bullets import UNITS, Item, is_row, items_of
from sfwf_data.tools.ingest.counts import OPENING, context, counts, table_rows
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import NUMBER, Line, Row, number, source, squeeze, unit_krw, won

SURVEY = re.compile(r"조사(?! ?담당)|표본|설문|면접|응답")
SURVEYED = {"명", "개업체", "개기업", "개기관", "개소", "개공동체"}
START = re.compile(rf"[(:※]|{NUMBER} ?(?:{UNITS})")
CONTEXT = ("page", "part", "label", "unit")  # what a reviewed name is keyed by, and the heading
NAMED = ("activity", "activity_en", "metric", "counted", "unit_code", "is_main")
HEADING = 24  # so many characters of a heading tell it from the others of its page
REVIEWED = ("role", "parent_activity_id", "stage")


def activities(
    lines: list[Line],
    place: Row,
    registry: Registry,
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
        The page's id; an output that the registry does not know has an id made of it.
    research : list of tuple
        Rows of the research table on this page, read elsewhere: program_id and results.
    """
    taken = {number for _, item in research for number in item.numbers}
    own = items_of([line for line in lines if line.number not in taken])
    items = [(place, item) for item in own]
    items += [({**place, "program_id": one, "study": one}, item) for one, item in research]
    found: list[Row] = []
    for item_place, item in sorted(items, key=lambda pair: pair[1].numbers[0]):
        if item.part not in ("outline", "results", "plan"):
            continue
        cells = table_rows(item, registry) if is_row(item) else None
        if cells is None:
            cells = [
                (label or context(item), match["value"], match["unit"], item.line_at(match.start()))
                for label, match in counts(item)
            ]
        found += [count_row(item_place, prefix, item, cell, registry) for cell in cells]
    name_rows(found, registry, prefix)
    rows = found + unread_rows(place, registry, prefix)
    return sorted(rows, key=lambda row: int(row["source_line"]))


def count_row(
    place: Row, prefix: str, item: Item, cell: tuple[str, str, str, int], registry: Registry
) -> Row:
    """A counted figure as the page prints it, with the context that its name is keyed by."""
    label, value, unit, line = cell
    unit, amount = unit.replace(" ", ""), number(value)
    if unit.endswith("원"):  # money is whole won here too
        amount, unit = won(value, unit_krw(unit, line)), "원"
    return {
        **place,
        "page": prefix,
        "part": item.part,
        "heading": heading(item, label),
        "label": label,
        "metric": metric_of(unit, label, item, registry),
        "value": amount,
        **registry.pair("unit", unit, line),
        "source_line": source(line),
    }


def heading(item: Item, label: str) -> str:
    """What tells one count from another of its label: how the bullet above and its own begin.

    As far as a bracket, colon, note or count; `2021년선정어린이집` and `2022년…` are two cohorts.
    """
    above = next((other for other in reversed(item.above) if other.level < item.level), None)
    texts = [above.text, item.text] if above else [item.text]
    starts = [OPENING.sub("", START.split(text, maxsplit=1)[0]).strip() for text in texts]
    return " | ".join(start[:HEADING].strip() for start in starts if start and start != label)


def name_rows(rows: list[Row], registry: Registry, prefix: str) -> None:
    """Give each count the id and the reviewed name of its context.

    Where one context stands for several counts (one label, one unit, one part of a page), their
    headings and then their order decide, and only if there are as many as were reviewed; a count of
    a study in Ⅳ is that of the program of its title.  A name never slips to another figure.
    """
    known: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for reviewed in registry.rows("outputs"):
        if reviewed["page"] == prefix and reviewed["label"]:
            known[context_key(reviewed)].append(reviewed)
    for row in rows:
        groups[context_key(row)].append(row)
    for key, group in groups.items():
        names = known[key]
        if len(names) > 1:
            fitting = [squeeze(row["heading"]) for row in group]
            names = names if fitting == [squeeze(name["heading"]) for name in names] else []
        fits = len(names) == len(group) and all(
            row.get("study", name["program_id"]) == name["program_id"]
            for row, name in zip(group, names, strict=True)
        )
        for position, row in enumerate(group):
            if fits:
                use_name(row, names[position], registry)
                continue
            why = "ambiguous name" if known[key] else "no twin"
            registry.unread.add(int(row["source_line"]), why, f"{prefix}: {row['label']}")
            row |= dict.fromkeys(("activity_en", "counted", "unit_code", *REVIEWED), "")
            row |= {"activity": row["label"], "is_main": False}
            row["activity_id"] = f"{prefix}.new-{rows.index(row) + 1:02}"


def context_key(row: Row) -> tuple[str, ...]:
    """What a reviewed name and a count have in common."""
    return tuple(squeeze(row[column]) for column in CONTEXT)


def use_name(row: Row, name: Row, registry: Registry) -> None:
    """Take id, name and what it counts from the registry, role and stage from the review."""
    row |= {column: name[column] or row.get(column, "") for column in NAMED}
    row["is_main"] = name["is_main"] == "true"
    row["activity_id"] = name["activity_id"]
    row["program_id"] = name["program_id"] or row["program_id"]
    row["unit_en"] = name["unit_en"] or row["unit_en"]
    review = registry.reviewed(name["activity_id"])
    row |= {column: review[column] for column in REVIEWED}


def unread_rows(place: Row, registry: Registry, prefix: str) -> list[Row]:
    """Outputs that stand in the text without a figure of their own, read by whoever reviewed it.

    `각 10개사` at two fairs is 10 twice; `1~5호` are five issues.
    """
    rows = []
    for name in registry.rows("outputs"):
        review = registry.reviewed(name["activity_id"])
        if name["page"] != prefix or name["label"] or not review["value"]:
            continue
        line = int(review["source_line"])
        row = {**place, "part": name["part"], "value": number(review["value"])}
        row |= {**registry.pair("unit", name["unit"], line), "source_line": source(line)}
        use_name(row, name, registry)
        rows.append(row)
    return rows


def metric_of(unit: str, label: str, item: Item, registry: Registry) -> str:
    """What kind of count a unit is; people and bodies that a survey asked are its sample."""
    above = (
        " ".join(other.text for other in item.above if other.level == 9)
        if item.part == "outline"
        else ""
    )
    if unit in SURVEYED and SURVEY.search(f"{label} {above}"):
        return "sample"
    row = registry.lookup("units", unit, column="unit")
    if row is None:
        registry.unread.add(item.numbers[0], "no metric", unit)
        return ""
    return row["metric"]
