"""A figure in a cell's output: of this package or of its reader, saved, described, numbered."""

from __future__ import annotations

import base64

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sfwf_data.figures import Drawn, drawn, render, save_figure
from sfwf_data.figures.save import DPI
from sfwf_data.loader.loading import load
from sfwf_data.notebook.markup import escape
from sfwf_data.notebook.outputs import emit, show
from sfwf_data.words.parts import part_names
from sfwf_data.words.records import PHONE, RECORD
from sfwf_data.words.say import LANGUAGES, say, twin, visible
from sfwf_data.words.terms import term

Texts = dict[str, dict[str, str]]  # title, caption and alt text, each by language
MEANS = {
    "title": "title is one sentence with what was found (ax.set_title does too)",
    "alt": "alt tells those who cannot see the figure what it shows, in a sentence or two",
}


class AboutReport:
    """A report as readers cite it: its id, its date (as text: `day`) and its source line."""

    def __init__(self, report: str):
        self.report, self.row = report, load("reports", report).iloc[0]
        self.as_of = self.row["as_of"]
        self.day = f"{self.as_of:%Y-%m-%d}"

    def source_line(self, where: str) -> dict[str, str]:
        """What stands after "Source:" under a figure from a part of the report, by language."""
        ko = "{institution}, 서울특별시의회 보고({day} 기준), {where}"
        en = "{institution}, report to the Seoul Metropolitan Council as of {day}, {where}"
        names = {lang: self.row[twin("institution", lang, self.row.index)] for lang in LANGUAGES}
        return {
            lang: say(
                lang, ko=ko, en=en, institution=name, day=self.day, where=part_names(where, lang)
            )
            for lang, name in names.items()
        }


def show_figure(
    shown: object, name: str, lang: str, number: int, output_dir: str, given: Texts, source: dict
) -> None:
    """Save a figure (where `output_dir` is not empty), show it with its caption, close it.

    Of one of this package, title, caption and alt text come from what was drawn, and for a batch it
    is drawn once more for a phone; of the reader's own, or changed since, they are the reader's.
    `given` (title and alt text in `lang`) goes before; `source` is the source line by language.
    """
    figure = figure_of(shown)
    given = {key: {lang: visible(text[lang])} for key, text in given.items()}
    if "title" in given:
        write_title(figure, given["title"][lang])
    ours = unedited(figure, shown if isinstance(shown, Axes) else None)
    if ours is None:
        if drawn(figure.axes[0]) is None and figure.get_layout_engine() is None:
            figure.set_layout_engine("constrained")  # long names of rows are not cut off
        texts = own_texts(figure, name, lang, given, source)
    else:
        texts = {key: both | given.get(key, {}) for key, both in ours.texts(source).items()}
        if source:
            ours.add_source(source[lang])
    texts = {key: {one: visible(text) for one, text in both.items()} for key, both in texts.items()}
    written = {key: both[lang] for key, both in texts.items()}
    saved = save_figure(figure, name, output_dir, lang=lang, **written)
    if saved.paths:
        image = saved.paths["png"].read_bytes()
    else:
        image = render(figure, "png", title=written["title"], alt=written["alt"])
    bundle: dict[str, object] = {
        "image/png": base64.b64encode(image).decode(),
        "text/plain": written["alt"],
        RECORD: {"figure": {**saved.metadata, **texts, "number": number}},
    }
    about: dict[str, object] = {"image/png": {"alt": written["alt"], **shown_size(figure)}}
    if ours is not None and output_dir:  # who works in JupyterLab does not wait for it
        phone = figure_of(ours.for_phone())
        bundle[PHONE] = base64.b64encode(render(phone, "webp")).decode()
        about[PHONE] = shown_size(phone)
        plt.close(phone)
    emit(bundle, about)
    plt.close(figure)
    lead, caption = escape(term("numbered figure", lang, n=number)), written["caption"]
    style = "color:var(--jp-ui-font-color2,#444);max-width:60em"
    show(f'<p lang="{lang}" style="{style}"><b>{lead}</b> {escape(caption)}</p>', caption, {})


def write_title(figure: Figure, title: str) -> None:
    """Put a title that was given in place of the one that stands on the figure."""
    above = figure.get_suptitle() or len(figure.axes) > 1
    if above:
        figure.suptitle(title)
    else:
        ax = figure.axes[0]
        ax.set_title(title, loc="left" if ax.get_title(loc="left") else "center")


def figure_of(shown: object) -> Figure:
    """The figure of axes, of a grid of seaborn's, or itself."""
    if isinstance(shown, Axes):
        found = shown.get_figure(root=True)
    else:
        found = shown if isinstance(shown, Figure) else getattr(shown, "figure", None)
    if not isinstance(found, Figure):
        raise TypeError(f"axes or a figure are expected, not a {type(shown).__name__}")
    if not found.axes:
        raise ValueError("the figure has no axes: nothing is drawn on it")
    return found


def unedited(figure: Figure, ax: Axes | None = None) -> Drawn | None:
    """What this package knows of the figure; None where the reader drew or changed it."""
    known = drawn(ax or figure.axes[0])
    return None if known is None or known.is_edited else known


def own_texts(figure: Figure, name: str, lang: str, given: Texts, source: dict) -> Texts:
    """Title, caption and alt text of a figure of the reader's own."""
    title = given["title"][lang] if "title" in given else title_of(figure)
    missing = [key for key, there in (("title", title), ("alt", "alt" in given)) if not there]
    if missing:
        asked = ", ".join(f"{key}='…'" for key in missing)
        raise ValueError(
            f"you drew or changed the figure {name!r}, so its words are yours too: "
            f"nb.show(ax, {name!r}, {asked}); {'; '.join(MEANS[key] for key in missing)}"
        )
    caption = title if title.endswith((".", "?", "!")) else f"{title}."
    if source:
        caption += f" {term('source', lang, text=source[lang])}."
    return {"title": {lang: title}, "caption": {lang: caption}, "alt": dict(given["alt"])}


def title_of(figure: Figure) -> str:
    """The title above a figure, else the titles of its axes; in one line."""
    titles = [figure.get_suptitle()]
    for ax in figure.axes if not titles[0] else ():
        titles += [ax.get_title("left"), ax.get_title("center"), ax.get_title("right")]
    return ", ".join(" ".join(title.split()) for title in titles if title.strip())


def shown_size(figure: Figure) -> dict[str, int]:
    """Width and height of a figure in CSS pixels: it has twice as many."""
    width, height = figure.get_size_inches() * DPI / 2
    return {"width": round(width), "height": round(height)}
