"""Tables of the reports as tidy DataFrames."""

from __future__ import annotations

import os
from typing import Any

import pandas as pd

from sfwf_data.loader.reading import read_review, read_table
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.words.errors import DataError, unknown

LATEST, ALL = "latest", "all"


def tables() -> list[str]:
    """The names that `load` takes: money first, then what explains it."""
    return Schema.packaged().tables()


def reports() -> list[str]:
    """The ids of the reports, oldest first: as-of dates, for example ``['2022-09-30']``."""
    try:  # each load asks: a scan takes a quarter of the time of a glob
        with os.scandir(data_folder()) as entries:
            return sorted(
                one.name for one in entries if os.access(f"{one.path}/reports.csv", os.F_OK)
            )
    except (FileNotFoundError, NotADirectoryError):
        return []


def resolve(report: str = LATEST) -> str:
    """The id of one report, which is what is stored or cited; ``latest`` is the newest's."""
    return chosen(report, LATEST)[0]


def chosen(report: str, *words: str) -> list[str]:
    """The ids that `report` stands for, oldest first; `words` are those that it may be, or both."""
    known = reports()
    if not known:
        raise DataError(f"{data_folder()} holds no report: run `sfwf ingest REPORT.txt --out data`")
    valid = [*(words or (LATEST, ALL)), *known]
    if report not in valid:
        raise unknown("report", report, valid)
    return {LATEST: known[-1:], ALL: known}.get(report, [report])


def load(name: str, report: str = LATEST, as_printed: bool = False) -> pd.DataFrame:
    """Load a table of a report.

    Parameters
    ----------
    name : str
        One of `tables()`.
    report : str, default "latest"
        ``latest``, one of `reports()`, or ``all``: all of them together, oldest first.
    as_printed : bool, default False
        True gives the figures as the report prints them; else `corrections` are applied.

    Returns
    -------
    pandas.DataFrame
        A new frame each time, one row as `describe(name)` says, `report` first, `source_line` last.
        Money is whole won (``int64``; ``Int64`` where a figure is not reported), closed
        vocabularies are ordered categories, months ``period[M]``, dates ``datetime64``.  What is
        not reported is missing, never zero.

        ``attrs``: `table`, `title`, `title_en`, `units` (column -> unit), `report`, `sha256` of its
        file, `citation`.  For ``all`` a list of ids, a dict by id, and a line for each.

    Raises
    ------
    UnknownNameError
        There is no such table or report (it is a `KeyError` and a `ValueError`).
    DataError
        A file breaks its schema: header, type, range, duplicated key.
    CorrectionError
        A correction no longer fits the data.

    Examples
    --------
    >>> load("programs").loc[0, ["title", "executed_krw"]].tolist()
    ['서울시민의 재택근무 실태와 정책과제', 19449000]
    """
    Schema.packaged().resource(name)
    ids = chosen(report)
    frames = [read_table(name, one, as_printed) for one in ids]
    if report != ALL:
        return frames[0].copy()
    together = pd.concat(frames, ignore_index=True)
    together.attrs = {
        **frames[0].attrs,
        "report": ids,
        "sha256": {one: frame.attrs["sha256"] for one, frame in zip(ids, frames, strict=True)},
        "citation": "\n".join(frame.attrs["citation"] for frame in frames),
    }
    return together


def describe(name: str | None = None) -> pd.DataFrame:
    """Say what a table holds: its columns with type, unit, titles and descriptions.

    Parameters
    ----------
    name : str, optional
        One of `tables()`; without it, the tables themselves are described.

    Returns
    -------
    pandas.DataFrame
        One row a column (index `column`) or a table (index `table`), texts in Korean and English.
        ``attrs`` holds the table's own texts and its primary key.
    """
    schema = Schema.packaged()
    if name is None:
        listed = {
            table: {**titles(schema.resources[table]), "columns": len(schema.fields[table])}
            for table in schema.tables()
        }
        return pd.DataFrame.from_dict(listed, orient="index").rename_axis("table")
    about = titles(schema.resource(name)) | {"primary_key": schema.key(name)}
    rows = [
        {
            "column": field["name"],
            "type": field["type"],
            "unit": field.get("unit", ""),
            "required": field.get("constraints", {}).get("required", False),
            **titles(field),
        }
        for field in schema.fields[name]
    ]
    frame = pd.DataFrame(rows).set_index("column")
    frame.attrs = about
    return frame


def titles(item: dict[str, Any]) -> dict[Any, str]:
    """Title and description of a table or a column, in both languages."""
    texts = ("title", "title_en", "description", "description_en")
    return {key: item.get(key, "") for key in texts}


def corrections(report: str = LATEST) -> pd.DataFrame:
    """List what is wrong or in doubt in a report: printed, used instead, why, the evidence.

    Parameters
    ----------
    report : str, default "latest"
        ``latest``, one of `reports()`, or ``all``: all of them together, oldest first.

    Returns
    -------
    pandas.DataFrame
        One row a cell.  Its `kind`: ``mistake`` and ``rounding`` are mistakes; ``scope`` are two
        true figures of different cover, ``planned_done`` a plan beside what was done, ``unclear``
        what the report does not settle.  `used` is missing where nothing is replaced; `identity`
        names the rows of `check` that the row explains.
    """
    return pd.concat([read_review("corrections", one) for one in chosen(report)], ignore_index=True)
