"""The explorer of `00_start_here`: choose table, division, goal and measure; sort and search."""

from __future__ import annotations

import base64

import ipywidgets as widgets
import pandas as pd
from matplotlib import pyplot as plt

from sfwf_data.figures import render
from sfwf_data.loader.loading import describe, tables
from sfwf_data.notebook import choices
from sfwf_data.notebook.choices import AS_REPORTED, MEASURES, Measure, rows_of, rows_with
from sfwf_data.notebook.markup import escape, table_html
from sfwf_data.notebook.parameters import ALL, settle
from sfwf_data.notebook.showing import AboutReport, unedited
from sfwf_data.notebook.tables import column_title, shown_columns, tabulate
from sfwf_data.notebook.takeaway import code_of, csv_link
from sfwf_data.words.errors import unknown
from sfwf_data.words.say import LANGUAGES, say, twin

STYLE = (
    "<style>.sfwf-rows{max-height:28em;overflow:auto;border:1px solid #8888}"
    ".sfwf-rows>div{overflow:visible!important}"
    ".sfwf-rows table{width:100%}.sfwf-rows td,.sfwf-rows th{line-height:1.45}"
    ".sfwf-rows thead th{position:sticky;top:0;background:var(--jp-layout-color0,#fff)}</style>"
)
TEXTS = {
    "table": ("표", "Table"),
    "measure": ("측정값", "Measure"),
    "division": ("부서", "Division"),
    "goal": ("목표", "Goal"),
    "order": ("정렬 기준", "Sort by"),
    "direction": ("방향", "Direction"),
    "words": ("찾기", "Search"),
    "hint": ("단어", "words"),
    "rising": ("작은 값부터, 가나다순", "smallest first, A to Z"),
    "falling": ("큰 값부터, 가나다 역순", "largest first, Z to A"),
    "all": ("전체", "All"),
    "no division": ("이 표에는 부서 구분이 없음", "No divisions in this table"),
    "no goal": ("이 표에는 목표 구분이 없음", "No goals in this table"),
    "report order": ("보고서 순서", "Order of the report"),
    "found": ("{total}행 가운데 {found}행", "{found} of {total} rows"),
    "found all": ("{total}행 모두", "All {total} rows"),
    AS_REPORTED: ("보고된 그대로 (그림 없음)", "As reported (no figure)"),
    "csv": ("이 행을 CSV로 저장", "Save these rows as CSV"),
    "code": ("이 표를 만드는 코드", "The code that gives this table"),
}
CHOICES, ARRANGED = ("table", "measure", "division", "goal"), ("order", "direction", "words")


class Explorer(widgets.VBox):
    """Controls, a table with the code that gives it and its CSV, and a figure.

    Parameters
    ----------
    report : str
        Id of the report, or ``latest``.
    lang : {"ko", "en"}
    table, measure : str
        What is chosen at first.
    division, goal : str
        Ids or names in Korean or English.

    Raises
    ------
    UnknownNameError
        A report, language, table, division, goal or measure that there is not.
    """

    def __init__(
        self,
        report: str = "latest",
        lang: str = "ko",
        *,
        table: str = "execution",
        division: str = ALL,
        goal: str = ALL,
        measure: str | None = None,
    ):
        named = settle({"report": report, "lang": lang, "division": division, "goal": goal})
        self.about, self.lang, self.quiet = AboutReport(str(named["report"])), lang, False
        self.report, self.columns = self.about.report, list[str]()
        self.rows = self.listed = pd.DataFrame()
        titles = describe()[twin("title", lang, ["title_en"])]
        self.table, self.measure, self.division, self.goal, self.order, self.direction = (
            widgets.Dropdown(**self.look(name)) for name in (*CHOICES, "order", "direction")
        )
        self.table.options = [(titles[name], name) for name in tables()]
        self.direction.options = [(self.say("rising"), True), (self.say("falling"), False)]
        self.direction.value = True
        self.words = widgets.Text(placeholder=self.say("hint"), **self.look("words"))
        self.status, self.listing, self.code, self.picture = (widgets.HTML() for _ in range(4))
        shown = (self.status, self.listing, self.code, self.picture)
        super().__init__([self.grid(26, *CHOICES), self.grid(17, *ARRANGED), *shown])
        self.add_class("sfwf-explorer")
        self.start(**named | {"table": table, "measure": measure})
        for name in (*CHOICES, *ARRANGED):
            getattr(self, name).observe(self.follow, "value")

    def start(self, **wanted: object) -> None:
        """Set the first choices one by one: a table has its own measures, divisions and goals."""
        for name in CHOICES:
            control = getattr(self, name)
            valid = [option for _, option in control.options]
            if name == "measure" and wanted[name] is None:
                continue
            if wanted[name] not in valid:
                what = name if name == "table" else f"{name} in this table"
                raise unknown(what, wanted[name], valid)
            control.value = wanted[name]
            if name == "table":
                self.new_table()
        self.refresh()

    def _repr_mimebundle_(self, **options: object) -> dict:
        """The widget and, for a page where no kernel runs, the table and figure as they stand."""
        bundle = super()._repr_mimebundle_(**options)
        shown = tabulate(self.rows, self.lang, columns=self.columns)
        code = table_html(shown, self.lang, self.table.label)
        return bundle | {"text/html": code + self.picture.value, "text/plain": self.table.label}

    def say(self, key: str, **values: object) -> str:
        """A text in the language of the explorer."""
        ko, en = TEXTS[key] if key in TEXTS else MEASURES[key].name
        return say(self.lang, ko=ko, en=en, **values)

    def look(self, key: str) -> dict:
        """Name and width of a control."""
        style, layout = {"description_width": "6em"}, widgets.Layout(width="auto")
        return {"description": self.say(key), "style": style, "layout": layout}

    def grid(self, width: int, *names: str) -> widgets.GridBox:
        """Controls side by side, below each other where the window is narrow."""
        columns = f"repeat(auto-fit, minmax(min(100%, {width}em), 1fr))"
        look = {"grid_template_columns": columns, "grid_gap": "2px 1.5em", "max_width": "62em"}
        layout = widgets.Layout(**look, margin="0 0 .6em")
        return widgets.GridBox([getattr(self, name) for name in names], layout=layout)

    def follow(self, change: dict) -> None:
        """Show what was chosen; order and search leave the figure as it is."""
        if self.quiet:
            return
        if any(change["owner"] is getattr(self, name) for name in ARRANGED):
            self.list_rows()
            return
        if change["owner"] is self.table:
            self.new_table()
        self.refresh()

    def new_table(self) -> None:
        """Offer the measures, divisions and goals of the table; say so where it has none."""
        self.quiet = True
        table = self.table.value
        offered = choices.choices(rows_of(table, self.report), self.lang, self.report)
        for name, options in zip(("division", "goal"), offered, strict=True):
            control, first = getattr(self, name), self.say("all" if options else f"no {name}")
            control.options = [(first, ALL), *options]
            control.value, control.disabled = ALL, not options
        names = choices.measures_of(table)
        self.measure.options = [(self.say(name), name) for name in names]
        self.measure.value, self.measure.disabled = names[:2][-1], len(names) == 1
        self.words.value = ""
        self.quiet = False

    def refresh(self) -> None:
        """Work out the rows, then show table and figure."""
        table, measure = self.table.value, MEASURES.get(self.measure.value)
        rows = rows_of(table, self.report)
        rows = choices.select(rows, self.division.value, self.goal.value)
        self.rows = rows if measure is None else measure.compute(rows, self.about.day)
        self.columns = choices.columns_of(table, self.rows, self.measure.value)
        self.quiet = True
        kept = self.order.value
        titles = [(column_title(name, self.lang), name) for name in self.columns]
        self.order.options = [(self.say("report order"), ""), *titles]
        self.order.value = kept if kept in self.columns else ""
        self.quiet = False
        self.list_rows()
        self.picture.value = "" if measure is None else self.draw(measure)

    def list_rows(self) -> None:
        """Show the rows that the search finds, sorted, with their code and CSV."""
        shown = [shown_columns(self.rows, lang, self.columns) for lang in LANGUAGES]
        held = list(dict.fromkeys(name for pairs in shown for pair in pairs for name in pair))
        found = rows_with(self.rows[held], self.words.value, self.lang)
        self.listed = choices.sort(found, self.order.value, self.direction.value, self.lang)
        self.direction.disabled = not self.order.value
        key, title = "found all" if len(found) == len(self.rows) else "found", self.table.label
        counted = escape(self.say(key, found=len(found), total=len(self.rows)))
        link = csv_link(self.listed, f"{self.table.value}.csv", self.say("csv"))
        self.status.value = f'<p role="status" style="margin:.2em 0">{counted} · {link}</p>'
        code = table_html(tabulate(self.listed, self.lang, columns=self.columns), self.lang, title)
        self.listing.value = (
            f'{STYLE}<div class="sfwf-rows" tabindex="0" role="region" '
            f'aria-label="{escape(title)}">{code}</div>'
        )
        chosen = {name: getattr(self, name).value for name in (*CHOICES, *ARRANGED)}
        self.code.value = (
            f"<details><summary>{escape(self.say('code'))}</summary>"
            '<pre style="user-select:all;white-space:pre-wrap">'
            f"{escape(code_of(chosen, self.about, held, self.lang))}</pre></details>"
        )

    def draw(self, measure: Measure) -> str:
        """The figure of a measure as an image with its alt text, and the caption under it."""
        source = self.about.source_line(choices.PARTS[measure.table])
        shared = {"lang": self.lang, "source": source[self.lang]}
        figure = measure.draw(self.rows, self.about.day, **shared)
        texts = unedited(figure).texts(source)  # type: ignore[union-attr]
        title, alt, caption = (texts[name][self.lang] for name in ("title", "alt", "caption"))
        image = base64.b64encode(render(figure, "png", title=title, alt=alt)).decode()
        width = round(figure.get_figwidth() * 100)
        plt.close(figure)
        return (
            '<figure style="margin:1em 0">'
            f'<img src="data:image/png;base64,{image}" alt="{escape(alt)}" '
            f'style="width:{width}px;max-width:100%;height:auto">'
            f'<figcaption lang="{self.lang}" style="max-width:60em;line-height:1.5">'
            f"{escape(caption)}</figcaption></figure>"
        )
