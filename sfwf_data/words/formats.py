"""Money, ratios and counts as readers see them: nowhere else does won become 억원."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from sfwf_data.words.errors import unknown
from sfwf_data.words.say import check_lang, visible
from sfwf_data.words.terms import term

# unit: (won in one, decimals, Korean, English)
UNITS = {
    "eok": (100_000_000, 1, "억원", "KRW 100 million"),
    "million": (1_000_000, 0, "백만원", "KRW million"),
    "thousand": (1_000, 0, "천원", "KRW thousand"),
    "won": (1, 0, "원", "KRW"),
}
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?%?")
LETTERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ACTS = ("=", "+", "-", "@", "\t", "\r", "\n")
DEFAULT_UNITS = {"ko": "eok", "en": "million"}


def is_missing(value: Any) -> bool:
    """True for None, NaN, NA and NaT."""
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def fixed(value: float | Decimal, decimals: int, signed: bool = False) -> str:
    """A number with fixed decimals, thousands in commas, halves away from zero.

    An exact zero is ``0``; what merely rounds to zero keeps its decimals (``0.0``) and has no sign.
    The minus is ``-``: the Korean font has no U+2212.
    """
    if value == 0:
        return "0"
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{abs(rounded):,}"


def pick_unit(values: Iterable[float], lang: str = "ko") -> str:
    """The one unit in which all the values of a figure or a table are to be written.

    The default unit (100 million won in Korean) where the largest value comes to one of it, else
    million where it comes to ten, else thousand won: 19 million won is not to be read as 0.2.
    """
    largest = max((abs(value) for value in values if not is_missing(value)), default=0)
    for unit in (DEFAULT_UNITS[check_lang(lang)], "million"):
        if largest >= (1 if unit == "eok" else 10) * UNITS[unit][0] or largest == 0:
            return unit
    return "thousand"


def unit_name(unit: str, lang: str = "ko") -> str:
    """The unit as an axis or a column header names it, e.g. ``억원``, ``KRW million``."""
    if unit not in UNITS:
        raise unknown("unit of money", unit, UNITS)
    _, _, korean, english = UNITS[unit]
    return korean if check_lang(lang) == "ko" else english


def in_unit(value: float, unit: str) -> float:
    """Won as a number of `unit`, not rounded (for axes)."""
    return value / UNITS[unit][0]


def format_won(
    value: float,
    lang: str = "ko",
    unit: str | None = None,
    signed: bool = False,
    bare: bool = False,
) -> str:
    """Write whole won in one of `UNITS`; zero is ``0억원``, missing ``자료 없음`` or ``n/a``.

    `signed` writes ``+`` before what is above zero; `bare` leaves out the unit, for tables and axes
    that name it.

    >>> format_won(2902693000), format_won(2902693000, "en"), format_won(-35000000, unit="million")
    ('29.0억원', 'KRW 2,903 million', '-35백만원')
    """
    unit = unit or DEFAULT_UNITS[check_lang(lang)]
    name = unit_name(unit, lang)
    if is_missing(value):
        return term("missing", lang)
    size, decimals, *_ = UNITS[unit]
    number = fixed(Decimal(str(value)) / size, decimals, signed)
    with_unit = f"{number}{name}" if lang == "ko" else f"KRW {number}{name.removeprefix('KRW')}"
    return number if bare else with_unit


def format_ratio(value: float, lang: str = "ko") -> str:
    """Write a ratio (0-1) as a percentage, ``74.8%``; zero is ``0%``, missing as in won."""
    check_lang(lang)
    if is_missing(value):
        return term("missing", lang)
    return fixed(Decimal(str(value)) * 100, 1) + "%"


def format_pp(value: float, lang: str = "ko") -> str:
    """Write a difference in percentage points with its sign, e.g. ``+3.2%p``, ``-3.2 pp``."""
    check_lang(lang)
    if is_missing(value):
        return term("missing", lang)
    return fixed(float(value), 1, signed=True) + ("%p" if lang == "ko" else " pp")


def format_number(value: float, lang: str = "ko") -> str:
    """Write a count or a KPI value with as many decimals as it has, two at most."""
    check_lang(lang)
    if is_missing(value):
        return term("missing", lang)
    _, _, decimal_part = f"{Decimal(str(value)).normalize():f}".partition(".")
    return fixed(value, min(2, len(decimal_part)))


def in_letters(number: int, lang: str) -> str:
    """A count in a sentence: English writes one to nine as words."""
    is_word = check_lang(lang) == "en" and 0 < number < len(LETTERS)
    return LETTERS[number] if is_word else f"{number:,}"


def format_day(day: pd.Timestamp, lang: str = "ko") -> str:
    """A day as a sentence names it: ``2022년 9월 30일``, ``September 30, 2022``."""
    if check_lang(lang) == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.month_name()} {day.day}, {day.year}"


def format_value(
    value: Any, column: str, lang: str = "ko", unit: str | None = None, bare: bool = False
) -> str:
    """Write a number as its column's ending says; `bare` leaves out the unit."""
    if is_missing(value):
        return term("missing", lang)
    if column.endswith("_krw"):
        return format_won(value, lang, unit, bare=bare)
    if column.endswith("_ratio"):
        text = format_ratio(value, lang)
    elif column.endswith("_pp"):
        text = format_pp(value, lang)
    else:
        text = format_number(value, lang) + ("%" if column.endswith("_pct") else "")
    return re.sub("( pp|%p?)$", "", text) if bare else text


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: what could start one gets an apostrophe.

    >>> inert("=HYPERLINK(1)"), inert("-3.5"), inert("일반")
    ("'=HYPERLINK(1)", '-3.5', '일반')
    """
    if NUMBER.fullmatch(text) or (
        not text.lstrip(" \u3000").startswith(ACTS) and not text.startswith(ACTS)
    ):
        return visible(text)
    return visible(f"'{text}")
