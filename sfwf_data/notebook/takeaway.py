"""What a reader takes away from the explorer: the code that gives its rows, and their CSV."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sfwf_data.loader.loading import load
from sfwf_data.measures.rollup import DIVISIONS
from sfwf_data.notebook.choices import MEASURES, rows_of
from sfwf_data.notebook.markup import escape
from sfwf_data.notebook.parameters import ALL
from sfwf_data.notebook.showing import AboutReport
from sfwf_data.words.formats import inert
from sfwf_data.words.say import twin


def code_of(chosen: Mapping[str, Any], about: AboutReport, columns: list[str], lang: str) -> str:
    """Python that gives the rows that the explorer shows, to be copied into a notebook.

    `chosen` has the value of each control; `columns` are those shown and their twins in the other
    language.  The last line is an expression: the frame.
    """
    table, division, goal, order = (chosen[key] for key in ("table", "division", "goal", "order"))
    asked = (("goal_id",) if goal != ALL else ()) + (DIVISIONS if division != ALL else ())
    own, tied = load(table, about.report), rows_of(table, about.report)
    loader = "rows_of" if any(name in tied and name not in own for name in asked) else "load"
    lines = [f'rows = {loader}("{table}", "{about.report}")']
    if division != ALL:
        lines.append(f'rows = measures.of_division(rows, "{division}")')
    if goal != ALL:
        lines[-1] += f""".query("goal_id == '{goal}'")"""
    if chosen["measure"] in MEASURES:
        code = MEASURES[chosen["measure"]].code.replace("as_of", f'"{about.day}"')
        lines.append(f"rows = {code}")
    lines.append(f"columns = {columns!r}".replace("'", '"'))
    last = "rows[columns]"
    if chosen["words"].split():
        last = f'rows_with({last}, {json.dumps(chosen["words"], ensure_ascii=False)}, "{lang}")'
    if order:
        key = ""
        if order == "source_line":  # several lines are joined by ;
            key = ', key=lambda lines: lines.str.split(";").str[0].astype(int)'
        how = f'ascending={chosen["direction"]}, kind="stable"{key}'
        lines.append(f"rows = {last}")
        last = f'rows.sort_values("{twin(order, lang, columns)}", {how})'
    code = "\n".join(["", *lines, last])
    return "\n".join([*imports(code), code])


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
