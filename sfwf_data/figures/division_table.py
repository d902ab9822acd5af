"""Divisions by measure: money spent, money behind, KPIs met, posts filled, in one colored table."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import MUTED
from sfwf_data.figures.division_cells import PLAIN, draw_cells, part_cell, ratio_cell, won_cell
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import kind_of_divisions, leaders, told
from sfwf_data.words.formats import DEFAULT_UNITS, format_ratio, format_won, in_letters, unit_name

# Of each column: its head, and what the subtitle says of it.
COUNT = ("사업", "Programs"), ("세부사업 수", "number of programs")
BUDGET = ("예산", "Budget"), ("최종예산액({unit})", "revised budget ({unit})")
SPENT = ("집행률", "Spent"), ("집행률", "share spent")
MONEY = (
    ("못 미친 금액", "Behind"),
    ("사업별로 경과율에 못 미친 금액의 합({unit})", "sum behind the calendar by program ({unit})"),
)
PARTS = (
    ((("지표", "KPIs"), ("목표치 달성/보고 지표", "KPIs met/reported")), "met", "reported"),
    (
        (("사업 인력", "Posts"), ("사업의 현원/정원", "posts of programs filled/all")),
        "current",
        "quota",
    ),
)
NOTE = (
    (
        "주황색은 경과율에 못 미침, 초록색은 못 미치지 않음, 회색은 경과율과 비교하지 않음.",
        "Orange is behind the calendar, green is not, grey is not compared with it.",
    ),
    (
        "못 미친 금액은 사업마다 구해 더한 것으로, 경과율보다 더 집행한 사업은 0으로 센다.",
        "Behind is added up by program; one that spent more counts as 0.",
    ),
    (
        "인력은 보고서가 사업이나 수탁기관에 따로 적은 것만이다. '-'는 해당 없음.",
        "Posts are only those printed for programs and facilities; '-' does not apply.",
    ),
    ("부서의 성과를 평가하는 표가 아니다.", "This does not rate divisions."),
)
SHARED = (
    (
        "여러 부서가 함께 맡은 지표 {n}개는 어느 부서에도 세지 않았다.",
        "{n} KPI that divisions share is in no row.",
    ),
    (
        "여러 부서가 함께 맡은 지표 {n}개는 어느 부서에도 세지 않았다.",
        "{n} KPIs that divisions share are in no row.",
    ),
)
SENTENCES = {
    "one": [
        (
            "{item}의 집행률은 {low}[으로/로], 연간 경과율은 {elapsed}이다",
            "{item}: {low} spent, {elapsed} of the year gone",
        ),
        (
            "집행률은 {low}[으로/로], 연간 경과율은 {elapsed}이다",
            "{low} spent, {elapsed} of the year gone",
        ),
    ],
    "some": [
        (
            "{n}개 {unit} 중 {behind}곳의 집행률이 연간 경과율에 못 미치며, "
            "{item}[이/가] {low}[으로/로] 가장 낮다",
            "{behind} of {n} {unit} below elapsed share; {item} lowest ({low})",
        ),
        (
            "{n}개 {unit} 중 {behind}곳의 집행률이 연간 경과율에 못 미치며, "
            "가장 낮은 값은 {low}이다",
            "{behind} of {n} {unit} are below the elapsed share; lowest: {low}",
        ),
    ],
    "all": [
        (
            "{n}개 {unit} 모두 집행률이 연간 경과율에 못 미치며, "
            "{item}[이/가] {low}[으로/로] 가장 낮다",
            "All {n} {unit} below elapsed share; {item} lowest ({low})",
        )
    ],
    "equal": [
        ("{n}개 {unit} 모두 집행률이 {low}[으로/로] 같다", "All {n} {unit} have spent {low}")
    ],
    "only": [
        (
            "{n}개 {unit} 중 {item}의 집행률만 연간 경과율에 못 미친다",
            "Of {n} {unit}, only {item} is below the elapsed share",
        ),
        (
            "{n}개 {unit} 중 한 곳의 집행률만 {low}[으로/로] 연간 경과율에 못 미친다",
            "Of {n} {unit}, only one is below the elapsed share ({low})",
        ),
    ],
    "none": [
        (
            "{n}개 {unit} 모두 집행률이 연간 경과율 이상이다",
            "All {n} {unit} have reached the elapsed share",
        )
    ],
}


def table_finding(rows: pd.DataFrame, lang: str, *, elapsed: float) -> Said:
    """How many divisions have spent less than the calendar, and the lowest."""
    ratios = rows["executed_ratio"].dropna().astype(float)
    if ratios.empty:
        return None
    behind = int((ratios < elapsed).sum())
    n, low, high = len(ratios), *(format_ratio(one, lang) for one in (ratios.min(), ratios.max()))
    case = "one" if n == 1 else {0: "none", n: "all", 1: "only"}.get(behind, "some")
    if n > 1 and low == high:
        case = "equal"
    return SENTENCES[case], {
        "elapsed": format_ratio(elapsed, lang),
        "n": in_letters(n, lang),
        "behind": in_letters(behind, lang),
        "unit": told(kind_of_divisions(rows), lang),
        "item": leaders(ratios, rows["subject"].str.removeprefix("the "), ratios.min(), lang),
        "low": low,
    }


def table_note(rows: pd.DataFrame, lang: str, *, shared_kpis: int = 0) -> str:
    """What the colors and columns say, and how many KPIs are left out."""
    has_posts = {"current", "quota"} <= set(rows.columns)
    kept = NOTE if has_posts else (*NOTE[:2], NOTE[3])
    case = min(shared_kpis, 2)
    return " ".join(told(one, lang, n=shared_kpis) for one in (*kept, *SHARED[:case][-1:]))


def table_in_words(rows: pd.DataFrame, lang: str) -> list[str]:
    """Each division with all of its cells."""
    found = []
    for _, row in rows.sort_values("executed_ratio", kind="stable").iterrows():
        behind = format_won(row["behind_krw"], lang, DEFAULT_UNITS[lang])
        texts = []
        if "programs" in rows:
            texts.append(told(("세부사업 {n}개", "programs: {n}"), lang, n=int(row["programs"])))
        if "revised_krw" in rows:
            won = format_won(row["revised_krw"], lang)
            texts.append(told(("최종예산액 {won}", "{won} budgeted"), lang, won=won))
        texts += [told(("집행률 {ratio}", "{ratio} spent"), lang,
                      ratio=format_ratio(row["executed_ratio"], lang)),
                 told(("못 미친 금액 {won}", "{won} behind"), lang, won=behind)]  # fmt: skip
        for (head, _), one, other in PARTS:
            if {one, other} <= set(rows.columns):
                texts.append(f"{told(head, lang)} {part_cell(row[one], row[other])[0]}")
        found.append(f"{row['name']} {', '.join(texts)}")
    return found


@figure(
    finding=table_finding,
    spell=table_in_words,
    value="executed_ratio",
    ascending=True,
    about=(
        "색을 넣은 표: 부서별 예산과 집행률, 경과율에 못 미친 금액, 성과지표, 인력.",
        "Colored table by division: budget, share spent, money behind the calendar, KPIs, posts.",
    ),
    note=table_note,
    needs={
        "executed_ratio": "measures.execution_gap(frame)",
        "behind_krw": "measures.gap_parts(frame.assign(timing='even'), as_of)",
    },
    gaps=True,
)
def plot_division_table(
    canvas: Canvas, rows: pd.DataFrame, elapsed: float, *, shared_kpis: int = 0
) -> None:
    """Draw divisions by measure as a table whose cells are colored by what they say.

    Parameters
    ----------
    frame : DataFrame
        A row a division: `executed_ratio` and `behind_krw` (won); where they are there,
        `programs` (how many), `revised_krw`, `met` and `reported` (KPIs), and `current` and
        `quota` (posts); a column that names the rows.
    elapsed : float
        Share of the year gone by (0-1): what the share spent is compared with.
    shared_kpis : int, default 0
        How many KPIs belong to several divisions and are in no row; the note says so.

    Returns
    -------
    Axes
        The lowest share spent on top.  Orange is behind the calendar, green is not, grey is what
        is not compared with it; a budget has no color.  On a phone names stand above their rows.
    """
    lang, unit = canvas.lang, DEFAULT_UNITS[canvas.lang]
    rows = rows.sort_values("executed_ratio", kind="stable", ignore_index=True)
    columns = [
        (SPENT, [ratio_cell(one, elapsed, lang) for one in rows["executed_ratio"]]),
        (MONEY, [won_cell(one, unit, lang) for one in rows["behind_krw"]]),
    ]
    if "revised_krw" in rows:
        budgets = [format_won(one, lang, unit, bare=True) for one in rows["revised_krw"]]
        columns.insert(0, (BUDGET, [(text, PLAIN) for text in budgets]))
    if "programs" in rows:
        columns.insert(0, (COUNT, [(str(int(one)), PLAIN) for one in rows["programs"]]))
    for words, one, other in PARTS:
        if {one, other} <= set(rows.columns):
            pairs = zip(rows[one], rows[other], strict=True)
            columns.append((words, [part_cell(*pair) for pair in pairs]))
    draw_cells(canvas, rows["name"], [cells for _, cells in columns])
    look = {"fontsize": NOTE_SIZE, "color": MUTED, "ha": "center", "va": "bottom", "gid": "column"}
    for number, ((head, _), _) in enumerate(columns):
        place = canvas.ax.get_xaxis_transform()
        canvas.note(canvas.say(head), (number + 0.5, 1), (0, 4), xycoords=place, **look)
    canvas.above, canvas.below = 20.0, 8
    measures = [canvas.say(words[1], unit=unit_name(unit, lang)) for words, _ in columns]
    gone = format_ratio(elapsed, lang)
    held = canvas.say(("연간 경과율 {elapsed}", "{elapsed} of the year gone"), elapsed=gone)
    said = ", ".join([*measures, held])
    canvas.measure = said[0].upper() + said[1:]
