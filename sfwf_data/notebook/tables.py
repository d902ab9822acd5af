"""Frames as HTML tables that readers, phones and screen readers can follow.  Every text is escaped."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping, Sequence

import pandas as pd

from sfwf_data.loader.schema import Schema
from sfwf_data.words.formats import (
    format_number,
    format_pp,
    format_ratio,
    format_won,
    pick_unit,
    unit_name,
)
from sfwf_data.words.say import LANGUAGES, check_lang
from sfwf_data.words.terms import CHECKS, COLUMNS, VALUES, term

CELL = "padding:.3em .7em;border-bottom:1px solid #ddd;word-break:keep-all;"
NUMERIC = CELL + "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap"
TEXTUAL = CELL + "text-align:left"


@functools.cache
def schema_titles() -> dict[str, tuple[str, str]]:
    """Column -> its titles in Korean and English, from the data package."""
    fields = [field for table in Schema.packaged().fields.values() for field in table]
    return {
        field["name"]: (field.get("title", field["name"]), field.get("title_en", field["name"]))
        for field in fields
    }


def column_title(column: str, lang: str = "ko") -> str:
    """The header of a column in `lang`: a measure's from the phrases, a table's from the data package, else its name."""
    titles = COLUMNS.get(column) or schema_titles().get(column)
    return titles[LANGUAGES.index(check_lang(lang))] if titles else column


def shown_columns(
    frame: pd.DataFrame, lang: str, columns: Sequence[str] | None
) -> list[tuple[str, str]]:
    """Pairs of (column that names the header, column that holds the text): English twins stand in, never beside.

    Raises
    ------
    KeyError
        A column asked for is not in the frame.
    """
    asked = list(columns) if columns is not None else list(frame.columns)
    absent = [column for column in asked if column not in frame.columns]
    if absent:
        raise KeyError(
            f"not in the frame: {', '.join(map(str, absent))}; it has {', '.join(map(str, frame.columns))}"
        )
    twins = {
        column
        for column in frame.columns
        if str(column).endswith("_en") and str(column)[:-3] in frame.columns
    }
    kept = [column for column in asked if column not in twins or str(column)[:-3] not in asked]
    return [
        (column, f"{column}_en" if lang == "en" and f"{column}_en" in twins else column)
        for column in kept
    ]


def table_html(
    frame: pd.DataFrame, lang: str = "ko", title: str | None = None, *,
    columns: Sequence[str] | None = None, unit: str | None = None, names: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """A table with caption, column and row headers with scope, units in the header, raw numbers in ``data-value``.

    Parameters
    ----------
    frame, lang, title, columns, unit, names
        As for `notebook.show_table`.

    Returns
    -------
    str
        HTML; no text of the frame can act in it.
    """
    pairs = shown_columns(frame, check_lang(lang), columns)
    money = [column for column, _ in pairs if str(column).endswith("_krw")]
    unit = unit or pick_unit((value for column in money for value in frame[column]), lang)
    head = "".join(
        f'<th scope="col" style="{(NUMERIC if is_numeric(frame[shown]) else TEXTUAL).replace("nowrap", "normal")};'
        f'border-bottom:2px solid #444;vertical-align:bottom">{escape(header(column, lang, unit, names))}</th>'
        for column, shown in pairs
    )
    body = "".join(
        f"<tr>{row_html(frame, position, pairs, lang, unit)}</tr>" for position in range(len(frame))
    )
    if frame.empty:
        body = f'<tr><td colspan="{max(len(pairs), 1)}" style="{TEXTUAL}">{escape(term("no rows note", lang))}</td></tr>'
    caption = (
        f'<caption style="caption-side:top;text-align:left;font-weight:600;padding:.4em 0">{escape(title)}</caption>'
        if title
        else ""
    )
    return (
        f'<div style="overflow-x:auto"><table class="sfwf-table" lang="{lang}" style="border-collapse:collapse">'
        f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def row_html(
    frame: pd.DataFrame, position: int, pairs: list[tuple[str, str]], lang: str, unit: str
) -> str:
    cells = []
    for index, (column, shown) in enumerate(pairs):
        value = frame[shown].iloc[position]
        if column != shown and pd.isna(value):
            value = frame[column].iloc[position]  # no English twin: the proper name as it is
        numeric = is_numeric(frame[shown])
        text = escape(cell_text(value, str(column), lang, unit))
        raw = f' data-value="{escape(value)}"' if numeric and not pd.isna(value) else ""
        style = NUMERIC if numeric else TEXTUAL
        if index == 0:
            cells.append(f'<th scope="row" style="{style};font-weight:normal"{raw}>{text}</th>')
        else:
            cells.append(f'<td style="{style}"{raw}>{text}</td>')
    return "".join(cells)


def header(column: str, lang: str, unit: str, names: Mapping[str, str] | None) -> str:
    """The header of a column, with its unit where the name of the column says that it has one."""
    column = str(column)
    title = (names or {}).get(column) or column_title(column, lang)
    units = {
        "_krw": unit_name(unit, lang),
        "_ratio": "%",
        "_pct": "%",
        "_pp": "%p" if lang == "ko" else "pp",
    }
    suffix = next((text for ending, text in units.items() if column.endswith(ending)), "")
    return f"{title} ({suffix})" if suffix and f"({suffix})" not in title else title


def cell_text(value: object, column: str, lang: str, unit: str) -> str:
    """One cell as text; what is missing says so, but a remark that nobody made is not missing."""
    if pd.isna(value):
        return "" if column == "note" else term("missing", lang)
    if column.endswith("_krw"):
        return format_won(value, lang, unit, bare=True)
    if column.endswith("_ratio"):
        return format_ratio(value, lang).removesuffix("%")
    if column.endswith("_pp"):
        return format_pp(value, lang).removesuffix("%p").removesuffix(" pp")
    if pd.api.types.is_bool(value):
        return term("yes" if value else "no", lang)
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        return (
            str(value) if column in ("fiscal_year", "source_line") else format_number(value, lang)
        )
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if column == "check" and lang == "ko":
        return CHECKS.get(str(value), str(value))
    known = VALUES.get((column, str(value))) or VALUES.get(("", str(value)))
    return known[LANGUAGES.index(lang)] if known else str(value)


def is_numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def escape(text: object) -> str:
    return html.escape(str(text), quote=True)
