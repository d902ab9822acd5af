"""Corrections of the report: which touch the rows that a notebook shows, and how they read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from sfwf_data.loader.loading import corrections
from sfwf_data.notebook.cells import cell_of, key_parts, place, stated
from sfwf_data.words.terms import term

# Parts of a key that a frame need not have: an item's id says its side, and a frame of two years
# has a column for each.
OPEN = {"side", "fiscal_year"}


def touching(report: str, loaded: Collection[str], shown: Sequence[object] = ()) -> pd.DataFrame:
    """The rows of `corrections()` that touch what is shown; all of them where nothing is given.

    `loaded` are the tables that the notebook rests on: the same id in another table is another
    cell.  `shown` are frames, whose rows are found by the columns that make their table's key, or
    ids.  A total is touched only where it is shown itself.
    """
    every = corrections(report)
    if not shown:
        return every
    frames = [one for one in shown if isinstance(one, pd.DataFrame)]
    ids = {name for one in shown if not isinstance(one, pd.DataFrame) for name in ids_of(one)}
    known = {*loaded, *(str(frame.attrs.get("table")) for frame in frames)}
    cells = [cell_of(*cell) for cell in zip(every["table"], every["key"], strict=True)]
    kept = [table in known and touches(table, key, frames, ids) for table, key, _ in cells]
    return every.loc[kept]


def ids_of(shown: object) -> Iterable[str]:
    """Ids from a text, a list or a column."""
    if isinstance(shown, str):
        return [shown]
    if not isinstance(shown, Iterable):
        raise TypeError(f"a frame or ids are expected, not a {type(shown).__name__}")
    return map(str, shown)


def touches(table: str, key: str, frames: Sequence[pd.DataFrame], ids: set[str]) -> bool:
    """Whether a row with this key is among the ids or in one of the frames."""
    parts = key_parts(table, key)
    return not ids.isdisjoint(parts.values()) or any(holds(frame, parts) for frame in frames)


def holds(frame: pd.DataFrame, parts: dict[str, str]) -> bool:
    """Whether a frame has a row of this key."""
    if not parts.keys() - OPEN <= set(frame.columns):
        return False
    same = {name: frame[name].astype("str") == parts[name] for name in parts if name in frame}
    return bool(pd.DataFrame(same, index=frame.index).all(axis=1).any())


def in_readers_words(mistakes: pd.DataFrame, report: str, lang: str) -> pd.DataFrame:
    """Rows of `corrections()` as readers know them: which figure, printed and used, why, where."""
    cells = list(zip(mistakes["table"], mistakes["key"], mistakes["column"], strict=True))
    said = {}
    for name in ("printed", "used"):
        pairs = zip(mistakes[name], cells, strict=True)
        said[name] = [stated(value, *cell, report, lang) for value, cell in pairs]
    if lang != "ko":  # a Korean name that is misspelled has one translation
        both = zip(said["printed"], said["used"], strict=True)
        said["printed"] = [term("misspelled", lang) if a == b else a for a, b in both]
    where = [place(*cell, report, lang) for cell in cells]
    reason = mistakes["reason_ko" if lang == "ko" else "reason"]
    return mistakes.assign(where=where, reason=reason, **said)


def mistakes_in(rows: pd.DataFrame) -> int:
    """How many are mistakes: differences of scope, plans and what is unclear are none."""
    return int(rows["kind"].isin(["mistake", "rounding"]).sum())


def counted(found: int, narrowed: bool, wrong: int = 0) -> tuple[str, str]:
    """What is said above a table of corrections, in Korean and English."""
    if not narrowed:
        return (
            "보고서의 정정 목록은 모두 {of}건으로, 오류와 반올림이 {mistakes}건이고 "
            "나머지 {others}건은 범위나 계획의 차이이거나 판단할 수 없는 것입니다.",
            "The list of corrections has {of} entries: {mistakes} mistakes and roundings; the "
            "other {others} are differences of scope, plans beside results, or unclear.",
        )
    if not found:
        return "이 분석에 영향을 주는 정정은 없습니다.", "No correction affects this analysis."
    among = "그 가운데 오류와 반올림은 {mistakes}건입니다."
    mistakes = "mistakes and roundings among them: {mistakes}"
    if not wrong:
        among, mistakes = "그 가운데 오류는 없습니다.", "none of them is a mistake"
    affect = "affects" if found == 1 else "affect"
    return (
        f"정정 목록 {{of}}건 가운데 {{count}}건이 이 분석에 영향을 줍니다. {among} "
        "'쓰는 값'이 '그대로'가 아닌 것만 고쳐 썼고, 나머지는 인쇄된 대로 두었습니다.",
        f"{{count}} of the {{of}} entries in the list of corrections {affect} this analysis; "
        f"{mistakes}. Only those whose value used is not “as printed” were corrected.",
    )
