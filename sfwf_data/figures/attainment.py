"""How far each indicator is on its way to the annual target."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MAIN, MUTED, RULE, SOFT, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import WHITE_BOX
from sfwf_data.figures.recipe import Said
from sfwf_data.words.formats import format_number, format_ratio
from sfwf_data.words.say import say, twin


def attainment_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How many of the indicators reported have reached the annual target; how many are not."""
    ratios = rows["attainment_ratio"].dropna().astype(float)
    n, rest, met = len(ratios), len(rows) - len(ratios), int((ratios >= 1).sum())
    if n == 0:
        words = (
            "지표 {n}개의 실적이 아직 보고되지 않았다",
            "No result is reported yet ({n} indicators)",
        )
        return words, {"n": rest}
    unreported = say(lang, ko="(미보고 {n}개)", en=" ({n} not yet reported)", n=rest)
    values = {"n": n, "met": met, "unreported": unreported if rest else ""}
    if n == 1:
        values |= {"item": rows["name"][ratios.index[0]]}
        values |= {"ratio": format_ratio(ratios.iloc[0], lang)}
        words = (
            "{item}의 달성률은 {ratio}이다{unreported}",
            "{item}: {ratio} of the annual target{unreported}",
        )
    elif met == 0:
        words = (
            "실적이 보고된 지표 {n}개 가운데 연간 목표에 이른 것은 없다{unreported}",
            "None of the {n} indicators reported has reached the annual target{unreported}",
        )
    elif met == n:
        words = (
            "실적이 보고된 지표 {n}개 모두 연간 목표에 이르렀다{unreported}",
            "All {n} indicators reported have reached the annual target{unreported}",
        )
    else:
        words = (
            "실적이 보고된 지표 {n}개 가운데 {met}개가 연간 목표에 이르렀다{unreported}",
            "{met} of the {n} indicators reported have reached the annual target{unreported}",
        )
    return words, values


@figure(
    finding=attainment_finding,
    value="attainment_ratio",
    about=(
        "점그래프: 연간 목표 대비 실적. 아직 보고되지 않은 지표는 아래에 따로 둔다.",
        "Dot chart: result as a share of the annual target; "
        "indicators not yet reported stand apart at the bottom.",
    ),
    needs={
        "attainment_ratio": "measures.attainment(kpis)",
        "target": "load('kpis')",
        "actual": "load('kpis')",
    },
    gaps=True,
    adds=("scope",),
)
def plot_attainment(canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None) -> None:
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
    lang, is_reported = canvas.lang, rows["attainment_ratio"].notna()
    rows = rows.assign(goal=targets(rows, lang))
    reported, waiting = rows[is_reported], rows[~is_reported]
    reported = reported.sort_values("attainment_ratio", ascending=False, kind="stable")
    gap = 1 if len(reported) and len(waiting) else 0
    values = (100 * reported["attainment_ratio"].astype(float)).tolist()
    shown = [reported[column] for column in ("attainment_ratio", "actual", "goal")]
    labels = [
        f"{format_ratio(ratio, lang)}  ({format_number(actual, lang)}/{target})"
        for ratio, actual, target in zip(*shown, strict=True)
    ]
    unknown = "아직 보고되지 않음 (목표 {target})", "not yet reported (target {target})"
    notes = [canvas.say(unknown, target=target) for target in waiting["goal"]]
    canvas.row_labels([*reported["name"], *[""] * gap, *waiting["name"]], row=24)
    canvas.fit_x([*values, *[0.0] * len(notes)], [*labels, *notes], upper=105)
    colors = [dot_color(value, elapsed) for value in values]
    canvas.ax.hlines(range(len(values)), 0, values, color=RULE, linewidth=2.5, zorder=1.5)
    canvas.ax.scatter(values, range(len(values)), s=58, color=colors, zorder=3, gid="dots")
    canvas.reference(100, ("연간 목표", "annual target"))
    canvas.elapsed(elapsed, "left")
    look: dict[str, Any] = {"bbox": WHITE_BOX | {"boxstyle": "square,pad=0.12"}, "zorder": 2.5}
    canvas.labels(values, [f" {text}" for text in labels], **look)
    canvas.labels([0] * len(notes), notes, first=len(values) + gap, color=MUTED, **look)
    canvas.value_axis(canvas.term("axis attainment"), "{:g}%")


def dot_color(value: float, elapsed: float | None) -> str:
    """Strong where the target is met, light where the year's share is, else that of warnings."""
    if value >= 100:
        return MAIN
    return SOFT if elapsed is None or value >= 100 * elapsed else WARN


def targets(rows: pd.DataFrame, lang: str) -> list[str]:
    """The target of each row with its unit, where it has one."""
    units = pd.Series("", index=rows.index)
    if "unit" in rows:
        units = rows[twin("unit", lang, rows.columns)].fillna("").astype(str)
    if lang == "en":
        units = units.where(units.isin(["", "%"]), " " + units)
    return [
        f"{format_number(target, lang)}{unit}"
        for target, unit in zip(rows["target"], units, strict=True)
    ]
