"""The one text engine: a sentence in Korean or English, blanks filled, particles fitted."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container, Sequence
from itertools import groupby

from sfwf_data.words.errors import unknown

LANGUAGES = ("ko", "en")
PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로", "이다/다", "이며/며")
PARTICLE = re.compile(rf"\[({'|'.join(PARTICLES)})\]")
REMARK = re.compile(r"(?<=\S)\s*\([^()]*\)$")
# Controls but tab and newline, and marks that turn the direction of what follows; half surrogates.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)
QUOTES = " \"'’”」』》"
RIEUL = 8  # the number of ㄹ among the final consonants

# What stands before a particle, by how it is read out: with a final consonant, and with ㄹ.
CLOSED_DIGITS, RIEUL_DIGITS = {0, 1, 3, 6, 7, 8}, {1, 7, 8}  # 영 일 삼 육 칠 팔
CLOSED_LETTERS, RIEUL_LETTERS = set("lmnr"), set("lr")  # 엘 엠 엔 알
OPEN_SIGNS = "%℃㎡"  # 퍼센트, 도, 제곱미터


def check_lang(lang: str) -> str:
    """Give `lang` back if it is ``ko`` or ``en``; else one error that names both."""
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    return lang


def say(lang: str, /, *, ko: str, en: str, **values: object) -> str:
    """Give a sentence in `lang`, its ``{blanks}`` filled in and its Korean particles fitted.

    In Korean ``[은/는]``, ``[이/가]``, ``[을/를]``, ``[과/와]``, ``[으로/로]``, ``[이다/다]`` and
    ``[이며/며]`` stand for the form that fits what comes before.  Values are text to the letter:
    braces and brackets in them mean nothing.  A blank without a value is an `UnknownNameError`.

    >>> say("ko", ko="{gap}[은/는] {share}[이다/다]", en="{gap} is {share}", gap="잔액", share="3%")
    '잔액은 3%다'
    """
    template = ko if check_lang(lang) == "ko" else en
    try:
        if lang == "en":
            return visible(template.format(**values))
        text = ""
        for number, part in enumerate(PARTICLE.split(template)):
            text += particle(text, part) if number % 2 else part.format(**values)
    except KeyError as error:
        blank = error.args[0]
        raise unknown(f"value for a blank of {template!r}:", blank, values) from None
    return visible(text)


def visible(text: str) -> str:
    r"""Text in which each character that would act unseen stands as its number.

    >>> visible("\x1b[2J\tA\u202eB")
    '\\u001b[2J\tA\\u202eB'
    """
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def particle(before: str, pair: str) -> str:
    """The form of a Korean particle that follows `before`.

    A remark in parentheses is passed over: the particle goes with the word before it.

    >>> particle("인건비", "은/는"), particle("예산", "은/는"), particle("서울", "으로/로")
    ('는', '은', '로')
    >>> particle("74.8%", "이/가"), particle("171.1억원(65.0%)", "을/를")
    ('가', '을')
    """
    closed, open_form = pair.split("/")
    is_closed, is_rieul = ending(last_sound(before))
    if pair == "으로/로" and is_rieul:
        return open_form
    return closed if is_closed else open_form


def last_sound(text: str) -> str:
    """The last letter, digit or sign of a text that is read out; none where nothing is."""
    read = text.rstrip(QUOTES)
    while REMARK.search(read):
        read = REMARK.sub("", read).rstrip(QUOTES)
    read = unicodedata.normalize("NFC", read)
    return next((sign for sign in reversed(read) if sign.isalnum() or sign in OPEN_SIGNS), "")


def ending(sound: str) -> tuple[bool, bool]:
    """Whether a sound ends in a consonant, and whether that is ㄹ."""
    if "가" <= sound <= "힣":
        final = (ord(sound) - ord("가")) % 28
        return final > 0, final == RIEUL
    if sound.isnumeric():  # also Ⅲ and ③
        digit = int(unicodedata.numeric(sound)) % 10
        return digit in CLOSED_DIGITS, digit in RIEUL_DIGITS
    return sound.lower() in CLOSED_LETTERS, sound.lower() in RIEUL_LETTERS


def join(names: Sequence[str], lang: str = "ko") -> str:
    """Names as a list in a sentence: ``A, B와 C``; ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    if check_lang(lang) == "ko":
        return f"{', '.join(names[:-1])}{particle(names[-2], '과/와')} {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def as_markup(text: str, attributes: str = "") -> str:
    """Computed text as HTML in which nothing can act: paragraphs, and lists of ``- `` lines.

    Blank lines part paragraphs; `attributes` go into the tag of each paragraph and list.

    >>> as_markup("- a < b", ' lang="en"'), as_markup("One")
    ('<ul lang="en"><li>a &lt; b</li></ul>', '<p>One</p>')
    """
    blocks = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [html.escape(line.strip(), quote=False) for line in paragraph.splitlines()]
        for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
            if is_list:
                items = "".join(f"<li>{line[2:]}</li>" for line in group)
                blocks.append(f"<ul{attributes}>{items}</ul>")
            else:
                blocks.append(f"<p{attributes}>{' '.join(group)}</p>")
    return "\n".join(blocks)


def twin(column: str, lang: str, columns: Container[object]) -> str:
    """The text column in `lang`: ``item`` in Korean, ``item_en`` in English where there is one."""
    english = f"{column}_en"
    return english if check_lang(lang) == "en" and english in columns else column
