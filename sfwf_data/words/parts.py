"""The parts of a report by name."""

from __future__ import annotations

from sfwf_data.words.say import say

# Parts of a report, as a source line names them.
PARTS = {
    "Ⅰ": ("제Ⅰ부 일반현황", "Part I, overview"),
    "Ⅱ": ("제Ⅱ부 비전·전략체계", "Part II, strategy"),
    "Ⅲ": ("제Ⅲ부 수입·지출 집행현황", "Part III, execution"),
    "Ⅳ": ("제Ⅳ부 주요업무 추진현황", "Part IV, main work"),
    "Ⅴ": ("제Ⅴ부 세부사업 추진현황", "Part V, programs"),
}


def part_names(where: str, lang: str = "ko") -> str:
    """Parts of a report in words; what is none stays as it is.

    >>> part_names("Ⅲ, Ⅴ", "en")
    'Part III, execution; Part V, programs'
    """
    named = [PARTS.get(part.strip()) for part in where.split(",")]
    if None in named:
        return where
    return "; ".join(say(lang, ko=ko, en=en) for ko, en in filter(None, named))
