"""What cells call: parameters by name, what is shown, and what is recorded beside it."""

from __future__ import annotations

import hashlib
import html
import json
import re

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("IPython")
pytest.importorskip("matplotlib")
import seaborn as sns
from matplotlib import pyplot as plt

from sfwf_data import UnknownNameError, check, corrections, figures, load, measures, reports
from sfwf_data.loader.schema import data_folder
from sfwf_data.notebook import Notebook, outputs, rows_named, showing, unit_of_sum
from sfwf_data.notebook.markup import table_html
from sfwf_data.notebook.parameters import settle, source_values
from sfwf_data.notebook.tables import tabulate
from sfwf_data.words.records import PHONE, RECORD
from tests.figure_frames import small

REPORT = reports()[-1]


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    """What the cells show from now on: data, metadata and record."""
    found: list[dict] = []

    def emit(data, metadata=None):
        data = json.loads(json.dumps(data, allow_nan=False))
        found.append({"data": data, "metadata": metadata or {}, "record": data.get(RECORD)})

    for module in (outputs, showing):
        monkeypatch.setattr(module, "emit", emit)
    return found


def records(shown: list[dict], key: str) -> list:
    return [one["record"][key] for one in shown if one["record"] and key in one["record"]]


# Parameters


def test_notebook__takes_any_name_and_resolves_its_parameters(shown):
    """`latest` becomes a real id, names become ids, own parameters stay; all of it is recorded."""
    nb = Notebook(
        "latest", "en", division="돌봄사업실", goal="서울형 안심 돌봄체계 구축", mine=0, top_n=3
    )
    wanted = {
        "report": REPORT, "lang": "en", "division": "office-care", "goal": "g3", "mine": 0,
        "top_n": 3,
    }  # fmt: skip
    assert shown[0]["record"] == {"parameters": wanted, "version": outputs.version()}
    assert (nb.value("division"), nb.value("mine"), nb.report) == ("office-care", 0, REPORT)
    assert (nb.day, f"{nb.as_of:%Y-%m-%d}") == ("September 30, 2022", REPORT)
    assert Notebook(REPORT, "ko").day == "2022년 9월 30일"
    with pytest.raises(UnknownNameError, match="divison"):
        nb.value("divison")


def test_notebook__hides_the_english_folds_in_korean_alone(shown):
    """One rule of CSS, in an output that shows nothing."""
    Notebook(lang="ko")
    Notebook(lang="en")
    rule = r"<style>\.jp-RenderedMarkdown details\[lang=en\]\{display:none\}</style>"
    assert re.fullmatch(rule, shown[0]["data"]["text/html"])
    assert shown[1]["data"]["text/html"] == ""


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"division": "양성평등사업실"}, {"division": "office-equality"}),
        ({"division": "  기획조정본부 "}, {"division": "hq-planning"}),
        ({"goal": "g2", "side": "수입"}, {"goal": "g2", "side": "revenue"}),
        ({"funding": "Entrusted", "level": "팀"}, {"funding": "entrusted", "level": "team"}),
        ({"funding": "수탁", "division": "전체"}, {"funding": "commissioned", "division": "all"}),
        ({"goal": "ALL", "anything": "전체"}, {"goal": "all", "anything": "전체"}),
    ],
)
def test_settle__takes_names_in_korean_and_english(parameters, ids):
    """Case and blanks do not matter."""
    assert settle({"report": "latest", **parameters}) == {"report": REPORT, **ids}


def test_settle__takes_every_name_that_the_data_holds():
    """Each division, goal and program is found by its id and both its names."""
    programs, divisions = load("programs", REPORT), load("divisions", REPORT)
    for row in divisions.itertuples():
        for name in (row.division_id, row.name, row.name_en):
            assert settle({"division": name}) == {"division": row.division_id}
    for row in programs.itertuples():
        for name in (row.program_id, row.title, row.title_en):
            assert settle({"program": name}) == {"program": row.program_id}


def test_settle__names_all_wrong_values_in_one_error_that_says_where_to_look():
    """Each bad value, the valid ones, the nearest name with its id, and the cell."""
    with pytest.raises(UnknownNameError) as error:
        Notebook("latest", "fr", division="돌봄사업팀실", goal="g8", program="키움센터", top_n=0)
    said = str(error.value).splitlines()
    assert said[0].startswith("There is no lang 'fr'")
    assert (
        "There is no division '돌봄사업팀실'. Did you mean '돌봄사업실' (office-care)?" in said[1]
    )
    assert "Valid: all, hq-planning" in said[1]
    assert said[2] == "There is no goal 'g8'. Valid: all, g1, g2, g3, g4, g5."
    assert "(p3-13) or " in said[3]
    assert "(p3-14) or " in said[3]
    assert said[4] == "top_n = 0 is out of range: a whole number of at least 1 is expected"
    assert "the cell tagged `parameters`" in said[5]
    with pytest.raises(UnknownNameError, match="There is no report '1999-01-01'"):
        Notebook("1999-01-01")
    with pytest.raises(ValueError, match="at least 1"):
        settle({"top_n": "ten"})


def test_settle__refuses_a_name_of_two(monkeypatch):
    from sfwf_data.notebook import parameters

    two = {"a": ("같은 이름", "One"), "b": ("같은 이름", "Two")}
    monkeypatch.setitem(parameters.SHARED, "program", lambda report: two)
    with pytest.raises(UnknownNameError, match="the name of several: a, b"):
        settle({"program": "같은 이름"})
    assert settle({"program": "two"}) == {"program": "b"}


def test_values__of_grids():
    """The sources that a batch file may name, and the values of a single parameter."""
    offices = load("divisions", REPORT).query("kind == 'office'")["division_id"].tolist()
    assert source_values("division", "all-offices") == offices
    assert source_values("goal", "each") == ["g1", "g2", "g3", "g4", "g5"]
    for name, source in (("division", "all-floors"), ("goal", "all-offices"), ("mine", "each")):
        with pytest.raises(UnknownNameError, match=source):
            source_values(name, source)


# Text


def test_texts__controls_in_names_and_titles__are_shown(shown):
    """What a label of the data or a parameter brings along acts neither in text nor in records."""
    bad, nb = "\x1b[2J\u202ex", Notebook()
    nb.title(ko="{x}", x=bad)
    nb.table(pd.DataFrame({"item": [bad]}), ko="표 {x}", x=bad)
    fig, ax = plt.subplots()
    ax.set_title(bad)
    nb.show(fig, "own", alt=bad)
    outputs_shown = [text for one in shown for text in one["data"].values() if text is not None]
    assert not [text for text in outputs_shown if isinstance(text, str) and "\x1b" in text]
    assert records(shown, "figure")[0]["alt"] == {"ko": r"\u001b[2J\u202ex"}


def test_texts__follow_the_language_and_are_recorded(shown):
    """Title, heading and sentences, with particles that fit, and nothing that acts."""
    ko, en = Notebook(), Notebook(lang="en")
    shown.clear()
    for nb in (ko, en):
        nb.title(ko="잔액: {goal}", en="Gap: {goal}", goal="<b>g</b>")
        nb.section(ko="{n}개", en="{n} of them", n=3)
        nb.say(
            ko="{x}[이/가] 지났다.\n\n- 하나\n- 둘",
            en="{x} is gone.\n\n- one\n- two",
            x=nb.ratio(0.748),
        )
    assert records(shown, "title") == ["잔액: <b>g</b>", "Gap: <b>g</b>"]
    assert records(shown, "heading") == [
        {"text": "3개", "level": 2}, {"text": "3 of them", "level": 2},
    ]  # fmt: skip
    assert records(shown, "say")[0] == "74.8%가 지났다.\n\n- 하나\n- 둘"
    assert shown[2]["data"]["text/html"] == (
        '<p lang="ko">74.8%가 지났다.</p>\n<ul lang="ko"><li>하나</li><li>둘</li></ul>'
    )
    assert "<b>g" not in shown[0]["data"]["text/html"]


def test_texts__may_be_in_one_language_where_that_is_the_notebooks(shown):
    nb = Notebook()
    nb.say(ko="하나만")
    assert records(shown, "say") == ["하나만"]
    with pytest.raises(ValueError, match="ko="):
        nb.say(en="only this")


def test_numbers_and_names__in_both_languages(shown):
    ko, en = Notebook(), Notebook(lang="en")
    assert [nb.won(9_207_000_000) for nb in (ko, en)] == ["92.1억원", "KRW 9,207 million"]
    assert [nb.points(9.73) for nb in (ko, en)] == ["9.7%p", "9.7 pp"]
    assert [nb.count(np.int64(1447)) for nb in (ko, en)] == ["1,447", "1,447"]
    divisions = ko.load("divisions")
    assert ko.name(divisions, "name", division_id="office-care") == "돌봄사업실"
    assert en.names(divisions, "name", "division_id", "office-care;office-audit").count(", ") == 1
    assert ko.names(divisions, "name", "division_id", float("nan")) == "-"
    with pytest.raises(KeyError, match="office-none"):
        ko.name(divisions, "name", division_id="office-none")


@pytest.mark.parametrize(
    ("parts", "ko", "en"),
    [([60, 40], "과 같습니다", "add up"), ([60, 41], "1.0억원만큼 다릅니다", "differ")],
)
def test_reconcile__says_whether_parts_make_the_total(shown, parts, ko, en):
    for lang, wanted in (("ko", ko), ("en", en)):
        Notebook(lang=lang).reconcile(10_000_000_000, [part * 100_000_000 for part in parts])
        assert wanted in records(shown, "say")[-1]
    Notebook().reconcile(100, [100], "won", rows="'제Ⅲ부 금액'")
    assert "아래 '제Ⅲ부 금액'의 합은" in records(shown, "say")[-1]


# Tables


def test_table__is_for_readers_and_inert(shown):
    frame = small().assign(
        item=["<script>x</script>", '" onclick="x', "예비비"],
        note=[None, "a", "b"],
        grade=[None, "a", "b"],
    )
    columns = ["item", "revised_krw", "executed_ratio", "note", "grade"]
    Notebook().table(frame, ko="<b>표</b>", en="t", columns=columns, unit="million")
    code = shown[-1]["data"]["text/html"]
    assert "<script>" not in code
    assert '" onclick="x' not in code
    assert "표 1. &lt;b&gt;표&lt;/b&gt;" in code
    assert "최종예산액 (백만원)" in code
    assert '<th scope="col"' in code
    assert code.count('<th scope="row"') == 3
    assert 'data-value="100000000">100</td>' in code
    assert ">70.0</td>" in code
    assert code.count("자료 없음") == 1  # the grade; a note that nobody made is not missing


def test_table__what_is_missing__says_why(shown):
    """A new item has no change and a line paid once no pace: no data are missing there."""
    columns = ["change_ratio", "adjustment_ratio", "required_pace_factor", "required_monthly_krw"]
    frame = pd.DataFrame({"item": ["가"], "unit": ["수"], "pace_pp": [float("nan")]})
    Notebook().table(frame.assign(**dict.fromkeys(columns, float("nan"))), "표", "t")
    (table,) = records(shown, "table")
    assert table["text"] == [["가", "개", "자료 없음", *["해당 없음"] * 4]]


def test_corrections__say_what_is_corrected_and_how(shown):
    """A text can be the value used too; a misspelled Korean name has but one translation."""
    for lang, told, texts in (
        ("ko", "'쓰는 값'이 '그대로'가 아닌 것만 고쳐 썼고", ("서울시특별시", "서울특별시")),
        ("en", "whose value used is not “as printed” were corrected", ("misspelled", "Consulting")),
    ):
        nb = Notebook(lang=lang)
        nb.load("programs")
        nb.corrections("p2-07")
        assert told in records(shown, "say")[-1]
        table = records(shown, "table")[-1]
        names = [column["name"] for column in table["columns"]]
        (row,) = [row for row in table["text"] if texts[0] in row[names.index("printed")]]
        assert texts[1] in row[names.index("used")]
        assert row[names.index("printed")] != row[names.index("used")]


def test_table__record__has_what_is_shown_and_what_stands_behind_it(shown):
    """Header with unit, raw unit, kind, text and raw values of each column."""
    nb = Notebook()
    frame = (
        load("programs", REPORT)
        .head(3)
        .assign(gap_krw=[1_500, -2_000_000, 0], pace_pp=[1.25, None, -3])
    )
    nb.table(
        frame, ko="표", en="t",
        columns=[
            "title", "funding", "gap_krw", "printed_pct", "pace_pp", "start", "is_carryover",
            "source_line",
        ],
    )  # fmt: skip
    (table,) = records(shown, "table")
    columns = {column.pop("name"): column for column in table["columns"]}
    assert (table["number"], table["title"]) == (1, "표")
    assert columns["title"]["kind"] == "row"
    assert columns["gap_krw"] == {"header": "집행잔액 (천원)", "unit": "won", "kind": "number"}
    assert columns["printed_pct"]["unit"] == "%"
    assert columns["pace_pp"] == {"header": "경과율과의 차이 (%p)", "unit": "pp", "kind": "number"}
    assert columns["source_line"]["kind"] == "source"
    assert [row[2] for row in table["values"]] == [1500, -2_000_000, 0]
    assert [row[2] for row in table["text"]] == ["2", "-2,000", "0"]
    assert [row[4] for row in table["values"]] == [1.25, None, -3]
    assert [row[4] for row in table["text"]] == ["+1.3", "자료 없음", "-3.0"]
    assert table["values"][0][1] == table["text"][0][1] == "자체"
    assert table["values"][0][5] == str(frame["start"].iloc[0])
    for row in table["text"]:
        assert all(isinstance(cell, str) for cell in row)


@pytest.mark.parametrize("unit", ["won", "thousand", "million", "eok"])
def test_table__record__header_text_and_raw_value_name_the_same_money(unit, shown):
    """A table that is recorded with another unit than its numbers have is found out."""
    sizes = {"원": 1, "천원": 1_000, "백만원": 1_000_000, "억원": 100_000_000}
    Notebook().table(load("programs", REPORT), ko="표", columns=["title", "revised_krw"], unit=unit)
    (table,) = records(shown, "table")
    (size,) = [sizes[name] for name in sizes if table["columns"][1]["header"].endswith(f"({name})")]
    assert table["columns"][1]["unit"] == "won"
    for text, value in zip(table["text"], table["values"], strict=True):
        assert abs(float(text[1].replace(",", "")) * size - value[1]) <= size / 2


def test_table__english_uses_twins_and_falls_back_to_the_proper_name(shown):
    frame = pd.DataFrame(
        {
            "item": ["인건비", "이름"],
            "item_en": ["Personnel", None],
            "side": "revenue",
            "amount_krw": [0, 5_000_000_000],
        }
    )
    Notebook(lang="en").table(frame, en="t", unit=None)
    (table,) = records(shown, "table")
    assert [column["header"] for column in table["columns"]][2] == "Amount (KRW million)"
    assert table["text"] == [["Personnel", "Revenue", "0"], ["이름", "Revenue", "5,000"]]
    assert table["values"][1] == ["이름", "Revenue", 5_000_000_000]


def test_table__headers_can_be_given_once_for_both_languages(shown):
    for lang in ("ko", "en"):
        Notebook(lang=lang).table(
            small(), ko="표", en="t", columns=["item", "gap_krw"],
            names={"item": ("구분", "Row"), "gap_krw": "X"},
        )  # fmt: skip
    heads = [[column["header"] for column in table["columns"]] for table in records(shown, "table")]
    assert heads == [["구분", "X (천원)"], ["Row", "X (KRW thousand)"]]


def test_table__takes_grouped_frames_and_leaves_out_notes_that_nobody_made(shown):
    nb = Notebook()
    nb.table(load("programs", REPORT).groupby("goal_id")[["revised_krw"]].sum(), ko="표")
    nb.table(small().assign(note=None), ko="표", columns=["item", "note"])
    grouped, bare = records(shown, "table")
    assert [row[0] for row in grouped["text"]] == ["g1", "g2", "g3", "g4", "g5"]
    assert [column["name"] for column in bare["columns"]] == ["item"]
    assert (grouped["number"], bare["number"]) == (1, 2)


def test_table__of_nothing_and_of_an_unknown_column(shown):
    nb = Notebook()
    nb.table(small().iloc[:0], ko="표")
    assert "자료 없음" in shown[-1]["data"]["text/html"]
    assert records(shown, "table")[0]["text"] == []
    with pytest.raises(KeyError, match="itm"):
        nb.table(small(), ko="표", columns=["itm"])


def test_table__has_tools_above_ten_rows_and_the_colors_of_the_theme(shown):
    """The script stands behind a table that is whole without it; no color is fixed."""
    programs = load("programs", REPORT)
    for rows, tools in ((10, 0), (11, 1)):
        Notebook().table(programs.head(rows), ko="표", columns=["title"])
        code = shown[-1]["data"]["text/html"]
        assert code.count("<script>") == tools
        assert code.index("</table>") < len(code) - 7 * (1 - tools)
    assert "http" not in code
    for color in re.findall(r"color:([^;\"]+)", code.partition("<script>")[0]):
        assert color.startswith("var(--jp-") or color == "inherit"
    assert len(code.partition("<script>")[2]) < 2_500


def test_table__every_table_can_be_shown_in_both_languages():
    from sfwf_data import tables

    for name in tables():
        for lang in ("ko", "en"):
            code = table_html(tabulate(load(name), lang), lang)
            assert code.count("<tr>") == len(load(name)) + 1
            assert "&lt;NA&gt;" not in code
            assert ">nan<" not in code


# Figures


def test_show__a_figure_of_ours(shown, tmp_path):
    """Words and phone drawing come from what was drawn; it is saved, numbered and closed."""
    nb = Notebook(output_dir=str(tmp_path))
    ax = figures.plot_gap_by_item(small())
    texts = figures.drawn(ax).texts(nb.about.source_line("Ⅲ"))
    nb.show(ax, "gap", source="Ⅲ")
    figure, caption = shown[-2:]
    assert figure["record"]["figure"] == {
        "name": "gap", "lang": "ko", "files": ["gap.png", "gap.svg"], "number": 1, **texts,
    }  # fmt: skip
    assert figure["metadata"]["image/png"] == {
        "alt": texts["alt"]["ko"], "width": 720,
        "height": figure["metadata"]["image/png"]["height"],
    }  # fmt: skip
    assert PHONE in figure["data"]
    assert figure["metadata"][PHONE]["width"] < 400
    line = "서울시여성가족재단, 서울특별시의회 보고(2022-09-30 기준), 제Ⅲ부 수입·지출 집행현황"
    assert "<b>그림 1.</b>" in caption["data"]["text/html"]
    assert line in html.unescape(caption["data"]["text/html"])
    assert {path.name for path in tmp_path.iterdir()} == {"gap.png", "gap.svg"}
    assert plt.get_fignums() == []
    at_once = figures.plot_gap_by_item(small(), source=line)
    title, alt = texts["title"]["ko"], texts["alt"]["ko"]
    assert (
        figures.render(at_once, "png", title=title, alt=alt) == (tmp_path / "gap.png").read_bytes()
    )


def test_show__without_source_there_is_none(shown):
    """A source line is never guessed, and without a folder there is no drawing for phones."""
    nb = Notebook(lang="en")
    nb.show(figures.plot_gap_by_item(small()), "gap")
    figure, caption = shown[-2:]
    assert "Source" not in caption["data"]["text/html"]
    assert figure["record"]["figure"]["files"] == []
    assert PHONE not in figure["data"]
    assert not re.search("[가-힣]", figure["metadata"]["image/png"]["alt"])


@pytest.mark.parametrize("edit", ["set_title", "axhline", "clear"])
def test_show__an_edited_figure(shown, tmp_path, edit):
    """The edited title wins, the alt text is asked for, no stale drawing or text is kept."""
    nb = Notebook(output_dir=str(tmp_path))
    ax = figures.plot_gap_by_item(small())
    before = figures.drawn(ax).texts()
    if edit == "axhline":
        ax.axhline(1)
    elif edit == "clear":
        ax.clear()
    if edit != "axhline":
        ax.set_title("내 제목")
    with pytest.raises(ValueError, match=r"nb.show\(ax, 'mine', .*alt='…'\)"):
        nb.show(ax, "mine")
    assert list(tmp_path.iterdir()) == []
    nb.show(ax, "mine", source="Ⅲ", title=None if edit != "axhline" else "내 제목", alt="막대 셋.")
    figure, caption = shown[-2:]
    record = figure["record"]["figure"]
    assert (record["title"], record["alt"], record["number"]) == (
        {"ko": "내 제목"},
        {"ko": "막대 셋."},
        1,
    )
    assert PHONE not in figure["data"]
    assert before["title"]["ko"] not in json.dumps(figure["record"], ensure_ascii=False)
    assert record["caption"]["ko"].startswith("내 제목. 출처: 서울시여성가족재단")
    assert "내 제목" in caption["data"]["text/html"]


def test_show__figures_of_ones_own(shown, tmp_path):
    """Axes, a figure and a grid of seaborn's; what is missing is asked for, and said how."""
    nb = Notebook(lang="en", output_dir=str(tmp_path))
    programs = load("programs", REPORT)
    grid = sns.relplot(programs, x="revised_krw", y="executed_krw", height=3)
    with pytest.raises(ValueError, match="title is one sentence.*alt tells") as error:
        nb.show(grid.ax, "own")
    assert "title='…', alt='…'" in str(error.value)
    nb.show(grid.ax, "own", title="Money", alt="A cloud of dots.")
    figure, (left, right) = plt.subplots(1, 2)
    left.set_title("Left")
    right.set_title("Right")
    nb.show(figure, "two", alt="Nothing.")
    figures.plot_gap_by_item(small(), ax=(axes := plt.subplots(1, 2)[1])[0])
    with pytest.raises(ValueError, match="alt"):
        nb.show(axes[0], "half")  # its words would tell of one half alone
    own, two = records(shown, "figure")
    assert (own["title"], own["alt"], own["files"]) == (
        {"en": "Money"}, {"en": "A cloud of dots."}, ["own.png", "own.svg"],
    )  # fmt: skip
    assert (two["title"], two["number"]) == ({"en": "Left, Right"}, 2)
    with pytest.raises(TypeError, match="axes or a figure"):
        nb.show("gap", "gap")
    with pytest.raises(ValueError, match="no axes"):
        nb.show(plt.figure(), "gap")


# Corrections and checks


def keys(found: pd.DataFrame) -> list[str]:
    return found["key"].tolist()


def test_corrections__touch_the_rows_shown_and_the_figures_that_repeat_them(shown):
    """The lost digit stands in the list and again on the program's page: both touch its row."""
    nb = Notebook()
    programs = nb.load("programs")
    one = programs[programs["program_id"] == "p3-14"]
    found = nb.corrections(one)
    assert keys(found) == ["p3-14", "programs|p3-14|executed_krw"]
    assert records(shown, "corrections") == [
        {"count": 2, "of": len(corrections(REPORT)), "mistakes": 2}
    ]
    assert "2건이 이 분석에 영향을 줍니다" in records(shown, "say")[-1]
    (table,) = records(shown, "table")
    assert table["text"][0][:3] == [
        "서울특별시 제2호 거점형 키움센터 운영 · 집행액", "83,903천원", "832,896천원",
    ]  # fmt: skip
    assert [column["kind"] for column in table["columns"]][-1] == "source"
    assert keys(nb.corrections(one["program_id"])) == keys(nb.corrections("p3-14")) == keys(found)


def test_corrections__none_is_said_and_counted(shown):
    nb = Notebook(lang="en")
    programs = nb.load("programs")
    assert nb.corrections(programs[programs["program_id"] == "p1-01"]).empty
    assert records(shown, "say")[-1] == "No correction affects this analysis."
    assert records(shown, "corrections")[-1]["count"] == 0
    assert records(shown, "table") == []


def test_corrections__of_revenue__of_the_change_and_of_the_total(shown):
    """The base of 100 % touches an item; the total cut off touches only who shows the total."""
    nb = Notebook()
    years = measures.year_over_year(nb.load("budget_totals"))
    revenue = years[years["side"] == "revenue"]
    base = "budget_totals|revenue|rev.entrusted.craft|2022|change_pct"
    assert keys(nb.corrections(measures.leaves(revenue))) == [base]
    assert keys(nb.corrections(revenue)) == [base, "revenue|rev.own|2022"]


def test_corrections__do_not_spill_over_from_other_tables(shown):
    """A parent, a section or an id of another table that was not loaded is no row shown."""
    nb = Notebook()
    sections = nb.load("sections")
    nb.load("core_projects")
    assert nb.corrections(sections).empty
    execution = nb.load("execution")
    expenditure = execution[execution["item_id"] == "exp.programs"]
    assert nb.corrections(expenditure).empty, "Ⅰ is not loaded: its figure is not shown"
    assert nb.corrections(execution[execution["parent_id"] == "exp"]).empty
    assert len(Notebook().corrections(load("programs", REPORT))) == 4, "loaded without the notebook"


def test_corrections__without_rows_are_all(shown):
    found = Notebook().corrections()
    assert keys(found) == keys(corrections(REPORT))
    assert records(shown, "corrections") == [
        {"count": len(found), "of": len(found), "mistakes": 11}
    ]
    with pytest.raises(TypeError, match="ids are expected"):
        Notebook().corrections(3)


def test_checks__name_their_places_in_words(shown):
    broken = check(REPORT).query("status != 'holds'")
    for lang, wanted in (("ko", "집행률"), ("en", "Executed")):
        Notebook(lang=lang).checks(broken, ko="어긋난 것", en="What fails")
        table = records(shown, "table")[-1]
        places = [row[1] for row in table["text"]]
        assert len(places) == len(broken)
        assert any("·" in place for place in places)
        assert wanted in json.dumps(table, ensure_ascii=False)
        assert "revised_krw" not in "".join(places)


# Results


def test_finish__records_numbers_and_what_the_notebook_rests_on(shown):
    """Numbers of numpy and pandas become plain ones; files stand with their hashes, no time."""
    nb = Notebook()
    nb.load("kpis")
    nb.load("kpis")
    nb.finish(
        total_krw=np.int64(5), ratio=np.float64(0.5), missing=pd.NA, name="p1-01",
        many=pd.Series([1, 2]), flag=np.bool_(True), month=pd.Period("2022-09"),
    )  # fmt: skip
    assert records(shown, "numbers") == [
        {
            "total_krw": 5, "ratio": 0.5, "missing": None, "name": "p1-01", "many": [1, 2],
            "flag": True, "month": "2022-09",
        }
    ]  # fmt: skip
    (data,) = records(shown, "data")
    assert list(data) == [f"{REPORT}/kpis.csv", f"reviews/{REPORT}/corrections.csv"]
    content = (data_folder() / REPORT / "kpis.csv").read_bytes()
    assert data[f"{REPORT}/kpis.csv"] == hashlib.sha256(content).hexdigest()
    assert "사용한 자료" in shown[-1]["data"]["text/html"]
    with pytest.raises(ValueError, match="infinite"):
        nb.finish(ratio=float("inf"))


def test_show__one_name_for_two_figures__is_refused(tmp_path, shown):
    """One file would hold the other; who works without a folder may run a cell again."""
    frame = measures.execution_gap(load("programs")).head(5)
    saving, trying = Notebook(REPORT, "ko", str(tmp_path)), Notebook(REPORT, "ko")
    for notebook in (saving, trying, trying):
        notebook.show(figures.plot_gap_by_item(frame), "gap")
    with pytest.raises(ValueError, match="two figures are named 'gap'"):
        saving.show(figures.plot_gap_by_item(frame), "gap")


def test_table__takes_years_and_refuses_levels(shown):
    """Columns that are numbers become their text; two rows of headers are one clear error."""
    notebook = Notebook(REPORT, "ko")
    notebook.table(pd.DataFrame({"item": ["가"], 2021: [1], 2022: [2]}), ko="해", en="Years")
    assert [one["header"] for one in records(shown, "table")[0]["columns"]][1:] == ["2021", "2022"]
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    with pytest.raises(TypeError, match="one row of headers"):
        notebook.table(levels, ko="층", en="Levels")


def test_show__own_figure__is_whole_and_has_its_title(tmp_path, shown):
    """Long names of rows are not cut off, and a title that is given stands on the picture."""
    notebook = Notebook(REPORT, "ko", str(tmp_path))  # brings the font
    named = pd.DataFrame(
        {"name": ["아주 길고 긴 이름을 가진 부서의 이름입니다"] * 3, "x": [1, 2, 3]}
    )
    _, ax = plt.subplots()
    sns.stripplot(named, x="x", y="name", ax=ax)
    notebook.show(ax, "own", title="내 제목", alt="점 셋.")
    (label,) = [one for one in ax.get_yticklabels() if one.get_text()]
    assert label.get_window_extent().x0 >= 0
    assert ax.get_title() == "내 제목"


def test_show__a_title_for_a_figure_of_ours__is_an_edit(tmp_path, shown):
    """The picture bears it, the alt text is asked for, and no phone drawing shows the old one."""
    frame = measures.execution_gap(load("programs")).head(5)
    notebook = Notebook(REPORT, "ko", str(tmp_path))
    with pytest.raises(ValueError, match="alt="):
        notebook.show(figures.plot_gap_by_item(frame), "gap", title="내 제목")
    ax = figures.plot_gap_by_item(frame)
    notebook.show(ax, "gap", title="내 제목", alt="막대 다섯.")
    assert "내 제목" in (ax.get_title(), ax.get_title(loc="left"))
    assert not [one for one in shown if PHONE in one["data"]]


def test_rows_named__joins_names_and_says_what_is_none():
    """Several teams in one row, remainders, a goal, nobody, and an id that is not known."""
    ids = ["team-prevention;team-victim-support", "remainder", "g1", None, "x-1"]
    named = rows_named(pd.DataFrame({"team_id": ids}), "team_id", REPORT)
    assert named["name"].tolist()[:2] == ["예방팀·피해지원팀", "목록에 없는 금액"]
    assert named["name"].tolist()[3:] == ["담당 미기재", "x-1"]
    assert named["name_en"].tolist()[:2] == [
        "Prevention Team, Victim Support Team",
        "Not in the list",
    ]
    assert named["name_en"].tolist()[3:] == ["None named", "x-1"]


@pytest.mark.parametrize(
    ("lang", "sums", "unit"),
    [
        # 8.4 - 3.8 is not 4.5, 838 - 385 is not 454, but 838,422 - 384,752 is 453,670.
        ("ko", [(453_670_000, 838_422_000, -384_752_000)], "thousand"),
        ("en", [(453_670_000, 838_422_000, -384_752_000)], "thousand"),
        # 12.8 = 14.6 - 1.8, and 1,281 = 1,460 - 179.
        ("ko", [(1_281_019_701, 1_460_236_307, -179_216_606)], "eok"),
        ("en", [(1_281_019_701, 1_460_236_307, -179_216_606)], "million"),
        # The one fits 억원 (9.2 = 7.1 + 2.1), the other does not (4.5 is not 8.4 - 3.8).
        ("ko", [(920e6, 710e6, 210e6), (453_670_000, 838_422_000, -384_752_000)], "thousand"),
        # Halves that nothing but the won tells apart: 1 = 0.5 + 0.5 thousand, but 1 + 1 is 2.
        ("ko", [(1_000, 500, 500)], "won"),
        # A total under 100 million won is not written as 0.6억원.
        ("ko", [(62_000_000, 162_000_000, -100_000_000)], "million"),
        ("ko", [], "eok"),
        ("ko", [(0, 0)], "eok"),
    ],
)
def test_unit_of_sum__adds_up_as_printed(lang, sums, unit):
    assert unit_of_sum(lang, *sums) == unit
