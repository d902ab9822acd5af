"""The explorer of `00_start_here`: choose table, division, goal and measure; sort and search; see table and figure."""

from __future__ import annotations

import base64

import ipywidgets as widgets
import pandas as pd
from matplotlib import pyplot as plt

from sfwf_data.figures import drawn, render
from sfwf_data.loader.loading import describe, load, reports, tables
from sfwf_data.notebook.choices import (
    MEASURES,
    Measure,
    choices,
    columns_of,
    measures_of,
    rows_of,
    search,
    select,
    sort,
)
from sfwf_data.notebook.parameters import ALL
from sfwf_data.notebook.prose import prose
from sfwf_data.notebook.tables import column_title, escape, shown_columns, table_html
from sfwf_data.words.errors import unknown
from sfwf_data.words.say import LANGUAGES, check_lang, twin

NOTEBOOK = "00_start_here"
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
        self,
        report: str,
        lang: str = "ko",
        *,
        table: str = "execution",
        division: str = ALL,
        goal: str = ALL,
        measure: str | None = None,
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
        self.order, self.direction = (
            self.dropdown("order", []),
            self.dropdown("direction", [(self.say("rising"), True), (self.say("falling"), False)]),
        )
        self.words = widgets.Text(placeholder=self.say("search_hint"), **self.look("search"))
        self.status, self.listing, self.picture = widgets.HTML(), widgets.HTML(), widgets.HTML()
        choice = self.grid(self.table, self.measure, self.division, self.goal)
        order = self.grid(self.order, self.direction, self.words)
        super().__init__([choice, order, self.status, self.listing, self.picture])
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

    def _repr_mimebundle_(self, **options: object) -> dict:
        """The widget and, for a page where no kernel runs, the table and figure as they stand."""
        bundle = super()._repr_mimebundle_(**options)
        code = table_html(self.rows, self.lang, self.table.label, columns=self.columns)
        return bundle | {"text/html": code + self.picture.value, "text/plain": self.table.label}

    def say(self, key: str, **values: object) -> str:
        return prose(NOTEBOOK, f"explorer_{key}", self.lang, **values)

    def look(self, key: str) -> dict:
        return {
            "description": self.say(key),
            "style": {"description_width": "6em"},
            "layout": widgets.Layout(width="auto"),
        }

    def dropdown(self, key: str, options: list[tuple[str, object]]) -> widgets.Dropdown:
        return widgets.Dropdown(options=options, **self.look(key))

    @staticmethod
    def grid(*controls: widgets.Widget) -> widgets.GridBox:
        """Controls side by side, below each other where the window is narrow."""
        columns = f"repeat(auto-fit, minmax(min(100%, {17 if len(controls) == 3 else 26}em), 1fr))"
        return widgets.GridBox(
            controls,
            layout=widgets.Layout(
                grid_template_columns=columns,
                grid_gap="2px 1.5em",
                max_width="62em",
                margin="0 0 .6em",
            ),
        )

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
        self.measure.value, self.measure.disabled = (
            offered[min(1, len(offered) - 1)],
            len(offered) == 1,
        )
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
        options = [
            (self.say("report_order"), ""),
            *((column_title(name, self.lang), name) for name in self.columns),
        ]
        self.order.options = options
        self.order.value = kept if kept in [name for _, name in options] else ""
        self.quiet = False
        self.list_rows()
        self.picture.value = "" if measure is None else self.draw(measure)

    def list_rows(self) -> None:
        """Show the rows that the search finds, sorted."""
        # Both languages can be searched, whichever is shown.
        held = {
            shown
            for lang in LANGUAGES
            for pair in shown_columns(self.rows, lang, self.columns)
            for shown in pair
        }
        found = search(
            self.rows[[name for name in self.rows if name in held]], self.words.value, self.lang
        )
        listed = sort(found, self.order.value, self.direction.value, self.lang)
        self.direction.disabled = not self.order.value
        self.status.value = (
            f'<p role="status" style="margin:.2em 0">{escape(self.counted(len(listed)))}</p>'
        )
        title = self.table.label
        code = table_html(listed, self.lang, title, columns=self.columns)
        self.listing.value = f'{STYLE}<div class="sfwf-rows" tabindex="0" role="region" aria-label="{escape(title)}">{code}</div>'

    def counted(self, found: int) -> str:
        return self.say(
            "found_all" if found == len(self.rows) else "found", found=found, total=len(self.rows)
        )

    def draw(self, measure: Measure) -> str:
        """The figure of a measure as an image with its alt text, and the caption under it."""
        source = {
            lang: prose(
                NOTEBOOK, "source", lang, as_of=f"{self.as_of:%Y-%m-%d}", where=measure.part
            )
            for lang in LANGUAGES
        }
        axes = measure.plot(
            self.rows,
            lang=self.lang,
            source=source[self.lang],
            **measure.shared(self.as_of),
            **measure.drawing(self.as_of),
        )
        texts = drawn(axes).texts(source)
        alt, title, caption = (texts[name][self.lang] for name in ("alt", "title", "caption"))
        image = base64.b64encode(render(axes, "png", title=title, alt=alt)).decode()
        width = round(axes.figure.get_figwidth() * 100)
        plt.close(axes.figure)
        return (
            f'<figure style="margin:1em 0"><img src="data:image/png;base64,{image}" alt="{escape(alt)}" '
            f'style="width:{width}px;max-width:100%;height:auto"><figcaption lang="{self.lang}" style="max-width:60em;line-height:1.5">'
            f"{escape(caption)}</figcaption></figure>"
        )
