"""What the explorer of `00_start_here` does with a table: select, work out a measure, search, sort.

No widgets here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from sfwf_data import figures, measures
from sfwf_data.loader.loading import describe, load
from sfwf_data.loader.searching import normal
from sfwf_data.measures.rollup import DIVISIONS
from sfwf_data.notebook.parameters import ALL
from sfwf_data.notebook.showing import figure_of
from sfwf_data.notebook.tables import cell_text
from sfwf_data.words.say import twin

AS_REPORTED = "as_reported"
# The parts of the report that tables with a measure stand in.
PARTS = {"execution": "Ⅲ", "programs": "Ⅴ", "kpis": "Ⅱ, Ⅳ", "budget_totals": "Ⅰ", "staffing": "Ⅰ"}
Choices = list[tuple[str, str]]  # pairs of name and id


class Measure(NamedTuple):
    """What can be worked out from a table, and how it is drawn.

    `code` makes the frame from `rows`, the rows chosen, and `as_of`, a date; it is what a reader is
    given to copy.  `plot` draws that frame, as `rows`.
    """

    name: tuple[str, str]
    table: str
    code: str
    plot: str
    columns: tuple[str, ...]

    def compute(self, rows: pd.DataFrame, as_of: str) -> pd.DataFrame:
        """The frame of the measure, by the very code that a reader is shown."""
        return eval(self.code, {"measures": measures, "rows": rows, "as_of": as_of})

    def draw(self, frame: pd.DataFrame, as_of: str, **shared: Any) -> Figure:
        """The figure of the measure; all figures have the `shared` options."""
        known = {"rows": frame, "elapsed": measures.elapsed_ratio(as_of), "shared": shared}
        return figure_of(eval(self.plot, {"figures": figures, **known}))


MONEY = ("revised_krw", "executed_krw")
GAP = (*MONEY, "gap_krw", "executed_ratio", "gap_share_ratio", "source_line")
CHANGE = ("previous_krw", "current_krw", "change_krw", "change_ratio", "contribution_pp", "is_new")
SPENDING = "measures.execution_gap(measures.leaves(rows[rows['side'] == 'expenditure']))"
CHANGES = "measures.leaves(measures.year_over_year(rows[rows['side'] == '{}']))"
MEASURES = {
    "gap": Measure(
        ("집행잔액", "Unspent budget"),
        "execution",
        f"measures.gap_share({SPENDING})",
        "figures.plot_gap_by_item(rows, top_n=15, **shared)",
        ("item", *GAP),
    ),
    "ratio": Measure(
        ("단위과제별 집행률", "Execution ratio by objective"),
        "execution",
        f"measures.pace(measures.objective_lines({SPENDING}), as_of)",
        "figures.plot_execution_ratio(rows, elapsed, **shared)",
        ("item", *MONEY, "executed_ratio", "pace_pp", "source_line"),
    ),
    "pace": Measure(
        ("사업기간 경과율과의 차이", "Pace against own months"),
        "programs",
        "measures.pace(measures.execution_gap(rows), as_of)",
        "figures.plot_pace(rows, **shared)",
        ("title", "executed_ratio", "elapsed_ratio", "pace_pp", "start", "end", "source_line"),
    ),
    "program_gap": Measure(
        ("사업별 집행잔액", "Unspent budget by program"),
        "programs",
        "measures.gap_share(measures.execution_gap(rows))",
        "figures.plot_gap_by_item(rows, top_n=15, **shared)",
        ("title", "funding", *GAP),
    ),
    "attainment": Measure(
        ("목표치 달성률", "Attainment of targets"),
        "kpis",
        # The strategic KPIs are those of the sections again, or their sums.
        "measures.attainment(rows[rows['scope'] == 'section'], as_of)",
        "figures.plot_attainment(rows, elapsed, **shared)",
        ("indicator", "unit", "target", "actual", "attainment_ratio", "pace_pp", "source_line"),
    ),
    "change_expenditure": Measure(
        ("지출: 전년도 대비 증감", "Expenditure: change on last year"),
        "budget_totals",
        CHANGES.format("expenditure"),
        "figures.plot_bridge(rows, **shared)",
        ("item", *CHANGE),
    ),
    "change_revenue": Measure(
        ("수입: 전년도 대비 증감", "Revenue: change on last year"),
        "budget_totals",
        CHANGES.format("revenue"),
        "figures.plot_bridge(rows, **shared)",
        ("item", *CHANGE),
    ),
    "staffing": Measure(
        ("정원과 현원", "Posts and staff"),
        "staffing",
        "rows[(rows['unit'] == rows['unit'].iloc[0]) & (rows['grade_en'] != 'Total')]",
        "figures.plot_staffing(rows, **shared)",
        ("grade", "quota", "current", "source_line"),
    ),
}


def measures_of(table: str) -> list[str]:
    """The measures of a table: the table as reported first."""
    return [AS_REPORTED, *(name for name, measure in MEASURES.items() if measure.table == table)]


def rows_of(table: str, report: str = "latest") -> pd.DataFrame:
    """Load a table with the goal and the divisions of each row, where the report gives them.

    Parameters
    ----------
    table, report : str
        As for `sfwf_data.load`.

    Returns
    -------
    DataFrame
        The same rows.  Those of a section have its divisions, an activity its program's.
    """
    rows = load(table, report)
    if table == "strategy":
        return rows.assign(goal_id=rows["parent_id"].fillna(rows["node_id"]))
    if table == "divisions":
        found = rows["division_id"].str.cat(rows["parent_id"].fillna(""), sep=";")
        return rows.assign(office_id=found)
    for key, source in (("program_id", "programs"), ("section_id", "sections")):
        if key not in rows or table == source:
            continue
        known = load(source, report).set_index(key)
        for column in ("goal_id", *(name for name in DIVISIONS if name in known)):
            found = rows[key].map(known[column])
            rows[column] = rows[column].fillna(found) if column in rows else found
    return rows


def select(rows: pd.DataFrame, division: str = ALL, goal: str = ALL) -> pd.DataFrame:
    """The rows of a division and a goal; `all` leaves that choice open."""
    rows = measures.of_division(rows, division) if division != ALL else rows
    return rows if goal == ALL else rows[rows["goal_id"] == goal]


def choices(rows: pd.DataFrame, lang: str, report: str) -> tuple[Choices, Choices]:
    """Divisions and goals that the rows know, as (name, id) in the order of the report."""
    cells = [rows[column].dropna() for column in DIVISIONS if column in rows]
    held = {part for column in cells for cell in column for part in cell.split(";")}
    goals = set(rows["goal_id"].dropna()) if "goal_id" in rows else set()
    found = []
    for table, key, ids in (("divisions", "division_id", held), ("strategy", "node_id", goals)):
        frame = load(table, report)
        known = frame[frame[key].isin(ids)]
        found.append(list(zip(known[twin("name", lang, known.columns)], known[key], strict=True)))
    return found[0], found[1]


def columns_of(table: str, rows: pd.DataFrame, measure: str = AS_REPORTED) -> list[str]:
    """The columns that a reader sees: the measure's, else the table's without its ids."""
    if measure != AS_REPORTED:
        return [column for column in MEASURES[measure].columns if column in rows]
    hidden = ("_id", "_ids", "_en", "sha256")
    every = list(describe(table).index)
    kept = [name for name in every if name != "report" and not name.endswith(hidden)]
    # In a table of ids alone, the ids are what there is to see.
    return kept if len(kept) > 1 else every


def rows_with(rows: pd.DataFrame, text: str, lang: str = "ko") -> pd.DataFrame:
    """Give the rows that hold every word of a text, as written in the file or as shown in `lang`.

    Parameters
    ----------
    rows : DataFrame
    text : str
        Words or parts of words, parted by blanks; case does not matter, nor how Hangul is composed.
    lang : {"ko", "en"}

    Returns
    -------
    DataFrame
        Those rows, in the same order.
    """
    words = normal(text).split()
    lines = [""] * len(rows)
    for name, cells in rows.items():
        if words and not str(name).endswith("_krw"):
            shown = [f" {cell} {cell_text(cell, str(name), lang, 'won')}" for cell in cells]
            lines = list(map(str.__add__, lines, shown))
    return rows.loc[[all(word in line for word in words) for line in map(normal, lines)]]


def sort(rows: pd.DataFrame, column: str, ascending: bool = True, lang: str = "ko") -> pd.DataFrame:
    """The rows sorted by a column, as shown in `lang`; the column "" leaves the report's order.

    Equal rows keep their order, missing ones come last.
    """
    if not column:
        return rows
    key = first_line if column == "source_line" else None
    return rows.sort_values(
        twin(column, lang, rows.columns), ascending=ascending, kind="stable", key=key
    )


def first_line(lines: pd.Series) -> pd.Series:
    """The first of the lines that a row comes from, as a number."""
    return pd.to_numeric(lines.astype("str").str.split(";").str[0])
