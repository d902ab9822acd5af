"""Font, palette, the language of figures, and seaborn in our style."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

pytest.importorskip("matplotlib")
import seaborn as sns
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

from sfwf_data import figures, load
from sfwf_data.figures import colors, style
from sfwf_data.words.terms import COLUMNS, PHRASES, VALUES
from tests.figure_frames import draw, missing_glyphs, real, small


@pytest.fixture(autouse=True)
def untouched_settings():
    with mpl.rc_context():
        yield
    style.spoken["lang"] = "ko"


def test_use_style__twice__is_once():
    figures.use_style()
    entries, settings = len(font_manager.fontManager.ttflist), dict(mpl.rcParams)
    figures.use_style("en")
    assert len(font_manager.fontManager.ttflist) == entries
    assert dict(mpl.rcParams) == settings
    plt.title("서울시여성가족재단 -1")
    assert missing_glyphs() == []
    assert "NanumGothic" in font_manager.findfont(font_manager.FontProperties())
    assert "Bold" in font_manager.findfont(font_manager.FontProperties(weight="bold"))


def test_use_style__sets_the_language_of_figures_that_are_not_told_one():
    assert "남아 있다" in figures.plot_gap_by_item(small()).get_title()
    figures.use_style("en")
    assert "unspent" in figures.plot_gap_by_item(small()).get_title()
    assert "남아 있다" in figures.plot_gap_by_item(small(), lang="ko").get_title()
    figures.use_style()
    assert "남아 있다" in figures.plot_gap_by_item(small()).get_title()


def test_use_style__unknown_language__names_both():
    with pytest.raises(ValueError, match="'fr'.*ko, en"):
        figures.use_style("fr")


def test_hangul__survives_a_seaborn_theme():
    figures.use_style()
    sns.set_theme()
    plt.title("예산 집행률 -3")
    assert missing_glyphs() == []


def test_font_package__is_not_imported():
    code = (
        "import sys; from sfwf_data import figures; figures.use_style(); "
        "assert 'koreanize_matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# seaborn's own functions, on our frames: as a reader calls them


def bars():
    execution = load("execution")
    top = execution[(execution["side"] == "expenditure") & (execution["level"] == 1)]
    return sns.barplot(top, x="executed_krw", y="item", errorbar=None)


def histogram():
    programs = load("programs")
    ax = sns.histplot(programs, x="executed_krw", hue="funding")
    ax.set(xlabel="집행액 (원)", ylabel="사업 수", title="사업별 집행액")
    return ax


def strip():
    programs = load("programs").assign(
        ratio=lambda rows: rows["executed_krw"] / rows["revised_krw"]
    )
    return sns.stripplot(programs, x="ratio", y="goal_id", hue="goal_id", palette=colors.GOALS)


def heat_map():
    staff = load("staffing")
    wide = staff.pivot_table(index="unit", columns="grade", values="current", aggfunc="sum")
    return sns.heatmap(wide, annot=True, cbar_kws={"label": "현원"})


@pytest.mark.parametrize("plot", [bars, histogram, strip, heat_map])
def test_seaborn__on_our_frames__is_in_our_style(plot):
    """Korean labels, our font, our minus, no warning (a warning is an error in tests)."""
    figures.use_style()
    ax = plot()
    assert missing_glyphs() == []
    assert ax.xaxis.label.get_fontname() == "NanumGothic"
    assert not ax.spines["top"].get_visible()
    figures.render(ax, "png")
    assert figures.drawn(ax) is None


# Texts


def test_vocabulary__has_its_glyphs():
    used = {
        letter
        for texts in (PHRASES, COLUMNS, VALUES)
        for pair in texts.values()
        for text in pair
        for letter in text
    }
    for file in style.register_fonts():
        known = set(font_manager.get_font(file).get_charmap())
        assert not {letter for letter in used if ord(letter) not in known}


# Palette


def lightness(color: str) -> float:
    return 116 * colors.luminance(color) ** (1 / 3) - 16


@pytest.mark.parametrize(
    "palette", [colors.OFFICES, colors.GOALS, colors.FUNDING, colors.HEADQUARTERS]
)
def test_palette__differs_in_grey(palette):
    steps = [
        abs(lightness(one) - lightness(other))
        for one, other in itertools.combinations(palette.values(), 2)
    ]
    assert min(steps) >= 4


def test_division_color__is_always_the_same():
    assert figures.division_color("office-care") == colors.OFFICES["office-care"]
    team = figures.division_color("team-childcare", "office-care")
    assert team == colors.OFFICES["office-care"]
    new = figures.division_color("office-new")
    assert new == figures.division_color("office-new")
    assert new in colors.SPARE
    nothing = (figures.division_color(None), figures.goal_color("g9"), figures.funding_color(""))
    assert set(nothing) == {colors.GREY}


def test_luminance__of_black_and_white():
    assert colors.luminance("#000000") == 0
    assert colors.luminance("#FFFFFF") == pytest.approx(1)


NAMED = {name: value for name, value in vars(colors).items() if isinstance(value, str)}
MEANINGS = {name: value for name, value in NAMED.items() if value.startswith("#")}
SHADES = (*colors.SPENDING_PARTS, *colors.REVENUE_PARTS)
WHITE = "#FFFFFF"  # of marks that have no color
OF_IDS = [colors.OFFICES, colors.HEADQUARTERS, colors.GOALS, colors.FUNDING]


def test_colors__have_one_meaning_each():
    """No two names, palettes or shades share a color."""
    used = [*MEANINGS.values(), *SHADES, *colors.SPARE]
    used += [color for palette in OF_IDS for color in palette.values()]
    assert len({color.upper() for color in used}) == len(used)


def test_what_is_not_compared_with_the_calendar__has_no_hue():
    """Orange and green say what the calendar says; blue is spending, or a program."""
    for color in (colors.UNJUDGED, colors.UNJUDGED_CELL):
        parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(parts) - min(parts) <= 12


def test_colors__are_written_down_in_one_file():
    for path in Path(figures.__file__).parent.glob("*.py"):
        if path.name != "colors.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("kind", sorted(real()))
def test_colors__of_a_figure_are_all_written_down(kind):
    """What each mark of the collection shows has a meaning that is written down."""
    known = {color.upper() for color in (*MEANINGS.values(), *SHADES, WHITE, "#000000")}
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments)
    shown = {to_hex(bar.get_facecolor()) for bar in ax.patches}
    for marks in ax.collections:
        shown |= {to_hex(color) for color in marks.get_facecolor()}
        shown |= {to_hex(color) for color in marks.get_edgecolor()}
    assert {color.upper() for color in shown} <= known


def test_colors__that_are_told_apart_in_one_figure_differ_in_grey():
    for one, other in (
        ("BEHIND", "AHEAD"),
        ("BEHIND", "WATCH"),
        ("UNJUDGED", "BEHIND"),
        ("UNJUDGED", "AHEAD"),
        ("MAIN", "PALE"),
        ("MAIN", "SOFT"),
    ):
        assert abs(lightness(MEANINGS[one]) - lightness(MEANINGS[other])) >= 10, (one, other)
