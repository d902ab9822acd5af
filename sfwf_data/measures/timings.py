"""When the money of a line flows: what the calendar can be held against."""

from __future__ import annotations

import pandas as pd

from sfwf_data.words.errors import unknown

TIMINGS = ("even", "once", "reserve")


def known_timing(lines: pd.DataFrame) -> pd.Series:
    """The timing of each line as text; an error where one has none, or one that is not known."""
    timing = lines["timing"].astype("object")
    for row, value in enumerate(timing):
        if pd.isna(value):
            names = [name for name in ("item_id", "program_id") if name in lines.columns]
            line = repr(lines[names[0]].iloc[row]) if names else f"row {row}"
            raise ValueError(
                f"{line} has no timing (even, once or reserve). Where lines contain others, take "
                "measures.leaves(lines) of one side; a new line is reviewed in "
                "data/registry/timing.csv; for any others lines.assign(timing='even')."
            )
        if value not in TIMINGS:
            raise unknown("timing", value, TIMINGS)
    return timing
