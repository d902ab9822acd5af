"""The identities of parts Ⅰ, Ⅲ and Ⅴ and of the organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from sfwf_data.checks.identity import Identity, each, join_lines, of_won, rate, value
from sfwf_data.measures import objective_lines

MONEY = ("approved_krw", "adjustment_krw", "revised_krw", "executed_krw")
THOUSAND = 1_000
Columns = Mapping[str, object]  # column -> what `where` calls it


def totals_identities(totals: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """예산 총괄: parts make their total, both sides are equal, Ⅲ says the same for its year."""
    for (_, year), side in totals.groupby(["side", "fiscal_year"], observed=True):
        yield from parts_identities("parts make the total (Ⅰ)", side, {"amount_krw": year})
    for year, tops in totals[totals["level"] == 0].groupby("fiscal_year"):
        yield from sides_identities("revenue equals expenditure (Ⅰ)", tops, {"amount_krw": year})
    keys = ["side", "item_id", "fiscal_year"]
    for row in each(totals.merge(execution, on=keys, suffixes=("", "_execution"))):
        where, unit = f"{row.item_id} {row.fiscal_year}", row.unit_krw
        lines = join_lines(row.source_line, row.source_line_execution)
        # Rounded to the unit or, as the report does to make its columns add up, cut off: less than
        # one unit apart.
        limits = {"tolerance": unit - 1, "exact": unit / 2}
        yield of_won("Ⅰ agrees with Ⅲ", where, row.amount_krw, row.revised_krw, lines, **limits)


def parts_identities(kind: str, rows: pd.DataFrame, columns: Columns) -> Iterator[Identity]:
    """Parts make their total in some columns."""
    totals = rows.set_index("item_id")
    for parent, parts in rows[rows["parent_id"].notna()].groupby("parent_id"):
        total = totals.loc[parent]
        lines = join_lines(total["source_line"], *parts["source_line"])
        limit = rounding(parts, value(total.get("unit_krw", THOUSAND)))
        for column, name in columns.items():
            found = parts[column].sum(skipna=False)
            yield of_won(kind, f"{parent} {name}", total[column], found, lines, limit)


def sides_identities(kind: str, tops: pd.DataFrame, columns: Columns) -> Iterator[Identity]:
    """Revenue equals expenditure in some columns."""
    sides = tops.set_index("side")
    lines = join_lines(*sides["source_line"])
    for column, name in columns.items():
        revenue, expenditure = sides.at["revenue", column], sides.at["expenditure", column]
        yield of_won(kind, str(name), revenue, expenditure, lines)


def rounding(parts: pd.DataFrame, unit: float) -> float:
    """How far rounded parts may be from their rounded total: half a unit each."""
    return unit * (len(parts) + 1) / 2


def execution_identities(execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅲ: approved + adjustment = revised, printed rates, parts make totals, both sides agree."""
    kind = "approved + adjustment = revised (Ⅲ)"
    for row in each(execution):
        found = row.approved_krw + row.adjustment_krw
        yield of_won(kind, row.item_id, row.revised_krw, found, row.source_line)
        yield rate("printed rate (Ⅲ)", row, row.item_id)
    columns = {column: column for column in MONEY}
    yield from parts_identities("parts make the total (Ⅲ)", execution, columns)
    tops, budgeted = execution[execution["level"] == 0], {column: column for column in MONEY[:3]}
    yield from sides_identities("revenue equals expenditure (Ⅲ)", tops, budgeted)


def program_identities(programs: pd.DataFrame, execution: pd.DataFrame) -> Iterator[Identity]:
    """Ⅴ: printed rates, executed + planning fee = revised, programs against their objective."""
    kind = "executed + planning fee = revised (Ⅴ)"
    for row in each(programs):
        yield rate("printed rate (Ⅴ)", row, row.program_id)
        if not pd.isna(row.planning_fee_krw):
            found = row.executed_krw + row.planning_fee_krw
            yield of_won(kind, row.program_id, row.revised_krw, found, row.source_line)
    kind = "programs make their objective's line (Ⅲ, Ⅴ)"
    # Entrusted facilities have lines of their own in Ⅲ; the pairs are in the reviewed identities.
    listed = programs[programs["funding"] != "entrusted"]
    lines = objective_lines(execution).set_index("objective_id")
    for objective, parts in listed.groupby("objective_id"):
        if objective not in lines.index:
            continue
        line, limit = lines.loc[objective], rounding(parts, THOUSAND)
        for column in ("revised_krw", "executed_krw"):
            where, found = f"{objective} {column}", parts[column].sum()
            yield of_won(kind, where, line[column], found, str(line["source_line"]), limit)


def organization_identities(tables: dict[str, pd.DataFrame]) -> Iterator[Identity]:
    """Grades make the total of staff; research projects run in the months of their program."""
    for unit, rows in tables["staffing"].groupby("unit", sort=False):
        total, grades = rows[rows["grade"] == "계"], rows[rows["grade"] != "계"]
        if total.empty or grades.empty:
            continue
        for column in ("quota", "current"):
            where, line = f"{unit} {column}", total["source_line"].iloc[0]
            printed, found = value(total[column].iloc[0]), value(grades[column].sum())
            yield Identity("grades make the total (Ⅰ)", where, printed, found, "count", line)
    pairs = tables["research"].merge(tables["programs"], on="program_id", suffixes=("", "_program"))
    for row in each(pairs):
        lines = join_lines(row.source_line, row.source_line_program)
        for column in ("start", "end"):
            where = f"{row.program_id} {column}"
            months = getattr(row, column).ordinal, getattr(row, f"{column}_program").ordinal
            yield Identity("research months (Ⅳ, Ⅴ)", where, *months, "month", lines)
