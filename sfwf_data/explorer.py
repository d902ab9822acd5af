"""The explorer of `00_start_here`: choose table, division, goal and measure; sort and search; see table and figure.

The functions are pure and know nothing of widgets; `Explorer` only joins them to controls.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sfwf_data import figures, measures
from sfwf_data.captions import figure_texts
from sfwf_data.errors import unknown
from sfwf_data.loader import describe, load, reports, tables
from sfwf_data.markup import cell_text, column_title, escape, shown_columns, table_html
from sfwf_data.parameters import ALL
from sfwf_data.prose import prose
from sfwf_data.save import render
from sfwf_data.words import LANGUAGES, check_lang, twin

NOTEBOOK = "00_start_here"
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
CHANGE = ("item", "previous_krw", "current_krw", "change_krw", "change_ratio", "contribution_pp", "is_new")
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
        return rows.assign(goal_id=rows["item_id"].str.extract(r"^exp\.programs\.(g\d+)", expand=False))
    if table == "strategy":
        return rows.assign(goal_id=rows["parent_id"].fillna(rows["node_id"]))
    if table == "divisions":
        return rows.assign(office_id=rows["division_id"].str.cat(rows["parent_id"].fillna(""), sep=";"))
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


def choices(rows: pd.DataFrame, lang: str, report: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Divisions and goals that the rows know, as (name, id) in the order of the report."""
    columns = [column for column in DIVISION_COLUMNS if column in rows]
    held = {part for column in columns for cell in rows[column].dropna() for part in cell.split(";")}
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
    kept = [name for name in describe(table).index if name != "report" and not name.endswith(hidden)]
    # In a table of ids alone, the ids are what there is to see.
    return kept if len(kept) > 1 else list(describe(table).index)


def search(rows: pd.DataFrame, text: str, lang: str = "ko") -> pd.DataFrame:
    """The rows that hold every word of `text` in any column, as written in the file or as shown; case does not matter."""
    words = plain(text).split()
    if not words:
        return rows
    shown = [name for name in rows.columns if not str(name).endswith("_krw")]
    found = [
        all(word in line for word in words)
        for line in (
            plain(" ".join(f"{value} {cell_text(value, str(name), lang, 'won')}" for name, value in zip(shown, row, strict=True)))
            for row in rows[shown].itertuples(index=False)
        )
    ]
    return rows[found]


def plain(text: str) -> str:
    """Text in the form in which it is compared: Hangul composed, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


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
    return lines.astype("str").str.split(";").str[0].astype("int64")


STYLE = (
    "<style>.sfwf-rows{max-height:28em;overflow:auto;border:1px solid #8888}.sfwf-rows>div{overflow:visible!important}"
    ".sfwf-rows table{width:100%}.sfwf-rows td,.sfwf-rows th{line-height:1.45}"
    ".sfwf-rows thead th{position:sticky;top:0;background:var(--jp-layout-color0,#fff)}</style>"
)


class Explorer(widgets.VBox):
    """Controls, a table and a figure.

    Parameters
    ----------
    report : str
    lang : {"ko", "en"}
    table, division, goal, measure : str
        What is chosen at first.

    Raises
    ------
    UnknownNameError
        A report, language, table, division, goal or measure that there is not.
    """

    def __init__(
        self, report: str, lang: str = "ko", *, table: str = "execution", division: str = ALL, goal: str = ALL, measure: str | None = None
    ):
        self.report, self.lang = report, check_lang(lang)
        if report not in reports():
            raise unknown("report", report, reports())
        self.as_of = load("reports", report)["as_of"].iloc[0]
        self.rows = pd.DataFrame()
        titles = describe()[twin("title", lang, ["title_en"])]
        self.table = self.dropdown("table", [(titles[name], name) for name in tables()])
        self.measure = self.dropdown("measure", [])
        self.division, self.goal = self.dropdown("division", []), self.dropdown("goal", [])
        self.order, self.direction = self.dropdown("order", []), self.dropdown("direction", [(self.say("rising"), True), (self.say("falling"), False)])
        self.words = widgets.Text(placeholder=self.say("search_hint"), **self.look("search"))
        self.status, self.listing, self.picture = widgets.HTML(), widgets.HTML(), widgets.HTML()
        controls = [self.table, self.measure, self.division, self.goal, self.order, self.direction, self.words]
        grid = widgets.Layout(grid_template_columns="repeat(auto-fit, minmax(19em, 1fr))", grid_gap="2px 1.5em", max_width="66em")
        super().__init__([widgets.GridBox(controls, layout=grid), self.status, self.listing, self.picture])
        self.add_class("sfwf-explorer")
        self.quiet = False
        for control in (self.table, self.measure, self.division, self.goal):
            control.observe(self.chosen, "value")
        for control in (self.order, self.direction, self.words):
            control.observe(self.arranged, "value")
        self.start(table=table, measure=measure, division=division, goal=goal)

    def start(self, **wanted: str | None) -> None:
        """Set the first choices, one after the other: each table has its own measures, divisions and goals."""
        for name, value in wanted.items():
            control = getattr(self, name)
            valid = [option for _, option in control.options]
            if value is not None and value not in valid:
                raise unknown(name, value, valid)
            control.value = value if value is not None else valid[min(1, len(valid) - 1)]
            if name == "table":
                self.new_table()
        self.refresh()

    def say(self, key: str, **values: object) -> str:
        return prose(NOTEBOOK, f"explorer_{key}", self.lang, **values)

    def look(self, key: str) -> dict:
        return {"description": self.say(key), "style": {"description_width": "6em"}, "layout": widgets.Layout(width="auto")}

    def dropdown(self, key: str, options: list[tuple[str, object]]) -> widgets.Dropdown:
        return widgets.Dropdown(options=options, **self.look(key))

    def chosen(self, change: dict) -> None:
        """A choice of rows or measure has changed."""
        if self.quiet:
            return
        if change["owner"] is self.table:
            self.new_table()
        self.refresh()

    def arranged(self, change: dict) -> None:
        """Order or search has changed: the figure stays."""
        if not self.quiet:
            self.list_rows()

    def new_table(self) -> None:
        """Offer the measures, divisions and goals of the table that was chosen."""
        self.quiet = True
        every = (self.say("all"), ALL)
        divisions, goals = choices(rows_of(self.table.value, self.report), self.lang, self.report)
        for control, options in ((self.division, divisions), (self.goal, goals)):
            control.options = [every, *options]
            control.value, control.disabled = ALL, not options
        offered = measures_of(self.table.value)
        self.measure.options = [(self.say(name), name) for name in offered]
        self.measure.value, self.measure.disabled = offered[min(1, len(offered) - 1)], len(offered) == 1
        self.words.value = ""
        self.quiet = False

    def refresh(self) -> None:
        """Work out the rows, then show table and figure."""
        rows = select(rows_of(self.table.value, self.report), self.division.value, self.goal.value)
        measure = MEASURES.get(self.measure.value)
        self.rows = rows if measure is None else measure.compute(rows, self.as_of)
        self.columns = columns_of(self.table.value, self.rows, self.measure.value)
        self.quiet = True
        kept = self.order.value
        options = [(self.say("report_order"), ""), *((column_title(name, self.lang), name) for name in self.columns)]
        self.order.options = options
        self.order.value = kept if kept in [name for _, name in options] else ""
        self.quiet = False
        self.list_rows()
        self.picture.value = "" if measure is None else self.draw(measure)

    def list_rows(self) -> None:
        """Show the rows that the search finds, sorted."""
        every = [shown for pair in shown_columns(self.rows, self.lang, self.columns) for shown in pair]
        found = search(self.rows[[*dict.fromkeys([*every, *(f"{name}_en" for name in self.columns if f"{name}_en" in self.rows)])]], self.words.value, self.lang)
        listed = sort(found, self.order.value, self.direction.value, self.lang)
        self.direction.disabled = not self.order.value
        self.status.value = f'<p role="status">{escape(self.say("found", found=len(listed), total=len(self.rows)))}</p>'
        title = dict((name, text) for text, name in self.table.options)[self.table.value]
        code = table_html(listed, self.lang, title, columns=self.columns)
        self.listing.value = f'{STYLE}<div class="sfwf-rows" tabindex="0" role="region" aria-label="{escape(title)}">{code}</div>'

    def draw(self, measure: Measure) -> str:
        """The figure of a measure as an image with its alt text, and the caption under it."""
        source = {lang: prose(NOTEBOOK, "source", lang, as_of=f"{self.as_of:%Y-%m-%d}", where=measure.part) for lang in LANGUAGES}
        shared = measure.shared(self.as_of)
        axes = measure.plot(self.rows, lang=self.lang, source=source[self.lang], **shared, **measure.drawing(self.as_of))
        texts = figure_texts(measure.plot.__name__.removeprefix("plot_"), self.rows, source=source, **shared)
        alt, title, caption = (texts[name][self.lang] for name in ("alt", "title", "caption"))
        image = base64.b64encode(render(axes, "png", title=title, alt=alt)).decode()
        width = round(axes.figure.get_figwidth() * 100)
        plt.close(axes.figure)
        return (
            f'<figure style="margin:1em 0"><img src="data:image/png;base64,{image}" alt="{escape(alt)}" '
            f'style="width:{width}px;max-width:100%;height:auto"><figcaption lang="{self.lang}" style="max-width:60em;line-height:1.5">'
            f"{escape(caption)}</figcaption></figure>"
        )
