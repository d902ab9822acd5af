"""What the report prints a second time, or derives, and pairs of facts that people reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sfwf_data.checks.identity import HALF, Identity, each, join_lines, value
from sfwf_data.loader.converters import row_keys
from sfwf_data.loader.schema import Schema
from sfwf_data.words.errors import DataError

NAMES = ("activity", "title", "indicator", "item", "name")  # what a fact is called, by table


def printed_identities(tables: dict[str, pd.DataFrame]) -> Iterator[Identity]:
    """What the report prints a second time, or derives: page against list, gaps, shares."""
    programs = tables["programs"].set_index("program_id")
    execution = tables["execution"].set_index(["side", "item_id"])
    totals = tables["budget_totals"].set_index(["side", "item_id", "fiscal_year"])
    kinds = tables["divisions"]["kind"]
    for row in each(tables["printed_figures"]):
        tolerance, exact, unit = 0.0, 0.0, "KRW"
        if row.table == "programs":
            if row.column == "carried_over_krw":
                continue  # the page alone says it: nothing to compare with
            kind = "page agrees with list (Ⅴ)"
            found = value(programs.at[row.key, row.column])
            unit = "%" if row.column == "printed_pct" else "KRW"
        elif row.table == "execution":
            kind, found = "printed gap (Ⅲ)", printed_gap(execution, row.key)
        elif row.table == "divisions":
            kind, found, unit = "divisions named (Ⅰ)", float((kinds == row.key).sum()), "count"
        else:
            kind = f"printed {row.column.split('_')[0]} (Ⅰ)"
            found = total_figure(totals, row.key, row.column)
            if row.column == "change_krw":
                tolerance = 1.5 * value(totals.at[total_key(row.key), "unit_krw"])
            else:
                tolerance, exact, unit = 2 * HALF, HALF, "%"
        expected = 0.0 if pd.isna(row.value) and row.printed == "-" and found == 0 else row.value
        where = f"{row.key} {row.column}"
        yield Identity(kind, where, expected, found, unit, row.source_line, tolerance, exact)


def printed_gap(execution: pd.DataFrame, key: str) -> float:
    """Revised - executed; the report prints it with the other sign for revenue."""
    side, item = key.split("|")
    fact: Any = execution.loc[(side, item)]
    gap = value(fact["revised_krw"]) - value(fact["executed_krw"])
    return gap if side == "expenditure" else -gap


def total_key(key: str, before: int = 0) -> tuple[str, str, int]:
    """Side, item and year of a figure of 예산 총괄, or of the year so many years before."""
    side, item, year = key.split("|")
    return side, item, int(year) - before


def total_figure(totals: pd.DataFrame, key: str, column: str) -> float:
    """A derived figure of 예산 총괄: share of the side's total, or change on the year before."""
    amount = value(totals.at[total_key(key), "amount_krw"])
    if column == "share_pct":
        side, _, year = total_key(key)
        tops = totals[totals["level"] == 0].xs((side, year), level=("side", "fiscal_year"))
        return 100 * amount / value(tops["amount_krw"].iloc[0])
    previous = value(totals.at[total_key(key, before=1), "amount_krw"])
    if column == "change_krw":
        return amount - previous
    return 100 * (amount - previous) / previous if previous else float("nan")


def reviewed_identities(
    tables: dict[str, pd.DataFrame], reviewed: pd.DataFrame
) -> Iterator[Identity]:
    """The pairs of identities.csv: left = sum of right, or 100 × sum ÷ sum where it has a `/`."""
    schema = Schema.packaged()
    indexed = {
        name: frame.set_index(pd.Index(row_keys(frame.astype("str"), name, schema)))
        for name, frame in tables.items()
    }
    for row in each(reviewed):
        left = facts(row.left, indexed, row.identity)
        over, _, under = row.right.partition(" / ")
        right = facts(over, indexed, row.identity)
        table, *_, column = row.left.split(":")
        found = right["value"].sum(skipna=False)
        tolerance, exact = 0.0 if pd.isna(row.tolerance) else value(row.tolerance), 0.0
        if under:
            found = 100 * found / facts(under, indexed, row.identity)["value"].sum(skipna=False)
            tolerance, exact = 2 * HALF, HALF
        yield Identity(
            "stated twice",
            row.identity,
            value(left["value"].sum(skipna=False)),
            value(found),
            "KRW" if column.endswith("_krw") else "%" if column.endswith("_pct") else "count",
            join_lines(*left["source_line"], *right["source_line"]),
            tolerance,
            exact,
            where_ko=f"{left['name'].iloc[0]} ({schema.title(table, column)})",
            where_en=f"{left['name_en'].iloc[0]} ({schema.title(table, column, 'title_en')})",
        )


def facts(text: str, indexed: dict[str, pd.DataFrame], identity: str) -> pd.DataFrame:
    """Values, lines and names of the facts in `table:key;key:column + table:key:column`."""
    rows = []
    for part in text.split(" + "):
        table, rest = part.split(":", 1)
        keys, column = rest.rsplit(":", 1)
        for key in keys.split(";"):
            try:
                fact: Any = indexed[table].loc[key]
                found = value(fact[column])
            except KeyError:
                raise DataError(
                    f"identities.csv, {identity!r}: there is no {table} {key!r}, {column!r}"
                ) from None
            named = next((named for named in NAMES if named in fact.index), None)
            name = fact[named] if named else key
            english = fact.get(f"{named}_en", name)
            english = name if pd.isna(english) else english
            about = {"source_line": fact["source_line"], "name": name, "name_en": english}
            rows.append({"value": found, **about})
    return pd.DataFrame(rows)
