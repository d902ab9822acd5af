"""Counted outputs of Ⅳ and Ⅴ: every `figure + unit` in the overview, the results and the plans of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from sfwf_data.tools.ingest.organisation import CONTACT
from sfwf_data.tools.ingest.overlay import Overlay
from sfwf_data.tools.ingest.text import NUMBER, Line, clean, number, plain_label, source, squeeze

PARTS = {
    "사업개요": "outline", "추진개요": "outline", "추진실적": "results", "추진내용및실적": "results", "추진내용및추진실적": "results",
    "향후계획": "plan",
}  # fmt: skip
UNITS = (
    "개 ?업체|개 ?기관|개 ?단체|개 ?기업|개 ?과제|개 ?대학|개 ?작품|개 ?제품|개 ?부문|개 ?영역|개 ?지표|개 ?정책분야|개 ?자치구|개 ?공동체|개국|개사|개소|개실|"
    "공동체|과제|구획|억원|주차|시간|명|건|회기|회|종|부|팀|점|기(?![가-힣])|일(?![가-힣])|분(?!기|야)|개|%p|%"
)
# A figure that goes on a word, a date, a range or an ordinal (제1호, '22, 1:1, 만3세) is no count; `21년-85개소` is one.
COUNT = re.compile(
    rf"(?<![\d.~'’`A-Za-z제만])(?<!\d[,:])(?<!(?<![년_])-)(?P<value>{NUMBER}) ?(?P<unit>{UNITS})(?![\d]|차|년|월|여|이상)"
)
NOT_COUNTS = re.compile(
    r"\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|[’'`]?\d{2,4}년|\d{1,2}~\d{1,2}월|\d{1,2}월|\d{1,2}\.\d{1,2}\.?(?=[)~/\]])|(?:만 ?)?\d+~\d+세|\d+~\d+"
)
OPENING = re.compile(r"^[□○➡*※·∙‣▶\-] ?|^실적 ?: ?")
BACKGROUND = "background"
NEAR_WORDS = 40  # of the words above a lone figure, as many characters as a label needs
EMPTY_LABELS = {"", "총", "합계", "계", "등", "및", "약", "누적", "각", "또는", "실적", "추진실적"}
SEPARATORS = ",;□"
VALUES_ONLY = re.compile(rf"^(?:총 ?)?(?:{NUMBER} ?(?:{UNITS})?(?:, ?| |$))+$")
LABELLED_GROUP = re.compile(rf"([^\d\s][^\d]*?) ((?:{NUMBER}(?: |$))+)")
LABELLED_VALUES = re.compile(rf"^(?:[^\d\s][^\d]*? (?:{NUMBER}(?: |$)){{2,}})+$")
SURVEY = re.compile(r"조사(?! ?담당)|표본|설문|면접|응답")
SURVEYED = {"명", "개업체", "개기업", "개기관", "개소", "개공동체"}
UNIT_BRACKET = re.compile(r"\( ?단위[^)]*\)")
UNIT_NOTE = re.compile(r"단위 ?: ?([^\s)]+)")
SKIP = re.compile(r"소요예산|^□? ?기 ?간 ?:|^\* .*(?:기획료|이월액)")


@dataclass
class Item:
    """A bullet, a free line or a row of figures, with the lines that it runs over."""

    part: str
    text: str
    numbers: list[int]
    level: int
    above: list[Item] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])  # where in the text each line begins

    def carry_on(self, line: Line) -> None:
        self.starts.append(len(self.text) + 1)
        self.numbers.append(line.number)
        self.text += " " + line.text

    def line_at(self, position: int) -> int:
        """The line on which a figure stands."""
        return self.numbers[bisect_right(self.starts, position) - 1]


def items_of(lines: list[Line]) -> list[Item]:
    """Join wrapped lines to bullets; a line of figures alone stands for itself (a row of a table).

    What stands before the first heading, or after the line of contacts, is background (or a table read elsewhere).
    """
    part, items = BACKGROUND, []
    for line in lines:
        heading = line.text.replace(" ", "")
        if heading in PARTS:
            part = PARTS[heading]
            items.append(Item("heading", "", [line.number], -1))
            continue
        if CONTACT.match(line.text):
            part = BACKGROUND
            items.append(Item("contact", "", [line.number], -1))
            continue
        if SKIP.search(line.text):
            items.append(Item("money", "", [line.number], -1))
            continue
        level = bullet_level(line.text)
        last = items[-1] if items else None
        if (
            level is None
            and last
            and last.part == part
            and last.level >= 0
            and continues(last, line)
        ):
            last.carry_on(line)
            continue
        above = [*last.above, last] if last and last.part == part else []
        items.append(Item(part, line.text, [line.number], 9 if level is None else level, above))
    return items


def bullet_level(text: str) -> int | None:
    for level, marks in enumerate(("□◈", "○", "-", "➡·∙‣▶*※")):
        if text[0] in marks:
            return level
    return None


def continues(last: Item, line: Line) -> bool:
    """Whether an unmarked line carries on the bullet above: its brackets are open, or no blank line parts them."""
    if VALUES_ONLY.match(line.text):
        return False
    if last.text.count("(") > last.text.count(")"):
        return True
    return line.blank_before == 0 and last.level < 9


def counts(item: Item) -> list[tuple[str, re.Match]]:
    """The label and the match of each count of an item; labels are cut from the words before the figure."""
    text = item.text
    masked = NOT_COUNTS.sub(lambda match: "_" * len(match[0]), text)
    found: list[tuple[str, re.Match]] = []
    for match in COUNT.finditer(masked):
        label = label_before(text, match.start("value"), [other for _, other in found])
        if label in EMPTY_LABELS:
            gap = tidy(text[found[-1][1].end() : match.start()]) if found else "-"
            label = found[-1][0] if gap in EMPTY_LABELS else label_after(text, match.end())
        found.append((label, match))
    return found


def label_before(text: str, position: int, earlier: list[re.Match]) -> str:
    """The words that name a figure: since the last comma or figure, with what stands before an open bracket."""
    open_brackets: list[int] = []
    for index in range(position):
        if text[index] == "(":
            open_brackets.append(index)
        elif text[index] == ")" and open_brackets:
            open_brackets.pop()
    inner_start = open_brackets[-1] + 1 if open_brackets else 0
    own = tidy(text[cut(text, inner_start, position, earlier) : position])
    if not open_brackets:
        return own
    head = tidy(text[cut(text, 0, inner_start - 1, earlier) : inner_start - 1])
    if own in EMPTY_LABELS:
        return head
    return f"{head}: {own}" if head not in EMPTY_LABELS else own


def cut(text: str, start: int, end: int, earlier: list[re.Match]) -> int:
    """Where the words before `end` begin: after the last separator or count."""
    counted = [match.end() for match in earlier if start < match.end() <= end]
    return max(
        [start, *counted, *(index + 1 for index in range(start, end) if text[index] in SEPARATORS)]
    )


def label_after(text: str, position: int) -> str:
    return tidy(re.split(r"[,(□]|\d", text[position:], maxsplit=1)[0])


def tidy(text: str) -> str:
    """A label without bullets, dates, unpaired brackets and the words that only introduce a figure."""
    text = NOT_COUNTS.sub("", UNIT_BRACKET.sub("", clean(text)))
    previous = None
    while previous != text:
        previous = text
        text = OPENING.sub("", text).strip(" ,:;/~.[]")
        text = re.sub(r"^[)\]]+|[(\[]+$", "", text).strip()
        text = re.sub(
            r"(?:^|[\s:,)])(?:총|약|각|누적)$|^(?:및|등) |\( *~* *\)|(?:^| )\d+$", " ", text
        ).strip(" :,~")
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return plain_label(clean(text)) if text else ""


def activities(
    lines: list[Line], place: dict, overlay: Overlay, prefix: str, research: list[tuple] = ()
) -> list[dict]:
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
        Rows of the research table on this page, read elsewhere: (program_id, results, line numbers, where each line begins).
    """
    taken = {number for _, _, numbers, _ in research for number in numbers}
    items = [
        (place, item) for item in items_of([line for line in lines if line.number not in taken])
    ]
    items += [
        ({**place, "program_id": program_id}, Item("results", text, numbers, 9, starts=starts))
        for program_id, text, numbers, starts in research
    ]
    rows: list[dict] = []
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


def context(item: Item) -> str:
    """What a figure without words of its own counts: the free lines just above it, else the bullet above."""
    words: list[str] = []
    for other in reversed(item.above):
        if other.level == 9 and not COUNT.search(other.text) and not UNIT_NOTE.search(other.text):
            words.insert(0, other.text)
            continue
        if words and item.level == 9:
            break
        if other.level < item.level and (
            label := tidy(re.split(r"[(:※]", other.text, maxsplit=1)[0])
        ):
            return label
    return tidy(tidy(" ".join(words))[-NEAR_WORDS:])


def table_rows(item: Item, overlay: Overlay) -> list[tuple[str, str, str, int]] | None:
    """Figures of a row under a heading that the overlay knows how to cut into columns."""
    heading = ""
    for other in reversed(item.above):
        if is_row(other):
            continue
        heading = other.text + " " + heading
        row = next(
            (
                row
                for row in overlay.rows("headers")
                if squeeze(heading).endswith(squeeze(row["label"]))
            ),
            None,
        )
        if row:
            break
    else:
        return bare_figure(item)
    columns = [column.strip() for column in row["columns"].split("|")]
    units = [unit.strip() for unit in row["units"].split("|")]
    if VALUES_ONLY.match(item.text):
        groups = [("", re.findall(rf"({NUMBER}) ?({UNITS})?", item.text))]
    else:
        groups = [
            (label, [(cell, "") for cell in cells.split()])
            for label, cells in LABELLED_GROUP.findall(item.text)
        ]
    if any(len(cells) != len(columns) for _, cells in groups):
        return None
    return [
        (f"{tidy(label)}: {column}" if label else column, value, unit or default, item.numbers[0])
        for label, cells in groups
        for column, default, (value, unit) in zip(columns, units, cells, strict=True)
    ]


def is_row(item: Item) -> bool:
    return bool(VALUES_ONLY.match(item.text) or LABELLED_VALUES.match(item.text))


def bare_figure(item: Item) -> list[tuple[str, str, str, int]] | None:
    """A single figure whose unit stands above the table: (단위 : 명)."""
    if not re.fullmatch(NUMBER, item.text):
        return None
    for other in reversed(item.above):
        if unit := UNIT_NOTE.search(other.text):
            return [(context(item), item.text, unit[1], item.numbers[0])]
    return None


def activity(
    place: dict,
    prefix: str,
    position: int,
    item: Item,
    count: tuple[str, str, str, int],
    overlay: Overlay,
) -> dict:
    """One row of `activities`; the overlay gives the reviewed name, its twin, and the metric where the unit is not enough."""
    label, value, unit, line = count
    known = overlay.lookup("activities", label, place=prefix)
    if known is None:
        overlay.unread.add(line, "no twin", f"{prefix}: {label}")
        known = {"name": "", "metric": "", "en": ""}
    unit = unit.replace(" ", "")
    return {
        "activity_id": f"{prefix}.{position:02}", **place, "part": item.part, "activity": known["name"] or label,
        "activity_en": known["en"], "metric": known["metric"] or metric_of(unit, label, item, overlay), "value": number(value),
        "unit": unit, "unit_en": overlay.twin(unit, line), "is_main": is_main(prefix, label, unit, overlay), "source_line": source(line),
    }  # fmt: skip


def is_main(place: str, label: str, unit: str, overlay: Overlay) -> bool:
    """Whether a reviewed row of the overlay says that the program's money is mainly for this output."""
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
