"""Measures: pure functions on frames.  Each names numerator, denominator, unit, hard cases."""

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.adjustment import budget_steps, passed_through
from sfwf_data.measures.cash import collected_against_spent
from sfwf_data.measures.concentration import concentration
from sfwf_data.measures.counting import outputs
from sfwf_data.measures.distinct import distinct_kpis
from sfwf_data.measures.due import gap_parts, gap_parts_total
from sfwf_data.measures.execution import elapsed_ratio, execution_gap, gap_share, pace
from sfwf_data.measures.outturn import (
    composition_variance,
    outturn,
    pefa_band,
    pefa_score,
    reserve_share,
)
from sfwf_data.measures.performance import attainment, targets_met
from sfwf_data.measures.posts import posts_beside_execution, posts_filled
from sfwf_data.measures.required import required_pace
from sfwf_data.measures.robustness import robustness
from sfwf_data.measures.rollup import REMAINDER, leaves, objective_lines, of_division, roll_up
from sfwf_data.measures.tolerance import bands_by_money, tolerance_bands
from sfwf_data.measures.year_end import year_end_range, year_end_unspent
from sfwf_data.measures.years import year_over_year

__all__ = [
    "REMAINDER",
    "attainment",
    "bands_by_money",
    "budget_steps",
    "collected_against_spent",
    "composition_variance",
    "concentration",
    "distinct_kpis",
    "elapsed_ratio",
    "execution_gap",
    "gap_parts",
    "gap_parts_total",
    "gap_share",
    "leaves",
    "objective_lines",
    "of_division",
    "outputs",
    "outturn",
    "pace",
    "passed_through",
    "pefa_band",
    "pefa_score",
    "posts_beside_execution",
    "posts_filled",
    "refuse_overlap",
    "required_pace",
    "reserve_share",
    "robustness",
    "roll_up",
    "targets_met",
    "tolerance_bands",
    "year_end_range",
    "year_end_unspent",
    "year_over_year",
]


def __dir__() -> list[str]:
    return __all__
