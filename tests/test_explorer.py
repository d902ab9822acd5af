"""The explorer of 00_start_here: what it selects, sorts, finds and gives away."""

from __future__ import annotations

import base64
import html
import io
import re

import pandas as pd
import pytest

from sfwf_data import UnknownNameError, load, reports, tables
from sfwf_data.notebook.choices import (
    AS_REPORTED,
    MEASURES,
    choices,
    columns_of,
    measures_of,
    rows_of,
    rows_with,
    select,
    sort,
)
from sfwf_data.notebook.explorer import Explorer

REPORT = reports()[0]


def shown_rows(explorer: Explorer) -> list[list[str]]:
    """The cells of the body of the table, as text."""
    body = explorer.listing.value.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [
        [html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in rows
    ]


@pytest.fixture(scope="module")
def programs() -> pd.DataFrame:
    return rows_of("programs", REPORT)


def test_select__keeps_rows_of_goal_and_division(programs):
    """Both choices hold together; `all` leaves one open."""
    chosen = select(programs, "office-care", "g3")
    expected = load("programs", REPORT).query("office_id == 'office-care' and goal_id == 'g3'")
    assert chosen["program_id"].tolist() == expected["program_id"].tolist()
    assert 0 < len(chosen) < len(programs)
    assert len(select(programs)) == len(programs)


def test_select__finds_a_team_among_several(programs):
    """A program of three teams is found by each of them."""
    shared = programs[programs["team_id"].str.contains(";")]
    for team in shared["team_id"].iloc[0].split(";"):
        assert shared["program_id"].iloc[0] in set(select(programs, team)["program_id"])


def test_rows_of__ties_kpis_to_the_offices_of_their_section():
    sections = load("sections", REPORT).set_index("section_id")["office_ids"]
    kpis = select(rows_of("kpis", REPORT), "office-care")
    assert len(kpis)
    assert all("office-care" in sections[section].split(";") for section in kpis["section_id"])


def test_rows_of__gives_an_activity_the_divisions_of_its_program():
    rows = rows_of("activities", REPORT)
    offices = load("programs", REPORT).set_index("program_id")["office_id"]
    known = rows[rows["program_id"].notna()]
    assert known["office_id"].tolist() == offices[known["program_id"]].tolist()


@pytest.mark.parametrize("table", tables())
def test_rows_of__keeps_every_row(table):
    """Joining divisions neither drops nor doubles a row."""
    assert len(rows_of(table, REPORT)) == len(load(table, REPORT))


@pytest.mark.parametrize("table", tables())
def test_choices__are_never_empty(table):
    """What is offered has rows."""
    rows = rows_of(table, REPORT)
    divisions, goals = choices(rows, "en", REPORT)
    assert all(len(select(rows, division=key)) for _, key in divisions)
    assert all(len(select(rows, goal=key)) for _, key in goals)


def test_rows_with__finds_all_words_whatever_case_and_form():
    """Words are literal, may stand in different columns and in either language."""
    frame = pd.DataFrame(
        {
            "title": ["돌봄 콘텐츠", "재택근무 (연구)"],
            "title_en": ["Care CONTENT", "Telework"],
            "funding": ["own", "commissioned"],
        }
    )
    assert rows_with(frame, "돌봄")["title"].tolist() == ["돌봄 콘텐츠"]
    assert rows_with(frame, "\u1103\u1169\u11af\u1107\u1169\u11b7")["title"].tolist() == [
        "돌봄 콘텐츠"
    ]  # as macOS types it
    assert rows_with(frame, "care content 자체")["title"].tolist() == ["돌봄 콘텐츠"]
    assert rows_with(frame, "돌봄 수탁").empty
    assert rows_with(frame, "(연구)")["title_en"].tolist() == ["Telework"]
    assert len(rows_with(frame, "  ")) == 2


def test_sort__orders_numbers_as_numbers_and_keeps_missing_last():
    frame = pd.DataFrame(
        {
            "item": ["a", "b", "c", "d"],
            "item_en": ["z", "y", "x", "w"],
            "value": [10.0, None, 9.0, 100.0],
            "source_line": ["100;2", "20", "3", "101"],
        }
    )
    assert sort(frame, "value")["item"].tolist() == ["c", "a", "d", "b"]
    assert sort(frame, "value", ascending=False)["item"].tolist() == ["d", "a", "c", "b"]
    assert sort(frame, "item", lang="en")["item"].tolist() == ["d", "c", "b", "a"]
    assert sort(frame, "source_line")["item"].tolist() == ["c", "b", "a", "d"]
    assert sort(frame, "")["item"].tolist() == ["a", "b", "c", "d"]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_explorer__draws_each_measure(name, lang):
    """Each measure has its rows, all its columns, and a figure with alt text in the language."""
    explorer = Explorer(REPORT, lang, table=MEASURES[name].table, measure=name)
    assert len(shown_rows(explorer)) == len(explorer.rows) > 0
    assert explorer.columns == list(MEASURES[name].columns)
    alt = re.search(
        r'<img src="data:image/png;base64,[^"]+" alt="([^"]+)"', explorer.picture.value
    )[1]
    assert bool(re.search("[가-힣]", alt)) == (lang == "ko")


@pytest.mark.parametrize("table", tables())
def test_explorer__shows_each_table_as_reported(table):
    explorer = Explorer(REPORT, "en", table=table, measure=AS_REPORTED)
    assert len(shown_rows(explorer)) == len(load(table, REPORT))
    assert explorer.picture.value == ""
    for column in explorer.columns:
        explorer.order.value = column  # each column can be sorted
        assert len(shown_rows(explorer)) == len(load(table, REPORT))


def test_explorer__follows_its_controls():
    """A table brings its measures and choices; search and order change the list alone."""
    explorer = Explorer(REPORT, "ko")
    assert explorer.division.disabled
    assert explorer.division.label == "이 표에는 부서 구분이 없음"
    assert not explorer.goal.disabled
    explorer.table.value = "programs"
    assert not explorer.division.disabled
    assert explorer.division.label == "전체"
    assert [name for _, name in explorer.measure.options] == measures_of("programs")
    assert len(shown_rows(explorer)) == 57
    explorer.division.value = "office-care"
    picture = explorer.picture.value
    care = len(shown_rows(explorer))
    assert care == 15
    explorer.goal.value = "g1"
    assert explorer.picture.value != picture
    explorer.goal.value = "all"
    explorer.order.value, explorer.direction.value = "executed_ratio", False
    ratios = [float(row[1]) for row in shown_rows(explorer)]
    assert ratios == sorted(ratios, reverse=True) != sorted(ratios)
    explorer.words.value = "어린이집"
    found = shown_rows(explorer)
    assert 0 < len(found) < care
    assert all("어린이집" in row[0] for row in found)
    assert explorer.picture.value == picture
    assert f"{care}행 가운데 {len(found)}행" in explorer.status.value
    explorer.measure.value = "program_gap"
    assert explorer.order.value == "executed_ratio", "an order that the new measure has too is kept"
    explorer.table.value = "glossary"
    assert (explorer.words.value, explorer.order.value, explorer.division.value) == ("", "", "all")
    assert explorer.measure.disabled


def test_explorer__shows_an_empty_selection(programs):
    """A division and a goal that share no program: the table says so, and the figure too."""
    pairs = set(zip(programs["office_id"], programs["goal_id"], strict=True))
    office, goal = next(
        (o, g) for o in programs["office_id"] for g in programs["goal_id"] if (o, g) not in pairs
    )
    explorer = Explorer(REPORT, "en", table="programs", division=office, goal=goal)
    assert shown_rows(explorer) == [["No data"]]
    assert "<img" in explorer.picture.value
    explorer.words.value = "care"
    assert shown_rows(explorer) == [["No data"]]


def test_explorer__in_english_shows_no_hangul_where_there_is_a_twin():
    explorer = Explorer(REPORT, "en", table="programs")
    assert not re.search("[가-힣]", explorer.listing.value)
    labels = [
        text
        for control in (
            explorer.table,
            explorer.measure,
            explorer.division,
            explorer.goal,
            explorer.order,
        )
        for text, _ in control.options
    ]
    labels += [explorer.code.value, explorer.status.value]
    assert not [text for text in labels if re.search("[가-힣]", text)]


def test_explorer__lets_no_text_act(monkeypatch):
    """A label that is code is shown, not run; so is what a reader types."""
    evil = '<script>alert(1)</script>"onload="x'
    planted = load("glossary", REPORT).assign(term=evil)
    monkeypatch.setattr("sfwf_data.notebook.explorer.rows_of", lambda table, report: planted)
    explorer = Explorer(REPORT, "ko", table="glossary")
    explorer.words.value = evil
    assert "<script" not in explorer.listing.value + explorer.status.value
    assert shown_rows(explorer)[0][0] == evil


@pytest.mark.parametrize(
    ("choice", "bad"),
    [("table", "program"), ("division", "office-x"), ("goal", "g9"), ("measure", "gap")],
)
def test_explorer__names_a_wrong_choice(choice, bad):
    with pytest.raises(UnknownNameError, match=bad):
        Explorer(REPORT, "ko", **{"table": "programs", choice: bad})


def test_explorer__leaves_a_table_where_no_kernel_runs():
    """A page made from the notebook has the table and the figure beside the widget."""
    explorer = Explorer(REPORT, "en")
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"].count("<tr>") == len(explorer.rows) + 1
    assert bundle["text/html"].count("<img") == 1


def code_shown(explorer: Explorer) -> str:
    """The code that a reader copies."""
    return html.unescape(re.search(r"<pre[^>]*>(.*?)</pre>", explorer.code.value, re.S)[1])


def given(code: str) -> pd.DataFrame:
    """What the code gives: the value of its last line."""
    *before, last = code.splitlines()
    names: dict = {}
    exec("\n".join(before), names)
    return eval(last, names)


@pytest.mark.parametrize(
    "choice",
    [
        *({"table": measure.table, "measure": name} for name, measure in MEASURES.items()),
        *({"table": table, "measure": AS_REPORTED} for table in tables()),
        {"table": "programs", "division": "office-care", "goal": "g3", "measure": "pace"},
        {"table": "programs", "division": "양성평등사업실", "measure": "program_gap"},
        {"table": "kpis", "division": "office-care", "measure": "attainment"},
        {"table": "activities", "goal": "g2", "measure": AS_REPORTED},
        {"table": "execution", "goal": "g1", "measure": "gap"},
        {"table": "divisions", "division": "office-care", "measure": AS_REPORTED},
    ],
    ids=str,
)
def test_explorer__code_gives_what_is_shown(choice, monkeypatch):
    """The code, run by itself, gives the very rows in their order, sorted and searched too."""
    monkeypatch.setattr(Explorer, "draw", lambda self, measure: "")
    explorer = Explorer(REPORT, "ko", **choice)
    pd.testing.assert_frame_equal(given(code_shown(explorer)), explorer.listed)
    explorer.order.value, explorer.direction.value = explorer.columns[-1], False
    explorer.words.value = "2"
    code = code_shown(explorer)
    pd.testing.assert_frame_equal(given(code), explorer.listed)
    assert "lambda" not in code or "source_line" in code


def test_explorer__code_is_short_and_asks_for_what_it_needs():
    explorer = Explorer(REPORT, "ko", table="programs", measure=AS_REPORTED, goal="g3")
    lines = code_shown(explorer).splitlines()
    assert lines[0] == "from sfwf_data import load"
    assert lines[2] == f"""rows = load("programs", "{REPORT}").query("goal_id == 'g3'")"""
    assert len(lines) == 5


def test_explorer__gives_its_rows_as_csv():
    """The link holds the rows themselves, for a spreadsheet that opens Hangul right."""
    explorer = Explorer(
        REPORT, "ko", table="programs", measure="program_gap", division="office-care"
    )
    name, content = re.search(
        r'download="([^"]+)" href="data:text/csv;base64,([^"]+)"', explorer.status.value
    ).groups()
    raw = base64.b64decode(content)
    assert raw.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(raw))
    assert name == "programs.csv"
    assert frame["gap_krw"].tolist() == explorer.listed["gap_krw"].tolist()
    assert frame["title"].tolist() == explorer.listed["title"].tolist()
    assert len(frame) == 15


def test_explorer__takes_names_of_divisions_and_goals():
    explorer = Explorer("latest", "en", table="programs", division="돌봄사업실", goal="g3")
    assert (explorer.report, explorer.division.value) == (REPORT, "office-care")


def test_explorer__names_a_wrong_report_or_language():
    with pytest.raises(UnknownNameError, match="2021"):
        Explorer("2021")
    with pytest.raises(UnknownNameError, match="fr"):
        Explorer(REPORT, "fr")


def test_columns_of__hides_ids_unless_there_is_nothing_else(programs):
    assert not [name for name in columns_of("programs", programs) if name.endswith("_id")]
    assert columns_of("divisions", rows_of("divisions", REPORT))[:2] == ["kind", "name"]
