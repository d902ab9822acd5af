"""The identities of parts Ⅰ, Ⅲ and Ⅴ and of the organization."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sfwf_data.checks.identity import Identity, each, join_lines, rate, value
from sfwf_data.measures import objective_lines

MONEY = ("approved_krw", "adjustment_krw", "revised_krw", "executed_krw")
THOUSAND = 1_000


def totals_identities(totals: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """예산 총괄: parts make their total, both sides are equal, Ⅲ says the same for its year."""
    for (_, year), side in totals.groupby(["side", "fiscal_year"], observed=True):
        rows = side.set_index("item_id")
        for parent, parts in side[side["parent_id"].notna()].groupby("parent_id"):
            total = rows.loc[parent]
            yield Identity(
                "parts make the total (Ⅰ)",
                f"{parent} {year}",
                value(total["amount_krw"]),
                value(parts["amount_krw"].sum()),
                "KRW",
                join_lines(total["source_line"], *parts["source_line"]),
                tolerance=rounding(parts, value(total["unit_krw"])),
            )
    for year, both in totals[totals["level"] == 0].groupby("fiscal_year"):
        sides = both.set_index("side")
        yield Identity(
            "revenue equals expenditure (Ⅰ)",
            str(year),
            value(sides.at["revenue", "amount_krw"]),
            value(sides.at["expenditure", "amount_krw"]),
            "KRW",
            join_lines(*sides["source_line"]),
        )
    merged = totals.merge(
        execution, on=["side", "item_id", "fiscal_year"], suffixes=("", "_execution")
    )
    for row in each(merged):
        # Rounded to the unit or, as the report does to make its columns add up, cut off: less than
        # one unit apart.
        yield Identity(
            "Ⅰ agrees with Ⅲ",
            f"{row.item_id} {row.fiscal_year}",
            value(row.amount_krw),
            value(row.revised_krw),
            "KRW",
            join_lines(row.source_line, row.source_line_execution),
            tolerance=row.unit_krw - 1,
            exact=row.unit_krw / 2,
        )


def rounding(parts: pd.DataFrame, unit: float) -> float:
    """How far rounded parts may be from their rounded total: half a unit each."""
    return unit * (len(parts) + 1) / 2


def execution_identities(execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅲ: approved + adjustment = revised, printed rates, parts make totals, both sides agree."""
    for row in each(execution):
        yield Identity(
            "approved + adjustment = revised (Ⅲ)",
            row.item_id,
            value(row.revised_krw),
            value(row.approved_krw) + value(row.adjustment_krw),
            "KRW",
            row.source_line,
        )
        yield rate("printed rate (Ⅲ)", row, row.item_id)
    rows = execution.set_index("item_id")
    for parent, parts in execution[execution["parent_id"].notna()].groupby("parent_id"):
        total = rows.loc[parent]
        for column in MONEY:
            yield Identity(
                "parts make the total (Ⅲ)",
                f"{parent} {column}",
                value(total[column]),
                sum(value(amount) for amount in parts[column]),
                "KRW",
                join_lines(total["source_line"], *parts["source_line"]),
                tolerance=rounding(parts, THOUSAND),
            )
    sides = execution[execution["level"] == 0].set_index("side")
    for column in MONEY[:3]:
        yield Identity(
            "revenue equals expenditure (Ⅲ)",
            column,
            value(sides.at["revenue", column]),
            value(sides.at["expenditure", column]),
            "KRW",
            join_lines(*sides["source_line"]),
        )


def program_identities(programs: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅴ: printed rates, executed + planning fee = revised, programs against their objective."""
    for row in each(programs):
        yield rate("printed rate (Ⅴ)", row, row.program_id)
        if not pd.isna(row.planning_fee_krw):
            yield Identity(
                "executed + planning fee = revised (Ⅴ)",
                row.program_id,
                value(row.revised_krw),
                value(row.executed_krw) + value(row.planning_fee_krw),
                "KRW",
                row.source_line,
            )
    # Entrusted facilities have lines of their own in Ⅲ; the pairs are in the reviewed identities.
    listed = programs[programs["funding"] != "entrusted"]
    lines = objective_lines(execution).set_index("objective_id")
    for objective, parts in listed.groupby("objective_id"):
        if objective not in lines.index:
            continue
        line = lines.loc[objective]
        for column in ("revised_krw", "executed_krw"):
            yield Identity(
                "programs make their objective's line (Ⅲ, Ⅴ)",
                f"{objective} {column}",
                value(line[column]),
                value(parts[column].sum()),
                "KRW",
                str(line["source_line"]),
                tolerance=rounding(parts, THOUSAND),
            )


def organization_identities(tables: dict[str, pd.DataFrame]) -> Iterator[Identity]:
    """Grades make the total of staff; research projects run in the months of their program."""
    for unit, rows in tables["staffing"].groupby("unit", sort=False):
        total, grades = rows[rows["grade"] == "계"], rows[rows["grade"] != "계"]
        if total.empty or grades.empty:
            continue
        for column in ("quota", "current"):
            yield Identity(
                "grades make the total (Ⅰ)",
                f"{unit} {column}",
                value(total[column].iloc[0]),
                value(grades[column].sum()),
                "count",
                str(total["source_line"].iloc[0]),
            )
    programs = {row.program_id: row for row in each(tables["programs"])}
    for row in each(tables["research"]):
        program = programs.get(row.program_id)
        if program is None:
            continue
        for column in ("start", "end"):
            yield Identity(
                "research months (Ⅳ, Ⅴ)",
                f"{row.program_id} {column}",
                getattr(row, column).ordinal,
                getattr(program, column).ordinal,
                "month",
                join_lines(row.source_line, program.source_line),
            )
