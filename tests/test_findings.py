"""Sentences of notebooks 01 to 03 where the report finds the opposite."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("IPython")
pytest.importorskip("matplotlib")

from sfwf_data import reports
from sfwf_data.loader.schema import data_folder
from sfwf_data.notebook import outputs, showing
from sfwf_data.words.records import RECORD
from tests.notebook_rules import tag_of, text_of, tracked_notebooks

pytestmark = pytest.mark.slow

NOTEBOOKS, REPORT = tracked_notebooks(), reports()[-1]
Row = dict[str, str]


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
    assert {"ko": "못 미친 금액이 가장 큰", "en": "largest amount behind"}[lang] not in two.said
    assert {"ko": "결론은 같습니다", "en": "the finding holds"}[lang] in one.said
    titles = {
        "ko": "경과율에 못 미친 금액이 큰 사업",
        "en": "Programs with the largest amount behind",
    }
    assert len(one.table(titles[lang])) == 1  # the corrected program alone


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
    assert shown.numbers["questions"] == 1
    assert shown.numbers["met"] == shown.numbers["reported"] == shown.numbers["kpis"] == 21
    six = shown.table("Six numbers and what each is compared to")
    assert six[0][2] == "approved KRW 26,319 million, adjustment KRW 0 million"
    assert six[5][2] == "171 posts; 0 vacant, 0 over by grade"


def test_no_pair__the_question_does_not_say_where_money_came_from(data, run):
    """The surplus is raised by one won less than the reserve: no equal adjustments, no claim."""
    with rows_of(data / "execution.csv") as rows:
        for row in rows:
            if row["item_id"] == "rev.own.surplus":
                row["approved_krw"], row["adjustment_krw"] = "1", "812328000"
    shown = run("01_overview", lang="en")
    asked = shown.table("Fact, question, and line of the report")
    assert asked[1][0].startswith("Reserve fund: raised from KRW 10 million")
    assert "equals" not in asked[1][0]
    assert asked[1][2] == "517"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", ("203.7억원으로 22.6% 줄었습니다", "감소액이 가장 큰", "줄었고,")),
        ("en", ("The budget fell by 22.6%", "The largest cut", "The approved budget fell by")),
    ],
)  # fmt: skip
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
