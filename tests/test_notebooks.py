"""Every notebook, in both languages, with default and edge parameters: executed, and its numbers computed again."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sfwf_data.loader.schema import data_folder
from sfwf_data.tools.batch.plan import read_plan
from sfwf_data.tools.batch.pool import run_all
from tests.conftest import REPOSITORY

EDGES = """
[[edges]]
notebook = "02_execution_gap"
grid = { lang = ["ko", "en"], goal = ["g5"], top_n = [1] }
[[edges]]
notebook = "04_division_performance"
grid = { lang = ["ko", "en"], division = ["office-audit", "office-management", "team-prevention", "hq-planning", "office-care"] }
[[edges]]
notebook = "04_division_performance"
parameters = { level = "team" }
grid = { lang = ["ko"] }
[[edges]]
notebook = "05_kpi_attainment"
grid = { lang = ["ko", "en"], goal = ["g1", "g4"] }
[[edges]]
notebook = "06_program_profile"
grid = { lang = ["ko", "en"], program = ["p1-19", "p3-12", "p3-14", "p4-06"] }
"""
DATA = data_folder() / "2022-09-30"
KIUM_2 = 832_896_000  # the corrected executed amount of the second Kium Center


@pytest.fixture(scope="session")
def executed(tmp_path_factory):
    """Results of all runs by name: the record and the executed notebook."""
    folder = tmp_path_factory.mktemp("notebooks")
    for path in (REPOSITORY / "notebooks").glob("*.ipynb"):
        (folder / path.name).write_bytes(path.read_bytes())
    shipped = (REPOSITORY / "notebooks" / "batch.toml").read_text(encoding="utf-8")
    (folder / "batch.toml").write_text(shipped + EDGES, encoding="utf-8")
    runs = read_plan(folder / "batch.toml", "default") + read_plan(folder / "batch.toml", "edges")
    found, failed = {}, []
    for result in run_all(runs, folder / "out", jobs=2):
        if result.error:
            failed.append(f"{result.run.name}: {result.error}")
            continue
        notebook = json.loads(
            (folder / "out" / result.run.name / "notebook.ipynb").read_text(encoding="utf-8")
        )
        found[result.run.name] = (result.record, notebook, folder / "out" / result.run.name)
    assert not failed
    return found


def rows(table: str) -> list[dict]:
    return list(csv.DictReader((DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines()))


def outputs(notebook: dict) -> list[dict]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


class Text(HTMLParser):
    """The text of a page, without its markup."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def shown(notebook: dict) -> str:
    """All that a reader of an executed notebook sees: HTML as text, and alt texts."""
    reader = Text()
    for output in outputs(notebook):
        reader.feed("".join(output.get("data", {}).get("text/html", "")))
        reader.parts.append(str(output.get("metadata", {}).get("image/png", {}).get("alt", "")))
    return "\n".join(reader.parts)


def test_notebooks__no_error_no_warning(executed):
    """No cell writes to standard error, and none shows an error."""
    assert len(executed) >= 40
    for name, (_, notebook, _) in executed.items():
        kinds = {(output["output_type"], output.get("name")) for output in outputs(notebook)}
        assert not {kind for kind in kinds if kind[0] in {"error", "stream"}}, name


def test_notebooks__numbers__02(executed):
    """Headline numbers of the execution gap, computed again from the CSV."""
    numbers = executed["02_execution_gap/ko"][0]["numbers"]
    total = next(row for row in rows("execution") if row["item_id"] == "exp")
    assert numbers["revised_krw"] == int(total["revised_krw"])
    assert numbers["gap_krw"] == int(total["revised_krw"]) - int(total["executed_krw"])
    assert numbers["executed_ratio"] == pytest.approx(
        int(total["executed_krw"]) / int(total["revised_krw"])
    )
    assert numbers["elapsed_ratio"] == pytest.approx(273 / 365)
    assert numbers["largest_gap"] == "exp.overhead.administration.personnel"
    goal = executed["02_execution_gap/ko__g5__1"][0]["numbers"]
    line = next(row for row in rows("execution") if row["item_id"] == "exp.programs.g5")
    assert goal["gap_krw"] == int(line["revised_krw"]) - int(line["executed_krw"])
    assert goal["programs"] == 3


def test_notebooks__numbers__01_03_05_07(executed):
    """The same for overview, years, KPIs and audit."""
    staff = [
        row
        for row in rows("staffing")
        if row["unit"] == "서울시여성가족재단" and row["grade"] != "계"
    ]
    overview = executed["01_overview/en"][0]["numbers"]
    assert (overview["quota"], overview["current"]) == (
        sum(int(row["quota"]) for row in staff),
        sum(int(row["current"]) for row in staff),
    )
    amounts = {
        (row["item_id"], row["fiscal_year"]): int(row["amount_krw"])
        for row in rows("budget_totals")
    }
    years = executed["03_year_over_year/en__expenditure"][0]["numbers"]
    assert years["change_ratio"] == pytest.approx(
        (amounts["exp", "2022"] - amounts["exp", "2021"]) / amounts["exp", "2021"]
    )
    assert executed["03_year_over_year/ko__revenue"][0]["numbers"]["new_items"] == [
        "rev.entrusted.craft"
    ]
    kpis = rows("kpis")
    numbers = executed["05_kpi_attainment/ko"][0]["numbers"]
    assert numbers["reported"] == sum(row["actual"] != "" for row in kpis)
    assert numbers["met"] == sum(
        row["actual"] != "" and float(row["actual"]) >= float(row["target"]) for row in kpis
    )
    audit = executed["07_source_audit/en"][0]["numbers"]
    assert audit["checks"] == sum(
        audit[f"checks_{status}"] for status in ("holds", "rounding", "corrected", "unexplained")
    )
    assert audit["mistakes"] == len(rows("corrections"))


@pytest.mark.parametrize(
    "division",
    ["office-audit", "office-management", "team-prevention", "hq-planning", "office-care"],
)
def test_notebooks__numbers__04_of_one_division(division, executed):
    """Programs of a division are those that name it; an office without a program has none."""
    numbers = executed[f"04_division_performance/en__{division}"][0]["numbers"]
    chosen = [
        row
        for row in rows("programs")
        if division
        in ";".join(row[column] for column in ("hq_id", "office_id", "team_id")).split(";")
    ]
    assert numbers["programs"] == len(chosen)
    assert numbers["executed_krw"] == sum(
        KIUM_2 if row["program_id"] == "p3-14" else int(row["executed_krw"]) for row in chosen
    )


def test_notebooks__numbers__06_uses_the_correction(executed):
    """The profile of the second Kium Center shows the corrected amount, and says so."""
    record, notebook, _ = executed["06_program_profile/en__p3-14"]
    assert record["numbers"]["executed_krw"] == KIUM_2
    assert "KRW 83,903 thousand" in shown(notebook)
    assert "KRW 832,896 thousand" in shown(notebook)


def test_notebooks__parameters__change_the_heading(executed):
    """Two divisions, two headings: no dead parameter."""
    titles = set()
    for name, (_, notebook, _) in executed.items():
        if name.startswith(("04_", "06_", "05_")):
            titles.add(
                (
                    name.split("/")[1][:2],
                    re.search(
                        r'sfwf-title">([^<]+)<',
                        json.dumps(notebook, ensure_ascii=False).replace('\\"', '"'),
                    )[1],
                )
            )
    assert len(titles) >= 20


def test_notebooks__english__has_no_hangul(executed):
    """Every label, heading, number and sentence follows `lang`; only the printed words of a correction stay Korean."""
    for name, (record, notebook, _) in executed.items():
        if record["parameters"]["lang"] != "en":
            continue
        found = set(re.findall(r"[^\s<>|]*[가-힣][^\s<>|]*", shown(notebook)))
        assert not found - {"팀"}, (name, sorted(found)[:10])


def test_notebooks__korean__has_no_stray_english(executed):
    """English words in the Korean version are names, ids and units only."""
    allowed = re.compile(
        r"\b(?:[a-z]+\d?[-.][\w.-]+|KRW|DB|SNS|IT|SW|IR|MZ|AI|FGI|KPI|NGO|ID|APO|BF|csv|sha256|SHA|sfwf_data|pp|p|e|k|[IVX]+|CD|ESG|Femtech|FemTech|Job|Go|Help|Desk)\b",
        re.I,
    )
    for name, (record, notebook, _) in executed.items():
        if record["parameters"]["lang"] != "ko":
            continue
        words = re.findall(r"[A-Za-z]{3,}[A-Za-z ]*", allowed.sub("", shown(notebook)))
        stray = {word.strip() for word in words if " " in word.strip()}
        assert not stray, (name, sorted(stray)[:10])


def test_notebooks__figures__have_both_texts_and_files(executed):
    """Each figure has title, caption and alt text in both languages, and PNG and SVG files."""
    for name, (record, _, folder) in executed.items():
        for figure in record["figures"]:
            for key in ("title", "caption", "alt"):
                assert set(figure[key]) == {"ko", "en"}, name
                assert all(figure[key].values()), (name, figure["name"], key)
            assert {Path(file).suffix for file in figure["files"]} == {".png", ".svg"}
            for file in figure["files"]:
                assert re.fullmatch(r"[a-z0-9-]+\.(?:png|svg)", file)
                assert (folder / file).stat().st_size > 0


BAD = {
    "unknown division": (
        "04_division_performance",
        {"division": "office-none"},
        "There is no division 'office-none'",
    ),
    "language": ("01_overview", {"lang": "fr"}, "There is no lang 'fr'"),
    "zero": ("02_execution_gap", {"top_n": 0}, "top_n = 0 is out of range"),
    "program": ("06_program_profile", {"program": "p9-99"}, "There is no program 'p9-99'"),
    "report": ("07_source_audit", {"report": "1999-01-01"}, "There is no report '1999-01-01'"),
}


@pytest.mark.parametrize("case", BAD)
def test_notebook__wrong_value__is_one_clear_error_in_its_first_use(case, tmp_path):
    """A wrong value stops the second code cell: nothing has been shown before."""
    import papermill

    name, parameters, message = BAD[case]
    with pytest.raises(papermill.PapermillExecutionError, match=re.escape(message)) as error:
        papermill.execute_notebook(
            str(REPOSITORY / "notebooks" / f"{name}.ipynb"),
            str(tmp_path / "out.ipynb"),
            parameters,
            progress_bar=False,
            kernel_name="python3",
        )
    executed = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))
    failing = [
        cell
        for cell in executed["cells"]
        if any(output["output_type"] == "error" for output in cell.get("outputs", []))
    ]
    assert [cell["metadata"]["tags"] for cell in failing] == [["setup"]]
    assert error.value.ename in {"UnknownNameError", "ValueError"}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_readme_picture__is_what_the_notebook_draws(lang, executed):
    """The committed picture is not older than the data: it is the figure of this very run."""
    committed = REPOSITORY / "figures" / "README" / f"gap-by-item-{lang}.png"
    assert (
        committed.read_bytes()
        == (executed[f"02_execution_gap/{lang}"][2] / "gap-by-item.png").read_bytes()
    )
