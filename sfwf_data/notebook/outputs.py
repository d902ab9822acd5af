"""What a cell leaves behind: HTML for JupyterLab, and beside it the record for machines."""

from __future__ import annotations

import importlib.metadata
import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from sfwf_data.loader.schema import Schema, data_folder, sha256
from sfwf_data.notebook.markup import escape, table_html
from sfwf_data.notebook.tables import Columns, table_record, tabulate
from sfwf_data.words.formats import is_missing
from sfwf_data.words.records import RECORD
from sfwf_data.words.say import as_markup, visible
from sfwf_data.words.terms import term


def emit(bundle: dict[str, object], metadata: dict[str, object] | None = None) -> None:
    """Show an output; outside IPython, where a dict would be printed whole, its plain text."""
    if InteractiveShell.initialized():
        display(bundle, metadata=metadata or {}, raw=True)
    elif bundle["text/plain"]:
        print(bundle["text/plain"])


def show(code: str, text: str, record: Mapping[str, object]) -> None:
    """Show HTML, with its plain text and its record beside it."""
    emit({"text/html": code, "text/plain": visible(text), RECORD: simple(record)})


def keep_record(**record: object) -> None:
    """Leave a record in the notebook's output; nothing is shown."""
    emit({RECORD: simple(record), "text/plain": ""})


def show_text(text: str, lang: str) -> None:
    """Show computed text: paragraphs, and lists of lines that start with ``- ``."""
    show(as_markup(text, f' lang="{lang}"'), text, {"say": text.strip()})


def show_heading(text: str, lang: str, level: int, record: Mapping[str, object]) -> None:
    """Show a computed heading."""
    show(f'<h{level} lang="{lang}">{escape(text)}</h{level}>', text, record)


def show_table(
    frame: pd.DataFrame, lang: str, title: str, number: int, columns: Columns, **how: Any
) -> None:
    """Show a numbered table and keep its record; `Notebook.table` says more."""
    if any(name is not None and name not in frame.columns for name in frame.index.names):
        frame = frame.reset_index()  # of a groupby: what the rows are called is their index
    if frame.columns.nlevels > 1:
        raise TypeError("a table has one row of headers: join the levels of the columns first")
    frame = frame.rename(columns=str)  # years, say
    asked = [str(column) for column in (frame.columns if columns is None else columns)]
    if "note" in asked and "note" in frame and not frame["note"].notna().any():
        asked.remove("note")  # a column of notes without any
    shown = tabulate(frame, lang, asked, **how)
    numbered = f"{term('numbered table', lang, n=number)} {title}"
    record = {"table": table_record(shown, title, number)}
    plain = frame[asked].to_string(max_rows=20)
    show(table_html(shown, lang, numbered, tools=True), plain, record)


def show_provenance(report: str, tables: Iterable[str], lang: str) -> None:
    """Show which version of the package and which data files a notebook rests on; no clock time."""
    schema = Schema.packaged()
    files = [schema.file(name, report) for name in (*dict.fromkeys(tables), "corrections")]
    hashes = {name: sha256(data_folder() / name) for name in files}
    rows = pd.DataFrame({"file": files, "sha256": hashes.values()})
    title = term("provenance", lang, version=version())
    code = table_html(tabulate(rows, lang), lang, title)
    show(code, rows.to_string(), {"data": hashes, "version": version()})


def simple(value: object) -> object:
    """A value that JSON can hold: plain numbers for those of pandas, null for what is missing.

    An infinite number is an error: JSON has none, and a ratio was divided by zero.
    """
    if isinstance(value, Mapping):
        return {str(key): simple(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | np.ndarray | pd.Series | pd.Index):
        return [simple(one) for one in value]
    if is_missing(value):
        return None
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and math.isinf(plain):
        raise ValueError("an infinite number cannot be recorded: a ratio was divided by zero")
    return plain if isinstance(plain, bool | int | float | str) else str(plain)


def version() -> str:
    """The package's version; ``source`` where it runs from a checkout that is not installed."""
    try:
        return importlib.metadata.version("sfwf-data")
    except importlib.metadata.PackageNotFoundError:
        return "source"
