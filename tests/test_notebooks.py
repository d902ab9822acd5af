"""The notebooks: house rules, what they show and record, in both languages and at the edges."""

from __future__ import annotations

import copy
import csv
import json
import re
from pathlib import Path

import pytest

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
grid.division = ["office-audit", "team-prevention", "hq-planning", "돌봄사업실"]
[[edges]]
notebook = "04_division_performance"
parameters = { level = "team" }
grid = { lang = ["ko"], top_n = [15, 3] }
[[edges]]
notebook = "05_kpi_attainment"
grid = { lang = ["ko", "en"], goal = ["g1", "g4"] }
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


def test_runs__english_has_no_hangul(executed):
    """Everything follows `lang`; only words that are quoted from the report stay Korean."""
    quoted = {"팀", "수탁", "명시이월사업"}
    for run in executed:
        if run.lang == "en":
            found = set(re.findall("[가-힣]+", "\n".join(run.texts())))
            assert not found - quoted, (run.name, sorted(found)[:5])


def test_runs__korean_has_no_stray_english(executed):
    """Words of English in a row are names, ids and units only."""
    allowed = re.compile(
        r"\b(?:[a-z]+\d?[-._][\w.-]+|KRW|sfwf_data|femtech|job|go|help|desk)\b", re.I
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
    wanted |= {("00", "top_n"), ("02", "top_n"), ("04", "top_n"), ("02", "goal"), ("03", "side")}
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
    assert numbers["largest_gap"] == "exp.overhead.administration.personnel"
    goal = find("02_execution_gap", lang="ko", goal="g5").numbers
    line = next(row for row in rows("execution") if row["item_id"] == "exp.programs.g5")
    assert goal["gap_krw"] == int(line["revised_krw"]) - int(line["executed_krw"])
    assert goal["programs"] == 3


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
    kpis = [row for row in rows("kpis") if row["actual"] != ""]
    numbers = find("05_kpi_attainment", lang="ko").numbers
    assert numbers["reported"] == len(kpis)
    assert numbers["met"] == sum(float(row["actual"]) >= float(row["target"]) for row in kpis)
    audit = find("07_source_audit", lang="en").numbers
    statuses = ("holds", "rounding", "corrected", "unexplained")
    assert audit["checks"] == sum(audit[f"checks_{status}"] for status in statuses)
    assert audit["mistakes"] == len(rows("corrections"))


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
    "Budget of no program": (11_975_122, 6_898_458),
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
        ("05_kpi_attainment", {}, "Execution ratio and attainment by goal", TOTAL),
        ("07_source_audit", {}, "Sum of the programs and amount in Part Ⅲ by objective", TOTAL),
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
        shown = [pair for pair in shown if "Published" in pair[0]]
    assert tuple(sum(values[at] for _, values in shown) for at in money) == total
    if notebook < "05" and not parameters:
        rows_of_rest = {text[0]: [values[at] for at in money] for text, values in shown}
        for name, thousands in BESIDE.items():
            assert rows_of_rest[name] == [1000 * amount for amount in thousands]
    assert any(said.startswith("Reconciled") for said in run.records("say")[-8:])


def test_corrections__are_counted_as_they_touch(find):
    """Revenue is touched by the base and the total cut off, an untouched program by none."""
    every = len(corrections(REPORT))
    for wanted, run in (
        (2, find("03_year_over_year", lang="ko", side="revenue")),
        (2, find("06_program_profile", lang="ko", program="p3-14")),
        (every, find("07_source_audit", lang="ko")),
    ):
        (record,) = run.records("corrections")
        assert (record["count"], record["of"]) == (wanted, every), run.name


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
    committed = REPOSITORY / "figures" / "README" / f"gap-by-item-{lang}.png"
    drawn = find("02_execution_gap", lang=lang).folder / "gap-by-item.png"
    assert committed.read_bytes() == drawn.read_bytes()
