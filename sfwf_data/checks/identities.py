"""The identities of parts Ⅰ, Ⅲ and Ⅴ and of the organization."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sfwf_data.checks.identity import Identity, join_lines, rate, value
from sfwf_data.measures import objective_lines

MONEY = ("approved_krw", "adjustment_krw", "revised_krw", "executed_krw")


def totals_identities(totals: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """예산 총괄: parts make their total, both sides are equal, and Ⅲ says the same for its year."""
    for (_, year), side in totals.groupby(["side", "fiscal_year"], observed=True):
        rows = side.set_index("item_id")
        for parent, parts in side[side["parent_id"].notna()].groupby("parent_id"):
            unit = rows.at[parent, "unit_krw"]
            yield Identity(
                "parts make the total (Ⅰ)", f"{parent} {year}", rows.at[parent, "amount_krw"], parts["amount_krw"].sum(), "KRW",
                join_lines(rows.at[parent, "source_line"], *parts["source_line"]), tolerance=unit * (len(parts) + 1) / 2,
            )  # fmt: skip
    for year, both in totals[totals["level"] == 0].groupby("fiscal_year"):
        revenue, expenditure = (
            both[both["side"] == side].iloc[0] for side in ("revenue", "expenditure")
        )
        yield Identity(
            "revenue equals expenditure (Ⅰ)", str(year), revenue["amount_krw"], expenditure["amount_krw"], "KRW",
            join_lines(revenue["source_line"], expenditure["source_line"]),
        )  # fmt: skip
    merged = totals.merge(
        execution, on=["side", "item_id", "fiscal_year"], suffixes=("", "_execution")
    )
    for row in merged.itertuples():
        # Rounded to the unit or, as the report does to make its columns add up, cut off: less than one unit apart.
        yield Identity(
            "Ⅰ agrees with Ⅲ", f"{row.item_id} {row.fiscal_year}", row.amount_krw, row.revised_krw, "KRW",
            join_lines(row.source_line, row.source_line_execution), tolerance=row.unit_krw - 1, exact=row.unit_krw / 2,
        )  # fmt: skip


def execution_identities(execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅲ: approved + adjustment = revised, executed ÷ revised = the printed rate, parts make totals, both sides agree."""
    for row in execution.itertuples():
        yield Identity(
            "approved + adjustment = revised (Ⅲ)", row.item_id, row.revised_krw, value(row.approved_krw) + value(row.adjustment_krw),
            "KRW", row.source_line,
        )  # fmt: skip
        yield rate(
            "printed rate (Ⅲ)",
            row.item_id,
            row.printed_pct,
            row.executed_krw,
            row.revised_krw,
            row.source_line,
        )
    rows = execution.set_index("item_id")
    for parent, parts in execution[execution["parent_id"].notna()].groupby("parent_id"):
        for column in MONEY:
            yield Identity(
                "parts make the total (Ⅲ)", f"{parent} {column}", value(rows.at[parent, column]),
                sum(value(amount) for amount in parts[column]), "KRW",
                join_lines(rows.at[parent, "source_line"], *parts["source_line"]), tolerance=1000 * (len(parts) + 1) / 2,
            )  # fmt: skip
    top = execution[execution["level"] == 0].set_index("side")
    for column in MONEY[:3]:
        yield Identity(
            "revenue equals expenditure (Ⅲ)", column, value(top.at["revenue", column]), value(top.at["expenditure", column]), "KRW",
            join_lines(*top["source_line"]),
        )  # fmt: skip


def program_identities(programs: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅴ: printed rates, executed + planning fee = revised, and programs against their objective's line of Ⅲ."""
    for row in programs.itertuples():
        yield rate(
            "printed rate (Ⅴ)",
            row.program_id,
            row.printed_pct,
            row.executed_krw,
            row.revised_krw,
            row.source_line,
        )
        if not pd.isna(row.planning_fee_krw):
            yield Identity(
                "executed + planning fee = revised (Ⅴ)", row.program_id, row.revised_krw, row.executed_krw + row.planning_fee_krw,
                "KRW", row.source_line,
            )  # fmt: skip
    # Entrusted facilities have lines of their own in Ⅲ; the pairs are in the reviewed identities.
    listed = programs[programs["funding"] != "entrusted"]
    lines = objective_lines(execution).set_index("objective_id")
    for objective, parts in listed.groupby("objective_id"):
        if objective not in lines.index:
            continue
        for column in ("revised_krw", "executed_krw"):
            yield Identity(
                "programs make their objective's line (Ⅲ, Ⅴ)", f"{objective} {column}", value(lines.at[objective, column]), parts[column].sum(),
                "KRW", lines.at[objective, "source_line"], tolerance=1000 * (len(parts) + 1) / 2,
            )  # fmt: skip


def organisation_identities(tables: dict[str, pd.DataFrame]) -> Iterator[Identity]:
    """Grades make the total of staff, and research projects run in the months that their program's page says."""
    for unit, rows in tables["staffing"].groupby("unit", sort=False):
        total, grades = rows[rows["grade"] == "계"], rows[rows["grade"] != "계"]
        if total.empty or grades.empty:
            continue
        for column in ("quota", "current"):
            yield Identity(
                "grades make the total (Ⅰ)", f"{unit} {column}", total[column].iloc[0], grades[column].sum(), "count",
                total["source_line"].iloc[0],
            )  # fmt: skip
    programs = tables["programs"].set_index("program_id")
    for row in tables["research"].itertuples():
        if row.program_id not in programs.index:
            continue
        for column in ("start", "end"):
            there = programs.at[row.program_id, column]
            yield Identity(
                "research months (Ⅳ, Ⅴ)", f"{row.program_id} {column}", getattr(row, column).ordinal, there.ordinal, "month",
                join_lines(row.source_line, programs.at[row.program_id, "source_line"]),
            )  # fmt: skip
