"""Many runs of notebooks in one command: planned, checked before they start, run in parallel.

It knows no notebook and no data: what values a parameter may take, what a run rests on and what its
process should have imported is handed in.
"""

from sfwf_data.tools.batch.fingerprint import environment
from sfwf_data.tools.batch.plan import read_plan
from sfwf_data.tools.batch.pool import run_all
from sfwf_data.tools.batch.runs import Run

__all__ = ["Run", "environment", "read_plan", "run_all"]
