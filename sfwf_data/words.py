"""Everything that figures and notebooks say, in Korean and in English."""

from __future__ import annotations

import re

from sfwf_data.errors import unknown
from sfwf_data.phrases import PHRASES
from sfwf_data.sentences import SENTENCES

LANGUAGES = ("ko", "en")
TEXTS = PHRASES | SENTENCES
SOUNDED_DIGITS = "013678"  # digits whose Korean name ends in a consonant
SOUNDED_LETTERS = "lmnr"
PARTICLE = re.compile(r"\[(은/는|이/가|을/를|과/와|으로/로)\]")


def check_lang(lang: str) -> str:
    """Give `lang` back if it is ``ko`` or ``en``; else one error that names both."""
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    return lang


def say(key: str, lang: str = "ko", **values: object) -> str:
    """The phrase `key` in `lang`, its values filled in and its Korean particles fitted to them."""
    text = TEXTS[key][LANGUAGES.index(check_lang(lang))].format(**values)
    return PARTICLE.sub(lambda match: particle(text[: match.start()], match[1]), text) if lang == "ko" else text


def particle(before: str, pair: str) -> str:
    """The form of a Korean particle that follows `before`.

    >>> particle("인건비", "은/는"), particle("예산", "은/는"), particle("서울", "으로/로")
    ('는', '은', '로')
    """
    closed, open_ = pair.split("/")
    letters = [letter for letter in before if letter.isalnum() or letter == "%"]
    last = letters[-1].lower() if letters else ""
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        if pair == "으로/로" and final == 8:  # ㄹ
            return open_
        return closed if final else open_
    return closed if last and last in SOUNDED_DIGITS + SOUNDED_LETTERS else open_


def join(names: list[str], lang: str = "ko") -> str:
    """Names as a list in a sentence: ``A, B와 C``; ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    if check_lang(lang) == "ko":
        return f"{', '.join(names[:-1])}{particle(names[-2], '과/와')} {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def twin(column: str, lang: str, columns: object) -> str:
    """The name of the text column in `lang`: ``item`` in Korean, ``item_en`` in English where there is one."""
    english = f"{column}_en"
    return english if check_lang(lang) == "en" and english in columns else column
