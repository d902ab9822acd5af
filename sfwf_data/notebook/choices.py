"""What the explorer of `00_start_here` does with a table: select, work out a measure, search, sort.  No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from sfwf_data import figures, measures
from sfwf_data.loader.loading import describe, load
from sfwf_data.loader.searching import normal
from sfwf_data.notebook.parameters import ALL
from sfwf_data.notebook.tables import cell_text
from sfwf_data.words.say import twin

AS_REPORTED = "as_reported"
MONEY = ("item", "revised_krw", "executed_krw")
DIVISION_COLUMNS = ["hq_id", "office_id", "office_ids", "team_id"]


@dataclass(frozen=True)
class Measure:
    """What can be worked out from a table, and how it is drawn.

    `shared` are options of drawing and finding, `drawing` those of the drawing alone; both are made from the as-of date.
    """

    table: str
    part: str  # of the report, for the source line
    compute: Callable[[pd.DataFrame, pd.Timestamp], pd.DataFrame]
    plot: Callable[..., Axes]
    columns: tuple[str, ...]
    shared: Callable[[pd.Timestamp], dict] = lambda as_of: {}
    drawing: Callable[[pd.Timestamp], dict] = lambda as_of: {}


def spending_items(rows: pd.DataFrame) -> pd.DataFrame:
    """The smallest items of expenditure, with gap and ratios."""
    return measures.execution_gap(measures.leaves(rows[rows["side"] == "expenditure"]))


def changes(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """The change of each smallest item of one side between the two years of the table."""
    return measures.leaves(measures.year_over_year(rows[rows["side"] == side]))


def elapsed(as_of: pd.Timestamp) -> dict:
    return {"elapsed": measures.elapsed_ratio(as_of)}


GAP = ("gap_krw", "executed_ratio", "gap_share_ratio")
CHANGE = (
    "item",
    "previous_krw",
    "current_krw",
    "change_krw",
    "change_ratio",
    "contribution_pp",
    "is_new",
)
MEASURES = {
    "gap": Measure(
        "execution", "Ⅲ", lambda rows, _: measures.gap_share(spending_items(rows)),
        figures.plot_gap_by_item, (*MONEY, *GAP, "source_line"), drawing=lambda _: {"top_n": 15},
    ),
    "ratio": Measure(
        "execution", "Ⅲ", lambda rows, as_of: measures.pace(measures.objective_lines(spending_items(rows)), as_of),
        figures.plot_execution_ratio, (*MONEY, "executed_ratio", "pace_pp", "source_line"), shared=elapsed,
    ),
    "projection": Measure(
        "execution", "Ⅲ", lambda rows, as_of: measures.projection(spending_items(rows), as_of),
        figures.plot_projection, (*MONEY, "projected_krw", "expected_unspent_krw", "source_line"),
    ),
    "pace": Measure(
        "programs", "Ⅴ", lambda rows, as_of: measures.pace(measures.execution_gap(rows), as_of),
        figures.plot_pace, ("title", "executed_ratio", "elapsed_ratio", "pace_pp", "start", "end", "source_line"),
    ),
    "program_gap": Measure(
        "programs", "Ⅴ", lambda rows, _: measures.gap_share(measures.execution_gap(rows)),
        figures.plot_gap_by_item, ("title", "funding", "revised_krw", "executed_krw", *GAP, "source_line"), drawing=lambda _: {"top_n": 15},
    ),
    "attainment": Measure(
        "kpis", "Ⅱ, Ⅳ", measures.attainment, figures.plot_attainment,
        ("indicator", "unit", "target", "actual", "attainment_ratio", "pace_pp", "source_line"), drawing=elapsed,
    ),
    "change_expenditure": Measure(
        "budget_totals", "Ⅰ", lambda rows, _: changes(rows, "expenditure"), figures.plot_contribution, CHANGE,
    ),
    "change_revenue": Measure("budget_totals", "Ⅰ", lambda rows, _: changes(rows, "revenue"), figures.plot_contribution, CHANGE),
    "staffing": Measure(
        "staffing", "Ⅰ", lambda rows, _: rows[(rows["unit"] == rows["unit"].iloc[0]) & (rows["grade_en"] != "Total")],
        figures.plot_staffing, ("grade", "quota", "current", "source_line"),
    ),
}  # fmt: skip


def measures_of(table: str) -> list[str]:
    """The measures of a table: the table as reported first."""
    return [AS_REPORTED, *(name for name, measure in MEASURES.items() if measure.table == table)]


def rows_of(table: str, report: str) -> pd.DataFrame:
    """A table with the goal and the divisions of each row, where the report ties the row to them.

    Rows of a section have its divisions; an activity of a program has the program's.
    """
    rows = load(table, report)
    if table == "execution":
        return rows.assign(
            goal_id=rows["item_id"].str.extract(r"^exp\.programs\.(g\d+)", expand=False)
        )
    if table == "strategy":
        return rows.assign(goal_id=rows["parent_id"].fillna(rows["node_id"]))
    if table == "divisions":
        return rows.assign(
            office_id=rows["division_id"].str.cat(rows["parent_id"].fillna(""), sep=";")
        )
    for key, source in (("program_id", "programs"), ("section_id", "sections")):
        if key not in rows or table == source:
            continue
        known = load(source, report).set_index(key)
        for column in ("goal_id", *(name for name in DIVISION_COLUMNS if name in known)):
            found = rows[key].map(known[column])
            rows[column] = rows[column].fillna(found) if column in rows else found
    return rows


def select(rows: pd.DataFrame, division: str = ALL, goal: str = ALL) -> pd.DataFrame:
    """The rows of a division and a goal; `all` leaves that choice open."""
    if goal != ALL:
        rows = rows[rows["goal_id"] == goal]
    return rows if division == ALL else measures.of_division(rows, division)


def choices(
    rows: pd.DataFrame, lang: str, report: str
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Divisions and goals that the rows know, as (name, id) in the order of the report."""
    columns = [column for column in DIVISION_COLUMNS if column in rows]
    held = {
        part for column in columns for cell in rows[column].dropna() for part in cell.split(";")
    }
    goals = set(rows["goal_id"].dropna()) if "goal_id" in rows else set()
    divisions, strategy = load("divisions", report), load("strategy", report)
    return (
        named(divisions[divisions["division_id"].isin(held)], "division_id", lang),
        named(strategy[strategy["node_id"].isin(goals)], "node_id", lang),
    )


def named(rows: pd.DataFrame, key: str, lang: str) -> list[tuple[str, str]]:
    return list(zip(rows[twin("name", lang, rows.columns)], rows[key], strict=True))


def columns_of(table: str, rows: pd.DataFrame, measure: str = AS_REPORTED) -> list[str]:
    """The columns that a reader sees: those of the measure, else the table's without its ids (their names are choices)."""
    if measure != AS_REPORTED:
        return [column for column in MEASURES[measure].columns if column in rows]
    hidden = ("_id", "_ids", "_en", "sha256")
    kept = [
        name for name in describe(table).index if name != "report" and not name.endswith(hidden)
    ]
    # In a table of ids alone, the ids are what there is to see.
    return kept if len(kept) > 1 else list(describe(table).index)


def search(rows: pd.DataFrame, text: str, lang: str = "ko") -> pd.DataFrame:
    """The rows that hold every word of `text` in any column, as written in the file or as shown; case does not matter."""
    words = normal(text).split()
    if not words:
        return rows
    shown = [name for name in rows.columns if not str(name).endswith("_krw")]
    found = [
        all(word in line for word in words)
        for line in (
            normal(
                " ".join(
                    f"{value} {cell_text(value, str(name), lang, 'won')}"
                    for name, value in zip(shown, row, strict=True)
                )
            )
            for row in rows[shown].itertuples(index=False)
        )
    ]
    return rows[found]


def sort(rows: pd.DataFrame, column: str, ascending: bool = True, lang: str = "ko") -> pd.DataFrame:
    """The rows sorted by a column, as shown in `lang`; equal rows keep their order, missing ones come last.

    The column "" leaves the order of the report.
    """
    if not column:
        return rows
    shown = twin(column, lang, rows.columns)
    key = first_line if column == "source_line" else None
    return rows.sort_values(shown, ascending=ascending, kind="stable", na_position="last", key=key)


def first_line(lines: pd.Series) -> pd.Series:
    return pd.to_numeric(lines.astype("str").str.split(";").str[0])
