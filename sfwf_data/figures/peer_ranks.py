"""The rank of one program among the others, in words."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import fixed, format_pp, format_ratio

STRIPS = ("전체 사업 {n}개", "All {n} programs"), ("같은 목표 {n}개", "Same goal ({n})")
RUNNING_STRIP = "진행 중인 사업 {n}개", "Running programs ({n})"
ENDED_STRIP = "기간이 끝난 사업 {n}개", "Finished programs ({n})"
NOTE = (
    (
        "순위는 그림에 표시한 값의 순서이며, 성과의 순위가 아니다.",
        "The rank orders the values drawn; it does not rank performance.",
    ),
    (
        "기간이 끝난 사업 {n}개는 경과율과 비교하지 않으므로 뺐다.",
        "Finished programs ({n}) are left out: they are not compared with the calendar.",
    ),
)
SENTENCES = {
    "unknown": [("비교할 값이 없다", "There is no value to compare")],
    "ended": [
        (
            "기간이 끝난 사업이므로 경과율과 비교하지 않는다",
            "The program has ended: it is not compared with the calendar",
        )
    ],
    "ratio": [
        (
            "{item}의 집행률은 {value}[으로/로] {n}개 사업 중 {rank}[이다/다]",
            "{item} has spent {value}, {rank} of {n} programs",
        ),
        (
            "집행률은 {value}[으로/로] {n}개 사업 중 {rank}[이다/다]",
            "The program has spent {value}, {rank} of {n} programs",
        ),
    ],
    "even": [
        (
            "{item}의 집행률은 사업기간 경과율과 같다({all} 중 {rank})",
            "{item} is level with its elapsed share ({rank} of {all})",
        ),
        (
            "집행률은 사업기간 경과율과 같다({all} 중 {rank})",
            "Program level with its elapsed share ({rank} of {all})",
        ),
    ],
    "behind": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 낮다({all} 중 {rank})",
            "{item} is {points} points below its elapsed share ({rank} of {all})",
        ),
        (
            "집행률은 사업기간 경과율보다 {points}%p 낮다({all} 중 {rank})",
            "Spending is {points} points below elapsed share ({rank} of {all})",
        ),
    ],
    "ahead": [
        (
            "{item}의 집행률은 사업기간 경과율보다 {points}%p 높다({all} 중 {rank})",
            "{item} is {points} points above its elapsed share ({rank} of {all})",
        ),
        (
            "집행률은 사업기간 경과율보다 {points}%p 높다({all} 중 {rank})",
            "Spending is {points} points above elapsed share ({rank} of {all})",
        ),
    ],
}


def peers_finding(rows: pd.DataFrame, lang: str, *, program: str, value: str) -> Said:
    """The rank of one program among all of the frame: 1 is the highest, equal values share one."""
    one, held = rows[rows["program_id"] == program].iloc[0], compared(rows, value)
    if pd.isna(one[value]) or program not in set(held["program_id"]):
        return SENTENCES["unknown" if pd.isna(one[value]) else "ended"], {}
    own, every = float(one[value]), held[value].astype(float)
    case = "ratio"
    if value.endswith("_pp"):
        case = "even" if abs(own) < 0.05 else "behind" if own < 0 else "ahead"
    rank, is_joint = int((every > own).sum()) + 1, (every == own).sum() > 1
    place = ("공동 {rank}위", "joint {rank}") if is_joint else ("{rank}위", "{rank}")
    running = "진행 중인 사업 {n}개", "{n} running"
    whole = running if "elapsed_ratio" in rows else ("사업 {n}개", "{n}")
    return SENTENCES[case], {
        "item": one["subject"],
        "value": writer(value)(own, lang),
        "points": fixed(abs(own), 1),
        "n": len(every),
        "all": told(whole, lang, n=len(every)),
        "rank": told(place, lang, rank=rank if lang == "ko" else ordinal(rank)),
    }


def writer(value: str) -> Callable[[float, str], str]:
    """How values of that column are written."""
    return format_pp if value.endswith("_pp") else format_ratio


def ordinal(number: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 11th."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def peers_in_words(rows: pd.DataFrame, lang: str, *, program: str, value: str) -> list[str]:
    """The program, and the medians of all and of those of its goal."""
    own, write = rows[rows["program_id"] == program].iloc[0], writer(value)
    held = compared(rows, value)
    same = held[held["goal_id"] == own["goal_id"]]
    words = "{group} 중앙값 {value}", "{group}, median {value}"
    medians = []
    for name, one in zip(strip_names(held, value), (held, same), strict=True):
        group = told(name, lang, n=one[value].count())
        medians.append(told(words, lang, group=group, value=write(one[value].median(), lang)))
    mine = [f"{own['name']} {write(own[value], lang)}"] if own.name in held.index else []
    return [*mine, *medians]


def peers_note(rows: pd.DataFrame, lang: str, *, value: str) -> str:
    """What the rank means, and which programs are left out."""
    out = int(rows[value].notna().sum()) - len(compared(rows, value))
    return " ".join(told(one, lang, n=out) for one in NOTE[: 2 if out else 1])


def compared(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """The programs that have the value; of a pace those whose months are not over."""
    known = rows[rows[value].notna()]
    return known[~is_ended(known)] if value.endswith("_pp") else known


def strip_names(rows: pd.DataFrame, value: str) -> tuple[tuple[str, str], ...]:
    """What the strip of all is called, and that of the same goal."""
    if value.endswith("_pp") and "elapsed_ratio" in rows:
        return RUNNING_STRIP, STRIPS[1]
    return (ENDED_STRIP if is_ended(rows).all() else STRIPS[0]), STRIPS[1]


def is_ended(rows: pd.DataFrame) -> pd.Series:
    """Which programs' own months are over, where the rows say."""
    known = rows.get("elapsed_ratio", pd.Series(0.0, index=rows.index))
    return known.astype(float).fillna(0) >= 1
