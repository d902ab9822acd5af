"""Many runs of notebooks in one command: planned, checked before they start, run in parallel.

It knows no notebook and no data: what values a parameter may take, what a run rests on and what its
process should have imported is handed in.
"""

from sfwf_data.tools.batch.fingerprint import environment
from sfwf_data.tools.batch.plan import PlanError, read_plan
from sfwf_data.tools.batch.pool import Result, run_all
from sfwf_data.tools.batch.runs import Run, Values

__all__ = ["PlanError", "Result", "Run", "Values", "environment", "read_plan", "run_all"]


def __dir__() -> list[str]:
    return __all__
