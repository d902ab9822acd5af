"""A recorded table on a page: its cells, the part of the report before its lines, and its CSV."""

from __future__ import annotations

import base64
import csv
import io
import re

from sfwf_data.tools.site.source_lines import with_parts
from sfwf_data.words.formats import UNITS, inert
from sfwf_data.words.say import LANGUAGES, check_lang

LONG = 40  # characters from which on a cell of text needs a column of some width
BOM = "\ufeff"  # without it, Excel on Korean Windows takes UTF-8 for CP949
# Unit of raw numbers -> what the header of a CSV calls it; any other unit is the one that is shown.
RAW_UNITS = {"won": UNITS["won"][2:], "ratio": ("비율", "ratio")}


def page_table(record: dict, report: str, lang: str) -> dict:
    """What the template shows of a table: heads, cells with their class, and its CSV."""
    columns = record["columns"]
    rows = [
        [cell(*one, report) for one in zip(columns, text, values, strict=True)]
        for text, values in zip(record["text"], record["values"], strict=True)
    ]
    # A line does not end in the Korean for "not".
    heads = [
        (one["header"].replace("못 ", "못\u00a0"), "number" if one["kind"] == "number" else "")
        for one in columns
    ]
    encoded = base64.b64encode(table_csv(record, lang).encode()).decode()
    return {"heads": heads, "rows": rows, "csv": encoded}


def cell(column: dict, text: str, value: object, report: str) -> tuple[str, str, bool]:
    """Text and class of a cell, and whether it heads its row; source lines name their part."""
    kind = column["kind"]
    if kind == "source":
        return with_parts(text if value is None else str(value), report), "source", False
    if kind == "number":
        return text, "number", False
    return text, "long" if kind == "text" and len(text) > LONG else "", kind == "row"


def table_csv(record: dict, lang: str) -> str:
    """The rows of a table: numbers raw and in full (won, ratios), with headers whose units say so.

    CSV with a byte order mark and CRLF, as RFC 4180 has it.  A missing number is an empty cell.
    """
    columns = record["columns"]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([inert(raw_header(one, lang)) for one in columns])
    for text, values in zip(record["text"], record["values"], strict=True):
        writer.writerow([raw(*one) for one in zip(columns, text, values, strict=True)])
    return BOM + file.getvalue()


def raw_header(column: dict, lang: str) -> str:
    """The header of a column whose numbers are given raw: money in won, a share as a ratio."""
    units = RAW_UNITS.get(column["unit"])
    if units is None:
        return column["header"]
    title = re.sub(r" \([^()]*\)$", "", column["header"])
    return f"{title} ({units[LANGUAGES.index(check_lang(lang))]})"


def raw(column: dict, text: str, value: object) -> str:
    """A cell of a CSV: the raw number or source line, and the text of all else."""
    if column["kind"] in ("number", "source"):
        return "" if value is None else inert(str(value))
    return inert(text)
