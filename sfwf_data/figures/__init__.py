"""Figures: `plot_*(frame, ax=None, lang=None, ...) -> Axes`; they read no file and save none."""

from sfwf_data.words.errors import needs_extra

with needs_extra("figures"):
    from sfwf_data.figures.attainment import plot_attainment
    from sfwf_data.figures.bridge import plot_bridge
    from sfwf_data.figures.check_status import plot_check_status
    from sfwf_data.figures.colors import division_color, funding_color, goal_color
    from sfwf_data.figures.composition import plot_composition
    from sfwf_data.figures.contribution import plot_contribution
    from sfwf_data.figures.coverage import plot_coverage
    from sfwf_data.figures.drawing import Drawn, drawn
    from sfwf_data.figures.execution_ratio import plot_execution_ratio
    from sfwf_data.figures.gap_by_item import plot_gap_by_item
    from sfwf_data.figures.pace_by_program import plot_pace
    from sfwf_data.figures.program_peers import plot_program_peers
    from sfwf_data.figures.projection import plot_projection
    from sfwf_data.figures.save import MissingGlyphError, SavedFigure, render, save_figure
    from sfwf_data.figures.share_shift import plot_share_shift
    from sfwf_data.figures.spending_vs_targets import plot_spending_vs_targets
    from sfwf_data.figures.staffing import plot_staffing
    from sfwf_data.figures.style import use_style

__all__ = [
    "Drawn",
    "MissingGlyphError",
    "SavedFigure",
    "division_color",
    "drawn",
    "funding_color",
    "goal_color",
    "plot_attainment",
    "plot_bridge",
    "plot_check_status",
    "plot_composition",
    "plot_contribution",
    "plot_coverage",
    "plot_execution_ratio",
    "plot_gap_by_item",
    "plot_pace",
    "plot_program_peers",
    "plot_projection",
    "plot_share_shift",
    "plot_spending_vs_targets",
    "plot_staffing",
    "render",
    "save_figure",
    "use_style",
]


def __dir__() -> list[str]:
    return __all__
