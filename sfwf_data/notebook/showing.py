"""A figure in a cell's output: of this package or of its reader, saved, described, numbered."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sfwf_data.figures import Drawn, drawn, render, save_figure
from sfwf_data.figures.save import DPI
from sfwf_data.notebook.outputs import emit
from sfwf_data.words.records import PHONE, RECORD
from sfwf_data.words.terms import term

Texts = dict[str, dict[str, str]]


def show_figure(
    shown: Axes | Figure, name: str, *, lang: str, number: int, output_dir: str = "",
    source: Mapping[str, str] | None = None, title: str | None = None, alt: str | None = None,
) -> str:  # fmt: skip
    """Save a figure (where `output_dir` is not empty), show it with its alt text, close it.

    Parameters
    ----------
    shown : Axes or Figure
        Of this package: title, caption and alt text come from what was drawn, and for a batch it
        is drawn once more for a phone.  Of the reader's own, or changed since: the title is
        theirs, and the alt text is asked for.
    name : str
        File name, a slug.
    lang : {"ko", "en"}
    number : int
    output_dir : str
    source : mapping of "ko" and "en" to text, optional
        The source line; without it there is none.
    title, alt : str, optional
        In `lang`; they go before those that were found.

    Returns
    -------
    str
        The caption.

    Raises
    ------
    ValueError
        A figure of the reader's own has no title or no alt text.
    MissingGlyphError
        A character has no glyph in the font.
    """
    figure = figure_of(shown)
    if title:
        write_title(figure, title)
    ours = unedited(figure, shown if isinstance(shown, Axes) else None)
    given = {key: {lang: text} for key, text in (("title", title), ("alt", alt)) if text}
    if ours is None:
        if drawn(figure.axes[0]) is None and figure.get_layout_engine() is None:
            figure.set_layout_engine("constrained")  # long names of rows are not cut off
        texts = own_texts(figure, name, lang, given, source)
    else:
        texts = ours.texts(dict(source) if source else None)
        texts = {key: both | given.get(key, {}) for key, both in texts.items()}
        if source:
            ours.add_source(source[lang])
    written, described = {key: both[lang] for key, both in texts.items()}, texts["alt"][lang]
    saved = save_figure(figure, name, output_dir, lang=lang, **written)
    image = (
        saved.paths["png"].read_bytes()
        if "png" in saved.paths
        else render(figure, "png", title=written["title"], alt=described)
    )
    bundle: dict[str, object] = {
        "image/png": base64.b64encode(image).decode(),
        "text/plain": described,
        RECORD: {"figure": {**saved.metadata, **texts, "number": number}},
    }
    about: dict[str, object] = {"image/png": {"alt": described, **shown_size(figure)}}
    if ours is not None and output_dir:  # who works in JupyterLab does not wait for it
        phone = figure_of(ours.for_phone())
        bundle[PHONE] = base64.b64encode(render(phone, "webp")).decode()
        about[PHONE] = shown_size(phone)
        plt.close(phone)
    emit(bundle, about)
    plt.close(figure)
    return written["caption"]


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


def own_texts(
    figure: Figure, name: str, lang: str, given: Texts, source: Mapping[str, str] | None
) -> Texts:
    """Title, caption and alt text of a figure of the reader's own."""
    title = given["title"][lang] if "title" in given else title_of(figure)
    missing = [key for key, there in (("title", title), ("alt", "alt" in given)) if not there]
    if missing:
        means = {
            "title": "title is one sentence with what was found (ax.set_title does too)",
            "alt": "alt tells those who cannot see the figure what it shows, in a sentence or two",
        }
        asked = ", ".join(f"{key}='…'" for key in missing)
        raise ValueError(
            f"you drew or changed the figure {name!r}, so its words are yours too: "
            f"nb.show(ax, {name!r}, {asked}); {'; '.join(means[key] for key in missing)}"
        )
    ending = "" if title.endswith((".", "?", "!")) else "."
    caption = f"{title}{ending}"
    if source:
        caption += f" {term('source', lang, text=source[lang])}."
    return {"title": {lang: title}, "caption": {lang: caption}, "alt": dict(given["alt"])}


def title_of(figure: Figure) -> str:
    """The title above a figure, else the titles of its axes; in one line."""
    above = figure.get_suptitle()
    titles = (
        [above]
        if above
        else [ax.get_title(loc=side) for ax in figure.axes for side in ("left", "center", "right")]
    )
    return ", ".join(" ".join(title.split()) for title in titles if title.strip())


def shown_size(figure: Figure) -> dict[str, int]:
    """Width and height of a figure in CSS pixels: it has twice as many."""
    width, height = figure.get_size_inches() * DPI / 2
    return {"width": round(width), "height": round(height)}
