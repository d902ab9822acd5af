"""From the bytes of a report to numbered, cleaned lines and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sfwf_data.words.errors import IngestError

# The text of the PDF writes one middle dot in nine ways (two of them are extraction faults: a
# combining dot and a z with caron between two words); NanumGothic lacks most of them, and a label
# must match itself everywhere.
MIDDLE_DOTS = "･․‧・⋅∙˙̇ž"
CHARACTERS = str.maketrans(
    {
        **dict.fromkeys(MIDDLE_DOTS, "·"),
        "∼": "~",
        "～": "~",
        "–": "-",
        "−": "-",
        "\u00a0": " ",
        "\u3000": " ",
        "\ufeff": "",
    }
)
Row = dict[str, Any]  # column -> value

PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")  # the PDF's check-mark bullets
BULLET = "□"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
CELL = rf"(?:△?{NUMBER}|-)"  # one figure of a table: △ is minus, a lone hyphen is an empty cell
PAGE_BREAK = 3  # blank lines between two pages in the extracted text


@dataclass(frozen=True)
class Line:
    """A non-blank line: its 1-based number, its cleaned text, and the blank lines before it."""

    number: int
    text: str
    blank_before: int = 0


def clean(text: str) -> str:
    """One kind of middle dot, tilde, hyphen and space; private-use bullets as □.

    Two dots in a row (`일·‧생활`, line 1012 of 2022) are one that was extracted twice.
    """
    text = re.sub(r"··+", "·", PRIVATE_USE.sub(BULLET, text.translate(CHARACTERS)))
    return re.sub(r"\s+", " ", text).strip()


def squeeze(label: str) -> str:
    """The label without spaces, quotes and dots: the report spaces the same label in many ways."""
    return re.sub(r"[\s·'‘’\"“”.,:;-]", "", clean(label)).lower()


def plain_label(text: str) -> str:
    """A label as a reader wants it: letter-spaced words closed, no leading bullet.

    Nor does it begin with a sign that a spreadsheet takes for a formula.
    """
    text = clean(text).lstrip("□○-=+@·*※ ")
    words = text.split(" ")
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else text


def read_lines(path: Path) -> list[Line]:
    """Read a report's text.

    Raises
    ------
    IngestError
        The file is empty, binary, or not UTF-8; the message says which, and what would be right.
    """
    raw = path.read_bytes()
    if not raw.strip():
        raise IngestError(f"{path.name} is empty: the text of the report (UTF-8) is expected")
    if b"\0" in raw:
        raise IngestError(
            f"{path.name} is a binary file: extract the text of the PDF first "
            "(for example `pdftotext -layout`)"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            raw.decode("cp949")
            hint = (
                "it reads as cp949 (Korean Windows): save it as UTF-8, "
                "for example `iconv -f cp949 -t utf-8`"
            )
        except UnicodeDecodeError:
            hint = "it is not text in a known encoding"
        number = raw.count(b"\n", 0, error.start) + 1
        raise IngestError(f"{path.name} is not UTF-8 text; {hint}", number) from None
    lines, blank = [], PAGE_BREAK
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if "\f" in line:
            blank = PAGE_BREAK
        cleaned = clean(line)
        if cleaned:
            lines.append(Line(number, cleaned, blank))
            blank = 0
        else:
            blank += 1
    return lines


def find(lines: list[Line], pattern: str, what: str, start: int = 0) -> int:
    """Index of the first line that matches; an error that says what is missing if none does."""
    for index in range(start, len(lines)):
        if re.search(pattern, lines[index].text):
            return index
    last = lines[-1].number if lines else 1
    raise IngestError(
        f"{what} was not found before the text ends here; is the report cut off?", last
    )


def between(lines: list[Line], first: str, last: str, what: str) -> list[Line]:
    """The lines after the one that matches `first` and before the next that matches `last`."""
    start = find(lines, first, what)
    return lines[start + 1 : find(lines, last, f"the end of {what}", start + 1)]


def number(cell: str) -> int | float | None:
    """A printed figure as a number: `△1,234` is -1234, `-` is None."""
    if cell == "-":
        return None
    value = float(cell.replace(",", "").replace("△", "-"))
    return int(value) if value.is_integer() and "." not in cell else value


def won(cell: str, unit_krw: int) -> int | None:
    """A printed amount in whole won."""
    value = number(cell)
    return None if value is None else round(value * unit_krw)


def unit_krw(text: str, line: int) -> int:
    """The unit a table or a sentence names, in won."""
    for name, factor in (("백만원", 1_000_000), ("천원", 1_000), ("억원", 100_000_000), ("원", 1)):
        if name in text.replace(" ", ""):
            return factor
    raise IngestError(f"no unit of money (천원, 백만원, 원) in {text!r}", line)


def source(*numbers: int) -> str:
    """The `source_line` cell: line numbers in order, each once, joined by `;`."""
    return ";".join(str(value) for value in sorted(set(numbers)))
