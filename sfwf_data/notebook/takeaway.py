"""What a reader takes away from the explorer: the code that gives its rows, and their CSV."""

from __future__ import annotations

import base64
import json

import pandas as pd

from sfwf_data.loader.loading import load
from sfwf_data.notebook.choices import DIVISION_COLUMNS, MEASURES, rows_of
from sfwf_data.notebook.markup import escape
from sfwf_data.notebook.parameters import ALL
from sfwf_data.words.formats import inert
from sfwf_data.words.say import twin


def code_of(
    table: str, report: str, day: str, *, division: str = ALL, goal: str = ALL, measure: str = "",
    columns: list[str], words: str = "", order: str = "", ascending: bool = True, lang: str = "ko",
) -> str:  # fmt: skip
    """Python that gives the rows that the explorer shows, to be copied into a notebook.

    Parameters
    ----------
    table, report, day, division, goal, measure, words, order, ascending, lang
        What is chosen; `day` is the reporting date.
    columns : list of str
        Those that are shown, and their twins in the other language.

    Returns
    -------
    str
        The last line is an expression: the frame.
    """
    own = load(table, report).columns
    ties = (("goal_id",) if goal != ALL else ()) + (DIVISION_COLUMNS if division != ALL else ())
    known = [name for name in ties if name in rows_of(table, report).columns]
    loader = "load" if all(name in own for name in known) else "rows_of"
    lines = [f'rows = {loader}("{table}", "{report}")']
    if division != ALL:
        lines.append(f'rows = measures.of_division(rows, "{division}")')
    if goal != ALL:
        lines[-1] += f""".query("goal_id == '{goal}'")"""
    if measure in MEASURES:
        lines.append(f"rows = {MEASURES[measure].code}".replace("as_of", f'"{day}"'))
    lines.append(f"columns = {columns!r}".replace("'", '"'))
    last = "rows[columns]"
    if words.split():
        last = f'rows_with(rows[columns], {json.dumps(words, ensure_ascii=False)}, "{lang}")'
    if order:
        key = ""
        if order == "source_line":  # several lines are joined by ;
            key = ', key=lambda lines: lines.str.split(";").str[0].astype(int)'
        by = twin(order, lang, columns)
        lines.append(f"rows = {last}")
        last = f'rows.sort_values("{by}", ascending={ascending}, kind="stable"{key})'
    return "\n".join([*imports("\n".join([*lines, last])), "", *lines, last])


def imports(code: str) -> list[str]:
    """The lines that import what the code calls."""
    public = [name for name in ("load", "measures") if f"{name}(" in code or f"{name}." in code]
    helpers = [name for name in ("rows_of", "rows_with") if f"{name}(" in code]
    rooms = (("sfwf_data", public), ("sfwf_data.notebook", helpers))
    return [f"from {room} import {', '.join(names)}" for room, names in rooms if names]


def csv_link(rows: pd.DataFrame, name: str, text: str) -> str:
    """A link that saves rows as CSV: it holds them itself, so that nobody is asked for them.

    The mark at its start lets Excel read Hangul.
    """
    safe = rows.map(lambda cell: inert(cell) if isinstance(cell, str) else cell)
    content = base64.b64encode(safe.to_csv(index=False).encode("utf-8-sig")).decode()
    look = "color:var(--jp-content-link-color,#0b5c8f);text-decoration:underline"
    target = f'download="{escape(name)}" href="data:text/csv;base64,{content}"'
    return f'<a style="{look}" {target}>{escape(text)}</a>'
