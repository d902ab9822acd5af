"""The notebooks: house rules, what they show and record, in both languages and at the edges."""

from __future__ import annotations

import copy
import csv
import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from sfwf_data import corrections, reports
from sfwf_data.cli import SharedValues
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.notebook import outputs as shown_outputs
from sfwf_data.notebook import showing
from sfwf_data.notebook.workspace import SKELETON
from sfwf_data.tools.batch.plan import read_plan
from sfwf_data.tools.batch.pool import run_all
from sfwf_data.words.records import PHONE, RECORD
from sfwf_data.words.records import records as read_records
from tests.conftest import REPOSITORY
from tests.notebook_rules import HANGUL, faults, tag_of, text_of, tracked_notebooks
from tests.word_list import faults_in

pytestmark = pytest.mark.slow

NOTEBOOKS = tracked_notebooks()
REPORT = reports()[-1]
EDGES = """
[[edges]]
notebook = "00_start_here"
grid = { lang = ["ko", "en"], top_n = [5, 2] }
[[edges]]
notebook = "02_execution_gap"
grid = { lang = ["ko", "en"], goal = ["g5"], top_n = [1] }
[[edges]]
notebook = "02_execution_gap"
parameters = { top_n = 1 }
grid = { lang = ["ko"] }
[[edges]]
notebook = "04_division_performance"
grid.lang = ["ko", "en"]
grid.division = ["office-audit", "office-spaces", "team-prevention", "hq-planning", "돌봄사업실"]
[[edges]]
notebook = "04_division_performance"
grid = { lang = ["ko", "en"], level = ["team", "headquarters"] }
[[edges]]
notebook = "05_kpi_attainment"
grid = { lang = ["ko", "en"], goal = ["g1", "g4", "g5"] }
[[edges]]
notebook = "06_program_profile"
grid = { lang = ["ko", "en"], program = ["p1-19", "p3-12", "p3-14", "p4-06"] }
"""
KIUM_2 = 832_896_000  # the corrected executed amount of the second Kium Center
FITTING = {  # digit or sign -> the particles that fit behind it, independent of the engine
    **dict.fromkeys("036", ("은", "이", "을", "과", "으로")),
    **dict.fromkeys("178", ("은", "이", "을", "과", "로")),
    **dict.fromkeys("2459%", ("는", "가", "를", "와", "로")),
}


class Executed:
    """A run: its record, its notebook, its folder, and what its cells recorded."""

    def __init__(self, result, folder: Path):
        self.name, self.folder = result.run.name, folder
        self.record, self.parameters = result.record, result.record["parameters"]
        self.notebook = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))
        self.outputs = [
            output for cell in self.notebook["cells"] for output in cell.get("outputs", [])
        ]
        self.lang, self.numbers = self.parameters["lang"], self.record["numbers"]

    def records(self, key: str) -> list:
        """What was recorded under a key."""
        return [record[key] for record in read_records(self.notebook) if key in record]

    def texts(self) -> list[str]:
        """All that a reader reads, from the records: titles, sentences, tables, captions, alt."""
        found = [*self.records("title"), *self.records("say")]
        found += [heading["text"] for heading in self.records("heading")]
        for table in self.records("table"):
            found += [table["title"], *(column["header"] for column in table["columns"])]
            found += [cell for row in table["text"] for cell in row]
        for figure in self.records("figure"):
            found += [figure[key][self.lang] for key in ("title", "caption", "alt")]
        return found


@pytest.fixture(scope="session")
def executed(tmp_path_factory) -> list[Executed]:
    """All default runs and the edges, as git holds the notebooks."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, notebook in NOTEBOOKS.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    shipped = (REPOSITORY / "notebooks" / "batch.toml").read_text(encoding="utf-8")
    (folder / "batch.toml").write_text(shipped + EDGES, encoding="utf-8")
    runs = [
        run
        for chosen in ("default", "edges")
        for run in read_plan(folder / "batch.toml", chosen, values=SharedValues())
    ]
    runs = list({run.name: run for run in runs}.values())
    results = list(run_all(runs, folder / "out", jobs=2))
    assert not [f"{result.run.name}: {result.error}" for result in results if result.error]
    return [Executed(result, folder / "out" / result.run.name) for result in results]


@pytest.fixture
def find(executed):
    """Give the run of a notebook with these parameters and defaults for the others."""

    def found(notebook: str, **parameters: object) -> Executed:
        fitting = [
            run
            for run in executed
            if run.name.startswith(notebook) and run.parameters.items() >= parameters.items()
        ]
        return min(fitting, key=lambda run: len(run.parameters))

    return found


def rows(table: str) -> list[dict]:
    file = data_folder() / Schema.packaged().file(table, REPORT)
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


# House rules, of what git holds


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook__keeps_the_house_rules(name):
    assert faults(NOTEBOOKS[name]) == []


def test_skeleton__keeps_the_house_rules():
    """What `sfwf new` begins with is an example."""
    assert faults(json.loads(SKELETON.read_text(encoding="utf-8"))) == []


def test_rules__notice_what_they_forbid():
    """Each planted fault is found, and nothing else."""
    good = NOTEBOOKS["02_execution_gap"]
    tags = [tag_of(cell) for cell in good["cells"]]
    figure, answer, prose = tags.index("figure"), tags.index("answer"), tags.index("prose", 1)

    def planted(number: int, old: str, new: str) -> list[str]:
        notebook = copy.deepcopy(good)
        cell = notebook["cells"][number]
        assert old in text_of(cell)
        cell["source"] = [text_of(cell).replace(old, new, 1)]
        return faults(notebook)

    last = text_of(good["cells"][figure]).splitlines()[-1]
    for number, old, new, said in (
        (0, "# ", "## ", "title"),
        (0, "<summary>", "<summary># 한글 ", "Hangul"),
        (prose, "</details>", "\n- more\n</details>", "list items"),
        (prose, '<details lang="en">', '<details lang="ko">', "twin"),
        (1, "  # report", " # report", "comment"),
        (1, "lang: str = ", "lang = ", "name: type"),
        (answer, 'ko="', 'ko="{x}이 ', "fit"),
        (answer, 'en="', 'en="한글 ', "Hangul"),
        (answer, 'ko="', 'en="', "Hangul"),  # the languages changed places
        (figure, last, "def f(): pass", "defines"),
        (figure, last, f"x = '{'가' * 44}'", "columns"),
        (figure, last, "import warnings; warnings.filterwarnings('ignore')", "filterwarnings"),
        (figure, last, "\n".join(["a = 1"] * 16), "lines"),
        (figure, last, "ax", "raw"),
    ):  # fmt: skip
        assert any(said in fault for fault in planted(number, old, new)), (number, new)
    notebook = copy.deepcopy(good)
    notebook["cells"][figure]["outputs"] = [{}]
    del notebook["cells"][prose:figure]
    assert {"no prose before the figure", "it holds outputs"} <= {
        fault.partition(": ")[2] for fault in faults(notebook)
    }


# Cells that can be lifted into another notebook


def figure_cells() -> list[tuple[str, int]]:
    return [
        (name, number)
        for name, notebook in NOTEBOOKS.items()
        for number, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and "nb.show(" in text_of(cell)
    ]


@pytest.mark.parametrize(("name", "number"), figure_cells())
def test_figure_cell__runs_in_an_empty_notebook(name, number, monkeypatch):
    """With the cells of parameters, setup and load before it, and nothing else."""
    shown: list[dict] = []
    for module in (shown_outputs, showing):
        monkeypatch.setattr(module, "emit", lambda data, *_: shown.append(data))
    cells = NOTEBOOKS[name]["cells"]
    chosen = [cell for cell in cells if tag_of(cell) in ("parameters", "setup", "load")]
    names: dict = {}
    for cell in [*chosen, cells[number]]:
        exec(text_of(cell), names)
    assert [data for data in shown if "image/png" in data]


# What runs leave


def test_runs__no_error_no_warning_nothing_raw(executed):
    """No cell writes to standard error, and no frame stands beside its table."""
    assert {run.name.split("/")[0] for run in executed} == set(NOTEBOOKS)
    for run in executed:
        kinds = {(output["output_type"], output.get("name")) for output in run.outputs}
        allowed = {("display_data", None)}
        if run.name.startswith("00_"):
            allowed.add(("execute_result", None))  # the explorer
        assert kinds <= allowed, run.name


def test_runs__particles_fit_every_number(executed):
    """After each digit and percent sign stands the particle that fits, in all that is shown."""
    after = re.compile(r"([\d%])(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])")
    checked = 0
    for run in executed:
        if run.lang == "ko":
            for sign, particle in after.findall("\n".join(run.texts())):
                checked += 1
                assert particle in FITTING[sign], (run.name, sign, particle)
    assert checked > 20


def misprints(run: Executed) -> Iterator[str]:
    """What a list of corrections quotes as printed and as used."""
    for table in run.records("table"):
        names = [column["name"] for column in table["columns"]]
        for name in {"printed", "used"} & set(names):
            yield from (row[names.index(name)] for row in table["text"])


def test_runs__english_has_no_hangul(executed):
    """Everything follows `lang`; only words that are quoted from the report stay Korean."""
    quoted = {"팀", "수탁", "명시이월사업"}
    for run in executed:
        if run.lang == "en":
            printed = set(misprints(run))
            texts = [text for text in run.texts() if text not in printed]
            found = set(re.findall("[가-힣]+", "\n".join(texts)))
            assert not found - quoted, (run.name, sorted(found)[:5])


def test_runs__one_word_per_thing(executed):
    """The pages, data and all, say none of the wrong words; names that Part I prints stay."""
    printed = {"이월 잉여금", "출연금수입"}
    for run in executed:
        quoted = set(misprints(run))
        texts = [re.sub("|".join(printed), "", text) for text in run.texts() if text not in quoted]
        wrong = [f"{one} in {text!r}" for text in texts for one in faults_in(text, run.lang)]
        assert not wrong, (run.name, wrong[:5])


def test_runs__korean_has_no_stray_english(executed):
    """Words of English in a row are names, ids and units only."""
    allowed = re.compile(
        r"\b(?:[a-z]+\d?[-._][\w.-]+|KRW|sfwf_data|femtech|job|go|help|desk|shop)\b", re.I
    )  # fmt: skip
    for run in executed:
        if run.lang == "ko":
            words = re.findall(
                r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+", allowed.sub("", "\n".join(run.texts()))
            )
            assert not words, (run.name, words[:5])


def test_runs__tables_record_what_they_show(executed):
    """Text and raw value of every number agree by the unit that stands in the header."""
    sizes = {
        "원": 1,
        "KRW": 1,
        "천원": 1000,
        "KRW thousand": 1000,
        "억원": 10**8,
        "백만원": 10**6,
        "KRW million": 10**6,
    }
    checked = 0
    for run in executed:
        assert [table["number"] for table in run.records("table")] == [
            number + 1 for number in range(len(run.records("table")))
        ]
        for table in run.records("table"):
            for index, column in enumerate(table["columns"]):
                if column["unit"] not in ("won", "ratio", "pp", "%"):
                    continue
                unit = re.search(r"\(([^()]+)\)$", column["header"])[1]
                factor = {"won": lambda unit=unit: 1 / sizes[unit], "ratio": lambda: 100}
                scale = factor.get(column["unit"], lambda: 1)()
                for text, values in zip(table["text"], table["values"], strict=True):
                    if values[index] is None:
                        continue
                    number = float(text[index].replace(",", ""))
                    assert number == pytest.approx(values[index] * scale, abs=0.51), run.name
                    checked += 1
    assert checked > 1000


def test_runs__figures_have_their_texts_and_files(executed):
    """Title, caption and alt text in both languages, PNG, SVG and the drawing for phones."""
    for run in executed:
        figures = run.records("figure")
        assert [figure["number"] for figure in figures] == list(range(1, len(figures) + 1))
        assert sum(PHONE in output.get("data", {}) for output in run.outputs) == len(figures)
        for figure in figures:
            for key in ("title", "caption", "alt"):
                assert set(figure[key]) == {"ko", "en"}, run.name
                assert all(figure[key].values()), (run.name, figure["name"], key)
            assert {Path(file).suffix for file in figure["files"]} == {".png", ".svg"}
            for file in figure["files"]:
                assert re.fullmatch(r"[a-z0-9-]+\.(?:png|svg)", file)
                assert (run.folder / file).stat().st_size > 0


def test_runs__hold_real_ids(executed):
    """`latest` and names do not reach what is kept."""
    for run in executed:
        (parameters,) = run.records("parameters")
        assert parameters["report"] == run.parameters["report"] == REPORT
        assert not HANGUL.search(json.dumps(parameters, ensure_ascii=False))


def test_parameters__all_change_what_is_shown(executed):
    """Two values of each parameter give two notebooks: none is dead."""
    seen: set[tuple[str, str]] = set()

    def shown(run: Executed) -> str:
        kept = [
            {kind: data for kind, data in output["data"].items() if kind not in (RECORD, PHONE)}
            for output in run.outputs
        ]
        return json.dumps(kept, ensure_ascii=False)

    for one in executed:
        for other in executed:
            if one.name.split("/")[0] != other.name.split("/")[0]:
                continue
            mine, others = (run.records("parameters")[0] for run in (one, other))
            differ = [name for name in mine if mine[name] != others[name]]
            if len(differ) == 1 and (one.name[:2], differ[0]) not in seen:
                assert shown(one) != shown(other), (one.name, other.name)
                seen.add((one.name[:2], differ[0]))
    wanted = {(name[:2], "lang") for name in NOTEBOOKS}
    wanted |= {("00", "top_n"), ("02", "top_n"), ("02", "goal"), ("03", "side")}
    wanted |= {("04", "division"), ("04", "level"), ("05", "goal"), ("06", "program")}
    assert wanted <= seen, wanted - seen


def test_titles__name_what_the_notebook_is_about(executed):
    """Two divisions, programs or goals have two titles."""
    narrowed = [run for run in executed if {"division", "program", "goal"} & set(run.parameters)]
    titles = {(run.name[:2], run.lang, tuple(run.records("title"))) for run in narrowed}
    keys = ("division", "program", "goal")
    about = {
        (run.name[:2], run.lang, *(run.parameters.get(key) for key in keys)) for run in narrowed
    }
    assert len(titles) == len(about) >= 16


# Numbers, computed again from the CSV


def test_numbers__02(find):
    numbers = find("02_execution_gap", lang="ko").numbers
    total = next(row for row in rows("execution") if row["item_id"] == "exp")
    revised, spent = int(total["revised_krw"]), int(total["executed_krw"])
    assert (numbers["revised_krw"], numbers["gap_krw"]) == (revised, revised - spent)
    assert numbers["executed_ratio"] == pytest.approx(spent / revised)
    assert numbers["elapsed_ratio"] == pytest.approx(273 / 365)
    assert numbers["largest_behind"] == ["exp.overhead.administration.personnel"]
    assert (numbers["year_end_low_krw"], numbers["year_end_high_krw"]) == (
        1_952_330_593,
        3_680_316_593,
    )
    goal = find("02_execution_gap", lang="ko", goal="g5").numbers
    line = next(row for row in rows("execution") if row["item_id"] == "exp.programs.g5")
    assert goal["gap_krw"] == int(line["revised_krw"]) - int(line["executed_krw"])
    assert goal["programs"] == 3


def parts_by_hand() -> dict[str, int]:
    """The gap of part Ⅲ taken apart at its leaves: whole numbers alone, 273 of 365 days gone."""
    lines = [row for row in rows("execution") if row["side"] == "expenditure"]
    parents = {row["parent_id"] for row in lines}
    found = dict.fromkeys(("not_due", "once", "reserve", "behind", "ahead"), 0)
    for row in lines:
        if row["item_id"] in parents:
            continue
        revised, spent = int(row["revised_krw"]), int(row["executed_krw"])
        if row["timing"] != "even":
            found[row["timing"]] += revised - spent
            continue
        due = (2 * revised * 273 + 365) // 730  # rounded to the won
        found["not_due"] += revised - due
        found["behind" if spent < due else "ahead"] += abs(due - spent)
    return found


@pytest.mark.parametrize("notebook", ["01_overview", "02_execution_gap"])
def test_gap_parts__recorded_as_computed_by_hand(notebook, find):
    """92.1 = 62.0 not due + 9.1 once + 8.2 reserve + 12.8 net; 14.6 behind, 1.8 ahead."""
    numbers, parts = find(notebook, lang="ko").numbers, parts_by_hand()
    for name, won in parts.items():
        assert numbers[f"{name}_krw"] == won
    net = parts["behind"] - parts["ahead"]
    assert numbers["net_behind_krw"] == net
    eok = [round(won / 1e8, 1) for won in (*parts.values(), net)]
    assert eok == [62.0, 9.1, 8.2, 14.6, 1.8, 12.8]
    assert numbers["gap_krw"] == parts["not_due"] + parts["once"] + parts["reserve"] + net


def test_answers__02_says_what_is_behind(find):
    """The first sentence answers, and does not call it late."""
    for lang, said in (
        ("ko", "92.1억원 가운데 경과율에 못 미친 금액은 과목별 순액으로 12.8억원입니다."),
        ("en", "unspent on September 30, 2022, a net KRW 1,281 million, by item, is behind"),
    ):
        run = find("02_execution_gap", lang=lang)
        assert said in run.records("say")[0]
        assert not re.search(r"늦|지연되었습니다|\blate\b", "\n".join(run.texts()))


def test_questions_of_01__are_chosen_by_their_rules(find):
    """From the CSV: the reserve's rise is the surplus's, 15 of 35, 7 of 18 and 9 of 15."""
    lines = {row["item_id"]: row for row in rows("execution")}
    reserve, surplus = lines["exp.overhead.reserve"], lines["rev.own.surplus"]
    assert reserve["adjustment_krw"] == surplus["adjustment_krw"] == "812329000"
    run = find("01_overview", lang="ko")
    assert run.numbers["questions"] == 4
    (asked,) = (one["text"] for one in run.records("table") if "물음" in one["title"])
    for (fact, question, source), parts in zip(
        asked,
        (
            ("스페이스 살림", "2.9억원", "4229"),
            ("예비비", "0.1억원에서 8.2억원", "원 단위까지", "517;439"),
            ("정책 개발 및 성과관리", "목표치 35건, 실적 15건", "573"),
            ("아이돌봄 광역거점기관 7/18명", "서울디지털성범죄안심지원센터 9/15명", "79;80"),
        ),
        strict=True,
    ):
        assert all(part in f"{fact} {source}" for part in parts), fact
        assert question.endswith("?")
    whole = "\n".join(run.texts())
    assert not re.search("때문|탓|의도|부실|방치", whole)  # no motive


def programs_by_hand() -> dict[str, tuple[int, int]]:
    """Program -> what was due over its own months, and what was executed: of the corrected list."""
    found = {}
    for row in rows("programs"):
        first, last = (pd.Period(row[name], "M") for name in ("start", "end"))
        days = (last.end_time.normalize() - first.start_time).days + 1
        gone = min(max((pd.Timestamp(REPORT) - first.start_time).days + 1, 0), days)
        spent = KIUM_2 if row["program_id"] == "p3-14" else int(row["executed_krw"])
        found[row["program_id"]] = (round(int(row["revised_krw"]) * gone / days), spent)
    return found


def test_net_of_programs__and_net_of_items_are_held_together(find):
    """838,422 behind - 384,752 ahead = 453,670 net (thousand won), + 765,838 + 61,512: by hand."""
    nets = [due - spent for due, spent in programs_by_hand().values()]
    behind, ahead = sum(max(net, 0) for net in nets), sum(max(-net, 0) for net in nets)
    no_program = 0
    lines = [row for row in rows("execution") if row["item_id"].startswith("exp.overhead")]
    parents = {row["parent_id"] for row in lines}
    for row in lines:
        if row["timing"] == "even" and row["item_id"] not in parents:
            no_program += round(int(row["revised_krw"]) * 273 / 365) - int(row["executed_krw"])
    whole = parts_by_hand()["behind"] - parts_by_hand()["ahead"]
    rest = whole - (behind - ahead) - no_program
    sums = [f"{won / 1e3:,.0f}천원" for won in (behind, ahead, behind - ahead, no_program, rest)]
    assert sums == ["838,422천원", "384,752천원", "453,670천원", "765,838천원", "61,512천원"]
    run = find("02_execution_gap", lang="ko")
    said = [one for one in run.records("say") if one.startswith("과목별 순액 1,281,020천원은 다음")]
    assert "세부사업별 순액 {2}(못 미친 합계 {0} - 앞선 합계 {1})".format(*sums) in said[0]
    assert f"세부사업에 속하지 않은 과목 {sums[3]}" in said[0]
    assert said[0].endswith(f"목록에 없는 금액과 사업기간 적용의 차이 {sums[4]}.")
    summed = "모든 사업을 더하면, 못 미친 {}에서 앞선 {}을 뺀 순액은 {}입니다.".format(*sums)
    assert summed in find("01_overview", lang="ko").records("say")


SUMS = {  # how a sentence that adds up goes on: the signs of its amounts, in their order
    "모든 사업을 더하면, 못 미친": (1, -1, -1),
    "All programs:": (1, -1, -1),
    "그 차이가 순액": (1, -1, -1),
    "the difference is the net": (1, -1, -1),
    "에서 감소액": (1, -1, 1),
    "is net:": (1, -1, 1),
    "으로, 수납액이": (1, -1, -1),
    "collected and": (1, -1, -1),
    "앞선 금액은 모두": (0, 0, 1, -1, -1),
    "ahead: net": (0, 0, 1, -1, -1),
}
AMOUNT = re.compile(r"(-?[\d,.]*\d)(억원|백만원|천원|원)|KRW (-?[\d,]+)( million| thousand|)")


def amounts(text: str) -> list[tuple[Decimal, str]]:
    """Each amount of money of a text, with its unit."""
    found = AMOUNT.findall(text)
    return [(Decimal((ko or en).replace(",", "")), unit or size) for ko, unit, en, size in found]


def test_sums__add_up_as_they_are_printed(executed):
    """A reader who adds the printed amounts up gets the printed total, to the last digit."""
    checked = set()
    for run in executed:
        for said in run.records("say"):
            for words, signs in SUMS.items():
                if words not in said:
                    continue
                added = [pair for pair, sign in zip(amounts(said), signs, strict=True) if sign]
                assert len({unit for _, unit in added}) == 1, (run.name, said)
                won = [one for one, _ in amounts(said)]
                rest = sum(sign * one for sign, one in zip(signs, won, strict=True))
                # what is ahead, net, is printed without its sign
                assert rest == 0 or "앞섭니다" in said or "ahead." in said, (run.name, said)
                checked.add((run.name[:2], run.lang))
    assert checked == {(name, lang) for name in ("01", "02", "03", "04") for lang in ("ko", "en")}


def test_sums_of_02__all_that_is_named_makes_the_whole(executed):
    """The lead's parts make the gap, and the parts of the net make the net, on each page."""
    for run in executed:
        if not run.name.startswith("02"):
            continue
        says = run.records("say")
        (parts,) = (one for one in says if "다음을 더한 금액" in one or "is the sum of" in one)
        net, own, behind, ahead, *others = (won for won, _ in amounts(parts))
        assert (own, net) == (behind - ahead, own + sum(others)), parts
        gap, net = (won for won, _ in amounts(says[0]))
        assert gap == net + sum(won for won, _ in amounts(says[1])), says[:2]
        title = {"ko": "집행잔액의 구성", "en": "What the unspent money is made of"}[run.lang]
        (table,) = (one for one in run.records("table") if one["title"] == title)
        shown = sum(int(row[1].replace(",", "")) for row in table["text"])
        size = 1 if re.search(r"\((원|KRW)\)", table["columns"][1]["header"]) else 1000
        assert shown == run.numbers["gap_krw"] // size


def test_knife_edge_of_02__is_said_in_the_text_and_under_the_figure(find):
    """9 programs are over 5 points below; 11 with months counted, 10 as printed: by hand."""
    far: dict[str, list[int]] = {"days": [], "months": [], "printed": []}
    for row in rows("programs"):
        first, last = (pd.Period(row[name], "M") for name in ("start", "end"))
        days = (last.end_time.normalize() - first.start_time).days + 1
        gone = ((pd.Timestamp(REPORT) - first.start_time).days + 1) / days
        months = (pd.Period(REPORT, "M") - first).n + 1
        months /= (last - first).n + 1
        spent, revised = int(row["executed_krw"]), int(row["revised_krw"])
        used = KIUM_2 if row["program_id"] == "p3-14" else spent
        for name, ratio, share in (
            ("days", used, gone),
            ("months", used, months),
            ("printed", spent, gone),
        ):
            if gone < 1 and ratio / revised - share < -0.05:
                far[name].append(revised)
    total = sum(int(row["revised_krw"]) for row in rows("programs"))
    told = [f"{len(one)}개({100 * sum(one) / total:.1f}%)" for one in far.values()]
    assert told == ["9개(26.0%)", "11개(51.6%)", "10개(34.2%)"]
    run = find("02_execution_gap", lang="ko")
    (said,) = (one for one in run.records("say") if one.startswith("경과율에 5%p 넘게"))
    assert all(one in said for one in told)
    (figure,) = (one for one in run.records("figure") if one["name"] == "bands")
    assert all(one in figure["caption"]["ko"] for one in told[1:])


def test_programs_of_01__by_amount_with_their_difference(find):
    """The five largest amounts behind, computed by hand, and the points beside them."""
    due = programs_by_hand()
    most = sorted(due, key=lambda key: due[key][1] - due[key][0])[:5]
    revised = {row["program_id"]: int(row["revised_krw"]) for row in rows("programs")}
    run = find("01_overview", lang="en")
    (table,) = (one for one in run.records("table") if one["title"].startswith("Programs by am"))
    heads = [column["header"] for column in table["columns"]]
    assert heads[1:] == ["Behind (KRW million)", "Spent/elapsed (%)", "Diff. (pp)"]
    assert [row[1] for row in table["values"]] == [due[key][0] - due[key][1] for key in most]
    for row, key in zip(table["text"], most, strict=True):
        spent, gone = (100 * won / revised[key] for won in reversed(due[key]))
        assert row[2:] == [f"{spent:.1f}/{gone:.1f}", f"{spent - gone:.1f}"], key


def test_robustness_of_01__says_which_finding_flips_as_printed(find):
    """From the list as printed: another office is lowest, another program has most behind."""
    ratios: dict[str, list[int]] = {}
    for row in rows("programs"):
        held = ratios.setdefault(row["office_id"], [0, 0])
        held[0] += int(row["executed_krw"])
        held[1] += int(row["revised_krw"])
    office = min(ratios, key=lambda key: ratios[key][0] / ratios[key][1])
    assert (office, f"{100 * ratios[office][0] / ratios[office][1]:.1f}") == ("office-care", "56.3")
    said = find("01_overview", lang="ko").records("say")
    (line,) = (one for one in said if "인쇄된 값" in one)
    assert line.startswith("과목별 순액은 인쇄된 값으로 12.8억원, 경과율을 9/12로 보면 13.3억원")
    assert "결론은 같습니다" in line
    assert "경영기획실(56.7%)이나 인쇄된 값으로는 돌봄사업실(56.3%)" in line
    assert line.endswith("인쇄된 값으로는 서울특별시 제2호 거점형 키움센터 운영(7.6억원)입니다.")


def test_offices_of_01__name_both_parts_and_leave_personnel_out_of_the_count(find):
    run = find("01_overview", lang="en")
    (figure,) = (one for one in run.records("figure") if one["name"] == "offices")
    assert "Part III, execution; Part V, programs" in figure["caption"]["en"]
    assert figure["title"]["en"].lower().startswith("four of six offices")
    assert "Personnel 65.8%" in figure["alt"]["en"]


@pytest.mark.parametrize(("lang", "goal", "item"), [("ko", "목표", "과목"), ("en", "Goal", "Item")])
def test_goal_pages_of_02__speak_of_goals_and_light_theirs(lang, goal, item, find):
    """The goal stands among its four peers, marked; no heading speaks of items."""
    run = find("02_execution_gap", lang=lang, goal="g5")
    tables = run.records("table")
    heads = [column["header"] for table in tables for column in table["columns"]]
    assert item not in heads
    (aims,) = (one for one in tables if one["columns"][0]["header"] == goal)
    assert [row[0].startswith("▶ ") for row in aims["text"]].count(True) == 1
    assert len(aims["text"]) == 5
    (figure,) = (one for one in run.records("figure") if one["name"] == "execution-ratio")
    assert "73.1%" in figure["title"][lang]
    assert "▶" in figure["alt"][lang]
    whole = find("02_execution_gap", lang=lang)
    heads = [column["header"] for one in whole.records("table") for column in one["columns"]]
    assert item in heads
    assert goal not in heads


def test_staff_of_02__stands_where_there_are_posts(find):
    """Goal 5 has no program with posts: no heading; the whole has five, and says what it shows."""
    for lang, heading in (("ko", "결원이 많은 곳"), ("en", "Posts filled beside")):
        whole = sections(find("02_execution_gap", lang=lang))
        (shown,) = (keys for name, keys in whole.items() if heading in name)
        assert {"figure", "say", "table"} <= set(shown)
        goal = sections(find("02_execution_gap", lang=lang, goal="g5"))
        assert not [name for name in goal if heading in name]


def test_pace_of_02__names_what_it_leaves_out(find):
    for lang, said, without in (
        ("ko", "24.9억원(지금까지의 1.31배)", "한 번에 지급하는 과목과 예비비를 빼고"),
        ("en", "KRW 2,493 million a month", "(items paid once and the reserve left out)"),
    ):
        (line,) = (one for one in find("02_execution_gap", lang=lang).records("say") if said in one)
        assert without in line


def test_answer_of_03__says_that_the_basis_is_unknown(find):
    for lang, said in (
        ("ko", "최종예산액인지는 보고서에 적혀 있지 않습니다"),
        ("en", "does not say whether the amount of the year before is an approved or a revised"),
    ):
        for side in ("revenue", "expenditure"):
            run = find("03_year_over_year", lang=lang, side=side)
            assert said in run.records("say")[1]
            assert "100.0%" not in "\n".join(run.records("say"))


def test_rows_of_03__part_three_says_where_the_money_came_from(find):
    """The pairs make the whole change during the year, on both pages."""
    for side in ("expenditure", "revenue"):
        numbers = find("03_year_over_year", lang="en", side=side).numbers
        assert numbers["matched_krw"] == numbers["adjustment_krw"] == 3_435_484_000
        assert numbers["in_hand_krw"] == 20_196_220_000 - 17_112_009_000


def test_tables_of_03__no_digit_that_the_report_does_not_print(find):
    """Part I is in million won, and so are the tables of it."""
    run = find("03_year_over_year", lang="ko", side="revenue")
    (table,) = (one for one in run.records("table") if one["title"] == "과목별 증감액과 기여도")
    heads = [column["header"] for column in table["columns"] if column["unit"] == "won"]
    assert len(heads) == 3
    assert all(head.endswith("(백만원)") for head in heads)


def test_numbers__01_03_05_07(find):
    staff = [row for row in rows("staffing") if row["unit"] == "서울시여성가족재단"]
    staff = [row for row in staff if row["grade"] != "계"]
    overview = find("01_overview", lang="en").numbers
    for name in ("quota", "current"):
        assert overview[name] == sum(int(row[name]) for row in staff)
    amounts = {
        (row["item_id"], row["fiscal_year"]): int(row["amount_krw"])
        for row in rows("budget_totals")
    }
    years = find("03_year_over_year", lang="en", side="expenditure").numbers
    before, after = amounts["exp", "2021"], amounts["exp", "2022"]
    assert years["change_ratio"] == pytest.approx((after - before) / before)
    revenue = find("03_year_over_year", lang="ko", side="revenue").numbers
    assert revenue["new_items"] == ["rev.entrusted.craft"]
    once = [row for row in rows("kpis") if row["scope"] == "section"]
    kpis = [row for row in once if row["actual"] != ""]
    numbers = find("05_kpi_attainment", lang="ko").numbers
    assert (numbers["kpis"], numbers["reported"]) == (len(once), len(kpis)) == (21, 19)
    met = sum(float(row["actual"]) >= float(row["target"]) for row in kpis)
    assert numbers["met"] == met == 8
    assert numbers["strategic_repeats"] == 13
    audit = find("07_source_audit", lang="en").numbers
    statuses = ("holds", "rounding", "corrected", "unexplained")
    assert audit["checks"] == sum(audit[f"checks_{status}"] for status in statuses)
    listed = corrections(REPORT)
    wrong = listed["kind"].isin(["mistake", "rounding"]).sum()
    assert (audit["corrections"], audit["mistakes"]) == (len(listed), wrong)
    assert audit["short_krw"] - audit["over_krw"] == audit["remainder_krw"]
    assert (audit["short_krw"], audit["over_krw"]) == (746_305_000, 202_015_000)


@pytest.mark.parametrize(
    "division", ["office-audit", "team-prevention", "hq-planning", "office-care"]
)
def test_numbers__04_of_one_division(division, find):
    """Programs of a division are those that name it; an office without a program has none."""
    numbers = find("04_division_performance", lang="en", division=division).numbers
    columns = ("hq_id", "office_id", "team_id")
    chosen = [
        row
        for row in rows("programs")
        if division in ";".join(row[column] for column in columns).split(";")
    ]
    assert numbers["programs"] == len(chosen)
    assert numbers["executed_krw"] == sum(
        KIUM_2 if row["program_id"] == "p3-14" else int(row["executed_krw"]) for row in chosen
    )


def test_numbers__06_uses_the_correction_and_shows_it(find):
    run = find("06_program_profile", lang="en", program="p3-14")
    assert run.numbers["executed_krw"] == KIUM_2
    assert {"KRW 83,903 thousand", "KRW 832,896 thousand"} <= set(run.texts())


TOTAL = (26_319_398_000, 17_112_009_000)  # of part Ⅲ: revised and executed
BESIDE = {  # thousand won: of programs that are not listed, and of overhead
    "Not in the list": (544_290, 261_542),
    "Non-program budget": (11_975_122, 6_898_458),
}


@pytest.mark.parametrize(
    ("notebook", "parameters", "title", "total"),
    [
        ("02_execution_gap", {}, "Unspent money by source of funding", TOTAL),
        (
            "02_execution_gap",
            {"goal": "g5"},
            "by source of funding",
            (3_948_694_000, 2_885_646_000),
        ),
        ("04_division_performance", {}, "Budget and unspent money by division", TOTAL),
        ("05_kpi_attainment", {}, "Execution ratio and KPIs by goal", TOTAL),
        ("07_source_audit", {}, "Sum of the programs and amount in Part III by objective", TOTAL),
    ],
)
def test_roll_ups__add_up_to_part_three(notebook, parameters, title, total, find):
    """What belongs to no program stands in the table, as a row that says so."""
    run = find(notebook, lang="en", **parameters)
    (table,) = (one for one in run.records("table") if one["title"].endswith(title))
    names = [column["name"] for column in table["columns"]]
    money = [names.index("revised_krw"), names.index("executed_krw")]
    shown = list(zip(table["text"], table["values"], strict=True))
    if "kind" in names:
        shown = [pair for pair in shown if "Amount in Part III" in pair[0]]
    assert tuple(sum(values[at] for _, values in shown) for at in money) == total
    if notebook < "05" and not parameters:
        rows_of_rest = {text[0]: [values[at] for at in money] for text, values in shown}
        for name, thousands in BESIDE.items():
            assert rows_of_rest[name] == [1000 * amount for amount in thousands]
    assert any(said.startswith("Reconciled") for said in run.records("say")[-14:])


def test_corrections__are_counted_as_they_touch(find):
    """Revenue is touched by the base and the total cut off, an untouched program by none."""
    every = len(corrections(REPORT))
    for wanted, run in (
        (2, find("03_year_over_year", lang="ko", side="revenue")),
        (2, find("06_program_profile", lang="ko", program="p3-14")),
        (every, find("07_source_audit", lang="ko")),
    ):
        (recorded,) = run.records("corrections")
        assert (recorded["count"], recorded["of"]) == (wanted, every), run.name


# Pages of one division, goal or program


def sections(run: Executed) -> dict[str, list[str]]:
    """Heading -> the keys of what the cells under it have recorded."""
    found: dict[str, list[str]] = {}
    heading = ""
    for cell in run.notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("## "):
            heading = source.splitlines()[0]
            found[heading] = []
        elif cell["cell_type"] == "code":
            shown = [key for one in read_records({"cells": [cell]}) for key in one]
            found.setdefault(heading, []).extend(shown)
    return found


def narrowed(executed: list[Executed]) -> list[Executed]:
    return [run for run in executed if run.name[:2] != "00"]


def test_pages__no_heading_stands_above_nothing(executed):
    """A section without content is left out, and what is said counts nothing as 0 of 0."""
    for run in narrowed(executed):
        keys = sections(run)
        for heading, shown in list(keys.items())[1:]:
            assert shown or heading in ("## 읽기 전에", "## Before you read on"), (
                run.name,
                heading,
            )
        said = "\n".join(run.texts())
        assert not re.search(r"가운데 0개|0개는|None of the 0|해당하는 자료가 없다", said), run.name
        assert "no data for this selection" not in said, run.name


def test_pages__first_comes_the_answer(executed):
    """After the title one to three paragraphs that are computed, before any definition."""
    for run in narrowed(executed):
        answers = sections(run)[""]
        assert 1 <= answers.count("say") <= 4, run.name
        assert not {"table", "figure"} & set(answers), run.name


def test_pages__codes_stand_nowhere(executed):
    """Names for ids, words for codes; what a review wrote may quote an id of the report."""
    ids = re.compile(r"\b(?:office|team|hq)-[a-z]+|\bp\d-\d\d\b|[a-z]_(?:krw|ratio|id)\b")
    for run in narrowed(executed):
        reviewed = {
            cell
            for table in run.records("table")
            if {"reason", "where"} & {column["name"] for column in table["columns"]}
            for row in table["text"]
            for cell in row
        }
        found = [text for text in run.texts() if ids.search(text) and text not in reviewed]
        assert not found, (run.name, found[:3])


def test_page_of_audit__is_short_and_says_why(find):
    run = find("04_division_performance", lang="ko", division="office-audit")
    assert not run.records("figure")
    assert not run.records("table")
    assert len(sections(run)) == 3  # the answer, how to read, corrections
    assert "세부사업이 없습니다" in run.records("say")[0]


def column(run: Executed, title: str, name: str) -> list:
    """The values of a column of the one table whose title ends so."""
    (table,) = (one for one in run.records("table") if one["title"].endswith(title))
    at = [column["name"] for column in table["columns"]].index(name)
    return [values[at] for values in table["values"]]


def test_pages_of_divisions__numbers_that_stand_twice_agree(executed):
    """Headline numbers against the tables of the same page."""
    checked = 0
    for run in executed:
        if not run.name.startswith("04") or run.lang != "ko" or not run.numbers["programs"]:
            continue
        numbers = run.numbers
        listed = column(run, "세부사업별 집행률과 경과율", "revised_krw")
        assert (len(listed), sum(listed)) == (numbers["programs"], numbers["revised_krw"])
        behind = column(run, "세부사업별 집행률과 경과율", "behind_krw")
        assert sum(behind) == numbers["behind_krw"]
        titles = [table["title"] for table in run.records("table")]
        if numbers["kpis"]:
            assert len(column(run, "과제별 성과지표", "indicator")) == numbers["kpis"]
        for title in titles:
            if title.endswith("담당 부서별 성과지표 수"):
                for name in ("kpis", "reported", "met"):
                    assert sum(column(run, title, name)) == numbers[name]
                    checked += 1
    assert checked >= 9


def test_page_of_spaces__shared_kpis_have_a_row_of_their_own(find):
    run = find("04_division_performance", lang="ko", division="office-spaces")
    assert (run.numbers["kpis"], run.numbers["shared_kpis"]) == (4, 3)
    assert column(run, "담당 부서별 성과지표 수", "kpis") == [1, 3]
    assert len(column(run, "세부사업별 집행률과 경과율", "title")) == 3


def test_ranks_of_04__by_the_amount_behind_move_with_the_correction(find):
    """432 and 406 million are behind; as printed the second has 749 more: by hand, from the CSV."""
    behind = {row["hq_id"]: 0 for row in rows("programs")}
    due = programs_by_hand()
    for row in rows("programs"):
        behind[row["hq_id"]] += max(due[row["program_id"]][0] - due[row["program_id"]][1], 0)
    first = behind.pop("hq-planning")
    (second,) = behind.values()
    assert first > second
    assert second + KIUM_2 - 83_903_000 > first
    for lang, said in (("ko", "기획조정본부 1위→2위"), ("en", "Headquarters 1 to 2")):
        run = find("04_division_performance", lang=lang, division="hq-planning")
        assert any(one.rstrip(".").endswith(said) for one in run.records("say"))


def test_prose__does_not_speak_of_other_pages():
    """What depends on a parameter is computed, so no markdown says how another page looks."""
    other = re.compile(
        r"볼 때(에는|의)|한 (부서|목표)의 분석|[Oo]n the page of one|[Ff]or a single goal"
        r"|[Ff]or the whole budget|[Ff]or all divisions|[Ww]here all goals"
    )
    for name, notebook in NOTEBOOKS.items():
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                assert not other.search(text_of(cell)), (name, cell["id"])


def test_items_of_03__named_differently_in_two_parts_are_named_once(find):
    """Each name of Part I that Part III does not use stands with the other: from the CSV."""
    for side in ("revenue", "expenditure"):
        called = {row["item_id"]: row["item"] for row in rows("execution")}
        pairs = {
            f"{row['item']} = {called[row['item_id']]}"
            for row in rows("budget_totals")
            if row["side"] == side and called.get(row["item_id"], row["item"]) != row["item"]
        }
        said = find("03_year_over_year", lang="ko", side=side).records("say")
        found = [one for one in said if "제Ⅰ부 = 제Ⅲ부" in one]
        assert len(found) == bool(pairs)
        assert all(pair in found[0] for pair in pairs)


def test_figure_of_06__the_text_says_what_it_holds(executed):
    """KPIs are named only where the figure draws them."""
    for run in executed:
        if run.name.startswith("06") and run.lang == "ko":
            said = [one for one in run.records("say") if one.startswith("그림에는")]
            (alt,) = (one["alt"]["ko"] for one in run.records("figure") if one["name"] == "program")
            tables = [one for one in run.records("table") if one["title"].endswith("성과지표")]
            drawn = any(row[0] in alt for one in tables for row in one["text"])
            assert any("성과지표" in one for one in said) == drawn, (run.name, alt)


def test_leader_of_04__hangs_on_the_correction_and_says_so(find):
    """The office with most unspent money is another as printed: from the CSV, by hand."""
    gaps: dict[str, dict[str, int]] = {"corrected": {}, "printed": {}}
    for row in rows("programs"):
        for name, held in gaps.items():
            spent = int(row["executed_krw"])
            if name == "corrected" and row["program_id"] == "p3-14":
                spent = KIUM_2
            held[row["office_id"]] = held.get(row["office_id"], 0) + int(row["revised_krw"]) - spent
    leaders = {name: max(held, key=held.__getitem__) for name, held in gaps.items()}
    for lang, said in (("ko", "정정 여부에 따라 다릅니다"), ("en", "depends on a correction")):
        run = find("04_division_performance", lang=lang)
        assert run.numbers["leader"] == leaders["corrected"] == "office-spaces"
        assert run.numbers["leader_as_printed"] == leaders["printed"] == "office-care"
        assert any(said in text for text in run.records("say"))


def run_cells(name: str, monkeypatch, **given: object) -> list[dict]:
    """The records of a notebook whose cells run here, with other parameters."""
    kept: list[dict] = []
    for module in (shown_outputs, showing):
        monkeypatch.setattr(module, "emit", lambda data, *_: kept.append(data.get(RECORD, {})))
    names: dict = {}
    for cell in NOTEBOOKS[name]["cells"]:
        if cell["cell_type"] == "code":
            exec(text_of(cell), names)
            names |= given if tag_of(cell) == "parameters" else {}
    return kept


def said_by(kept: list[dict]) -> str:
    return "\n".join(record["say"] for record in kept if "say" in record)


def test_sentences__are_right_when_the_finding_is_reversed(monkeypatch):
    """Without the correction 04's leader stands; with all targets met 05 says so."""
    import sfwf_data
    from sfwf_data.notebook import notebook

    load = sfwf_data.load

    def changed(name, report="latest", as_printed=False):
        frame = load(name, report)
        if name == "kpis":
            frame = frame.assign(actual=2 * frame["target"], is_higher_better=True)
        return frame

    monkeypatch.setattr(sfwf_data, "load", changed)
    monkeypatch.setattr(notebook, "load", changed)
    kept = said_by(run_cells("04_division_performance", monkeypatch))
    assert "정정에 달려" not in kept
    assert "인쇄된 값(34.7%)으로나 공간운영실입니다" in kept
    kept = said_by(run_cells("05_kpi_attainment", monkeypatch))
    assert (
        "성과지표 21개의 실적이 모두 보고되었고, 그 가운데 연간 목표치를 달성한 지표는 21개입니다"
        in kept
    )
    assert "못 미친 것은 없습니다" in kept

    def unreported(name, report="latest"):
        frame = load(name, report)
        return frame.assign(actual=float("nan")) if name == "kpis" else frame

    monkeypatch.setattr(notebook, "load", unreported)
    kept = said_by(run_cells("05_kpi_attainment", monkeypatch, lang="en", goal="g1"))
    assert "none of the 2 KPIs had a reported result" in kept
    assert "below" not in kept


# Wrong values


BAD = {
    "division": ("04_division_performance", {"division": "x-none"}, "no division 'x-none'"),
    "language": ("01_overview", {"lang": "fr"}, "There is no lang 'fr'"),
    "zero": ("02_execution_gap", {"top_n": 0}, "top_n = 0 is out of range"),
    "program": ("06_program_profile", {"program": "p9-99"}, "There is no program 'p9-99'"),
    "report": ("07_source_audit", {"report": "1999-01-01"}, "There is no report '1999-01-01'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_wrong_value__is_one_clear_error_in_the_setup(case, tmp_path):
    """It stops the setup cell, before anything is shown, and says where to look."""
    import papermill

    name, parameters, message = BAD[case]
    source, target = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    source.write_text(json.dumps(NOTEBOOKS[name]), encoding="utf-8")
    with pytest.raises(papermill.PapermillExecutionError, match=re.escape(message)) as error:
        papermill.execute_notebook(
            str(source), str(target), parameters, progress_bar=False, kernel_name="python3"
        )
    failing = [
        tag_of(cell)
        for cell in json.loads(target.read_text(encoding="utf-8"))["cells"]
        if any(output["output_type"] == "error" for output in cell.get("outputs", []))
    ]
    assert failing == ["setup"]
    assert "the cell tagged `parameters`" in str(error.value)
    assert error.value.ename in {"UnknownNameError", "ValueError"}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_readme_picture__is_what_the_notebook_draws(lang, find):
    """The committed picture is not older than the data: it is the figure of this very run."""
    committed = REPOSITORY / "figures" / "README" / f"gap-parts-{lang}.png"
    drawn = find("02_execution_gap", lang=lang).folder / "gap-parts.png"
    assert committed.read_bytes() == drawn.read_bytes()


def test_gallery__shows_the_figures_of_today(executed):
    """Each default figure, as it is now: nothing missing, nothing of the past, and small."""
    folder = REPOSITORY / "figures"
    pictures = {path.name: path for path in (folder / "gallery").glob("*.png")}
    plan = read_plan(REPOSITORY / "notebooks" / "batch.toml", "default", values=SharedValues())
    names = {run.name for run in plan}
    runs = [run for run in executed if run.name in names]
    fresh = {
        f"{run.name}/{path.name}".replace("/", "--"): path
        for run in runs
        for path in run.folder.glob("*.png")
    }
    assert pictures.keys() == fresh.keys()
    assert sum(path.stat().st_size for path in pictures.values()) < 3_000_000
    for name, path in fresh.items():
        new, old = (
            np.asarray(Image.open(one).convert("RGB"), int) for one in (path, pictures[name])
        )
        assert new.shape == old.shape, name
        assert np.abs(new - old).mean() < 3, name
    pages = {"en": "README.md", "ko": "README.ko.md"}
    texts = {
        lang: html.unescape((folder / page).read_text(encoding="utf-8"))
        for lang, page in pages.items()
    }
    for run in runs:
        for figure in run.records("figure"):
            for key in ("caption", "alt"):
                assert figure[key][run.lang] in texts[run.lang], (run.name, figure["name"])
