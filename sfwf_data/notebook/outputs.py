"""What notebooks show: tables, figures with captions, recorded numbers, provenance."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.metadata
import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sfwf_data.figures.save import DPI, SavedFigure, render, save_figure
from sfwf_data.loader.loading import chosen
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.notebook.tables import table_html
from sfwf_data.words.records import PHONE, RECORD
from sfwf_data.words.say import check_lang
from sfwf_data.words.terms import term


def caption(text: str, lang: str = "ko", number: int | None = None, what: str = "figure") -> None:
    """Show a caption: ``그림 1. ...`` or ``Table 2. ...`` (`what` is "figure" or "table")."""
    lead = (
        f"<b>{plain(term(f'numbered {what}', lang, n=number))}</b> " if number is not None else ""
    )
    show_html(
        f'<p lang="{check_lang(lang)}" style="color:#444;max-width:60em">{lead}{plain(text)}</p>',
        text,
    )


def plain(text: object) -> str:
    return html.escape(str(text), quote=True)


def show_html(code: str, text: str) -> None:
    display({"text/html": code, "text/plain": text}, raw=True)


def show_table(
    frame: pd.DataFrame, lang: str = "ko", title: str | None = None, *,
    columns: Sequence[str] | None = None, unit: str | None = None, number: int | None = None, names: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Show a frame as a table for readers: words as headers, units in the header, figures formatted and aligned.

    Parameters
    ----------
    frame : DataFrame
        Text columns with a twin ``*_en`` are shown in `lang`; the twin itself is not a column of its own.
    lang : {"ko", "en"}
    title : str, optional
        Caption of the table, numbered if `number` is given.
    columns : sequence of str, optional
        Which columns, and in which order; all of them otherwise.
    unit : str, optional
        Unit of money for all columns in ``_krw``; chosen from the largest value otherwise.
    number : int, optional
    names : mapping, optional
        Column -> header, where the usual one does not fit.
    """
    lead = term("numbered table", lang, n=number) + " " if number is not None else ""
    full_title = f"{lead}{title}" if title else lead.strip() or None
    code = table_html(frame, lang, full_title, columns=columns, unit=unit, names=names)
    show_html(code, frame.to_string(max_rows=20))


def show_figure(
    ax: Axes, name: str, output_dir: str = "", *, texts: Mapping, lang: str = "ko", number: int | None = None,
    formats: Iterable[str] = ("png", "svg"), phone: Axes | None = None,
) -> SavedFigure:  # fmt: skip
    """Save a figure (where `output_dir` is not empty), show it with alt text and caption, note it for the batch, close it.

    Parameters
    ----------
    ax : Axes
    name : str
        File name, a slug.
    output_dir : str
        Empty: not saved.
    texts : mapping
        Title, caption and alt in both languages, as `captions.figure_texts` gives them.
    lang : {"ko", "en"}
    number : int, optional
        Of the figure, for its caption.
    formats : iterable of {"png", "svg", "pdf"}
    phone : Axes, optional
        The same figure drawn for a phone; it is kept in the notebook's output beside the figure, and not saved.

    Raises
    ------
    MissingGlyphError
        A character has no glyph in the font.
    """
    saved = save_figure(ax, name, output_dir, formats=formats, lang=lang, **texts)
    alt, title = texts["alt"][lang], texts["title"][lang]
    image = (
        saved.paths["png"].read_bytes()
        if "png" in saved.paths
        else render(ax, "png", title=title, alt=alt)
    )
    bundle = {
        "image/png": base64.b64encode(image).decode(),
        "text/plain": alt,
        RECORD: {"figure": saved.metadata},
    }
    about = {"image/png": {"alt": alt, **shown_size(ax)}}
    if phone is not None:
        bundle[PHONE], about[PHONE] = (
            base64.b64encode(render(phone, "webp")).decode(),
            shown_size(phone),
        )
        plt.close(phone.get_figure(root=True))
    display(bundle, metadata=about, raw=True)
    plt.close(ax.get_figure(root=True))
    caption(texts["caption"][lang], lang, number)
    return saved


def shown_size(ax: Axes) -> dict[str, int]:
    """Width and height of a figure in CSS pixels: it has twice as many."""
    figure = ax.get_figure(root=True)
    return {
        "width": round(figure.get_figwidth() * DPI / 2),
        "height": round(figure.get_figheight() * DPI / 2),
    }


def record(**numbers: object) -> None:
    """Keep headline numbers in the notebook's output, for tests and batches (`recorded` reads them); nothing is shown.

    Numbers of numpy and pandas become plain ones; what is missing becomes null.
    """
    display(
        {
            RECORD: {"numbers": {name: simple(value) for name, value in numbers.items()}},
            "text/plain": "",
        },
        raw=True,
    )


def simple(value: object) -> object:
    """A value that JSON can hold."""
    if isinstance(value, Mapping):
        return {str(key): simple(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | pd.Series | pd.Index):
        return [simple(one) for one in value]
    if pd.isna(value):
        return None
    plain_value = value.item() if hasattr(value, "item") else value
    if isinstance(plain_value, float) and math.isinf(plain_value):
        raise ValueError("an infinite number cannot be recorded: a ratio was divided by zero")
    return plain_value if isinstance(plain_value, bool | int | float | str) else str(plain_value)


def provenance(report: str | None, tables: Iterable[str], lang: str = "ko") -> dict[str, str]:
    """Show which version of the package and which data files a notebook rests on; no clock time.

    Parameters
    ----------
    report : str, optional
        All reports where it is not given.
    tables : iterable of str
        Names of the tables used.

    Returns
    -------
    dict
        File (``<report>/<table>.csv``) -> sha256.
    """
    schema = Schema.packaged()
    wanted = dict.fromkeys(tables)
    for name in wanted:
        schema.resource(name)  # an unknown one is an error that names the valid ones
    files = [f"{one}/{name}.csv" for one in chosen(report) for name in (*wanted, "corrections")]
    hashes = {
        name: hashlib.sha256((data_folder() / name).read_bytes()).hexdigest() for name in files
    }
    rows = pd.DataFrame({"file": list(hashes), "sha256": list(hashes.values())})
    code = table_html(rows, lang, term("provenance", lang, version=version()))
    display(
        {
            "text/html": code,
            "text/plain": rows.to_string(),
            RECORD: {"data": hashes, "version": version()},
        },
        raw=True,
    )
    return hashes


def version() -> str:
    """The package's version; ``source`` where it runs from a checkout that is not installed."""
    try:
        return importlib.metadata.version("sfwf-data")
    except importlib.metadata.PackageNotFoundError:
        return "source"
