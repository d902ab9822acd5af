"""What the signatures and docstrings of all figures share, written once and shown whole in each."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

from matplotlib.axes import Axes

# Parameters that figures share, as each of their docstrings shows them.
SHARED = {
    "ax": """ax : Axes, optional
    Where to draw; a new figure, as high as its rows need, without it.""",
    "lang": """lang : {"ko", "en"}, optional
    Language of all that is written.  Without it the one that `use_style` has set, Korean at
    first.""",
    "label": """label : str, optional
    The column that names the rows.  Without it the first that the frame has of `label`, `item`,
    `title`, `indicator`, `name` and `grade`; in English its twin `*_en`, where there is one.""",
    "title": """title : str, optional
    Instead of the finding, the sentence that the figure computes from the frame.""",
    "subtitle": """subtitle : str, optional
    What rows these are and of which date; it stands under the title, behind what is measured and
    its unit.  Without it the date of the report, where the rows say it.""",
    "note": """note : str, optional
    What must not be concluded, or the correction that moves the finding; it stands under the axes,
    behind the figure's own note.""",
    "source": """source : str, optional
    What stands under the note after "Source:"; no such line without it.""",
}
RETURNS = """Axes
    What a caption, an alt text and a drawing for phones need is left on them: see `drawn`."""
RAISES = """MissingColumnError
    The frame lacks a column; the message says what makes it."""
ADDS = """OverlapError
    Rows contain each other or are of several reports; the message says what to choose."""
TEXTS = "title", "subtitle", "note", "source"
OWN = "frame", "ax", "lang", *TEXTS  # parameters that the decorator takes for itself


def public_signature(draw: Callable[..., None], named: bool) -> inspect.Signature:
    """The signature that readers see of one that draws.

    ``(canvas, rows, own, *, options)`` becomes
    ``(frame, own, ax, lang, *, options, label, title, subtitle, note, source)``.
    """
    _, rows, *own = inspect.signature(draw, eval_str=True).parameters.values()
    positional = [one for one in own if one.kind is one.POSITIONAL_OR_KEYWORD]
    options = [one for one in own if one.kind is one.KEYWORD_ONLY]
    ax = rows.replace(name="ax", default=None, annotation=Axes | None)
    lang = ax.replace(name="lang", annotation=str | None)
    keys = ("label", *TEXTS) if named else TEXTS
    texts = [lang.replace(name=key, kind=lang.KEYWORD_ONLY) for key in keys]
    parameters = [rows.replace(name="frame"), *positional, ax, lang, *options, *texts]
    return inspect.Signature(parameters, return_annotation=Axes)


def full_doc(doc: str, shown: inspect.Signature, adds: bool) -> str:
    """A figure's docstring with the parameters that all share, in the order of the signature."""
    head, *rest = re.split(r"\n\n(?=\w+\n-+\n)", inspect.cleandoc(doc))
    sections = {"Parameters": "", "Returns": RETURNS, "Raises": ""}
    for section in rest:
        title, _, text = section.split("\n", 2)
        sections[title] = text
    own = {text.split(" :")[0]: text for text in re.split(r"\n(?=\S)", sections["Parameters"])}
    sections["Parameters"] = "\n".join((own | SHARED)[name] for name in shown.parameters)
    raises = [RAISES, ADDS if adds else "", sections["Raises"]]
    sections["Raises"] = "\n".join(filter(None, raises))
    parts = [f"{title}\n{'-' * len(title)}\n{text}" for title, text in sections.items()]
    return "\n\n".join([head, *parts]) + "\n"
