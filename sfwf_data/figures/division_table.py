"""Divisions by measure: money spent, money behind, KPIs met, posts filled, in one colored table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD_CELLS, BEHIND_CELLS, CELLS, INK, MUTED, NOT_REPORTED
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE, VALUE_SIZE
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import leaders
from sfwf_data.words.formats import format_ratio, format_won, pick_unit, unit_name

PALETTE = (NOT_REPORTED, *BEHIND_CELLS, *AHEAD_CELLS, *CELLS)  # a cell holds a place in it
NONE, BEHIND_FROM, AHEAD_FROM, PLAIN_FROM = 0, 1, 4, 7
# Of each column: its head, and what the subtitle says of it.
SPENT = ("집행률", "Spent"), ("집행률", "Share spent")
MONEY = (
    ("못 미침", "Behind"),
    ("경과율에 못 미친 금액 ({unit})", "money behind the calendar ({unit})"),
)
PARTS = (
    ((("지표", "KPIs"), ("목표 달성/보고 지표", "KPIs met/reported")), "met", "reported"),
    ((("인력", "Posts"), ("현원/정원", "posts filled/all")), "current", "quota"),
)
STRONG_PP = 5, 10  # points from the calendar at which a cell gets stronger
SENTENCES = {
    "one": [
        (
            "{item}의 집행률은 {low}[으로/로], 연간 경과율은 {elapsed}이다",
            "{item}: {low} spent, {elapsed} of the year gone",
        )
    ],
    "some": [
        (
            "{n}개 부서 중 {behind}개의 집행률이 연간 경과율을 밑돌며, {item}[이/가] 가장 낮다",
            "{behind} of {n} divisions lag the calendar, {item} most",
        ),
        (
            "{n}개 부서 중 {behind}개의 집행률이 연간 경과율을 밑돌며, 가장 낮은 값은 {low}이다",
            "{behind} of {n} divisions lag the calendar; the lowest is {low}",
        ),
    ],
    "only": [
        (
            "{n}개 부서 중 {item}의 집행률만 연간 경과율을 밑돈다",
            "Of {n} divisions, one lags the calendar: {item}",
        )
    ],
    "none": [
        (
            "{n}개 부서 모두 집행률이 연간 경과율 이상이다",
            "All {n} divisions have passed the calendar mark",
        )
    ],
}


def table_finding(rows: pd.DataFrame, lang: str, *, elapsed: float) -> Said:
    """How many divisions have spent less than the calendar, and the lowest."""
    ratios = rows["executed_ratio"].dropna().astype(float)
    if ratios.empty:
        return None
    behind = int((ratios < elapsed).sum())
    case = "one" if len(ratios) == 1 else {0: "none", 1: "only"}.get(behind, "some")
    return SENTENCES[case], {
        "elapsed": format_ratio(elapsed, lang),
        "n": len(ratios),
        "behind": behind,
        "item": leaders(ratios, rows["subject"], ratios.min(), lang),
        "low": format_ratio(ratios.min(), lang),
    }


@figure(
    finding=table_finding,
    value="executed_ratio",
    ascending=True,
    about=(
        "색을 넣은 표: 부서별 집행률, 경과율에 못 미친 금액, 성과지표, 인력.",
        "Colored table: share spent, money behind the calendar, KPIs and posts by division.",
    ),
    note=(
        "규모와 성격이 다른 사업을 맡으므로 부서의 성과를 평가하는 표가 아니다. '-'는 자료 없음.",
        "Divisions run different programs: this does not rate them. '-' is no data.",
    ),
    needs={
        "executed_ratio": "measures.execution_gap(frame)",
        "behind_krw": "measures.gap_parts(frame.assign(timing='even'), as_of)",
    },
    gaps=True,
)
def plot_division_table(canvas: Canvas, rows: pd.DataFrame, elapsed: float) -> None:
    """Draw divisions by measure as a table whose cells are colored by what they say.

    Parameters
    ----------
    frame : DataFrame
        A row a division: `executed_ratio` and `behind_krw` (won); where they are there, `met` and
        `reported` (KPIs) and `current` and `quota` (posts); a column that names the rows.
    elapsed : float
        Share of the year gone by (0-1): what the share spent is held against.

    Returns
    -------
    Axes
        The lowest share spent on top.  Orange is behind the calendar, green is not, blue is what
        no calendar judges, the stronger the more; grey is not reported.
    """
    lang = canvas.lang
    rows = rows.sort_values("executed_ratio", kind="stable", ignore_index=True)
    unit = pick_unit(rows["behind_krw"], lang)
    most = rows["behind_krw"].max()
    columns = [
        (SPENT, [ratio_cell(one, elapsed, lang) for one in rows["executed_ratio"]]),
        (MONEY, [won_cell(one, most, unit, lang) for one in rows["behind_krw"]]),
    ]
    for words, one, other in PARTS:
        if {one, other} <= set(rows.columns):
            pairs = zip(rows[one], rows[other], strict=True)
            columns.append((words, [part_cell(*pair) for pair in pairs]))
    codes = pd.DataFrame(
        {number: [code for _, code in cells] for number, (_, cells) in enumerate(columns)}
    )
    canvas.row_labels(rows["name"], row=60)
    canvas.height = max(34.0 * len(rows), canvas.height * 0.6)
    names = [canvas.say(words[0]) for words, _ in columns]
    labels = canvas.ax.get_yticklabels()
    shown = [text.get_text() for text in labels]
    cells = {"cmap": ListedColormap(PALETTE), "vmin": -0.5, "vmax": len(PALETTE) - 0.5}
    sns.heatmap(codes, ax=canvas.ax, cbar=False, linewidths=2, linecolor="white", **cells)
    canvas.ax.set_yticks([row + 0.5 for row in range(len(rows))], shown, rotation=0)
    canvas.ax.set_xticks([])
    canvas.ax.set(xlabel="", ylabel="")
    canvas.above = 20.0
    look = {"fontsize": NOTE_SIZE, "color": MUTED, "ha": "center", "va": "bottom", "gid": "column"}
    place = canvas.ax.get_xaxis_transform()
    for number, (name, (_, entries)) in enumerate(zip(names, columns, strict=True)):
        canvas.note(name, (number + 0.5, 1), (0, 4), xycoords=place, **look)
        for row, (text, _) in enumerate(entries):
            middle: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": VALUE_SIZE}
            canvas.ax.text(number + 0.5, row + 0.5, text, middle, color=INK, gid="value")
    canvas.below = 8
    told = [canvas.say(words[1], unit=unit_name(unit, lang)) for words, _ in columns]
    gone = format_ratio(elapsed, lang)
    held = canvas.say(("연간 경과율 {elapsed}", "{elapsed} of the year gone"), elapsed=gone)
    canvas.measure = ", ".join([*told, held])


def ratio_cell(ratio: float, elapsed: float, lang: str) -> tuple[str, int]:
    """A share spent: below the calendar or not, by how many points."""
    if pd.isna(ratio):
        return "-", NONE
    points = round(100 * (float(ratio) - elapsed), 9)
    strength = sum(abs(points) >= limit for limit in STRONG_PP)
    return format_ratio(ratio, lang), (BEHIND_FROM if points < 0 else AHEAD_FROM) + strength


def won_cell(won: float, most: float, unit: str, lang: str) -> tuple[str, int]:
    """Money behind the calendar: none, or by its part of the most."""
    if pd.isna(won):
        return "-", NONE
    text = format_won(int(won), lang, unit, bare=True)
    return text, BEHIND_FROM + min(int(3 * won / most), 2) if won > 0 else AHEAD_FROM


def part_cell(part: float, whole: float) -> tuple[str, int]:
    """So many of so many: by the share."""
    if pd.isna(part) or pd.isna(whole) or not whole:
        return "-", NONE
    return f"{int(part)}/{int(whole)}", PLAIN_FROM + min(int(3 * part / whole), 2)
