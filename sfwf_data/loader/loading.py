"""Tables of the reports as tidy DataFrames."""

from __future__ import annotations

import pandas as pd

from sfwf_data.loader.reading import review, table
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.words.errors import DataError, unknown


def tables() -> list[str]:
    """The names that `load` takes.

    Returns
    -------
    list of str
        In the order of the data package: money first, then what explains it.
    """
    return Schema.packaged().tables()


def reports() -> list[str]:
    """The ids of the reports, oldest first.

    Returns
    -------
    list of str
        As-of dates, for example ``['2022-09-30']``.
    """
    return sorted(path.parent.name for path in data_folder().glob("*/reports.csv"))


def load(name: str, report: str | None = None, as_printed: bool = False) -> pd.DataFrame:
    """Load a table of the reports.

    Parameters
    ----------
    name : str
        One of `tables()`.
    report : str, optional
        One of `reports()`; all reports together, oldest first, where it is not given.
    as_printed : bool, default False
        True gives the figures just as the report prints them; else the reviewed corrections (see `corrections`)
        are applied.

    Returns
    -------
    pandas.DataFrame
        A new frame each time, one row as `describe(name)` says, `report` first and `source_line` last.  Money is
        whole won (``int64``; ``Int64`` in columns where a figure is not reported), closed vocabularies are ordered
        categories, months ``period[M]``, dates ``datetime64``.  What is not reported is missing, never zero.

    Raises
    ------
    UnknownNameError
        There is no such table or report; the message names the valid ones.  It is a `KeyError` and a `ValueError`.
    DataError
        A file breaks its schema: header, type, range, duplicated key.
    CorrectionError
        A correction no longer fits the data.

    Examples
    --------
    >>> load("programs").loc[0, ["title", "executed_krw"]].tolist()
    ['서울시민의 재택근무 실태와 정책과제', 19449000]
    """
    Schema.packaged().table(name)
    frames = [table(name, one, as_printed) for one in chosen(report)]
    return frames[0].copy() if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def chosen(report: str | None) -> list[str]:
    """The reports that are asked for; an error that names the valid ones where there is none."""
    known = reports()
    if report is None:
        if not known:
            raise DataError(
                f"{data_folder()} holds no report: run `sfwf ingest REPORT.txt --out data`"
            )
        return known
    if report not in known:
        raise unknown("report", report, known)
    return [report]


def describe(name: str | None = None) -> pd.DataFrame:
    """Say what a table holds: its columns with type, unit, titles and descriptions in Korean and English.

    Parameters
    ----------
    name : str, optional
        One of `tables()`; without it, the tables themselves are described.

    Returns
    -------
    pandas.DataFrame
        One row a column (index `column`), or one row a table (index `table`).  ``attrs`` holds the table's titles,
        descriptions and primary key.
    """
    schema = Schema.packaged()
    if name is None:
        rows = [
            {"table": table, **texts(schema.resources[table]), "columns": len(schema.fields[table])}
            for table in schema.tables()
        ]
        return pd.DataFrame(rows).set_index("table")
    resource = schema.table(name)
    rows = [
        {
            "column": field["name"], "type": field["type"], "unit": field.get("unit", ""),
            "required": field.get("constraints", {}).get("required", False), **texts(field),
        }
        for field in schema.fields[name]
    ]  # fmt: skip
    frame = pd.DataFrame(rows).set_index("column")
    frame.attrs = {**texts(resource), "primary_key": schema.key(name)}
    return frame


def texts(item: dict) -> dict:
    return {
        key: item.get(key, "") for key in ("title", "title_en", "description", "description_en")
    }


def corrections(report: str | None = None) -> pd.DataFrame:
    """List the mistakes of the reports: what is printed, what is used instead, why, and the evidence.

    Parameters
    ----------
    report : str, optional
        One of `reports()`; all together where it is not given.

    Returns
    -------
    pandas.DataFrame
        One row a mistake.  `used` is missing where the report itself does not settle what is right.
    """
    return pd.concat([review("corrections", one) for one in chosen(report)], ignore_index=True)
