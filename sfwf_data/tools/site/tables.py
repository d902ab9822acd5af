"""Tables of a page: a region that scrolls, aligned columns, the part of the report before its lines, a CSV to take along."""

from __future__ import annotations

import base64

from bs4 import BeautifulSoup, Tag

from sfwf_data.notebook.tables import column_title
from sfwf_data.tools.site.csvs import table_csv
from sfwf_data.tools.site.labels import label
from sfwf_data.tools.site.source import with_parts

LONG = 40  # characters from which on a cell of text needs a column of some width


def dress_table(table: Tag, soup: BeautifulSoup, number: int, page: dict) -> None:
    """Put a table into a region that scrolls by keyboard too, and the download of its CSV under it.

    Parameters
    ----------
    table : Tag
        Of `sfwf_data.notebook.tables`, in `soup`.
    number : int
        Of the table on its page.
    page : dict
        With ``lang``, ``report`` and ``name``.
    """
    lang = page["lang"]
    table["id"] = f"table-{number}"
    data = base64.b64encode(table_csv(table, lang).encode()).decode()
    mark_columns(table, page["report"], lang)
    name = table.caption.get_text() if table.caption else label("table", lang, number=number)
    region = (
        table.parent
        if table.parent.name == "div" and len(table.parent.find_all(True, recursive=False)) == 1
        else None
    )
    region = region or table.wrap(soup.new_tag("div"))
    region.attrs = {"class": "table", "role": "region", "tabindex": "0", "aria-label": name}
    link = soup.new_tag(
        "a",
        href=f"data:text/csv;charset=utf-8;base64,{data}",
        download=f"{page['name']}.{table['id']}.csv",
    )
    link.string = label("download csv", lang)
    hidden = soup.new_tag("span", attrs={"class": "hidden"})
    hidden.string = f": {name}"
    link.append(hidden)
    line = soup.new_tag("p", attrs={"class": "downloads"})
    line.append(link)
    region.insert_after(line)


def mark_columns(table: Tag, report: str, lang: str) -> None:
    """Numbers and their headers stand on the right; long texts get room; source lines name their part."""
    sources = {column_title(column, lang) for column in ("source_line", "evidence")}
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.select("tbody tr")]
    for index, head in enumerate(table.select("thead th")):
        cells = [row[index] for row in rows if index < len(row)]
        numeric = any(cell.has_attr("data-value") for cell in cells)
        for cell in [head, *cells] if numeric else []:
            cell["class"] = "number"
        for cell in cells:
            if head.get_text() in sources:
                cell.string = with_parts(cell.get_text(), report)
                cell["class"] = "source"
            elif len(cell.get_text()) > LONG:
                cell["class"] = "long"
