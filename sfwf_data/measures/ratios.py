"""What all measures share: asking for columns, and division without surprises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sfwf_data.words.errors import MissingColumnError

# Columns that the tables do not have -> the measure that adds them.
MADE_BY = {
    "gap_krw": "execution_gap",
    "executed_ratio": "execution_gap",
    "attainment_ratio": "attainment",
    "is_reported": "attainment",
    "net_behind_krw": "gap_parts",
    "band": "tolerance_bands",
}


def need(frame: pd.DataFrame, measure: str, *columns: str) -> None:
    """Raise an error that names the first missing column, and the measure that makes it."""
    for column in columns:
        if column not in frame.columns:
            maker = f" (measures.{MADE_BY[column]} makes it)" if column in MADE_BY else ""
            found = ", ".join(map(str, frame.columns))
            raise MissingColumnError(
                f"{measure} needs the column {column!r}{maker}; the frame has {found}"
            )


def numbers(series: pd.Series) -> pd.Series:
    """As float64, missing as NaN (from int64, Int64 or float)."""
    return pd.to_numeric(series, errors="raise").astype("Float64").astype("float64")


def ratio(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """Numerator ÷ denominator as float64, never clipped.

    Missing where either is missing or the denominator is 0.
    """
    below = numbers(denominator)
    return numbers(numerator) / below.mask(below == 0)


def whole(series: pd.Series) -> pd.Series:
    """Whole won: int64, or Int64 where a value is missing."""
    rounded = numbers(series).round().astype("Int64")
    return rounded if rounded.isna().any() else rounded.astype("int64")


def grouped(values: pd.Series, frame: pd.DataFrame, keys: list[str]) -> Any:
    """Values of a frame's rows in groups by its columns; without columns in one group."""
    by = [frame[key] for key in keys] or [pd.Series(0, values.index)]
    return values.groupby(by, dropna=False, observed=True)


def summed(frame: pd.DataFrame, keys: list[str], columns: Sequence[str]) -> pd.DataFrame:
    """Sums by the keys, whole won; one row in all without keys.

    Missing where one of the values is missing, or where there is none.
    """
    values = frame[list(columns)].apply(numbers)
    if not keys:
        return values.sum(skipna=False, min_count=1).to_frame().T.apply(whole)
    groups = values.groupby([frame[key] for key in keys], dropna=False, observed=True)
    found = groups.sum().mask(groups.count().lt(groups.size(), axis=0))
    return found.apply(whole).reset_index()
