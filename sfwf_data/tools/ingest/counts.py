"""Figures with a unit in an item, and the words that say what each counts."""

from __future__ import annotations

import re

from sfwf_data.tools.ingest.bullets import UNITS, VALUES_ONLY, Item, is_row
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import NUMBER, clean, plain_label, squeeze

# A figure that goes on a word, a date, a range or an ordinal (제1호, '22, 1:1, 만3세) is no count;
# `21년-85개소` is one.
COUNT = re.compile(
    rf"(?<![\d.~'’`A-Za-z제만])(?<!\d[,:])(?<!(?<![년_])-)(?P<value>{NUMBER}) ?"
    rf"(?P<unit>{UNITS})(?![\d]|차|년|월|여|이상)"
)
NOT_COUNTS = re.compile(
    r"\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|[’'`]?\d{2,4}년|\d{1,2}~\d{1,2}월|\d{1,2}월|"
    r"\d{1,2}\.\d{1,2}\.?(?=[)~/\]])|(?:만 ?)?\d+~\d+세|\d+~\d+"
)
OPENING = re.compile(r"^[□○➡*※·∙‣▶\-] ?|^실적 ?: ?")
NEAR_WORDS = 40  # of the words above a lone figure, as many characters as a label needs
EMPTY_LABELS = {"", "총", "합계", "계", "등", "및", "약", "누적", "각", "또는", "실적", "추진실적"}
SEPARATORS = ",;□"
LABELED_GROUP = re.compile(rf"([^\d\s][^\d]*?) ((?:{NUMBER}(?: |$))+)")
UNIT_BRACKET = re.compile(r"\( ?단위[^)]*\)")
UNIT_NOTE = re.compile(r"단위 ?: ?([^\s)]+)")


def counts(item: Item) -> list[tuple[str, re.Match[str]]]:
    """The label and the match of each count of an item; a label is cut from the words before."""
    text = item.text
    masked = NOT_COUNTS.sub(lambda match: "_" * len(match[0]), text)
    found: list[tuple[str, re.Match[str]]] = []
    for match in COUNT.finditer(masked):
        label = label_before(text, match.start("value"), [other for _, other in found])
        if label in EMPTY_LABELS:
            gap = tidy(text[found[-1][1].end() : match.start()]) if found else "-"
            label = found[-1][0] if gap in EMPTY_LABELS else label_after(text, match.end())
        found.append((label, match))
    return found


def label_before(text: str, position: int, earlier: list[re.Match[str]]) -> str:
    """The words that name a figure: those since the last comma or figure.

    In a bracket, what stands before the bracket goes first.
    """
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


def cut(text: str, start: int, end: int, earlier: list[re.Match[str]]) -> int:
    """Where the words before `end` begin: after the last separator or count."""
    counted = [match.end() for match in earlier if start < match.end() <= end]
    return max(
        [start, *counted, *(index + 1 for index in range(start, end) if text[index] in SEPARATORS)]
    )


def label_after(text: str, position: int) -> str:
    return tidy(re.split(r"[,(□]|\d", text[position:], maxsplit=1)[0])


def tidy(text: str) -> str:
    """A label without bullets, dates, unpaired brackets and words that only introduce a figure."""
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


def context(item: Item) -> str:
    """What a figure without words counts: the free lines just above it, else the bullet above."""
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


def table_rows(item: Item, registry: Registry) -> list[tuple[str, str, str, int]] | None:
    """Figures of a row under a heading that the registry knows how to cut into columns."""
    heading = ""
    for other in reversed(item.above):
        if is_row(other):
            continue
        heading = other.text + " " + heading
        row = next(
            (
                row
                for row in registry.rows("headers")
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
            for label, cells in LABELED_GROUP.findall(item.text)
        ]
    if any(len(cells) != len(columns) for _, cells in groups):
        return None
    return [
        (f"{tidy(label)}: {column}" if label else column, value, unit or default, item.numbers[0])
        for label, cells in groups
        for column, default, (value, unit) in zip(columns, units, cells, strict=True)
    ]


def bare_figure(item: Item) -> list[tuple[str, str, str, int]] | None:
    """A single figure whose unit stands above the table: (단위 : 명)."""
    if not re.fullmatch(NUMBER, item.text):
        return None
    for other in reversed(item.above):
        if unit := UNIT_NOTE.search(other.text):
            return [(context(item), item.text, unit[1], item.numbers[0])]
    return None
