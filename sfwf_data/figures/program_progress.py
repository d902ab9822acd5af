"""One program: its money, its months, its KPIs and its outputs."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.attainment import dot_color, targets
from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import ENDED, GREY, MUTED, PALE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.execution_ratio import bar_color
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import names
from sfwf_data.words.formats import format_number, format_ratio, format_won, pick_unit
from sfwf_data.words.say import twin

SENTENCES = {
    "unknown": ("집행률을 계산할 수 없다", "There is no execution ratio"),
    "money": (
        "사업기간의 {elapsed}가 지난 때 예산의 {ratio}를 집행했다",
        "{ratio} of the budget is spent after {elapsed} of the time",
    ),
    "ended": (
        "기간이 끝난 사업으로, 예산의 {ratio}를 집행했다",
        "The program has ended with {ratio} of its budget spent",
    ),
    "ended kpis": (
        "기간이 끝난 사업으로 예산의 {ratio}를 집행했고, "
        "보고된 지표 {n}개 중 {met}개가 목표를 달성했다",
        "Ended with {ratio} of the budget spent; {met} of {n} KPIs met",
    ),
    "money kpis": (
        "사업기간의 {elapsed}가 지난 때 예산의 {ratio}를 집행했고, "
        "보고된 지표 {n}개 중 {met}개가 목표를 달성했다",
        "{ratio} spent after {elapsed} of its time; {met} of {n} KPIs met",
    ),
}


def progress_finding(rows: pd.DataFrame, lang: str, *, kpis: pd.DataFrame | None = None) -> Said:
    """Money against months, and how many of the KPIs reported are met."""
    one = rows.iloc[0]
    reached = pd.Series(dtype=float) if kpis is None else kpis["attainment_ratio"].dropna()
    if pd.isna(one["executed_ratio"]) or pd.isna(one["elapsed_ratio"]):
        return SENTENCES["unknown"], {}
    case = "ended" if one["elapsed_ratio"] >= 1 else "money"
    return SENTENCES[f"{case} kpis" if len(reached) else case], {
        "ratio": format_ratio(one["executed_ratio"], lang),
        "elapsed": format_ratio(one["elapsed_ratio"], lang),
        "n": len(reached),
        "met": int((reached >= 1).sum()),
    }


@figure(
    finding=progress_finding,
    value="executed_ratio",
    about=(
        "가로 막대그래프: 한 사업의 집행률, 사업기간 경과율, 성과지표 달성률. 아래는 산출.",
        "Bar chart: share spent, share of the months gone and KPIs of one program; "
        "below, what was done.",
    ),
    note=(
        "경과율은 비교 기준일 뿐이다. 지표는 이 사업이 든 과제의 지표이며, 산출에는 목표치가 없다.",
        "The calendar is a yardstick. KPIs are those of its section; outputs have no target.",
    ),
    needs={
        "executed_ratio": "measures.pace(measures.execution_gap(frame), as_of)",
        "elapsed_ratio": "measures.pace(measures.execution_gap(frame), as_of)",
        "revised_krw": "load('programs')",
        "executed_krw": "load('programs')",
    },
    gaps=True,
)
def plot_program_progress(
    canvas: Canvas,
    rows: pd.DataFrame,
    kpis: pd.DataFrame | None = None,
    outputs: pd.DataFrame | None = None,
) -> None:
    """Draw one program: money spent, months gone, KPIs reached, and its outputs as numbers.

    Parameters
    ----------
    frame : DataFrame
        One row: `executed_krw`, `revised_krw`, `executed_ratio`, `elapsed_ratio`, and a column that
        names it; of more rows only the first is drawn.
    kpis : DataFrame, optional
        Its KPIs: `indicator`, `attainment_ratio`, `actual`, `target`, perhaps `unit`.
    outputs : DataFrame, optional
        What was done: `activity`, `value`, `unit`; they have no target and no bar.
    """
    lang, one = canvas.lang, rows.iloc[0]
    elapsed = one["elapsed_ratio"]
    unit = pick_unit([one["revised_krw"]], lang)
    spent, revised = (format_won(one[name], lang, unit) for name in ("executed_krw", "revised_krw"))
    lines = [
        (
            canvas.say(("집행액", "Money spent")),
            one["executed_ratio"],
            money_color(one["executed_ratio"], elapsed),
            f"{format_ratio(one['executed_ratio'], lang)}  ({spent}/{revised})",
        ),
        (canvas.say(("지난 사업기간", "Months gone")), elapsed, GREY, format_ratio(elapsed, lang)),
    ]
    if kpis is not None and len(kpis):
        lines += kpi_lines(canvas, kpis, elapsed)
    if outputs is not None:
        named, units = names(outputs, lang, "activity"), twin("unit", lang, outputs.columns)
        for name, value, counted in zip(named, outputs["value"], outputs[units], strict=True):
            gap = "" if lang == "ko" else " "
            text = f"{format_number(value, lang)}{gap}{'' if pd.isna(counted) else counted}"
            lines.append((name, float("nan"), MUTED, text))
    values = [0.0 if pd.isna(ratio) else 100 * float(ratio) for _, ratio, _, _ in lines]
    texts = [text for *_, text in lines]
    canvas.row_labels([name for name, *_ in lines], row=28)
    canvas.fit_x(values, [""] * len(values), upper=100)
    column = canvas.make_column(texts)
    backs = [100.0 if pd.notna(ratio) else 0.0 for _, ratio, _, _ in lines]
    canvas.bars(backs, 0.6, PALE, label="whole")
    canvas.bars(values, 0.6, [color for _, _, color, _ in lines], label="done")
    canvas.write_column(column, texts)
    canvas.value_axis("", "{:g}%")
    words = "{item}: 예산, 기간, 목표 대비 (%)", "{item}: % of budget, months, target"
    canvas.measure = canvas.say(words, item=one["name"])


def money_color(ratio: float, elapsed: float) -> str:
    """What its own months say of the money; after them it is neither behind nor ahead."""
    if pd.notna(elapsed) and elapsed >= 1:
        return ENDED
    return bar_color(ratio, None if pd.isna(elapsed) else elapsed)


def kpi_lines(canvas: Canvas, kpis: pd.DataFrame, elapsed: float) -> list[tuple]:
    """Name, ratio, color and text of each KPI."""
    lang, year = canvas.lang, None if pd.isna(elapsed) else float(elapsed)
    counts = kpis.get("accumulates", pd.Series(True, index=kpis.index)).fillna(True)
    found = []
    columns = (kpis["attainment_ratio"], kpis["actual"], targets(kpis, lang), counts)
    for name, (ratio, actual, target, even) in zip(
        names(kpis, lang, "indicator"), zip(*columns, strict=True), strict=True
    ):
        if pd.isna(ratio):
            words = "미보고  (목표 {target})", "not reported  (target {target})"
            found.append((name, ratio, MUTED, canvas.say(words, target=target)))
            continue
        text = f"{format_ratio(ratio, lang)}  ({format_number(actual, lang)}/{target})"
        found.append((name, ratio, dot_color(100 * float(ratio), bool(even), year), text))
    return found
