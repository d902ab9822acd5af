"""Tables as HTML for JupyterLab: in the colors of its theme; long ones can be sorted and searched.

Pages are not made from this HTML but from the record beside it.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from sfwf_data.notebook.tables import ShownColumn
from sfwf_data.words.say import check_lang, say, visible
from sfwf_data.words.terms import term

SHORT = 10  # letters up to which a text is not broken
LONG = 10  # rows up to which a table needs no tools
CELL = "padding:.3em .7em;border-bottom:1px solid var(--jp-border-color2,#ddd);word-break:keep-all;"
NUMERIC = CELL + "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap"
TEXTUAL = CELL + "text-align:left"
HEAD = (
    ";border-bottom:2px solid var(--jp-border-color0,#444);vertical-align:bottom;white-space:normal"
)
CAPTION = "caption-side:top;text-align:left;font-weight:600;padding:.4em 0;color:inherit"
# JupyterLab runs it for who ran the cell; code hosts take it out, and the table stands without it.
TOOLS = Path(__file__).with_name("sort_and_search.js")


def table_html(
    columns: Sequence[ShownColumn], lang: str = "ko", title: str | None = None, tools: bool = False
) -> str:
    """A table with a caption, headers with scope, and raw numbers in ``data-value``.

    `tools` let who reads it in JupyterLab sort and search it, where it has more than ten rows.
    """
    rows = len(columns[0].text) if columns else 0
    heads = "".join(
        f'<th scope="col" style="{look(column)}{HEAD}">{escape(column.header)}</th>'
        for column in columns
    )
    body = "".join(
        f"<tr>{''.join(cell_html(column, row) for column in columns)}</tr>" for row in range(rows)
    )
    if not rows:
        nothing = escape(term("no rows note", lang))
        body = f'<tr><td colspan="{max(len(columns), 1)}" style="{TEXTUAL}">{nothing}</td></tr>'
    caption = f'<caption style="{CAPTION}">{escape(title)}</caption>' if title else ""
    code = (
        f'<div style="overflow-x:auto"><table class="sfwf-table" lang="{check_lang(lang)}" '
        f'style="border-collapse:collapse;color:var(--jp-ui-font-color1,inherit)">'
        f"{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    if not tools or rows <= LONG:
        return code
    words = say(lang, ko="표에서 찾기", en="Search the table")
    script = TOOLS.read_text(encoding="utf-8").strip().replace("WORDS", f'"{words}"')
    return f"{code}<script>{script}</script>"


def cell_html(column: ShownColumn, row: int) -> str:
    """One cell."""
    value, text = column.values[row], escape(column.text[row])
    if column.kind == "row":
        return f'<th scope="row" style="{look(column)};font-weight:normal">{text}</th>'
    if column.kind == "source" and value is not None:
        value = str(value).partition(";")[0]  # the first of some lines
    raw = f' data-value="{escape(value)}"' if column.kind != "text" and value is not None else ""
    return f'<td style="{look(column)}"{raw}>{text}</td>'


def look(column: ShownColumn) -> str:
    """The style of a column's cells."""
    if column.kind == "number":
        return NUMERIC
    short = max(map(len, column.text), default=0) <= SHORT
    return TEXTUAL + (";white-space:nowrap" if short else "")


def escape(text: object) -> str:
    """Text that cannot act in HTML."""
    return html.escape(visible(str(text)))
