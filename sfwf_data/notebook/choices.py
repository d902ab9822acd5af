"""What the explorer of `00_start_here` does with a table: select, work out a measure, search, sort.

No widgets here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sfwf_data import figures, measures
from sfwf_data.loader.loading import describe, load
from sfwf_data.loader.searching import normal
from sfwf_data.notebook.parameters import ALL
from sfwf_data.notebook.showing import figure_of
from sfwf_data.notebook.tables import cell_text
from sfwf_data.words.say import twin

AS_REPORTED = "as_reported"
DIVISION_COLUMNS = ("hq_id", "office_id", "office_ids", "team_id")
Choices = list[tuple[str, str]]  # pairs of name and id


@dataclass(frozen=True)
class Measure:
    """What can be worked out from a table, and how it is drawn.

    `code` makes the frame from `rows`, the rows chosen, and is what a reader is given to copy.  In
    it and in `options` stand `measures` and `as_of` (a date), in `code` also `rows`.
    """

    name: tuple[str, str]
    table: str
    part: str  # of the report, for the source line
    code: str
    plot: Callable[..., Axes]
    columns: tuple[str, ...]
    options: dict[str, str | int] = field(default_factory=dict)

    def compute(self, rows: pd.DataFrame, as_of: str) -> pd.DataFrame:
        """The frame of the measure, by the very code that a reader is shown."""
        return eval(self.code, {"measures": measures, "rows": rows, "as_of": as_of})

    def draw(self, frame: pd.DataFrame, lang: str, as_of: str, source: str) -> Figure:
        """The figure of the measure."""
        known = {"measures": measures, "as_of": as_of}
        options = {
            name: eval(value, known) if isinstance(value, str) else value
            for name, value in self.options.items()
        }
        return figure_of(self.plot(frame, lang=lang, source=source, **options))


MONEY = ("item", "revised_krw", "executed_krw")
GAP = ("gap_krw", "executed_ratio", "gap_share_ratio")
CHANGE = (
    "item", "previous_krw", "current_krw", "change_krw", "change_ratio", "contribution_pp",
    "is_new",
)  # fmt: skip
SPENDING = "measures.execution_gap(measures.leaves(rows[rows['side'] == 'expenditure']))"
CHANGES = "measures.leaves(measures.year_over_year(rows[rows['side'] == '{side}']))"
ELAPSED: dict[str, str | int] = {"elapsed": "measures.elapsed_ratio(as_of)"}
MEASURES = {
    "gap": Measure(
        ("집행잔액", "Unspent budget"), "execution", "Ⅲ", f"measures.gap_share({SPENDING})",
        figures.plot_gap_by_item, (*MONEY, *GAP, "source_line"), {"top_n": 15},
    ),
    "ratio": Measure(
        ("단위과제별 집행률", "Execution ratio by objective"), "execution", "Ⅲ",
        f"measures.pace(measures.objective_lines({SPENDING}), as_of)",
        figures.plot_execution_ratio, (*MONEY, "executed_ratio", "pace_pp", "source_line"), ELAPSED,
    ),
    "projection": Measure(
        ("연말 예상 집행잔액", "Expected unspent at year end"), "execution", "Ⅲ",
        f"measures.projection({SPENDING}, as_of)",
        figures.plot_projection, (*MONEY, "projected_krw", "expected_unspent_krw", "source_line"),
    ),
    "pace": Measure(
        ("사업기간 경과율과의 차이", "Pace against own months"), "programs", "Ⅴ",
        "measures.pace(measures.execution_gap(rows), as_of)", figures.plot_pace,
        ("title", "executed_ratio", "elapsed_ratio", "pace_pp", "start", "end", "source_line"),
    ),
    "program_gap": Measure(
        ("사업별 집행잔액", "Unspent budget by program"), "programs", "Ⅴ",
        "measures.gap_share(measures.execution_gap(rows))", figures.plot_gap_by_item,
        ("title", "funding", "revised_krw", "executed_krw", *GAP, "source_line"), {"top_n": 15},
    ),
    "attainment": Measure(
        ("목표 달성률", "Attainment of targets"), "kpis", "Ⅱ, Ⅳ",
        "measures.attainment(rows, as_of)", figures.plot_attainment,
        ("indicator", "unit", "target", "actual", "attainment_ratio", "pace_pp", "source_line"),
        ELAPSED,
    ),
    "change_expenditure": Measure(
        ("지출: 전년도 대비 증감", "Expenditure: change on last year"), "budget_totals", "Ⅰ",
        CHANGES.format(side="expenditure"), figures.plot_contribution, CHANGE,
    ),
    "change_revenue": Measure(
        ("수입: 전년도 대비 증감", "Revenue: change on last year"), "budget_totals", "Ⅰ",
        CHANGES.format(side="revenue"), figures.plot_contribution, CHANGE,
    ),
    "staffing": Measure(
        ("정원과 현원", "Posts and staff"), "staffing", "Ⅰ",
        "rows[(rows['unit'] == rows['unit'].iloc[0]) & (rows['grade_en'] != 'Total')]",
        figures.plot_staffing, ("grade", "quota", "current", "source_line"),
    ),
}  # fmt: skip


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
    rows = measures.of_division(rows, division) if division != ALL else rows
    return rows if goal == ALL else rows[rows["goal_id"] == goal]


def choices(rows: pd.DataFrame, lang: str, report: str) -> tuple[Choices, Choices]:
    """Divisions and goals that the rows know, as (name, id) in the order of the report."""
    columns = [column for column in DIVISION_COLUMNS if column in rows]
    held = {
        part for column in columns for cell in rows[column].dropna() for part in cell.split(";")
    }
    goals = set(rows["goal_id"].dropna()) if "goal_id" in rows else set()
    found = []
    for table, key, ids in (("divisions", "division_id", held), ("strategy", "node_id", goals)):
        frame = load(table, report)
        known = frame[frame[key].isin(ids)]
        names = known[twin("name", lang, known.columns)]
        found.append(list(zip(names, known[key], strict=True)))
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
    if not words:
        return rows
    names = [str(name) for name in rows.columns if not str(name).endswith("_krw")]
    lines = (
        normal(
            " ".join(
                f"{value} {cell_text(value, name, lang, 'won')}"
                for name, value in zip(names, row, strict=True)
            )
        )
        for row in rows[names].itertuples(index=False)
    )
    return rows[[all(word in line for word in words) for line in lines]]


def sort(rows: pd.DataFrame, column: str, ascending: bool = True, lang: str = "ko") -> pd.DataFrame:
    """The rows sorted by a column, as shown in `lang`; the column "" leaves the report's order.

    Equal rows keep their order, missing ones come last.
    """
    if not column:
        return rows
    shown = twin(column, lang, rows.columns)
    key = first_line if column == "source_line" else None
    return rows.sort_values(shown, ascending=ascending, kind="stable", na_position="last", key=key)


def first_line(lines: pd.Series) -> pd.Series:
    """The first of the lines that a row comes from, as a number."""
    return pd.to_numeric(lines.astype("str").str.split(";").str[0])
