"""Caption and alt text of a figure: what it finds, what it shows, and its rows in words."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.rows import label_column, names
from sfwf_data.words.formats import format_value, format_won, pick_unit
from sfwf_data.words.terms import term

LISTED = 12  # rows that an alt text spells out


def caption(text: str, source: str | None, lang: str) -> str:
    """What was found, what is shown, what not to conclude, and where it comes from."""
    return f"{text} {term('source', lang, text=source)}." if source else text


def alt_text(finding: str, about: str, listed: str) -> str:
    """What was found, what is shown, and the rows in words."""
    return f"{finding}. {about} {listed}".strip()


def signed_won(won: int, lang: str, unit: str) -> str:
    """An amount with its sign before all of it."""
    return f"{'-' if won < 0 else '+'}{format_won(abs(won), lang, unit)}"


def rows_in_words(
    frame: pd.DataFrame, column: str, ascending: bool | None, label: str | None, lang: str
) -> str:
    """The rows of a figure as ``name value`` pairs, the first ones written out.

    `column` is what the marks show; `ascending` its order, None that of the frame.
    """
    if frame.empty or column not in frame or label_column(frame, label) is None:
        return ""
    rows = frame
    if ascending is not None:
        rows = frame.sort_values(column, ascending=ascending, kind="stable")
    named = names(rows, lang, label)
    unit = pick_unit(rows[column], lang) if column.endswith("_krw") else None
    pairs = [
        f"{name} {format_value(value, column, lang, unit)}"
        for name, value in zip(named[:LISTED], rows[column][:LISTED], strict=True)
    ]
    return listed([*pairs, *[""] * (len(rows) - len(pairs))], lang)


def listed(parts: list[str], lang: str) -> str:
    """Parts as one sentence, the first ones written out."""
    if len(parts) > LISTED:
        parts = [*parts[:LISTED], term("others", lang, n=len(parts) - LISTED)]
    return "; ".join(parts) + "." if parts else ""
