"""A page's table as CSV that a spreadsheet opens right and in which no text can act."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation

from bs4 import Tag

from sfwf_data.words.formats import UNITS

BOM = "\ufeff"  # without it, Excel on Korean Windows takes UTF-8 for CP949
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?%?")
ACTS = ("=", "+", "-", "@", "\t", "\r", "\n")
MONEY = {"ko": UNITS["won"][2], "en": UNITS["won"][3]}
RATIO = {"ko": "비율", "en": "ratio"}


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what could start one; numbers stay.

    >>> inert("=HYPERLINK(1)"), inert("-3.5"), inert("일반")
    ("'=HYPERLINK(1)", '-3.5', '일반')
    """
    if NUMBER.fullmatch(text) or (
        not text.lstrip(" \u3000").startswith(ACTS) and not text.startswith(ACTS)
    ):
        return text
    return f"'{text}"


def table_csv(table: Tag, lang: str) -> str:
    """The rows of a table: numbers raw and in full (won, ratios), with headers whose units say so.

    Parameters
    ----------
    table : Tag
        A table of `sfwf_data.notebook.tables`: raw numbers stand in ``data-value``.
    lang : {"ko", "en"}

    Returns
    -------
    str
        CSV with a byte order mark and CRLF, as RFC 4180 has it.
    """
    heads = [cell.get_text() for cell in table.select("thead th")]
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.select("tbody tr")]
    columns = [[row[index] for row in rows if index < len(row)] for index in range(len(heads))]
    titles = [raw_header(head, column, lang) for head, column in zip(heads, columns, strict=True)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([inert(title) for title in titles])
    writer.writerows(
        [inert(cell.get("data-value") or cell.get_text()) for cell in row] for row in rows
    )
    return BOM + file.getvalue()


def raw_header(head: str, column: list[Tag], lang: str) -> str:
    """The header of a column whose numbers are given raw: money in won, a share as a ratio where a percentage is shown."""
    title, found, unit = head.rpartition(" (")
    unit = unit.removesuffix(")")
    if not found or not any(cell.get("data-value") for cell in column):
        return head
    if unit in {name for _, _, *names in UNITS.values() for name in names}:
        return f"{title} ({MONEY[lang]})"
    if unit == "%" and all(is_ratio(cell) for cell in column if cell.get("data-value")):
        return f"{title} ({RATIO[lang]})"
    return head


def is_ratio(cell: Tag) -> bool:
    """Whether the text shows one hundred times the raw number."""
    try:
        shown, raw = Decimal(cell.get_text().replace(",", "")), Decimal(cell["data-value"])
    except InvalidOperation:
        return False
    return abs(shown - 100 * raw) <= abs(shown - raw)
