"""Does a report add up?  Every arithmetic identity: parts and totals, printed rates, facts that are stated twice."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sfwf_data.checks.identities import (
    execution_identities,
    organisation_identities,
    program_identities,
    totals_identities,
)
from sfwf_data.checks.identity import Identity, judge
from sfwf_data.checks.stated_twice import printed_identities, reviewed_identities
from sfwf_data.loader.loading import chosen, load
from sfwf_data.loader.reading import review
from sfwf_data.loader.schema import Schema


def check(report: str | None = None) -> pd.DataFrame:
    """Check every arithmetic identity of the reports.

    Parameters
    ----------
    report : str, optional
        One of `reports()`; all together where it is not given.

    Returns
    -------
    pandas.DataFrame
        One row an identity: `report`, `check` (its kind), `where` (and `where_ko`), `expected` (as printed), `found` (computed, or
        stated elsewhere), `difference` (expected - found), `unit` (KRW, %, count, month), `status`, `source_line`.
        Status is ``holds``; ``rounding`` (apart by less than the precision printed); ``corrected`` (broken as
        printed, holds with the corrections); ``unexplained``.  `expected` and `found` are as printed but for
        ``corrected`` rows too: the mistake is shown, not its repair.
    """
    frames = []
    for one in chosen(report):
        printed = {(item.check, item.where): item for item in identities(one, as_printed=True)}
        used = {(item.check, item.where): item for item in identities(one, as_printed=False)}
        rows = []
        for key, item in printed.items():
            status = judge(item)
            if (
                status in ("unexplained", "rounding")
                and key in used
                and used[key] != item
                and judge(used[key]) == "holds"
            ):
                status = "corrected"
            rows.append({
                "report": one, "check": item.check, "where": item.where, "where_ko": item.where_ko or item.where, "expected": item.expected, "found": item.found,
                "difference": item.expected - item.found, "unit": item.unit, "status": status, "source_line": item.lines,
            })  # fmt: skip
        frames.append(pd.DataFrame(rows))
    frame = pd.concat(frames, ignore_index=True)
    statuses = ["holds", "rounding", "corrected", "unexplained"]
    return frame.assign(status=pd.Categorical(frame["status"], categories=statuses, ordered=True))


def identities(report: str, as_printed: bool) -> Iterator[Identity]:
    """All identities of one report."""
    tables = {
        name: load(name, report, as_printed)
        for name in Schema.packaged().tables()
        if name != "glossary"
    }
    yield from totals_identities(tables["budget_totals"], tables["execution"])
    yield from execution_identities(tables["execution"])
    yield from program_identities(tables["programs"], tables["execution"])
    yield from printed_identities(tables)
    yield from organisation_identities(tables)
    yield from reviewed_identities(tables, review("identities", report))
