"""Figures: `plot_*(frame, ax=None, lang="ko", ...) -> Axes`.  They never read a file and never save one."""

from sfwf_data.words.errors import needs_extra

with needs_extra("figures"):
    from sfwf_data.figures.audit import plot_check_status, plot_coverage, plot_staffing
    from sfwf_data.figures.budget import (
        plot_bridge,
        plot_composition,
        plot_contribution,
        plot_share_shift,
    )
    from sfwf_data.figures.execution import (
        plot_execution_ratio,
        plot_gap_by_item,
        plot_pace,
        plot_projection,
    )
    from sfwf_data.figures.performance import (
        plot_attainment,
        plot_program_peers,
        plot_spending_vs_targets,
    )

__all__ = [
    "plot_attainment", "plot_bridge", "plot_check_status", "plot_composition", "plot_contribution", "plot_coverage",
    "plot_execution_ratio", "plot_gap_by_item", "plot_pace", "plot_program_peers", "plot_projection", "plot_share_shift",
    "plot_spending_vs_targets", "plot_staffing",
]  # fmt: skip
