"""Every arithmetic identity of a report: parts and totals, printed rates, and facts that are stated twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from sfwf_data.errors import DataError
from sfwf_data.loader import chosen, load, review, row_keys
from sfwf_data.measures import objective_lines
from sfwf_data.schema import Schema

HALF = 0.05  # printed percentages have one decimal
NAMES = ("activity", "title", "indicator", "item", "name")  # what a fact is called, by table
MONEY = ("approved_krw", "adjustment_krw", "revised_krw", "executed_krw")


@dataclass(frozen=True)
class Identity:
    """One identity: what is printed (`expected`), what it should equal (`found`), and how far rounding may part them.

    `exact` is the difference up to which it simply holds; `tolerance` the one that rounding or truncation explains.
    """

    check: str
    where: str
    expected: float
    found: float
    unit: str
    lines: str
    tolerance: float = 0.0
    exact: float = 0.0
    where_ko: str = ""


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
            if status in ("unexplained", "rounding") and key in used and used[key] != item and judge(used[key]) == "holds":
                status = "corrected"
            rows.append({
                "report": one, "check": item.check, "where": item.where, "where_ko": item.where_ko or item.where, "expected": item.expected, "found": item.found,
                "difference": item.expected - item.found, "unit": item.unit, "status": status, "source_line": item.lines,
            })  # fmt: skip
        frames.append(pd.DataFrame(rows))
    frame = pd.concat(frames, ignore_index=True)
    statuses = ["holds", "rounding", "corrected", "unexplained"]
    return frame.assign(status=pd.Categorical(frame["status"], categories=statuses, ordered=True))


def judge(item: Identity) -> str:
    difference = abs(item.expected - item.found)
    if difference != difference:  # nothing to compare with, for example growth from zero
        return "unexplained"
    if difference <= item.exact + 1e-9:
        return "holds"
    return "rounding" if difference <= item.tolerance + 1e-9 else "unexplained"


def identities(report: str, as_printed: bool) -> Iterator[Identity]:
    """All identities of one report."""
    tables = {name: load(name, report, as_printed) for name in Schema.packaged().tables() if name != "glossary"}
    yield from totals_identities(tables["budget_totals"], tables["execution"])
    yield from execution_identities(tables["execution"])
    yield from program_identities(tables["programs"], tables["execution"])
    yield from printed_identities(tables)
    yield from organisation_identities(tables)
    yield from reviewed_identities(tables, review("identities", report))


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
        revenue, expenditure = (both[both["side"] == side].iloc[0] for side in ("revenue", "expenditure"))
        yield Identity(
            "revenue equals expenditure (Ⅰ)", str(year), revenue["amount_krw"], expenditure["amount_krw"], "KRW",
            join_lines(revenue["source_line"], expenditure["source_line"]),
        )  # fmt: skip
    merged = totals.merge(execution, on=["side", "item_id", "fiscal_year"], suffixes=("", "_execution"))
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
        yield rate("printed rate (Ⅲ)", row.item_id, row.printed_pct, row.executed_krw, row.revised_krw, row.source_line)
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
        yield rate("printed rate (Ⅴ)", row.program_id, row.printed_pct, row.executed_krw, row.revised_krw, row.source_line)
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


def printed_identities(tables: dict[str, pd.DataFrame]) -> Iterator[Identity]:
    """What the report prints of a fact a second time, or derives from facts: page against list, gaps, shares, changes."""
    totals = tables["budget_totals"].set_index(["side", "item_id", "fiscal_year"])
    execution = tables["execution"].set_index(["side", "item_id"])
    programs = tables["programs"].set_index("program_id")
    divisions = tables["divisions"]
    for row in tables["printed_figures"].itertuples():
        lines, tolerance, exact, unit = row.source_line, 0.0, 0.0, "KRW"
        if row.table == "programs":
            if row.column not in programs.columns:
                continue  # stands only here (what was carried over): nothing to compare with
            name, found = "page agrees with list (Ⅴ)", value(programs.at[row.key, row.column])
            unit = "%" if row.column == "printed_pct" else "KRW"
        elif row.table == "execution":
            side, item = row.key.split("|")
            fact = execution.loc[(side, item)]
            gap = value(fact["revised_krw"]) - value(fact["executed_krw"])
            name, found = "printed gap (Ⅲ)", gap if side == "expenditure" else -gap
        elif row.table == "divisions":
            name, found, unit = "divisions named (Ⅰ)", float((divisions["kind"] == row.key).sum()), "count"
        else:
            side, item, year = row.key.split("|")
            fact = totals.loc[(side, item, int(year))]
            name, found = f"printed {row.column.split('_')[0]} (Ⅰ)", total_figure(totals, side, item, int(year), row.column)
            tolerance, exact = (1.5 * fact["unit_krw"], 0.0) if row.column == "change_krw" else (2 * HALF, HALF)
            unit = "KRW" if row.column == "change_krw" else "%"
        expected = 0.0 if pd.isna(row.value) and row.printed == "-" and found == 0 else row.value
        yield Identity(name, f"{row.key} {row.column}", expected, found, unit, lines, tolerance, exact)


def total_figure(totals: pd.DataFrame, side: str, item: str, year: int, column: str) -> float:
    """A derived figure of 예산 총괄: share of the side's total, or change on the year before (÷ the year before)."""
    amount = totals.at[(side, item, year), "amount_krw"]
    if column == "share_pct":
        top = totals[(totals["level"] == 0)].loc[side].xs(year, level="fiscal_year")["amount_krw"].iloc[0]
        return 100 * amount / top
    previous = totals.at[(side, item, year - 1), "amount_krw"]
    if column == "change_krw":
        return amount - previous
    return 100 * (amount - previous) / previous if previous else float("nan")


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


def reviewed_identities(tables: dict[str, pd.DataFrame], reviewed: pd.DataFrame) -> Iterator[Identity]:
    """The pairs of facts in identities.csv: left = sum of right, or = 100 × sum ÷ sum where there is a `/`."""
    schema = Schema.packaged()
    indexed = {name: frame.set_index(pd.Index(row_keys(frame.astype("str"), name, schema))) for name, frame in tables.items()}
    for row in reviewed.itertuples():
        left = terms(row.left, indexed, row.identity)
        over, _, under = row.right.partition(" / ")
        right = terms(over, indexed, row.identity)
        lines = join_lines(*left["source_line"], *right["source_line"])
        column = row.left.rsplit(":", 1)[1]
        unit = "KRW" if column.endswith("_krw") else "%" if column.endswith("_pct") else "count"
        expected, found = left["value"].sum(skipna=False), right["value"].sum(skipna=False)
        if under:
            found = 100 * found / terms(under, indexed, row.identity)["value"].sum(skipna=False)
        rounded = (
            {"tolerance": 2 * HALF, "exact": HALF}
            if under
            else {"tolerance": value(row.tolerance) if row.tolerance == row.tolerance else 0.0}
        )
        name = f"{left['name'].iloc[0]} ({schema.title(row.left.split(':', 1)[0], column)})"
        yield Identity("stated twice", row.identity, float(expected), float(found), unit, lines, where_ko=name, **rounded)


def terms(text: str, indexed: dict[str, pd.DataFrame], identity: str) -> pd.DataFrame:
    """The values and lines of `table:key;key:column + table:key:column`."""
    rows = []
    for term in text.split(" + "):
        table, rest = term.split(":", 1)
        keys, column = rest.rsplit(":", 1)
        for key in keys.split(";"):
            try:
                fact = indexed[table].loc[key]
                name = next((fact[text] for text in NAMES if text in fact.index), key)
                rows.append({"value": value(fact[column]), "source_line": fact["source_line"], "name": name})
            except KeyError:
                raise DataError(f"identities.csv, {identity!r}: there is no {table} {key!r}, {column!r}") from None
    return pd.DataFrame(rows)


def rate(name: str, where: str, printed: float, executed: object, revised: object, lines: str) -> Identity:
    found = 100 * value(executed) / revised if revised else float("nan")
    return Identity(name, where, printed, found, "%", lines, tolerance=2 * HALF, exact=HALF)


def value(cell: object) -> float:
    return float("nan") if pd.isna(cell) else float(cell)


def join_lines(*cells: str) -> str:
    numbers = {int(number) for cell in cells for number in str(cell).split(";") if number}
    return ";".join(str(number) for number in sorted(numbers))
