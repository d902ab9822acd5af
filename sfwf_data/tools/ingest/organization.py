"""일반현황 (Ⅰ): staff, buildings, entrusted facilities."""

from __future__ import annotations

import re

from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import (
    Line,
    Row,
    between,
    find,
    number,
    plain_label,
    source,
    unit_krw,
    won,
)
from sfwf_data.words.errors import IngestError


def staffing(lines: list[Line], registry: Registry) -> list[Row]:
    """Unit × grade: the grades from the heading, the figures from the lines 정원 and 현원."""
    start = find(lines, r"정·현원", "인력 (Ⅰ)")
    quota_at = find(lines, r"^정원 [\d ,]+$", "the line 정원", start)
    heading = " ".join(line.text for line in lines[start + 1 : quota_at]).replace(
        "대표 이사", "대표이사"
    )
    grades = re.findall(r"(?<!\S)계(?!\S)|대표이사|\d급|기능직", heading)
    grades = list(dict.fromkeys(grades))
    quota_line, current_line = (
        lines[quota_at],
        lines[find(lines, r"^현원 [\d ,]+$", "the line 현원", quota_at)],
    )
    quotas, currents = (
        [number(cell) for cell in line.text.split()[1:]] for line in (quota_line, current_line)
    )
    for cells, line in ((quotas, quota_line), (currents, current_line)):
        if len(cells) != len(grades):
            raise IngestError(
                f"{len(grades)} figures are expected ({', '.join(grades)}), "
                f"found {len(cells)} in {line.text!r}",
                line.number,
            )
    unit = registry.rows("institution")[0]["ko"]
    rows = [
        staff_row(registry, unit, grade, quota, current, quota_line.number, current_line.number)
        for grade, quota, current in zip(grades, quotas, currents, strict=True)
    ]
    for line in lines[quota_at:]:
        if match := re.match(
            r"^- ?수탁\) ?(.+?) ?: ?정원 ?([\d,]+)명 ?/ ?현원 ?([\d,]+)명$", line.text
        ):
            rows.append(
                staff_row(registry, match[1], "계", number(match[2]), number(match[3]), line.number)
            )
        elif re.match(r"^예 ?산 ?총 ?괄", line.text):
            break
    return rows


def staff_row(
    registry: Registry,
    unit: str,
    grade: str,
    quota: float | None,
    current: float | None,
    *lines: int,
) -> Row:
    return {
        **registry.pair("unit", unit, lines[0]),
        **registry.pair("grade", grade, lines[0]),
        "quota": quota,
        "current": current,
        "source_line": source(*lines),
    }


def entrusted(lines: list[Line], registry: Registry) -> list[Row]:
    """The facilities run for the city: contract, staff and budget."""
    block = between(
        lines, r"^수탁 ?기관 ?운영 ?현황$", r"^이사회 ?현황$", "수탁 기관 운영 현황 (Ⅰ)"
    )
    date = r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?"
    rows: list[Row] = []
    for line in block:
        if match := re.match(rf"^(.+?) ?\({date} ?~ ?{date}\)$", line.text):
            name, start, end = plain_label(match[1]), match.groups()[1:4], match.groups()[4:]
            rows.append(
                {
                    **registry.pair("name", name, line.number),
                    "start": day(*start),
                    "end": day(*end),
                    "quota": None,
                    "current": None,
                    "revised_krw": None,
                    "lines": [line.number],
                }
            )
        elif rows and (match := re.search(r"정원 ?([\d,]+)명 ?/ ?현원 ?([\d,]+)명", line.text)):
            rows[-1].update(quota=number(match[1]), current=number(match[2]))
            rows[-1]["lines"].append(line.number)
        elif rows and (match := re.search(r"예 ?산 ?: ?([\d,]+) ?(\S*원)", line.text)):
            rows[-1]["revised_krw"] = won(match[1], unit_krw(match[2], line.number))
            rows[-1]["lines"].append(line.number)
    for row in rows:
        missing = [name for name in ("quota", "current", "revised_krw") if row[name] is None]
        if missing:
            raise IngestError(
                f"the entrusted facility here has no figure for {', '.join(missing)} (인력, 예산)",
                row["lines"][0],
            )
        row["source_line"] = source(*row.pop("lines"))
    if not rows:
        raise IngestError(
            "no entrusted facility was found under 수탁 기관 운영 현황",
            block[0].number if block else None,
        )
    return rows


def facilities(lines: list[Line], registry: Registry) -> list[Row]:
    """The buildings: floors, floor area and the time of construction, read column by column."""
    block = between(lines, r"^시설개요$", r"^수탁 ?기관 ?운영 ?현황$", "시설개요 (Ⅰ)")
    head = block[find(block, r"^구분 ", "the heading of 시설개요")]
    names = head.text.split()[1:]
    text = "\n".join(f"{line.number}\t{line.text}" for line in block)
    floors = re.findall(
        r"^(\d+)\t.*?지상 ?(\d+)층, ?지하 ?(\d+)층 ?\(연면적 ?([\d,]+)㎡\)", text, re.M
    )
    months = [
        (line.number, *span)
        for line in block
        for span in re.findall(r"(\d{4})\.(\d{1,2}) ?~ ?(\d{4})\.(\d{1,2})", line.text)
    ]
    if not len(names) == len(floors) == len(months):
        raise IngestError(
            f"{len(names)} buildings, {len(floors)} floor areas and {len(months)} construction "
            "periods in 시설개요",
            head.number,
        )
    # What a footnote leaves out of the floor area above it: `(3,247㎡) 제외`.
    left_out = {
        floor_line: (number(match[2]), int(match[1]))
        for match in re.finditer(r"^(\d+)\t※.*?\(([\d,]+)㎡\) ?제외$", text, re.M)
        for floor_line in [[row[0] for row in floors if int(row[0]) < int(match[1])][-1]]
    }
    return [
        {
            **registry.pair("name", name, head.number),
            "floors_above": int(above),
            "floors_below": int(below),
            "area_m2": number(area),
            "excluded_m2": left_out.get(floor_line, (None,))[0],
            "built_start": f"{y1}-{int(m1):02}",
            "built_end": f"{y2}-{int(m2):02}",
            "source_line": source(
                head.number, int(floor_line), month_line, *left_out.get(floor_line, ())[1:]
            ),
        }
        for name, (floor_line, above, below, area), (month_line, y1, m1, y2, m2) in zip(
            names, floors, months, strict=True
        )
    ]


def day(year: str, month: str, day_of_month: str) -> str:
    return f"{year}-{int(month):02}-{int(day_of_month):02}"
