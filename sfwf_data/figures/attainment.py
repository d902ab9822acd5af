"""How far each indicator is on its way to the annual target."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, MUTED, RULE, SOFT, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.rows import names
from sfwf_data.words.formats import format_number, format_ratio
from sfwf_data.words.say import say, twin
from sfwf_data.words.terms import term


def attainment_finding(frame: pd.DataFrame, lang: str, *, label: str | None = None) -> str:
    """How many of the indicators reported have reached the annual target; how many are not."""
    ratios = frame["attainment_ratio"].dropna().astype(float)
    n, rest, met = len(ratios), len(frame) - len(ratios), int((ratios >= 1).sum())
    if n == 0:
        return say(
            lang,
            ko="지표 {n}개의 실적이 아직 보고되지 않았다",
            en="No result is reported yet ({n} indicators)",
            n=rest,
        )
    unreported = say(lang, ko="(미보고 {n}개)", en=" ({n} not yet reported)", n=rest)
    values = {"n": n, "met": met, "unreported": unreported if rest else ""}
    if n == 1:
        return say(
            lang,
            ko="{item}의 달성률은 {ratio}이다{unreported}",
            en="{item}: {ratio} of the annual target{unreported}",
            item=names(frame, lang, label)[ratios.index[0]],
            ratio=format_ratio(ratios.iloc[0], lang),
            **values,
        )
    if met == 0:
        return say(
            lang,
            ko="실적이 보고된 지표 {n}개 가운데 연간 목표에 이른 것은 없다{unreported}",
            en="None of the {n} indicators reported has reached the annual target{unreported}",
            **values,
        )
    if met == n:
        return say(
            lang,
            ko="실적이 보고된 지표 {n}개 모두 연간 목표에 이르렀다{unreported}",
            en="All {n} indicators reported have reached the annual target{unreported}",
            **values,
        )
    return say(
        lang,
        ko="실적이 보고된 지표 {n}개 가운데 {met}개가 연간 목표에 이르렀다{unreported}",
        en="{met} of the {n} indicators reported have reached the annual target{unreported}",
        **values,
    )


@figure(
    finding=attainment_finding,
    value="attainment_ratio",
    about={
        "ko": "점그래프: 연간 목표 대비 실적. 아직 보고되지 않은 지표는 아래에 따로 둔다.",
        "en": "Dot chart: result as a share of the annual target; "
        "indicators not yet reported stand apart at the bottom.",
    },
    needs={
        "attainment_ratio": "measures.attainment(kpis)",
        "target": "load('kpis')",
        "actual": "load('kpis')",
    },
)
def plot_attainment(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    elapsed: float | None = None,
    *,
    label: str | None = None,
) -> None:
    """Draw the attainment of each indicator as a dot, with the annual target and the year's share.

    Parameters
    ----------
    frame : DataFrame
        `attainment_ratio` (actual ÷ target, uncapped; missing where not reported), `target`,
        `actual`, perhaps `unit`, and a column that names the rows.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.

    Returns
    -------
    Axes
        x in per cent of the target.  Indicators not yet reported stand at the bottom, with no dot.
    """
    named = frame.assign(name=names(frame, lang, label), shown_unit=unit_texts(frame, lang))
    reported = named[named["attainment_ratio"].notna()].sort_values(
        "attainment_ratio", ascending=False, kind="stable"
    )
    waiting = named[named["attainment_ratio"].isna()]
    gap = 1 if len(reported) and len(waiting) else 0
    values = (100 * reported["attainment_ratio"].astype(float)).tolist()
    labels = [
        f"{format_ratio(ratio, lang)}  ({format_number(actual, lang)}/{target})"
        for ratio, actual, target in zip(
            reported["attainment_ratio"], reported["actual"], targets(reported, lang), strict=True
        )
    ]
    notes = [
        say(
            lang,
            ko="아직 보고되지 않음 (목표 {target})",
            en="not yet reported (target {target})",
            target=target,
        )
        for target in targets(waiting, lang)
    ]
    canvas.row_labels([*reported["name"], *[""] * gap, *waiting["name"]], row=24)
    canvas.fit_x([*values, *[0.0] * len(notes)], [*labels, *notes], upper=105)
    rows = range(len(values))
    colors = [dot_color(value, elapsed) for value in values]
    canvas.ax.hlines(rows, 0, values, color=RULE, linewidth=2.5, zorder=1.5)
    canvas.ax.scatter(values, rows, s=58, color=colors, zorder=3, gid="dots")
    canvas.reference(100, say(lang, ko="연간 목표", en="annual target"))
    if elapsed is not None:
        gone = term("elapsed", lang, ratio=format_ratio(elapsed, lang))
        canvas.reference(100 * elapsed, gone, "left")
    box = {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"}
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        canvas.label(value, row, f" {text}", bbox=box, zorder=2.5)
    for row, text in enumerate(notes, start=len(values) + gap):
        canvas.label(0, row, text, color=MUTED, bbox=box, zorder=2.5)
    canvas.value_axis(term("axis attainment", lang), "{:g}%")


def dot_color(value: float, elapsed: float | None) -> str:
    """Strong where the target is met, light where the year's share is, else that of warnings."""
    if value >= 100:
        return MAIN
    return SOFT if elapsed is None or value >= 100 * elapsed else WARN


def targets(rows: pd.DataFrame, lang: str) -> list[str]:
    """The target of each row with its unit."""
    return [
        f"{format_number(target, lang)}{unit}"
        for target, unit in zip(rows["target"], rows["shown_unit"], strict=True)
    ]


def unit_texts(frame: pd.DataFrame, lang: str) -> pd.Series:
    """The unit of each row in `lang`, empty where there is none."""
    if "unit" not in frame:
        return pd.Series("", index=frame.index)
    units = frame[twin("unit", lang, frame.columns)].fillna("").astype(str)
    return units if lang == "ko" else units.where(units.isin(["", "%"]), " " + units)
