"""Measures: pure functions on frames.  Each names numerator, denominator, unit, hard cases."""

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.counting import outputs
from sfwf_data.measures.execution import elapsed_ratio, execution_gap, gap_share, pace, projection
from sfwf_data.measures.outturn import (
    composition_variance,
    outturn,
    pefa_band,
    pefa_score,
    reserve_share,
)
from sfwf_data.measures.performance import attainment, outputs_per_million_won, targets_met
from sfwf_data.measures.rollup import REMAINDER, leaves, objective_lines, of_division, roll_up
from sfwf_data.measures.years import year_over_year

__all__ = [
    "REMAINDER",
    "attainment",
    "composition_variance",
    "elapsed_ratio",
    "execution_gap",
    "gap_share",
    "leaves",
    "objective_lines",
    "of_division",
    "outputs",
    "outputs_per_million_won",
    "outturn",
    "pace",
    "pefa_band",
    "pefa_score",
    "projection",
    "refuse_overlap",
    "reserve_share",
    "roll_up",
    "targets_met",
    "year_over_year",
]


def __dir__() -> list[str]:
    return __all__
