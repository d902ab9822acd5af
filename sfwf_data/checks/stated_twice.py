"""What the report prints a second time, or derives, and the pairs of facts that people have reviewed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sfwf_data.checks.identity import HALF, Identity, join_lines, value
from sfwf_data.loader.converters import row_keys
from sfwf_data.loader.schema import Schema
from sfwf_data.words.errors import DataError

NAMES = ("activity", "title", "indicator", "item", "name")  # what a fact is called, by table


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
            name, found, unit = (
                "divisions named (Ⅰ)",
                float((divisions["kind"] == row.key).sum()),
                "count",
            )
        else:
            side, item, year = row.key.split("|")
            fact = totals.loc[(side, item, int(year))]
            name, found = (
                f"printed {row.column.split('_')[0]} (Ⅰ)",
                total_figure(totals, side, item, int(year), row.column),
            )
            tolerance, exact = (
                (1.5 * fact["unit_krw"], 0.0) if row.column == "change_krw" else (2 * HALF, HALF)
            )
            unit = "KRW" if row.column == "change_krw" else "%"
        expected = 0.0 if pd.isna(row.value) and row.printed == "-" and found == 0 else row.value
        yield Identity(
            name, f"{row.key} {row.column}", expected, found, unit, lines, tolerance, exact
        )


def total_figure(totals: pd.DataFrame, side: str, item: str, year: int, column: str) -> float:
    """A derived figure of 예산 총괄: share of the side's total, or change on the year before (÷ the year before)."""
    amount = totals.at[(side, item, year), "amount_krw"]
    if column == "share_pct":
        top = (
            totals[(totals["level"] == 0)]
            .loc[side]
            .xs(year, level="fiscal_year")["amount_krw"]
            .iloc[0]
        )
        return 100 * amount / top
    previous = totals.at[(side, item, year - 1), "amount_krw"]
    if column == "change_krw":
        return amount - previous
    return 100 * (amount - previous) / previous if previous else float("nan")


def reviewed_identities(
    tables: dict[str, pd.DataFrame], reviewed: pd.DataFrame
) -> Iterator[Identity]:
    """The pairs of facts in identities.csv: left = sum of right, or = 100 × sum ÷ sum where there is a `/`."""
    schema = Schema.packaged()
    indexed = {
        name: frame.set_index(pd.Index(row_keys(frame.astype("str"), name, schema)))
        for name, frame in tables.items()
    }
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
        yield Identity(
            "stated twice",
            row.identity,
            float(expected),
            float(found),
            unit,
            lines,
            where_ko=name,
            **rounded,
        )


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
                rows.append(
                    {"value": value(fact[column]), "source_line": fact["source_line"], "name": name}
                )
            except KeyError:
                raise DataError(
                    f"identities.csv, {identity!r}: there is no {table} {key!r}, {column!r}"
                ) from None
    return pd.DataFrame(rows)
