"""Every sentence that figures say, found in their source: both languages say the same blanks."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
from matplotlib import font_manager

from sfwf_data import figures
from sfwf_data.figures.style import register_fonts
from sfwf_data.words.say import PARTICLES, say

FOLDER = Path(figures.__file__).parent


def sentences() -> list[tuple[str, str, str]]:
    """(place, Korean, English) of each `say(ko=, en=)` and each pair: a tuple of two texts."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        korean, said = set(), set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and is_korean(node.value):
                korean.add(node.value)
                continue
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                pair = [one.value for one in node.keywords if one.arg in ("ko", "en")]
            elif isinstance(node, ast.Tuple):
                pair = node.elts
            else:
                continue
            texts = [one.value for one in pair if isinstance(one, ast.Constant)]
            if len(pair) == len(texts) == 2 and is_korean(texts[0]):
                said.add(texts[0])
                found.append((f"{path.name}:{node.lineno}", *texts))
        assert korean <= said, f"{path.name}: Korean without its English: {korean - said}"
    return found


def is_korean(text: object) -> bool:
    """True for a text of one line, no docstring, with Hangul."""
    return isinstance(text, str) and "\n" not in text and bool(re.search("[가-힣]", text))


SENTENCES = sentences()
# English titles have twelve words: they leave to the figure what its line or its subtitle says.
ON_THE_FIGURE = {"elapsed", "rate", "total"}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_sentences__are_found():
    places = {place.partition(":")[0] for place, *_ in SENTENCES}
    kinds = [name for name in figures.__all__ if name.startswith("plot_")]
    assert len(SENTENCES) > 70
    assert len(places) > len(kinds)  # the files of the figures, and what rows.py says for them


@pytest.mark.parametrize(("place", "korean", "english"), SENTENCES)
def test_sentence__is_whole_in_both_languages(place, korean, english):
    assert blanks(english) <= blanks(korean)
    assert blanks(korean) - blanks(english) <= ON_THE_FIGURE
    assert not re.search("[가-힣ㄱ-ㅎ]", english), "no Hangul in English"
    assert re.search("[가-힣]", korean), "no Korean sentence without Hangul"
    assert "[" not in english, "no particles in English"
    rest = re.sub("|".join(re.escape(f"[{pair}]") for pair in PARTICLES), "", korean)
    assert not re.search(r"[\[\]]", rest), "a particle that the text engine does not know"
    values = dict.fromkeys(blanks(korean), "값")
    for lang in ("ko", "en"):
        assert not re.search(r"[\[\]{}]", say(lang, ko=korean, en=english, **values))


def test_sentences__have_their_glyphs():
    used = {letter for _, *texts in SENTENCES for text in texts for letter in text}
    for file in register_fonts():
        known = set(font_manager.get_font(file).get_charmap())
        assert not {letter for letter in used if ord(letter) not in known}
