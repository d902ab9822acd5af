"""What makes a figure of a function that draws: `@figure`, and `Drawn`, which it leaves behind."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sfwf_data.figures import captions
from sfwf_data.figures.canvas import PHONE, WIDTH, Canvas
from sfwf_data.figures.looks import looks
from sfwf_data.figures.recipe import Recipe, Said
from sfwf_data.figures.rows import Pair, report_date
from sfwf_data.figures.signatures import OWN, full_doc, public_signature
from sfwf_data.figures.style import in_style, language
from sfwf_data.words.say import LANGUAGES

LEFT_ON_AXES = "sfwf_drawn"  # the attribute of axes that holds a `Drawn`

# Every figure by the name of its function, as the face of this room offers it.
FIGURES: dict[str, Callable[..., Axes]] = {}


@dataclass
class Drawn:
    """What a figure was drawn from; `drawn` gives it for the axes.

    Attributes
    ----------
    lang : str
        The language of the figure.
    frame : DataFrame
    options : dict
        What was chosen besides.
    title, subtitle, note, source : str or None
        As given, not computed.
    """

    recipe: Recipe = field(repr=False)
    frame: pd.DataFrame = field(repr=False)
    options: dict[str, Any]
    lang: str
    title: str | None = None
    subtitle: str | None = None
    note: str | None = None
    source: str | None = None
    canvas: Canvas = field(init=False, repr=False)
    looks: tuple = field(init=False, repr=False)

    def draw(self, ax: Axes | None = None, page: float = WIDTH) -> Axes:
        """Draw the figure, and leave this on its axes."""
        own = {key: value for key, value in self.options.items() if key != "label"}
        with in_style():
            self.canvas = canvas = Canvas(ax, self.lang, page)
            try:
                rows = self.recipe.rows(self.frame, self.lang, self.options)
                if rows.empty:
                    canvas.empty()
                else:
                    self.recipe.draw(canvas, rows, **own)
                scope = self.subtitle or report_date(rows, self.lang)
                heading, remark = self.heading(self.lang), self.remark(self.lang)
                if canvas.is_compact:
                    remark = self.note or ""  # the page says the rest
                canvas.finish(heading, scope, "" if rows.empty else remark, self.source)
            except BaseException:
                if ax is None:
                    plt.close(canvas.figure)  # nobody is to see half a figure
                raise
        setattr(canvas.ax, LEFT_ON_AXES, self)
        self.looks = looks(canvas.ax)
        return canvas.ax

    def heading(self, lang: str) -> str:
        """The title that was given in this language, else the finding."""
        if self.title and lang == self.lang:
            return self.title
        return self.recipe.find(self.frame, lang, self.options)

    def remark(self, lang: str) -> str:
        """The note of this kind of figure, and behind it the one that was given."""
        own = self.recipe.remark(self.frame, lang, self.options)
        return " ".join(filter(None, (own, self.note if lang == self.lang else "")))

    def texts(self, source: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
        """Title, caption and alt text in both languages.

        Parameters
        ----------
        source : mapping of "ko" and "en" to text, optional
            Ends the captions.  Without it, the source given to the figure ends the caption in the
            figure's language, and nothing the other.

        Returns
        -------
        dict
            ``{"title": {"ko", "en"}, "caption": {...}, "alt": {...}}``.
        """
        given: Mapping[str, str | None] = source or {self.lang: self.source}
        recipe = self.recipe
        result: dict[str, dict[str, str]] = {"title": {}, "caption": {}, "alt": {}}
        for lang in LANGUAGES:
            title, about = self.heading(lang), recipe.describe(self.frame, lang, self.options)
            listed = recipe.in_words(self.frame, lang, self.options)
            result["title"][lang] = title
            result["caption"][lang] = captions.caption(
                " ".join([f"{title}.", about, self.remark(lang)]).strip(), given.get(lang), lang
            )
            result["alt"][lang] = captions.alt_text(title, about, listed)
        return result

    def add_source(self, text: str) -> None:
        """Write the source under the axes, in place of one that stands there, and make room for it.

        The figure is then the same to the byte as one that was given ``source=text`` at once.

        Parameters
        ----------
        text : str
            What stands after "Source:".
        """
        edited, self.source = self.is_edited, text
        with in_style():
            self.canvas.set_source(text)
        if not edited:
            self.looks = looks(self.canvas.ax)

    def for_phone(self) -> Axes:
        """Draw the figure again as wide as a phone, in letters of the usual size.

        Returns
        -------
        Axes
            Of a new figure.  The names of rows stand above their bars; the source is left out.
        """
        return replace(self).draw(page=PHONE)

    @property
    def is_edited(self) -> bool:
        """True where the figure shows other or more than what was drawn here.

        Its title, labels, limits, marks, texts or colors were changed since, the axes were cleared,
        or other axes stand beside them.
        """
        return looks(self.canvas.ax) != self.looks or len(self.canvas.figure.axes) != 1


def drawn(ax: Axes) -> Drawn | None:
    """Give what one of the `plot_*` functions has left on its axes.

    Parameters
    ----------
    ax : Axes

    Returns
    -------
    Drawn or None
        None for axes that none of them has drawn on.
    """
    return getattr(ax, LEFT_ON_AXES, None)


def figure(
    *,
    finding: Callable[..., Said],
    about: Pair | Callable[..., str],
    needs: Mapping[str, str],
    note: Pair | Callable[..., str] | None = None,
    spell: Callable[..., list[str]] | None = None,
    value: str = "",
    ascending: bool | None = False,
    gaps: bool = False,
    named: bool = True,
    adds: Sequence[str] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., Axes]]:
    """Make a `plot_*` function of one that draws; what all figures share is added to it.

    The function gets a `Canvas`, the rows (never none) with their `name`, and its own options.
    `finding(rows, lang)`, with those options that it has parameters for, gives the sentence of the
    title (or several, of which the first short one is said) and the values of its blanks, or None
    where there is nothing to say.  `about` is what kind of chart this is and what it shows, `note`
    what must not be concluded, or what makes that of the rows.  `needs` is column -> the
    expression that makes it; the name of an option stands for the column that it names.  Rows that
    lack a value of one are left out, unless `gaps`.  An alt text says the parts that `spell(rows,
    lang)` gives, with options like `finding`; without it, it lists the column `value` (an option
    `value` goes before it), falling unless `ascending`, and as the frame has it where that is None.
    With `named`, rows have names and the figure the option `label`.  With `adds`, it adds rows up
    or counts them, apart for each value of the columns there, if any, and refuses rows that
    overlap.  `about` may be made of the rows too.
    """

    def decorate(draw: Callable[..., None]) -> Callable[..., Axes]:
        name, shown = draw.__name__, public_signature(draw, named)
        recipe = Recipe(draw, finding, about, note, spell, needs, value, ascending, gaps, adds)

        def drawing(*args: Any, **kwargs: Any) -> Axes:
            try:
                bound = shown.bind(*args, **kwargs)
            except TypeError as error:
                raise TypeError(f"{name}() {error}") from None
            bound.apply_defaults()
            options = dict(bound.arguments)
            frame, ax, lang, *texts = (options.pop(key) for key in OWN)
            recipe.ask_columns(frame, options)
            recipe.ask_addable(frame)
            # A shallow copy: pandas copies on write, so later changes of the frame are not seen.
            shallow = frame.copy(deep=False)
            return Drawn(recipe, shallow, options, language(lang), *texts).draw(ax)

        plot: Any = functools.wraps(draw)(drawing)
        plot.__signature__ = shown
        plot.__doc__ = full_doc(draw.__doc__ or "", shown, adds is not None)
        FIGURES[name] = plot
        return plot

    return decorate
