"""Font, colours, number formats, particles."""

from __future__ import annotations

import itertools
import subprocess
import sys
import warnings

import pytest

pytest.importorskip("matplotlib")
import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb

from sfwf_data.figures import style
from sfwf_data.words.formats import (
    fixed,
    format_number,
    format_pp,
    format_ratio,
    format_won,
    pick_unit,
    unit_name,
)
from sfwf_data.words.say import join, particle
from sfwf_data.words.sentences import SENTENCES
from sfwf_data.words.terms import COLUMNS, PHRASES, VALUES, term


@pytest.fixture(autouse=True)
def untouched_settings():
    with mpl.rc_context():
        yield


def glyph_warnings() -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plt.gcf().canvas.draw()
    return [str(warning.message) for warning in caught if "Glyph" in str(warning.message)]


def test_style_sets_the_korean_font_and_twice_is_once():
    style.use_style()
    entries, settings = len(font_manager.fontManager.ttflist), dict(mpl.rcParams)
    style.use_style("en")
    assert len(font_manager.fontManager.ttflist) == entries
    assert dict(mpl.rcParams) == settings
    plt.title("서울시여성가족재단 -1")
    assert glyph_warnings() == []
    assert "NanumGothic" in font_manager.findfont(font_manager.FontProperties())
    assert "Bold" in font_manager.findfont(font_manager.FontProperties(weight="bold"))


def test_hangul_survives_a_seaborn_theme():
    style.use_style()
    sns.set_theme()
    plt.title("예산 집행률 -3")
    assert glyph_warnings() == []


def test_font_package_is_not_imported():
    code = "import sys; from sfwf_data.figures.style import use_style; use_style(); assert 'koreanize_matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_language():
    with pytest.raises(ValueError, match="'fr'.*ko, en"):
        style.use_style("fr")


def test_every_text_has_its_glyphs():
    files = style.register_fonts()
    texts = [*PHRASES.values(), *SENTENCES.values(), *COLUMNS.values(), *VALUES.values()]
    used = {letter for pair in texts for text in pair for letter in text}
    for file in files:
        known = set(font_manager.get_font(file).get_charmap())
        assert not {letter for letter in used if ord(letter) not in known}


def test_every_text_is_there_in_both_languages_with_the_same_blanks():
    for key, (korean, english) in (PHRASES | SENTENCES).items():
        blanks = [
            sorted(set(__import__("re").findall(r"{(\w+)}", text))) for text in (korean, english)
        ]
        assert blanks[0] == blanks[1], key
        assert not [letter for letter in english if "가" <= letter <= "힣"], key


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (2_902_693_000, {}, "29.0억원"),
        (2_902_693_000, {"lang": "en"}, "KRW 2,903 million"),
        (2_902_693_000, {"lang": "en", "unit": "billion"}, "KRW 2.90 billion"),
        (-35_000_000, {"unit": "million"}, "-35백만원"),
        (-35_000_000, {"unit": "million", "lang": "en"}, "KRW -35 million"),
        (35_000_000, {"unit": "million", "signed": True}, "+35백만원"),
        (0, {}, "0억원"),
        (-1_000, {}, "0.0억원"),
        (5_000_000, {}, "0.1억원"),
        (12_345, {"unit": "thousand"}, "12천원"),
        (12_345, {"unit": "won", "bare": True}, "12,345"),
        (None, {}, "자료 없음"),
        (float("nan"), {"lang": "en"}, "n/a"),
    ],
)
def test_won(value, options, expected):
    assert format_won(value, **options) == expected


def test_ratios_and_points():
    assert (
        format_ratio(0.65016),
        format_ratio(0),
        format_ratio(None, "en"),
        format_ratio(1.2),
    ) == ("65.0%", "0%", "n/a", "120.0%")
    assert (format_pp(-3.25), format_pp(3.25, "en"), format_pp(0), format_pp(None)) == (
        "-3.3%p",
        "+3.3 pp",
        "0%p",
        "자료 없음",
    )
    assert (format_number(534.6), format_number(5436), format_number(None, "en")) == (
        "534.6",
        "5,436",
        "n/a",
    )
    assert (fixed(0.05, 1), fixed(-0.04, 1), fixed(2.5, 0)) == ("0.1", "0.0", "3")


def test_unit_follows_the_largest_value():
    assert pick_unit([2_000_000_000, 1]) == "eok"
    assert pick_unit([90_000_000, None]) == "million"
    assert pick_unit([900_000], "en") == "thousand"
    assert pick_unit([]) == "eok"
    with pytest.raises(ValueError, match="'억'"):
        unit_name("억")


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [("인건비", "이/가", "가"), ("예산", "이/가", "이"), ("서울", "으로/로", "로"), ("사업", "으로/로", "으로"), ("38.5%", "이/가", "가"),
     ("센터(더아리움)", "은/는", "는"), ("6", "과/와", "과"), ("2", "과/와", "와"), ("", "은/는", "는")],
)  # fmt: skip
def test_particles(word, pair, expected):
    assert particle(word, pair) == expected


def test_lists_of_names():
    assert (join(["가", "나", "달"]), join(["A", "B", "C"], "en"), join(["가"])) == (
        "가, 나와 달",
        "A, B and C",
        "가",
    )
    assert term("gap none", "en") == "No budget is left unspent"


def luminance(color: str) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def lightness(color: str) -> float:
    return 116 * luminance(color) ** (1 / 3) - 16


@pytest.mark.parametrize("palette", [style.OFFICES, style.GOALS, style.FUNDING, style.HEADQUARTERS])
def test_colours_differ_in_grey(palette):
    assert (
        min(
            abs(lightness(one) - lightness(other))
            for one, other in itertools.combinations(palette.values(), 2)
        )
        >= 4
    )


def test_an_office_keeps_its_colour():
    assert style.division_color("office-care") == style.OFFICES["office-care"]
    assert style.division_color("team-childcare", "office-care") == style.OFFICES["office-care"]
    assert style.division_color("office-new") == style.division_color("office-new") in style.SPARE
    assert (
        style.division_color(None)
        == style.goal_color("g9")
        == style.funding_color("")
        == style.GREY
    )
