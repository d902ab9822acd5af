"""Where a word or a figure stands: a search over the cells of every table."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from typing import Any

import pandas as pd

from sfwf_data.loader.converters import row_keys
from sfwf_data.loader.loading import LATEST, chosen, load, tables
from sfwf_data.loader.schema import Schema
from sfwf_data.words.say import check_lang

COLUMNS = ["report", "table", "row", "column", "value", "source_line"]
PRINTED_UNITS = ("", "000", "000000")  # the report prints money in won, thousand and million won
NOT_SEARCHED = {"report", "source_line", "source_sha256"}


def search(text: str, report: str = LATEST, lang: str | None = None) -> pd.DataFrame:
    """Find the rows of all tables that hold every word of a text, and the cells that hold one.

    Parameters
    ----------
    text : str
        Words, parts of words or figures, parted by blanks, whatever their case and composition.  A
        figure may stand as the report prints it: 832,896 (thousand won) finds 832896000.
    report : str, default "latest"
        ``latest``, one of `reports()`, or ``all``.
    lang : {"ko", "en"}, optional
        Search the texts of one language, and what has none; both without it.

    Returns
    -------
    pandas.DataFrame
        One row a cell, in the order of the tables: `report`, `table`, `row` (its key, as in
        `corrections()`), `column`, `value` (the whole cell, as text), `source_line`.

    Raises
    ------
    ValueError
        There is no word to look for.
    UnknownNameError
        There is no such report or language.

    Examples
    --------
    >>> search("키움 2호").loc[0, ["table", "row", "column"]].tolist()
    ['programs', 'p3-14', 'title']
    """
    words = normal(text).split()
    if not words:
        raise ValueError("search needs at least one word, for example search('키움')")
    if lang is not None:
        check_lang(lang)
    places = itertools.product(chosen(report), tables())
    hits = [hit for one, name in places for hit in cells_found(words, name, one, lang)]
    return pd.DataFrame(hits, columns=COLUMNS)


def normal(text: str) -> str:
    """Text in the form in which it is compared: Hangul composed, full widths halved, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


def cells_found(
    words: list[str], name: str, report: str, lang: str | None
) -> Iterator[tuple[str, ...]]:
    """The cells of a table that hold one of the words, in rows that hold all of them."""
    frame = load(name, report)
    keys = row_keys(frame.astype("str"), name, Schema.packaged())
    columns = [column for column in frame.columns if is_searched(column, frame, lang)]
    rows = frame[columns].itertuples(index=False)
    for key, line, cells in zip(keys, frame["source_line"], rows, strict=True):
        pairs = list(zip(columns, cells, strict=True))
        held = [{word for word in words if holds(cell, word, column)} for column, cell in pairs]
        if set().union(*held) == set(words):
            for (column, cell), found in zip(pairs, held, strict=True):
                if found:
                    yield report, name, key, column, cell_text(cell), line


def is_searched(column: str, frame: pd.DataFrame, lang: str | None) -> bool:
    """Whether a column is searched: not where a row comes from, nor the other language."""
    if column in NOT_SEARCHED or pd.api.types.is_bool_dtype(frame[column]):
        return False
    if lang == "ko":
        return not column.endswith("_en")
    return lang is None or f"{column}_en" not in frame.columns


def holds(cell: Any, word: str, column: str) -> bool:
    """Whether a cell holds a word: a text anywhere in it, a number as a whole."""
    if pd.isna(cell):
        return False
    if not isinstance(cell, int | float):
        return word in normal(cell_text(cell))
    figure = word.replace(",", "").replace("△", "-")
    units = PRINTED_UNITS if column.endswith("_krw") else ("",)
    return cell_text(cell) in {figure + zeros for zeros in units}


def cell_text(cell: Any) -> str:
    """A cell as it stands in the file."""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
