"""The lines of a page as items: a bullet with its wrapped lines, a free line, a row of figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from sfwf_data.tools.ingest.signatories import CONTACT
from sfwf_data.tools.ingest.text import NUMBER, Line

PARTS = {
    "사업개요": "outline",
    "추진개요": "outline",
    "추진실적": "results",
    "추진내용및실적": "results",
    "추진내용및추진실적": "results",
    "향후계획": "plan",
}
UNITS = (
    "개 ?업체|개 ?기관|개 ?단체|개 ?기업|개 ?과제|개 ?대학|개 ?작품|개 ?제품|개 ?부문|개 ?영역|"
    "개 ?지표|개 ?정책분야|개 ?자치구|개 ?공동체|개국|개사|개소|개실|"
    "공동체|과제|구획|억원|주차|시간|명|건|회기|회|종|부|팀|점|기(?![가-힣])|일(?![가-힣])|분(?!기|야)|개|%p|%"
)
BACKGROUND = "background"
VALUES_ONLY = re.compile(rf"^(?:총 ?)?(?:{NUMBER} ?(?:{UNITS})?(?:, ?| |$))+$")
LABELED_VALUES = re.compile(rf"^(?:[^\d\s][^\d]*? (?:{NUMBER}(?: |$)){{2,}})+$")
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

    What stands before the first heading, or after the line of contacts, is background (or a table
    read elsewhere).
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
    """Whether an unmarked line carries on the bullet above.

    It does where brackets are open, or where no blank line parts them.
    """
    if VALUES_ONLY.match(line.text):
        return False
    if last.text.count("(") > last.text.count(")"):
        return True
    return line.blank_before == 0 and last.level < 9


def is_row(item: Item) -> bool:
    return bool(VALUES_ONLY.match(item.text) or LABELED_VALUES.match(item.text))
