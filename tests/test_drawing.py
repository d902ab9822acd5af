"""What `@figure` gives every figure, and what a figure leaves on its axes."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("matplotlib")
from matplotlib import pyplot as plt

import sfwf_data
from sfwf_data import figures, load, measures
from sfwf_data.figures import Drawn, drawn, render
from sfwf_data.figures.canvas import PHONE
from sfwf_data.figures.drawing import figure
from sfwf_data.words.errors import MissingColumnError, OverlapError
from tests.figure_frames import SOURCE, draw, flat, real, small, texts

KINDS = sorted(real())
UNNAMED = "gap_parts", "bands", "budget_steps"  # figures of sums: no row has a name
TEXTS = ["label", "title", "subtitle", "note", "source"]


def plot(kind: str):
    return getattr(figures, f"plot_{kind}")


# Signature and docstring


@pytest.mark.parametrize("kind", KINDS)
def test_signature__frame_own_axes_language_then_options(kind):
    parameters = inspect.signature(plot(kind)).parameters
    names = list(parameters)
    assert names[0] == "frame"
    assert names[names.index("ax") : names.index("ax") + 2] == ["ax", "lang"]
    assert names[-4:] == TEXTS[1:]
    assert ("label" in names) == (kind not in UNNAMED)
    for name, one in parameters.items():
        after = names.index(name) > names.index("lang")
        assert one.kind is (one.KEYWORD_ONLY if after else one.POSITIONAL_OR_KEYWORD)
        assert name not in ("ax", "lang", *TEXTS) or one.default is None
        assert not isinstance(one.annotation, str), "a tooltip would show quotes"


@pytest.mark.parametrize("kind", KINDS)
def test_docstring__shows_every_parameter_whole(kind):
    text = plot(kind).__doc__
    head, listed, *_ = re.split(r"\n\n(?:Parameters\n-+|Returns\n-+|Raises\n-+)\n", text)
    described = dict(re.findall(r"^(\w+) : .*\n((?:    .*\n?)*)", listed + "\n", re.MULTILINE))
    assert list(described) == list(inspect.signature(plot(kind)).parameters)
    assert all(text.strip() or name == "frame" for name, text in described.items())
    assert head.startswith("Draw ")
    assert "As for" not in text
    assert text.index("Parameters\n-") < text.index("Returns\n-") < text.index("Raises\n-")
    assert "MissingColumnError" in text


def test_wrong_arguments__are_an_error_of_the_function_called():
    with pytest.raises(TypeError, match=r"plot_program_peers\(\) .*'program'"):
        figures.plot_program_peers(small())
    with pytest.raises(TypeError, match=r"plot_pace\(\) .*'colour'"):
        figures.plot_pace(small(), colour="red")


# Sums

GAP_PARTS = "net_behind_krw", "once_krw", "reserve_krw", "not_due_krw"


def whole_tables() -> dict[str, pd.DataFrame]:
    """Tables as they are loaded, with a total beside its parts."""
    execution = measures.execution_gap(load("execution"))
    changes = measures.year_over_year(load("budget_totals"))
    return {
        "bridge": changes,
        "share_shift": changes,
        "gap_by_item": execution,
        "composition": execution,
        "staffing": load("staffing"),
        "gap_parts": execution.assign(**dict.fromkeys(GAP_PARTS, 1)),
        "budget_steps": execution,
    }


@pytest.mark.parametrize("kind", whole_tables())
def test_figures_that_add__refuse_a_whole_table(kind):
    """Before anything is drawn, with two of its rows and what to choose."""
    said = rf"plot_{kind} cannot take these rows: rows .*'.+' and '.+'.*frame\[frame\["
    with pytest.raises(OverlapError, match=said):
        draw(kind, whole_tables()[kind])
    assert not plt.get_fignums()


@pytest.mark.parametrize("kind", [*whole_tables(), "coverage", "pace", "attainment"])
def test_figures_that_add__refuse_two_reports(kind):
    frame, arguments = real()[kind]
    both = pd.concat([frame.assign(report=year) for year in ("2022-09-30", "2023-09-30")])
    with pytest.raises(OverlapError, match=rf"plot_{kind} cannot take .* more than one report"):
        draw(kind, both, *arguments)


def test_bridge__of_one_level__tells_the_total_of_the_report():
    """Not 86,825 to 115,545 million won, the sum of totals and their parts."""
    rows = load("budget_totals").query("side == 'expenditure' and level == 1")
    ax = figures.plot_bridge(measures.year_over_year(rows), lang="en")
    assert "up 29.2% to KRW 26,319 million" in flat(ax.get_title())
    assert [label.get_text() for label in ax.get_yticklabels()][::4] == [
        "Previous year",
        "Current year",
    ]


def test_remainders__are_shown_and_never_lead():
    """Grey bars; the title names the largest of those that money belongs to: 60 of 160."""
    frame = small()[["item", "gap_krw"]].assign(kind="programs")
    rest = pd.DataFrame({"item": ["남는 예산"], "gap_krw": [60_000_000], "kind": ["remainder"]})
    ax = figures.plot_gap_by_item(pd.concat([rest, frame], ignore_index=True))
    assert "1.6억원 중 37.5%가 기본경비에 남아 있다" in flat(ax.get_title())
    alone = figures.plot_gap_by_item(rest)
    assert "남는 예산" in flat(alone.get_title())


# Columns


@pytest.mark.parametrize("kind", KINDS)
def test_missing_column__names_figure_column_and_what_makes_it(kind):
    """And what is named does make it."""
    frame, arguments = real()[kind]
    programs, kpis = measures.execution_gap(load("programs")), load("kpis")
    known = {
        "programs": programs,
        "kpis": kpis,
        "by": "goal_id",
        "published": measures.objective_lines(load("execution")).assign(goal_id="g1"),
        "as_of": "2022-09-30",
        **vars(sfwf_data),
        "measures": measures,
        "sfwf_data": sfwf_data,
    }
    told = {}
    for column in frame.columns:
        try:
            draw(kind, frame.drop(columns=column), *arguments)
        except MissingColumnError as error:
            if "names the rows" not in str(error):
                told[column] = str(error)
        plt.close("all")
    assert told
    for column, message in told.items():
        start = f"plot_{kind} needs the column '{column}': "
        found = re.fullmatch(rf"{start}(.+) (makes|has) it; the frame has .+", message)
        assert found, message
        assert (found[2] == "makes") == found[1].startswith("measures.")
        years = "year_over_year" in found[1]
        made = eval(found[1], known | {"frame": load("budget_totals") if years else programs})
        assert column in made.columns


def test_missing_column__of_an_option__is_the_one_that_it_names():
    frame, _ = real()["program_peers"]
    with pytest.raises(MissingColumnError, match="plot_program_peers needs the column 'pace_pp'"):
        draw("program_peers", frame.drop(columns="pace_pp"), "p4-05", "pace_pp")
    draw("program_peers", frame.drop(columns="pace_pp"), "p4-05")


def test_missing_names__ask_for_a_label():
    frame = small().drop(columns=["item", "item_en"])
    with pytest.raises(MissingColumnError, match=r"plot_gap_by_item .*names the rows: label=…"):
        draw("gap_by_item", frame)
    with pytest.raises(MissingColumnError, match="names the rows: 'team'"):
        draw("gap_by_item", small(), label="team")
    assert draw("gap_by_item", small(), label="item_en").get_yticklabels()[0].get_text()


@pytest.mark.parametrize("kind", KINDS)
def test_missing_column__of_an_empty_frame__is_told_as_well(kind):
    frame, arguments = real()[kind]
    with pytest.raises(MissingColumnError, match=f"plot_{kind}"):
        draw(kind, frame.iloc[:0, :0], *arguments)


# Drawing


def test_figures__read_no_file_and_save_none():
    """Only save.py writes, and no drawing asks it to."""
    for path in Path(figures.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        writes = re.search(r"\bopen\(|read_csv|savefig\(|write_file|figures\.save", text)
        assert not writes or path.name in ("save.py", "__init__.py"), path.name


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows__says_so(kind):
    frame, arguments = real()[kind]
    ax = draw(kind, frame.iloc[:0], *arguments, lang="en")
    assert [text.get_text() for text in ax.texts] == ["No data"]
    assert "There are no data" in flat(ax.get_title())


def test_an_error_while_drawing__leaves_no_figure():
    with pytest.raises(ValueError, match="negative part"):
        draw("composition", small().assign(revised_krw=-1))
    assert plt.get_fignums() == []
    _, given = plt.subplots()
    with pytest.raises(ValueError, match="negative part"):
        draw("composition", small().assign(revised_krw=-1), ax=given)
    assert len(plt.get_fignums()) == 1


def test_a_figure_of_ones_own__is_a_few_lines():
    """The decorator does the rest."""

    def most(rows, lang, *, least=0):
        return ("{least}[은/는] {lang}", "{least} is {lang}"), {"least": least, "lang": lang}

    @figure(
        finding=most,
        value="gap_krw",
        about=("막대.", "Bars."),
        needs={"gap_krw": "measures.execution_gap(frame)"},
    )
    def plot_own(canvas, rows, *, least=0):
        """Draw.

        Parameters
        ----------
        frame : DataFrame
            `gap_krw`.
        least : int
            A threshold.
        """
        canvas.bars(rows["gap_krw"].tolist(), 0.5, "red")
        canvas.row_labels(rows["name"])

    ax = plot_own(small(), least=3, source="x")
    assert flat(ax.get_title()) == "3은 ko"
    assert ax.get_yticklabels()[0].get_text() == "인건비"
    assert len(ax.patches) == 3
    assert drawn(ax).texts()["alt"]["en"].startswith("3 is en. Bars. Basic running cost")
    assert "A threshold." in plot_own.__doc__


# What is left on the axes


def test_drawn__of_other_axes__is_none():
    assert drawn(plt.subplots()[1]) is None
    assert isinstance(drawn(draw("gap_by_item", small())), Drawn)


def test_texts__in_both_languages_with_their_sources():
    left = drawn(draw("gap_by_item", small(), lang="en"))
    made = left.texts(SOURCE)
    assert list(made) == ["title", "caption", "alt"]
    assert all(list(one) == ["ko", "en"] for one in made.values())
    for lang in ("ko", "en"):
        assert made["caption"][lang].startswith(f"{made['title'][lang]}. ")
        assert made["caption"][lang].endswith(f": {SOURCE[lang]}.")
        assert SOURCE[lang] not in made["alt"][lang]
    assert "Basic running cost KRW 60 million; Personnel" in made["alt"]["en"]
    assert not re.search("[가-힣]", "".join(one["en"] for one in made.values()))


def test_texts__without_a_source__guess_none():
    made = drawn(draw("gap_by_item", small())).texts()
    assert not re.search("출처|Source", "".join(made["caption"].values()))
    given = drawn(draw("gap_by_item", small(), source="여기")).texts()
    assert given["caption"]["ko"].endswith("출처: 여기.")
    assert "Source" not in given["caption"]["en"]


def test_texts__of_a_given_title__are_of_its_language():
    made = drawn(draw("gap_by_item", small(), title="내 제목")).texts()
    assert made["title"]["ko"] == "내 제목"
    assert made["alt"]["ko"].startswith("내 제목. ")
    assert "unspent" in made["title"]["en"]


def test_texts__do_not_follow_a_frame_that_changes_later():
    frame = small()
    left = drawn(draw("gap_by_item", frame))
    before = left.texts()
    frame.loc[:, "gap_krw"] = 1
    assert left.texts() == before


@pytest.mark.parametrize("kind", KINDS)
def test_add_source__is_the_same_to_the_byte(kind):
    """Also where the figure was looked at before, and had another source."""
    frame, arguments = real()[kind]
    at_once = draw(kind, frame, *arguments, lang="en", source=SOURCE["en"])
    later = draw(kind, frame, *arguments, lang="en")
    assert texts(later, "source") == []
    later.figure.canvas.draw()
    drawn(later).add_source("something else that is long " * 9)
    drawn(later).add_source(SOURCE["en"])
    assert later.figure.get_size_inches().tolist() == at_once.figure.get_size_inches().tolist()
    assert not drawn(later).is_edited
    assert drawn(later).texts() == drawn(at_once).texts()
    for file_format in ("png", "svg"):
        assert render(later, file_format) == render(at_once, file_format)


def test_add_source__on_given_axes__is_the_same_to_the_byte():
    made = []
    for source in ("여기", None):
        axes = draw("gap_by_item", small(), ax=plt.subplots()[1], source=source)
        if source is None:
            drawn(axes).add_source("여기")
        made.append(render(axes, "png"))
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", KINDS)
def test_for_phone__is_narrow_and_without_a_source(kind):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments, lang="en", source=SOURCE["en"])
    before = render(ax, "png")
    phone = drawn(ax).for_phone()
    assert phone.figure is not ax.figure
    assert phone.figure.get_figwidth() * 72 == pytest.approx(PHONE)
    assert flat(phone.get_title()) == flat(ax.get_title())
    assert texts(phone, "source") == []
    assert not drawn(ax).is_edited
    assert render(ax, "png") == before


# Edits


@pytest.mark.parametrize("kind", KINDS)
def test_is_edited__is_not_by_looking(kind, tmp_path):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments)
    ax.figure.canvas.draw()
    ax.figure.savefig(tmp_path / "a.png", dpi=50)
    ax.figure.savefig(tmp_path / "b.png", bbox_inches="tight")
    render(ax, "svg")
    assert not drawn(ax).is_edited


def recolor(ax):
    mark = ax.patches[0] if ax.patches else ax.collections[-1]
    mark.set_facecolor("red")


def stretch(ax):
    if ax.patches:
        ax.patches[0].set_width(1)
    else:
        ax.collections[-1].set_offsets([(1, 1)] * len(ax.collections[-1].get_offsets()))


EDITS = {
    "title": lambda ax: ax.set_title("내 제목"),
    "second title": lambda ax: ax.set_title("왼쪽", loc="left"),
    "title color": lambda ax: ax.title.set_color("red"),
    "label": lambda ax: ax.set_xlabel("x"),
    "limits": lambda ax: ax.set_xlim(0, 1e3),
    "order": lambda ax: ax.invert_yaxis(),
    "ticks": lambda ax: ax.set_xticks([0]),
    "names": lambda ax: ax.set_yticks([0], ["첫째"]),
    "line": lambda ax: ax.axhline(1),
    "band": lambda ax: ax.axvspan(0, 1),
    "dots": lambda ax: ax.scatter([0], [0]),
    "text": lambda ax: ax.text(0, 0, "여기"),
    "other text": lambda ax: ax.texts[0].set_text("다른 값"),
    "moved text": lambda ax: ax.texts[0].set_position((9, 9)),
    "text gone": lambda ax: ax.texts[0].remove(),
    "mark gone": lambda ax: (ax.patches or ax.collections)[0].remove(),
    "color": recolor,
    "length": stretch,
    "transparency": lambda ax: (ax.patches or ax.collections)[0].set_alpha(0.5),
    "legend": lambda ax: ax.legend([ax.lines[0]], ["a"]),
    "no axis": lambda ax: ax.set_axis_off(),
    "frame": lambda ax: ax.spines["top"].set_visible(True),
    "ground": lambda ax: ax.set_facecolor("pink"),
    "inset": lambda ax: ax.inset_axes((0.5, 0.5, 0.2, 0.2)),
    "twin": lambda ax: ax.twinx(),
    "neighbor": lambda ax: ax.figure.add_axes((0, 0, 0.1, 0.1)),
    "heading": lambda ax: ax.figure.suptitle("위"),
    "cleared": lambda ax: ax.clear(),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("kind", ["gap_by_item", "attainment", "share_shift"])
def test_is_edited__by_each_edit(kind, edit):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments)
    EDITS[edit](ax)
    assert drawn(ax).is_edited


def test_is_edited__stays_so_when_a_source_is_added():
    ax = draw("gap_by_item", small())
    ax.axvline(3)
    drawn(ax).add_source("여기")
    assert drawn(ax).is_edited


def test_is_edited__where_other_axes_stand_beside():
    """A caption and a phone drawing of one of them would not be of the figure."""
    _, (left, right) = plt.subplots(1, 2)
    draw("gap_by_item", small(), ax=left)
    right.plot([1, 2])
    assert drawn(left).is_edited


def test_is_edited__drawn_again_on_the_same_axes__is_not():
    _, given = plt.subplots()
    draw("gap_by_item", small(), ax=given)
    given.clear()
    assert drawn(given).is_edited
    draw("gap_by_item", small(), ax=given)
    assert not drawn(given).is_edited
