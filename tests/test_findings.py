"""Sentences of notebooks 01 to 06 where the report finds the opposite."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("IPython")
pytest.importorskip("matplotlib")

import sfwf_data
from sfwf_data import reports
from sfwf_data.loader.schema import data_folder
from sfwf_data.notebook import outputs, showing
from sfwf_data.words.records import RECORD
from tests.notebook_rules import tag_of, text_of, tracked_notebooks

pytestmark = pytest.mark.slow

NOTEBOOKS, REPORT = tracked_notebooks(), reports()[-1]
Row = dict[str, str]
SIX = "Six numbers and what each is compared to"
BY_AMOUNT = "Programs by amount behind, largest first"


class Shown:
    """What the cells of a notebook have recorded."""

    def __init__(self, found: list[dict]):
        self.found = found

    def of(self, key: str) -> list:
        return [one[key] for one in self.found if key in one]

    @property
    def said(self) -> str:
        return "\n".join(self.of("say"))

    @property
    def answer(self) -> str:
        return self.of("say")[0]

    @property
    def numbers(self) -> dict:
        return self.of("numbers")[-1]

    def table(self, title: str) -> list[list[str]]:
        return next(one["text"] for one in self.of("table") if one["title"] == title)


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the data in which a test may find something else."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    monkeypatch.setenv("SFWF_DATA", str(folder))
    return folder / REPORT


@pytest.fixture
def run(monkeypatch) -> Callable[..., Shown]:
    """Run the cells of a notebook with these parameters."""

    def ran(name: str, **parameters: object) -> Shown:
        found: list[dict] = []
        for module in (outputs, showing):
            monkeypatch.setattr(module, "emit", lambda data, *_: found.append(data))
        names: dict = {}
        for cell in NOTEBOOKS[name]["cells"]:
            if cell["cell_type"] == "code":
                exec(text_of(cell), names)
                if tag_of(cell) == "parameters":
                    names |= parameters
        return Shown([one[RECORD] for one in found if RECORD in one])

    return ran


@contextmanager
def rows_of(path: Path) -> Iterator[list[Row]]:
    """The rows of a table, written back as they are left."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    yield rows
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(file.getvalue(), encoding="utf-8")


def forget_corrections(data: Path, table: str) -> None:
    """Corrections of a table whose figures a test changes would no longer find what they repair."""
    with rows_of(data.parent / "reviews" / REPORT / "corrections.csv") as rows:
        rows[:] = [row for row in rows if row["table"] != table]


def spend_nine_tenths(data: Path) -> None:
    """Each line is nine tenths spent, each program wholly, but for one that a correction sets."""
    for table in ("execution", "programs"):
        with rows_of(data / f"{table}.csv") as rows:
            for row in rows:
                if table == "execution":
                    row["executed_krw"] = str(int(row["revised_krw"]) * 9 // 10)
                elif row["program_id"] != "p3-14":
                    row["executed_krw"] = row["revised_krw"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nothing_behind__is_said_so(data, run, lang):
    """With 90% spent after 74.8% of the year no sentence says that money is behind."""
    spend_nine_tenths(data)
    one, two = run("01_overview", lang=lang), run("02_execution_gap", lang=lang)
    for shown in (one, two):
        said = {"ko": "경과율에 못 미친 순액은 없습니다", "en": "none, net, is behind the calendar"}
        assert said[lang] in shown.answer
        assert shown.numbers["behind_krw"] == 0
        assert shown.numbers["net_behind_krw"] == -shown.numbers["ahead_krw"] < 0
    largest = {"ko": "못 미친 금액이 가장 큰 과목", "en": "The largest amount behind is"}
    assert largest[lang] not in two.said
    six = one.table({"ko": "여섯 가지 수치와 비교 대상", "en": SIX}[lang])
    assert (
        six[3][:2]
        == {
            "ko": ["경과율보다 앞선 순액", "37.4억원"],
            "en": ["Net ahead of the calendar", "KRW 3,739 million"],
        }[lang]
    )
    assert {"ko": "결론은 같습니다", "en": "the finding holds"}[lang] in one.said
    titles = {"ko": "경과율에 못 미친 금액이 큰 순으로 본 사업", "en": BY_AMOUNT}
    assert len(one.table(titles[lang])) == 1  # the corrected program alone


def test_all_is_spent__no_program_is_listed_as_behind(data, run):
    """No empty table, no question about a program, and nobody is asked what is left."""
    forget_corrections(data, "programs")
    for table in ("execution", "programs"):
        with rows_of(data / f"{table}.csv") as rows:
            for row in rows:
                row["executed_krw"] = row["revised_krw"]
    one, two = run("01_overview", lang="en"), run("02_execution_gap", lang="en")
    assert BY_AMOUNT not in [table["title"] for table in one.of("table")]
    asked = one.table("Fact, question, and line of the report")
    assert not any("of its months gone" in fact for fact, *_ in asked)
    for shown in (one, two):
        assert all(table["text"] for table in shown.of("table"))
        assert "behind the calendar is" not in shown.said
    assert "No program is behind its months." in one.said
    assert "Largest amount behind" not in one.said  # as printed there is none either
    assert "All programs:" not in one.said
    assert "what is left at year end is nothing" in two.said


def test_finished_program__is_named_so_and_not_asked_for_its_plan(data, run):
    """The program with most behind has ended in June."""
    with rows_of(data / "programs.csv") as rows:
        for row in rows:
            if row["title_en"].startswith("Space Salim"):
                row["end"] = "2022-06"
    shown = run("01_overview", lang="en")
    first = shown.table(BY_AMOUNT)[0]
    assert first[0].endswith("(Space Operation, finished)")
    assert first[2] == "50.2/100.0"
    asked = shown.table("Fact, question, and line of the report")[0]
    assert asked[1] == "What becomes of the money left?"


def test_questions__are_left_out_where_there_is_nothing_to_ask(data, run):
    """All targets met, all posts filled, nothing added: the first of four questions is left."""
    forget_corrections(data, "kpis")
    with rows_of(data / "kpis.csv") as rows:
        for row in rows:
            row["actual"] = row["target"]
    for table in ("staffing", "entrusted"):
        with rows_of(data / f"{table}.csv") as rows:
            for row in rows:
                row["current"] = row["quota"]
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            row["approved_krw"], row["adjustment_krw"] = row["revised_krw"], "0"
    shown = run("01_overview", lang="en")
    asked = shown.table("Fact, question, and line of the report")
    assert [fact.startswith("“Space Salim") for fact, *_ in asked] == [True]
    assert [one["text"] for one in shown.of("heading")] == ["One question"]
    assert "Chosen by rule: largest amount behind." in shown.said
    assert shown.numbers["questions"] == 1
    assert shown.numbers["met"] == shown.numbers["reported"] == shown.numbers["kpis"] == 21
    six = shown.table(SIX)
    assert six[0][2] == "approved KRW 26,319 million, adjustment KRW 0 million"
    assert six[5][2] == "171 posts; by grade 0 vacant, 0 over"


def test_no_pair__the_question_does_not_say_where_money_came_from(data, run):
    """The surplus is raised by one won less than the reserve: no equal adjustments, no claim."""
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["item_id"] == "rev.own.surplus":
                row["approved_krw"], row["adjustment_krw"] = "1", "812328000"
    shown = run("01_overview", lang="en")
    asked = shown.table("Fact, question, and line of the report")
    assert asked[1][0].startswith("Reserve fund: raised from KRW 10 million")
    assert "Carried-over surplus" not in asked[1][0]
    assert asked[1][2] == "517"


def test_bonus_and_reserve_paid__02_does_not_say_that_there_are_none(data, run):
    """Both are spent in whole: the two ends agree because nothing is left in them."""
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["timing"] in ("once", "reserve"):
                row["executed_krw"] = row["revised_krw"]
    said = run("02_execution_gap").said
    assert "한 번에 지급하는 과목과 예비비에 남은 금액이 없어 두 경우가 같습니다" in said
    assert "예비비가 없어" not in said


def test_finished_programs__02_says_what_they_have_left(data, run):
    """Goal 1 is ahead of the calendar, and yet its finished programs keep 6,618 thousand won."""
    programs = sfwf_data.load("programs")
    ended = programs[(programs["goal_id"] == "g1") & (programs["end"] <= pd.Period("2022-09"))]
    left = (ended["revised_krw"] - ended["executed_krw"]).sum()
    assert left == 6_618_000
    assert "이 가정에서 연말 집행잔액은 없습니다" in run("02_execution_gap", goal="g1").said
    assert "6개에 남은 6,618천원은 따로" in run("02_execution_gap", goal="g1").said


def test_all_posts_filled__no_program_has_the_fewest(data, run):
    for table in ("staffing", "entrusted"):
        with rows_of(data / f"{table}.csv") as rows:
            for row in rows:
                row["current"] = row["quota"]
    said = run("02_execution_gap").said
    assert "정원이 따로 적힌 사업 5개의 정원은 모두 채워졌습니다" in said
    assert "충원율이 가장 낮은" not in said


@pytest.mark.parametrize("side", ["revenue", "expenditure"])
def test_no_pair_at_all__03_counts_none(data, run, side):
    """No adjustment of revenue is one of expenditure: no sentence about 0 pairs, no table."""
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["side"] == "revenue" and int(row["adjustment_krw"] or 0):
                row["adjustment_krw"] = str(int(row["adjustment_krw"]) - 7000)
                row["approved_krw"] = str(int(row["approved_krw"]) + 7000)
    shown = run("03_year_over_year", lang="en", side=side)
    assert shown.numbers["matched_krw"] == 0
    assert "0 pairs" not in shown.said
    assert "No one revenue item pairs with one expenditure item by its adjustment." in shown.said
    assert "is net:" not in shown.said
    assert all(table["text"] for table in shown.of("table"))


def test_part_of_the_change_is_paired__03_does_not_say_all(data, run):
    """The surplus is raised by one thousand less than the reserve: two pairs of three are left."""
    assert "All of the in-year change" in run("03_year_over_year", lang="en").said
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["item_id"] == "rev.own.surplus":
                row["approved_krw"], row["adjustment_krw"] = "1000", "812328000"
    said = run("03_year_over_year", lang="en").said
    assert "All of the in-year change" not in said
    assert "KRW 3,435 million; KRW 2,623 million is found in 2 pairs of items" in said


def test_pair_of_a_sum__03_says_that_it_is_net(run):
    """Program expenditure +655,941 is +1,273,704 and -617,763 (thousand won) of its objectives."""
    for lang, said in (
        (
            "ko",
            "사업비의 증감 656백만원은 하위 과목의 증가액 1,274백만원에서 감소액 618백만원을 뺀",
        ),
        ("en", "is net: KRW 1,274 million added to some of its items minus KRW 618 million taken"),
    ):
        assert said in run("03_year_over_year", lang=lang).said


def test_nothing_changed_during_the_year__is_said_so(data, run):
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            row["approved_krw"], row["adjustment_krw"] = row["revised_krw"], "0"
    for lang, said in (
        ("ko", "연중에는 그대로였습니다"),
        ("en", "during the year the budget did not change"),
    ):
        assert said in run("03_year_over_year", lang=lang).said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", ("203.7억원으로 22.6% 줄었습니다", "감소액이 가장 큰", "줄었고,")),
        ("en", ("revenue budget fell by 22.6%", "The largest cut", "The approved budget fell by")),
    ],
)
def test_shrinking_budget__shrinks_in_each_sentence(data, run, lang, said):
    """The years have changed places: the total falls by 5,948 of 26,319 million won."""
    forget_corrections(data, "budget_totals")
    with rows_of(data / "budget_totals.csv") as rows:
        for row in rows:
            row["fiscal_year"] = {"2021": "2022", "2022": "2021"}[row["fiscal_year"]]
        rows.sort(key=lambda row: row["side"], reverse=True)
    shown = run("03_year_over_year", lang=lang, side="revenue")
    assert all(one in shown.said for one in said), shown.said
    assert shown.numbers["change_krw"] == -5_948_000_000
    assert shown.numbers["largest_change"] == ["rev.entrusted.craft"]


def test_cut_during_the_year__is_no_growth(data, run):
    """Every line was approved with twice of what it has now: the budget falls during the year."""
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            row["approved_krw"] = str(2 * int(row["revised_krw"]))
            row["adjustment_krw"] = str(-int(row["revised_krw"]))
    shown = run("03_year_over_year", lang="en")
    assert "during the year the budget fell by KRW 26,319 million" in shown.said


def test_more_spent_than_collected__is_said_so(data, run):
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["side"] == "revenue":
                row["executed_krw"] = "0"
    assert "KRW 17,112 million more went out" in run("03_year_over_year", lang="en").said


def spend_all(data: Path) -> None:
    """Each program wholly spent, each target met."""
    for table in ("programs", "kpis"):
        forget_corrections(data, table)
    with rows_of(data / "programs.csv") as rows:
        for row in rows:
            row["executed_krw"] = row["revised_krw"]
    with rows_of(data / "kpis.csv") as rows:
        for row in rows:
            row["actual"] = row["target"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_all_spent__04_names_no_leader_and_nothing_behind(data, run, lang):
    """Nothing is unspent: no division holds most of it, and none has a rank by what is behind."""
    spend_all(data)
    every = run("04_division_performance", lang=lang)
    one = run("04_division_performance", lang=lang, division="office-spaces")
    assert {"ko": "경과율에 못 미친 사업은 없습니다", "en": "none is behind"}[lang] in every.answer
    assert {"ko": "집행잔액이 가장 많은", "en": "Unspent money in listed"}[lang] not in every.said
    said = {"ko": "경과율에 못 미친 금액은 없습니다", "en": "nothing is behind the calendar"}
    assert said[lang] in one.said
    goal = run("05_kpi_attainment", lang=lang, goal="g1")
    assert {"ko": "2개의 실적이 모두 보고", "en": "all 2 KPIs had"}[lang] in goal.answer


def test_nothing_reported__is_no_count_of_nought(data, run):
    forget_corrections(data, "kpis")
    with rows_of(data / "kpis.csv") as rows:
        for row in rows:
            row["actual"] = ""
    said = run("04_division_performance").said
    assert "실적은 모두 아직 보고되지 않았습니다" in said
    assert "0개의 실적" not in said
    assert "실적은 아직 보고되지 않았습니다" in run("05_kpi_attainment", goal="g5").answer


def test_gross_and_net_of_04__recompute(run):
    """From the programs alone: behind minus ahead makes the net, each with its grain."""
    as_of = pd.Timestamp("2022-09-30")
    behind = ahead = 0
    programs = sfwf_data.load("programs")
    for row in programs.itertuples():
        start, end = row.start.start_time, row.end.end_time.normalize()
        gone = min(max((as_of - start).days + 1, 0) / ((end - start).days + 1), 1)
        due = round(row.revised_krw * gone)
        behind += max(due - row.executed_krw, 0)
        ahead += max(row.executed_krw - due, 0)
    thousands = [f"{won / 1e3:,.0f}천원" for won in (behind, ahead, behind - ahead)]
    answer = run("04_division_performance").answer
    assert "세부사업마다" in answer
    assert all(one in answer for one in thousands), (answer, thousands)


def test_rank_as_printed__also_where_another_divisions_correction_moves_it(run):
    """Space Operation's own values are not corrected; as printed, another office falls below it."""
    shown = run("04_division_performance", division="office-spaces")
    assert "4위(인쇄된 값으로는 3위)" in shown.said
    assert "공간운영실 4위→3위" in shown.said


def test_finished_program__is_held_against_the_calendar_nowhere(run):
    """p1-19 ended in April: no sentence, table or figure compares it with the elapsed share."""
    shown = run("06_program_profile", program="p1-19")
    figures = [one["title"]["ko"] for one in shown.of("figure")]
    columns = {one["name"] for table in shown.of("table") for one in table["columns"]}
    assert "경과율과는 비교하지 않습니다" in shown.said
    assert figures[1].startswith("집행률은 96.4%로, 기간이 끝난 사업 12개 중")
    assert not [title for title in figures if "경과율" in title]
    assert not {"elapsed_ratio", "pace_pp"} & columns


@pytest.mark.parametrize("goal", ["g1", "g5"])
def test_goal_with_one_result__is_drawn_among_all_kpis(run, goal):
    shown = run("05_kpi_attainment", goal=goal)
    (figure,) = shown.of("figure")
    assert "전체 19개 중" in figure["title"]["ko"]
    assert "1개 가운데" not in shown.said
