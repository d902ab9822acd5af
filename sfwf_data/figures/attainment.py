"""How far each indicator is on its way to the annual target."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, MAIN, MUTED, RULE, UNJUDGED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import names
from sfwf_data.words.formats import format_number, format_ratio, in_letters
from sfwf_data.words.say import say, twin

# The report has no unit for some counts but the word for a number.
COUNT, ITEMS = ("수", "number"), ("개", "items")
SENTENCES = {
    "unknown": [
        ("지표 {n}개의 실적이 아직 보고되지 않았다", "No result is reported yet (KPIs: {n})")
    ],
    "one": [
        ("{item}의 달성률은 {ratio}이다{rest}", "{item}: {ratio} of the annual target{rest}"),
        ("달성률은 {ratio}이다{rest}", "{ratio} of the annual target is reached{rest}"),
    ],
    "none": [
        (
            "실적이 보고된 지표 {n}개 중 연간 목표치를 달성한 것은 없다{rest}",
            "None of {n} reported KPIs has met its target{rest}",
        )
    ],
    "only": [
        (
            "실적이 보고된 지표 {n}개 중 1개만 연간 목표치를 달성했다{rest}",
            "One of {n} reported KPIs has met its target{rest}",
        )
    ],
    "all": [
        (
            "실적이 보고된 지표 {n}개 모두 연간 목표치를 달성했다{rest}",
            "All {n} reported KPIs have met the target{rest}",
        )
    ],
    "some": [
        (
            "실적이 보고된 지표 {n}개 중 {met}개가 연간 목표치를 달성했다{rest}",
            "{met} of {n} reported KPIs have met the target{rest}",
        )
    ],
}
# By color and whether the target is met: the words of the key.
KEY = {
    (AHEAD, True): ("목표치 달성", "Target met"),
    (AHEAD, False): ("경과율 이상", "On pace"),
    (BEHIND, False): ("경과율에 못 미침", "Below the elapsed share"),
    (UNJUDGED, False): (
        "목표치 미달(경과율과 비교하지 않음)",
        "Target not met; not compared with the calendar",
    ),
}


def attainment_finding(rows: pd.DataFrame, lang: str) -> Said:
    """How many of the indicators reported have reached the annual target; how many are not."""
    ratios = rows["attainment_ratio"].dropna().astype(float)
    n, rest, met = len(ratios), len(rows) - len(ratios), int((ratios >= 1).sum())
    if n == 0:
        return SENTENCES["unknown"], {"n": rest}
    unreported = say(lang, ko="(미보고 {n}개)", en="; {n} not reported", n=rest)
    case = "one" if n == 1 else {0: "none", n: "all", 1: "only"}.get(met, "some")
    return SENTENCES[case], {
        "n": in_letters(n, lang),
        "met": in_letters(met, lang),
        "rest": unreported if rest else "",
        "item": rows["subject"][ratios.index[0]],
        "ratio": format_ratio(ratios.iloc[0], lang),
    }


@figure(
    finding=attainment_finding,
    value="attainment_ratio",
    about=(
        "점그래프: 연간 목표치 대비 실적. 아직 보고되지 않은 지표는 아래에 따로 둔다.",
        "Dot chart: result as a share of the annual target; "
        "indicators not yet reported stand apart at the bottom.",
    ),
    note=(
        "목표치를 정한 근거는 보고서에 없으므로, 달성률만으로 성과의 크기를 말할 수 없다.",
        "The report does not say how targets were set: attainment alone does not measure results.",
    ),
    needs={
        "attainment_ratio": "measures.attainment(kpis)",
        "target": "load('kpis')",
        "actual": "load('kpis')",
    },
    gaps=True,
    adds=(),
)
def plot_attainment(
    canvas: Canvas, rows: pd.DataFrame, elapsed: float | None = None, *, group: str | None = None
) -> None:
    """Draw the attainment of each indicator as a dot, with the annual target and the year's share.

    Parameters
    ----------
    frame : DataFrame
        `attainment_ratio` (actual ÷ target, uncapped; missing where not reported), `target`,
        `actual`, perhaps `unit`, and a column that names the rows.  With `accumulates`, rates and
        stocks are not compared with the calendar.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.
    group : str, optional
        A column (with its twin `*_en`) that tells rows of one name apart, in parentheses.

    Returns
    -------
    Axes
        x in per cent of the target.  Full dots have met it.  Indicators not yet reported stand at
        the bottom, with no dot.
    """
    lang, is_reported = canvas.lang, rows["attainment_ratio"].notna()
    rows = rows.assign(goal=targets(rows, lang), name=apart(rows, group, lang))
    reported, waiting = rows[is_reported], rows[~is_reported]
    reported = reported.sort_values("attainment_ratio", ascending=False, kind="stable")
    gap = 1 if len(reported) and len(waiting) else 0
    values = (100 * reported["attainment_ratio"].astype(float)).tolist()
    shown = [reported[column] for column in ("attainment_ratio", "actual", "goal")]
    labels = [
        f"{format_ratio(ratio, lang)}  ({format_number(actual, lang)}/{target})"
        for ratio, actual, target in zip(*shown, strict=True)
    ]
    unknown = "미보고  (목표치 {target})", "not reported  (target {target})"
    notes = [canvas.say(unknown, target=target) for target in waiting["goal"]]
    canvas.row_labels([*reported["name"], *[""] * gap, *waiting["name"]], row=24)
    canvas.fit_x(values, [""] * len(values), upper=105)
    column = canvas.make_column([*labels, *notes])
    counts = counted(reported)
    colors = [dot_color(*one, elapsed) for one in zip(values, counts, strict=True)]
    met = [value >= 100 for value in values]
    inside = [color if one else "white" for color, one in zip(colors, met, strict=True)]
    canvas.ax.hlines(range(len(values)), 0, values, color=RULE, linewidth=2.5, zorder=0.8)
    dots = canvas.ax.scatter(values, range(len(values)), s=52, color=inside, linewidth=1.8)
    dots.set(edgecolor=colors, zorder=3, gid="dots", clip_on=False)
    canvas.reference(100, ("연간 목표치", "annual target"))
    if any(counts):
        canvas.elapsed(elapsed, "left")
    canvas.write_column(column, labels)
    canvas.write_column(column, notes, first=len(values) + gap, color=MUTED)
    kinds = set(zip(colors, met, strict=True))
    entries = [(words, color) for (color, done), words in KEY.items() if (color, done) in kinds]
    signs = "".join("●" if done else "○" for color, done in KEY if (color, done) in kinds)
    if elapsed is not None:
        canvas.key(*entries, marks=signs)
    words = (
        "연간 목표치 대비 실적 (%), 괄호 안은 실적/목표치",
        "Result in % of the target (result/target)",
    )
    canvas.value_axis(words, "{:g}%")


def apart(rows: pd.DataFrame, group: str | None, lang: str) -> pd.Series:
    """The names of rows; where several have one, what they belong to behind it."""
    if group is None:
        return rows["name"]
    belongs = "  (" + names(rows, lang, group) + ")"
    return rows["name"] + belongs.where(rows["name"].duplicated(keep=False), "")


def counted(rows: pd.DataFrame) -> list[bool]:
    """Which rows count over the year and are compared with the calendar: all that do not say no."""
    if "accumulates" not in rows:
        return [True] * len(rows)
    return rows["accumulates"].fillna(True).astype(bool).tolist()


def dot_color(value: float, accumulates: bool, elapsed: float | None) -> str:
    """Met or on pace, below the elapsed share, or not compared with the calendar."""
    if value >= 100:
        return AHEAD
    if elapsed is None:
        return MAIN
    if not accumulates:
        return UNJUDGED
    return AHEAD if value >= 100 * elapsed else BEHIND


def targets(rows: pd.DataFrame, lang: str) -> list[str]:
    """The target of each row with its unit, where it has one."""
    units = pd.Series("", index=rows.index)
    if "unit" in rows:
        units = rows[twin("unit", lang, rows.columns)].fillna("").astype(str)
        units = units.replace(COUNT[0], ITEMS[0])
    if lang == "en":
        units = units.where(units.isin(["", "%"]), " " + units)
    return [
        f"{format_number(target, lang)}{unit}"
        for target, unit in zip(rows["target"], units, strict=True)
    ]
