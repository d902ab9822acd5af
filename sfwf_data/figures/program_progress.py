"""One program: its money, its months, its KPIs and its outputs."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import INK, MUTED, PALE
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import VALUE_SIZE, break_lines, lines_height
from sfwf_data.figures.margins import beside, text_room
from sfwf_data.figures.progress_rows import key_of, progress_lines
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import names, told
from sfwf_data.words.errors import unknown
from sfwf_data.words.formats import format_number, format_ratio
from sfwf_data.words.say import twin

SENTENCES = {
    "unknown": ("집행률을 계산할 수 없다", "There is no execution ratio"),
    "money": (
        "사업기간의 {elapsed}가 지난 시점에 예산의 {ratio}를 집행했다",
        "{ratio} of the budget is spent after {elapsed} of the time",
    ),
    "ended": (
        "기간이 끝난 사업으로, 예산의 {ratio}를 집행했다",
        "The program has ended with {ratio} of its budget spent",
    ),
    "ended kpi": (
        "기간이 끝난 사업으로 예산의 {ratio}를 집행했고, 성과지표의 달성률은 {reached}이다",
        "Ended with {ratio} of the budget spent; KPI at {reached} of target",
    ),
    "money kpi": (
        "사업기간의 {elapsed}가 지난 시점에 예산의 {ratio}를 집행했고, "
        "성과지표의 달성률은 {reached}이다",
        "{ratio} spent after {elapsed} of its time; KPI at {reached} of target",
    ),
    "ended kpis": (
        "기간이 끝난 사업으로 예산의 {ratio}를 집행했고, "
        "보고된 지표 {n}개 중 {met}개가 목표치를 달성했다",
        "Ended with {ratio} of the budget spent; {met} of {n} KPIs met",
    ),
    "money kpis": (
        "사업기간의 {elapsed}가 지난 시점에 예산의 {ratio}를 집행했고, "
        "보고된 지표 {n}개 중 {met}개가 목표치를 달성했다",
        "{ratio} spent after {elapsed} of its time; {met} of {n} KPIs met",
    ),
}

NOTES = {
    "unknown": (
        "사업기간이 적혀 있지 않아 경과율과 비교하지 않았다.",
        "Its months are not given: it is not compared with the calendar.",
    ),
    "ended": (
        "기간이 끝난 사업은 경과율과 비교하지 않는다.",
        "A finished program is not compared with the calendar.",
    ),
    "running": (
        "경과율은 비교 기준일 뿐이며, 보고서에 월별 계획은 없다.",
        "The calendar is a yardstick: the report has no monthly plan.",
    ),
    "program": ("지표는 이 사업의 성과지표이다.", "KPIs are those of this program."),
    "section": (
        "지표는 이 사업이 속한 과제 전체의 성과지표이다.",
        "KPIs are those of the whole section that the program belongs to.",
    ),
    "outputs": ("막대 아래의 실적에는 목표치가 없다.", "What stands below the bars has no target."),
}


def progress_finding(rows: pd.DataFrame, lang: str, *, kpis: pd.DataFrame | None = None) -> Said:
    """Money against months, and how many of the KPIs reported are met."""
    one = rows.iloc[0]
    reached = pd.Series(dtype=float) if kpis is None else kpis["attainment_ratio"].dropna()
    if pd.isna(one["executed_ratio"]) or pd.isna(one["elapsed_ratio"]):
        return SENTENCES["unknown"], {}
    case = "ended" if one["elapsed_ratio"] >= 1 else "money"
    about = {0: "", 1: " kpi"}.get(len(reached), " kpis")
    return SENTENCES[case + about], {
        "reached": format_ratio(reached.iloc[0], lang) if len(reached) else "",
        "ratio": format_ratio(one["executed_ratio"], lang),
        "elapsed": format_ratio(one["elapsed_ratio"], lang),
        "n": len(reached),
        "met": int((reached >= 1).sum()),
    }


def progress_in_words(
    rows: pd.DataFrame,
    lang: str,
    *,
    kpis: pd.DataFrame | None = None,
    outputs: pd.DataFrame | None = None,
) -> list[str]:
    """Money, months, KPIs and outputs of the program."""
    lines = [(name, text) for name, _, _, text in progress_lines(rows, lang, kpis)]
    done = [] if outputs is None else output_lines(outputs, lang)
    return [f"{name} {' '.join(text.split())}" for name, text in [*lines, *done]]


def progress_note(
    rows: pd.DataFrame,
    lang: str,
    *,
    kpis: pd.DataFrame | None = None,
    outputs: pd.DataFrame | None = None,
    kpis_of: str = "program",
) -> str:
    """What must not be concluded of what is drawn, and of nothing else."""
    elapsed = rows["elapsed_ratio"].iloc[0]
    case = "unknown" if pd.isna(elapsed) else "ended" if elapsed >= 1 else "running"
    said = [NOTES[case]]
    if kpis is not None and len(kpis):
        said.append(NOTES[kpis_of])
        if outputs is not None and len(outputs):
            said.append(NOTES["outputs"])
    return " ".join(told(one, lang) for one in said)


@figure(
    finding=progress_finding,
    spell=progress_in_words,
    about=(
        "가로 막대그래프: 한 사업이 어디까지 왔는지 백분율로 보인 것.",
        "Bar chart: how far one program has come, in percent.",
    ),
    note=progress_note,
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
    *,
    kpis_of: str = "program",
) -> None:
    """Draw one program: money spent, months gone, KPIs reached; below, what was done in numbers.

    Parameters
    ----------
    frame : DataFrame
        One row: `executed_krw`, `revised_krw`, `executed_ratio`, `elapsed_ratio`, and a column that
        names it; of more rows only the first is drawn.
    kpis : DataFrame, optional
        Its KPIs: `indicator`, `attainment_ratio`, `actual`, `target`, perhaps `unit`.
    outputs : DataFrame, optional
        What was done: `activity`, `value`, `unit`; without a target, it is text below the bars.
    kpis_of : {"program", "section"}, default "program"
        Whose KPIs they are, for the note: of the program itself, or of the section it belongs to.
    """
    if kpis_of not in (owners := ("program", "section")):
        raise unknown("owner of KPIs", kpis_of, owners)
    one, lines = rows.iloc[0], progress_lines(rows, canvas.lang, kpis)
    values = [0.0 if pd.isna(ratio) else 100 * float(ratio) for _, ratio, _, _ in lines]
    texts = [text for *_, text in lines]
    canvas.row_labels([name for name, *_ in lines], row=28)
    canvas.fit_x(values, [""] * len(values), upper=100)
    column = canvas.make_column(texts)
    backs = [100.0 if pd.notna(ratio) else 0.0 for _, ratio, _, _ in lines]
    canvas.bars(backs, 0.6, PALE, label="whole")
    canvas.bars(values, 0.6, [color for _, _, color, _ in lines], label="done")
    canvas.write_column(column, texts)
    canvas.key(*key_of(lines))
    canvas.value_axis("", "{:g}%")
    words = "{item}: 예산과 기간 대비 (%)", "{item}: % of its budget and months"
    if kpis is not None and len(kpis):
        words = "{item}: 예산, 기간, 목표치 대비 (%)", "{item}: % of budget, months, target"
    canvas.measure = canvas.say(words, item=one["name"])
    if outputs is not None and len(outputs):
        write_outputs(canvas, output_lines(outputs, canvas.lang))


def write_outputs(canvas: Canvas, done: list[tuple[str, str]]) -> None:
    """What was done, in lines of text below the axes; makes room for them."""
    head = canvas.say(("실적", "What was done"))
    look = {"va": "top", "fontsize": VALUE_SIZE, "gid": "output"}
    for text, color in [(head, MUTED), *((f"{name}  {counts}", INK) for name, counts in done)]:
        lines = break_lines(text, text_room(canvas), VALUE_SIZE, "normal")
        beside(canvas, lines, 0, -canvas.below, color=color, **look)
        canvas.below += lines_height(lines, VALUE_SIZE) + 2
    canvas.below += 4


def output_lines(outputs: pd.DataFrame, lang: str) -> list[tuple[str, str]]:
    """Each output once, with all that is counted of it."""
    named, units = names(outputs, lang, "activity"), twin("unit", lang, outputs.columns)
    found: dict[str, list[str]] = {}
    for name, value, counted in zip(named, outputs["value"], outputs[units], strict=True):
        gap = "" if lang == "ko" or counted == "%" else " "
        text = f"{format_number(value, lang)}{gap}{'' if pd.isna(counted) else counted}"
        if text not in found.setdefault(name, []):
            found[name].append(text)
    return [(name, ", ".join(texts)) for name, texts in found.items()]
