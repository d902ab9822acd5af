"""What all measures share: asking for columns, and division without surprises."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.errors import MissingColumnError


def need(frame: pd.DataFrame, measure: str, *columns: str) -> None:
    """Raise an error that names the measure and the first missing column."""
    for column in columns:
        if column not in frame.columns:
            raise MissingColumnError(
                f"{measure} needs the column {column!r}; the frame has {', '.join(map(str, frame.columns))}"
            )


def numbers(series: pd.Series) -> pd.Series:
    """As float64, missing as NaN (from int64, Int64 or float)."""
    return pd.to_numeric(series, errors="raise").astype("Float64").astype("float64")


def ratio(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """Numerator ÷ denominator as float64; missing where either is missing or the denominator is 0; never clipped."""
    below = numbers(denominator)
    return numbers(numerator) / below.mask(below == 0)


def whole(series: pd.Series) -> pd.Series:
    """Whole won: int64, or Int64 where a value is missing."""
    rounded = numbers(series).round().astype("Int64")
    return rounded if rounded.isna().any() else rounded.astype("int64")
