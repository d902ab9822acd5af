"""Every identity of a report: parts and totals, printed rates, facts that are stated twice."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sfwf_data.checks import identities, stated_twice
from sfwf_data.checks.identity import Identity, each, judge
from sfwf_data.loader.loading import LATEST, chosen, load, tables
from sfwf_data.loader.reading import read_review

NONE_KNOWN: dict[str, object] = {"correction": None, "correction_kind": None}
STATUSES = ["holds", "rounding", "corrected", "unexplained"]


def check(report: str = LATEST) -> pd.DataFrame:
    """Check every arithmetic identity of a report.

    Parameters
    ----------
    report : str, default "latest"
        ``latest``, one of `reports()`, or ``all``: all of them together, oldest first.

    Returns
    -------
    pandas.DataFrame
        One row an identity: `report`, `check` (its kind), `where` (in words: `where_ko`,
        `where_en`), `expected` (as printed), `found` (computed, or stated elsewhere), `difference`
        (expected - found), `unit` (KRW, %, count, month), `status`, `source_line`.
        Status is ``holds``; ``rounding`` (apart by less than the precision printed);
        ``corrected`` (broken as printed, holds with the corrections); ``unexplained`` (no
        arithmetic explains it).  `expected` and `found` are as printed in ``corrected`` rows too:
        the mistake is shown, not its repair.
        `correction` (table, key and column, joined by ``|``) and `correction_kind` lead from a row
        that does not hold to the row of `corrections` that says what is known about it; they are
        missing where there is none.
    """
    rows = [row for one in chosen(report) for row in judged(one)]
    frame = pd.DataFrame(rows)
    return frame.assign(
        status=pd.Categorical(frame["status"], categories=STATUSES, ordered=True),
        correction=frame["correction"].astype("str"),
        correction_kind=frame["correction_kind"].astype("str"),
    )


def judged(report: str) -> Iterator[dict[str, object]]:
    """The rows of `check` for one report."""
    known = known_corrections(report)
    used = {(one.kind, one.where): one for one in every_identity(report, as_printed=False)}
    for identity in every_identity(report, as_printed=True):
        status = judge(identity)
        repaired = used.get((identity.kind, identity.where), identity)
        if status != "holds" and repaired != identity and judge(repaired) == "holds":
            status = "corrected"
        yield {
            "report": report,
            "check": identity.kind,
            "where": identity.where,
            "where_ko": identity.where_ko or identity.where,
            "where_en": identity.where_en or identity.where,
            "expected": identity.expected,
            "found": identity.found,
            "difference": identity.expected - identity.found,
            "unit": identity.unit,
            "status": status,
            **(known if status != "holds" else {}).get((identity.kind, identity.where), NONE_KNOWN),
            "source_line": identity.source_line,
        }


def known_corrections(report: str) -> dict[tuple[str, str], dict[str, object]]:
    """What the corrections of a report explain, by kind and place of an identity."""
    known: dict[tuple[str, str], dict[str, object]] = {}
    for row in each(read_review("corrections", report)):
        link = {"correction": f"{row.table}|{row.key}|{row.column}", "correction_kind": row.kind}
        for one in [] if pd.isna(row.identity) else row.identity.split(";"):
            kind, where = one.split(" | ", 1)
            known[kind, where] = link
    return known


def every_identity(report: str, as_printed: bool) -> Iterator[Identity]:
    """All identities of one report."""
    frames = {name: load(name, report, as_printed) for name in tables()}
    yield from identities.totals_identities(frames["budget_totals"], frames["execution"])
    yield from identities.execution_identities(frames["execution"])
    yield from identities.program_identities(frames["programs"], frames["execution"])
    yield from stated_twice.printed_identities(frames)
    yield from identities.organization_identities(frames)
    yield from stated_twice.reviewed_identities(frames, read_review("identities", report))
