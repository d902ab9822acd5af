"""What a figure shows, as one sentence computed from its frame; right for no rows, one row, ties and the reverse."""

from sfwf_data.figures.findings.budget import (
    bridge_finding,
    composition_finding,
    contribution_finding,
    share_shift_finding,
)
from sfwf_data.figures.findings.execution import (
    gap_finding,
    pace_finding,
    projection_finding,
    ratio_finding,
)
from sfwf_data.figures.findings.performance import (
    attainment_finding,
    check_finding,
    coverage_finding,
    peers_finding,
    spending_finding,
    staffing_finding,
)
from sfwf_data.figures.rows import is_revenue, leaders, names

__all__ = [
    "attainment_finding", "bridge_finding", "check_finding", "composition_finding", "contribution_finding", "coverage_finding",
    "gap_finding", "is_revenue", "leaders", "names", "pace_finding", "peers_finding", "projection_finding",
    "ratio_finding", "share_shift_finding", "spending_finding", "staffing_finding",
]  # fmt: skip
