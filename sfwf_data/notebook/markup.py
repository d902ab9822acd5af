"""Tables as HTML for JupyterLab: in the colors of its theme; long ones can be sorted and searched.

Pages are not made from this HTML but from the record beside it.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from sfwf_data.notebook.tables import ShownColumn
from sfwf_data.words.say import check_lang, say
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
TOOLS = """<script>(() => {
const box = document.currentScript.previousElementSibling, table = box.querySelector("table");
const body = table.tBodies[0], rows = [...body.rows], field = document.createElement("input");
const plain = text => text.normalize("NFKC").toLowerCase();
field.type = "search"; field.placeholder = WORDS; field.setAttribute("aria-label", WORDS);
field.oninput = () => {
  const words = plain(field.value).split(/\\s+/);
  for (const row of rows) {
    const line = plain([...row.cells].map(cell => cell.textContent).join(" "));
    row.style.display = words.every(word => line.includes(word)) ? "" : "none";
  }
};
box.before(field);
[...table.tHead.rows[0].cells].forEach((head, index) => {
  const button = document.createElement("button"), key = row => {
    const cell = row.cells[index], raw = cell.dataset.value;
    if (raw !== undefined) return Number(raw);
    return cell.style.textAlign === "right" ? NaN : cell.textContent;
  };
  button.textContent = head.textContent;
  button.style.cssText = "all:unset;cursor:pointer;outline:revert";
  button.onclick = () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sorted = rows.map(row => [key(row), row]).sort(([a], [b]) => {
      if (a !== a || b !== b) return (a !== a) - (b !== b);
      return (up ? 1 : -1) * (typeof a === "number" ? a - b : a.localeCompare(b, table.lang));
    });
    body.append(...sorted.map(pair => pair[1]));
  };
  head.replaceChildren(button);
});
})()</script>"""


def table_html(
    columns: Sequence[ShownColumn], lang: str = "ko", title: str | None = None, tools: bool = False
) -> str:
    """A table with a caption, headers with scope, and raw numbers in ``data-value``.

    Parameters
    ----------
    columns : sequence of ShownColumn
        As `tables.tabulate` gives them.
    lang : {"ko", "en"}
    title : str, optional
        Its caption.
    tools : bool
        True lets who reads it in JupyterLab sort and search it, where it has more than ten rows.

    Returns
    -------
    str
        HTML; no text of the frame can act in it.
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
        nothing = escape(term("no rows note", check_lang(lang)))
        body = f'<tr><td colspan="{max(len(columns), 1)}" style="{TEXTUAL}">{nothing}</td></tr>'
    caption = f'<caption style="{CAPTION}">{escape(title)}</caption>' if title else ""
    code = (
        f'<div style="overflow-x:auto"><table class="sfwf-table" lang="{check_lang(lang)}" '
        f'style="border-collapse:collapse;color:var(--jp-ui-font-color1,inherit)">'
        f"{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    if not tools or rows <= LONG:
        return code
    return code + TOOLS.replace("WORDS", f'"{say(lang, ko="표에서 찾기", en="Search the table")}"')


def cell_html(column: ShownColumn, row: int) -> str:
    """One cell."""
    value = column.values[row]
    held = value is not None and column.kind in ("number", "source")
    first = str(value).partition(";")[0] if column.kind == "source" else value  # of some lines
    raw = f' data-value="{escape(first)}"' if held else ""
    text = escape(column.text[row])
    if column.kind == "row":
        return f'<th scope="row" style="{look(column)};font-weight:normal">{text}</th>'
    return f'<td style="{look(column)}"{raw}>{text}</td>'


def look(column: ShownColumn) -> str:
    """The style of a column's cells."""
    if column.kind == "number":
        return NUMERIC
    short = max(map(len, column.text), default=0) <= SHORT
    return TEXTUAL + (";white-space:nowrap" if short else "")


def escape(text: object) -> str:
    """Text that cannot act in HTML."""
    return html.escape(str(text), quote=True)
