"""Figures of the report that no table holds, so that nothing is dropped without a word."""

from __future__ import annotations

import re

from sfwf_data.tools.ingest.signatories import CONTACT
from sfwf_data.tools.ingest.text import NUMBER, Line, Row
from sfwf_data.tools.ingest.unread import Unread

DATE = re.compile(
    r"[’']?\d{2,4}[.년] ?\d{1,2}월?[~∼]?(?:\d{1,2}월)?|\d{4}년|\d{1,2}(?:~\d{1,2})?월|"
    r"\d{1,2}\. ?\d{1,2}\.|[’']\d{2}년|코로나19|1:1"
)
FIGURE = re.compile(rf"△?{NUMBER}%?")
HISTORY, BOARD = (r"^주요연혁$", r"^조직 및 인력$"), (r"^이사회 현황$", r"^Ⅱ\.")


def leftovers(lines: list[Line], rows: list[Row], unread: Unread) -> None:
    """Add an entry for each line with figures that no row of a table comes from.

    It holds the number of the line and its figures, not its words.
    """
    # The first mention of a term of the glossary is no figure.
    cells = [str(row["source_line"]) for row in rows if "definition" not in row]
    read = {int(number) for cell in cells for number in cell.split(";") if number}
    kinds = {
        **place(lines, *HISTORY, "history"),
        **place(lines, *BOARD, "board: names are not carried"),
    }
    for line in lines:
        if line.number in read:
            continue
        if CONTACT.match(line.text):
            unread.add(line.number, "contact line: names and telephone numbers are not carried", "")
            continue
        figures = FIGURE.findall(line.text)
        if not figures:
            continue
        outside = "figure outside the tables" if FIGURE.search(DATE.sub("", line.text)) else "date"
        kind = kinds.get(line.number, "background" if line.text.startswith("◈") else outside)
        unread.add(line.number, kind, "" if kind.startswith("board") else " ".join(figures))


def place(lines: list[Line], first: str, last: str, kind: str) -> dict[int, str]:
    """The line numbers of a part of the report that holds no data."""
    inside, found = False, {}
    for line in lines:
        if re.search(last, line.text):
            inside = False
        if re.search(first, line.text):
            inside = True
        if inside:
            found[line.number] = kind
    return found
