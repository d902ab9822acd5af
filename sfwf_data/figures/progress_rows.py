"""The rows of the figure of one program: its money, its months and its KPIs."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.attainment import dot_color, targets
from sfwf_data.figures.colors import AHEAD, BEHIND, ENDED, GREY, MUTED, UNJUDGED
from sfwf_data.figures.execution_ratio import bar_color
from sfwf_data.figures.rows import Pair, names, told
from sfwf_data.words.formats import DEFAULT_UNITS, format_number, format_ratio, format_won

SMALL = 100_000_000  # won: a smaller budget is written in thousands
Line = tuple[str, float, str, str]  # its name, ratio, color and text
KEY = {
    BEHIND: ("경과율에 못 미침", "Below the elapsed share"),
    AHEAD: ("경과율 이상", "At or above the elapsed share"),
    UNJUDGED: ("경과율과 비교하지 않음", "Not compared with the calendar"),
    ENDED: ("기간 종료", "Finished"),
}
MET = ("경과율 이상 또는 목표치 달성", "On pace or target met")


def progress_lines(rows: pd.DataFrame, lang: str, kpis: pd.DataFrame | None) -> list[Line]:
    """Money, months and KPIs."""
    one = rows.iloc[0]
    elapsed = one["elapsed_ratio"]
    unit = DEFAULT_UNITS[lang] if one["revised_krw"] >= SMALL else "thousand"
    spent = format_won(one["executed_krw"], lang, unit, bare=True)
    revised = format_won(one["revised_krw"], lang, unit).removeprefix("KRW ")
    ratio, before = one["executed_ratio"], told(("", "KRW "), lang)
    text = f"{format_ratio(ratio, lang)}  ({before}{spent}/{revised})"
    months = told(("지난 사업기간", "Months gone"), lang)
    lines: list[Line] = [
        (told(("집행액", "Money spent"), lang), ratio, money_color(ratio, elapsed), text),
        (months, elapsed, GREY, format_ratio(elapsed, lang)),
    ]
    if kpis is not None and len(kpis):
        lines += kpi_lines(kpis, elapsed, lang)
    return lines


def key_of(lines: list[Line]) -> list[tuple[Pair, str]]:
    """What the colors of the rows mean."""
    words = KEY | ({AHEAD: MET} if len(lines) > 2 else {})
    return [(said, color) for color, said in words.items() if color in [one[2] for one in lines]]


def money_color(ratio: float, elapsed: float) -> str:
    """What its own months say of the money; after them it is neither behind nor ahead."""
    if pd.notna(elapsed) and elapsed >= 1:
        return ENDED
    return bar_color(ratio, None if pd.isna(elapsed) else elapsed)


def kpi_lines(kpis: pd.DataFrame, elapsed: float, lang: str) -> list[Line]:
    """Name, ratio, color and text of each KPI."""
    year = None if pd.isna(elapsed) else float(elapsed)
    counts = kpis.get("accumulates", pd.Series(True, index=kpis.index)).fillna(True)
    found: list[Line] = []
    columns = (kpis["attainment_ratio"], kpis["actual"], targets(kpis, lang), counts)
    for name, (ratio, actual, target, even) in zip(
        names(kpis, lang, "indicator"), zip(*columns, strict=True), strict=True
    ):
        if pd.isna(ratio):
            words = "미보고  (목표치 {target})", "not reported  (target {target})"
            found.append((name, ratio, MUTED, told(words, lang, target=target)))
            continue
        text = f"{format_ratio(ratio, lang)}  ({format_number(actual, lang)}/{target})"
        found.append((name, ratio, dot_color(100 * float(ratio), bool(even), year), text))
    return found
