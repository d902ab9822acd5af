"""The one text engine: a sentence in Korean and in English, its blanks filled, its particles fitted."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from sfwf_data.words.errors import unknown

LANGUAGES = ("ko", "en")
PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로", "이다/다", "이며/며")
PARTICLE = re.compile(rf"\[({'|'.join(PARTICLES)})\]")
SOUNDED_DIGITS = "013678"  # digits whose Korean name ends in a consonant: 영 일 삼 육 칠 팔
LIQUID_DIGITS = "178"  # of these, the ones that end in ㄹ: 일 칠 팔
SOUNDED_LETTERS = "lmnr"
OPEN_SIGNS = "%℃㎡"  # read out, they end in a vowel: 퍼센트, 도, 제곱미터


def check_lang(lang: str) -> str:
    """Give `lang` back if it is ``ko`` or ``en``; else one error that names both."""
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    return lang


def say(lang: str, /, *, ko: str, en: str, **values: object) -> str:
    """Give a sentence in `lang`, its ``{blanks}`` filled in and its Korean particles fitted to what stands before them.

    Parameters
    ----------
    lang : {"ko", "en"}
    ko, en : str
        The sentence in both languages.  In Korean ``[은/는]``, ``[이/가]``, ``[을/를]``, ``[과/와]``, ``[으로/로]``,
        ``[이다/다]`` and ``[이며/며]`` stand for the form that fits.
    **values
        What the blanks stand for.  Values are text to the letter: braces and brackets in them mean nothing.

    Returns
    -------
    str

    Examples
    --------
    >>> say("ko", ko="{gap}[은/는] {share}[이다/다]", en="{gap} is {share}", gap="집행잔액", share="31.5%")
    '집행잔액은 31.5%다'
    """
    if check_lang(lang) == "en":
        return en.format(**values)
    text = ""
    for number, part in enumerate(PARTICLE.split(ko)):
        text += particle(text, part) if number % 2 else part.format(**values)
    return text


def particle(before: str, pair: str) -> str:
    """The form of a Korean particle that follows `before`.

    >>> particle("인건비", "은/는"), particle("예산", "은/는"), particle("서울", "으로/로"), particle("74.8%", "이/가")
    ('는', '은', '로', '가')
    """
    closed, open_ = pair.split("/")
    letters = [letter for letter in before if letter.isalnum() or letter in OPEN_SIGNS]
    last = letters[-1].lower() if letters else ""
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        if pair == "으로/로" and final == 8:  # ㄹ
            return open_
        return closed if final else open_
    if pair == "으로/로" and last and last in LIQUID_DIGITS + "lr":
        return open_
    return closed if last and last in SOUNDED_DIGITS + SOUNDED_LETTERS else open_


def join(names: Sequence[str], lang: str = "ko") -> str:
    """Names as a list in a sentence: ``A, B와 C``; ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    if check_lang(lang) == "ko":
        return f"{', '.join(names[:-1])}{particle(names[-2], '과/와')} {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def twin(column: str, lang: str, columns: Container[object]) -> str:
    """The name of the text column in `lang`: ``item`` in Korean, ``item_en`` in English where there is one."""
    english = f"{column}_en"
    return english if check_lang(lang) == "en" and english in columns else column
