"""Title, caption and alt text of each figure, in Korean and English, computed from the frame that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from sfwf_data.figures import findings
from sfwf_data.words.errors import unknown
from sfwf_data.words.formats import format_number, format_pp, format_ratio, format_won, pick_unit
from sfwf_data.words.say import LANGUAGES
from sfwf_data.words.terms import term

LISTED = 12  # rows that an alt text spells out


@dataclass(frozen=True)
class Kind:
    """A kind of figure: the function that finds its sentence, and the column that its marks show."""

    finding: Callable[..., str]
    value: str
    ascending: bool | None = False  # None: in the order of the frame


KINDS = {
    "gap_by_item": Kind(findings.gap_finding, "gap_krw"),
    "execution_ratio": Kind(findings.ratio_finding, "executed_ratio"),
    "pace": Kind(findings.pace_finding, "pace_pp", True),
    "projection": Kind(findings.projection_finding, "expected_unspent_krw"),
    "bridge": Kind(findings.bridge_finding, "change_krw"),
    "contribution": Kind(findings.contribution_finding, "contribution_pp"),
    "share_shift": Kind(findings.share_shift_finding, "current_share_ratio"),
    "composition": Kind(findings.composition_finding, "revised_krw"),
    "attainment": Kind(findings.attainment_finding, "attainment_ratio"),
    "spending_vs_targets": Kind(findings.spending_finding, "attainment_ratio"),
    "program_peers": Kind(findings.peers_finding, "executed_ratio"),
    "staffing": Kind(findings.staffing_finding, "current", None),
    "coverage": Kind(findings.coverage_finding, "revised_krw", None),
    "check_status": Kind(findings.check_finding, ""),
}


def figure_texts(
    kind: str, frame: pd.DataFrame, source: Mapping[str, str] | None = None, **options: object
) -> dict:
    """Title, caption and alt text of a figure, ready for `save_figure` and `notebook.show_figure`.

    Parameters
    ----------
    kind : str
        The figure: the name of its function without ``plot_``.
    frame : DataFrame
        As the function takes it.
    source : mapping of "ko" and "en" to text, optional
        Ends the caption.
    **options
        What the finding needs besides the frame (`elapsed`, `label`, `program`, `value`, `years`, `total_krw`).

    Returns
    -------
    dict
        ``{"title": {"ko", "en"}, "caption": {...}, "alt": {...}}``.
    """
    if kind not in KINDS:
        raise unknown("kind of figure", kind, KINDS)
    result: dict[str, dict[str, str]] = {"title": {}, "caption": {}, "alt": {}}
    for lang in LANGUAGES:
        finding = KINDS[kind].finding(frame, lang=lang, **options)
        about = term(f"chart {kind}", lang)
        parts = [f"{finding}.", about]
        result["title"][lang] = finding
        result["caption"][lang] = " ".join(
            [*parts, term("source", lang, text=source[lang]) + "."] if source else parts
        )
        result["alt"][lang] = " ".join(
            [*parts, rows_in_words(KINDS[kind], frame, lang, options)]
        ).strip()
    return result


def rows_in_words(kind: Kind, frame: pd.DataFrame, lang: str, options: Mapping) -> str:
    """The rows of a figure as ``name value`` pairs, the first ones written out."""
    column = str(options.get("value") or kind.value)
    if frame.empty or column not in frame:
        return ""
    rows = (
        frame
        if kind.ascending is None
        else frame.sort_values(column, ascending=kind.ascending, kind="stable")
    )
    named = findings.names(rows, lang, options.get("label"))
    unit = pick_unit(rows[column], lang) if column.endswith("_krw") else ""
    pairs = [
        f"{name} {in_words(value, column, lang, unit)}"
        for name, value in zip(named[:LISTED], rows[column][:LISTED], strict=True)
    ]
    if len(rows) > LISTED:
        pairs.append(term("others", lang, n=len(rows) - LISTED))
    return "; ".join(pairs) + "."


def in_words(value: float, column: str, lang: str, unit: str = "") -> str:
    """A value as its column's ending says: won, ratio, percentage points, or a plain number."""
    if column.endswith("_krw"):
        return format_won(value, lang, unit or None)
    if column.endswith("_ratio"):
        return format_ratio(value, lang)
    return format_pp(value, lang) if column.endswith("_pp") else format_number(value, lang)
