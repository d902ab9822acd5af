"""The shipped data: against the report's text where it is at hand, and against its schema."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import sfwf_data
from sfwf_data.loader.reading import read_review
from sfwf_data.loader.schema import Schema, data_folder
from sfwf_data.tools.ingest import ingest
from tests.test_ingest import read

REPORT = "2022-09-30"
ROWS = {
    "reports": 1, "budget_totals": 32, "execution": 38, "programs": 57, "core_projects": 24,
    "kpis": 34, "strategy": 17, "sections": 8, "divisions": 26, "staffing": 11, "entrusted": 3,
    "facilities": 2, "research": 11, "activities": 557, "program_divisions": 173,
    "section_divisions": 27, "program_lines": 101, "kpi_links": 15, "output_links": 193,
    "milestones": 164, "surveys": 72, "contracts": 12, "board": 8,
}  # fmt: skip
TABLES = Schema.packaged().tables()


def test_ingest__the_real_report__gives_the_committed_files(report_text, tmp_path):
    """Running ingest on the report's text reproduces data/2022-09-30 to the byte."""
    folder, _ = ingest(report_text, tmp_path, data_folder() / "registry")
    for path in sorted([*folder.iterdir(), *(tmp_path / "reviews" / REPORT).iterdir()]):
        committed = data_folder() / path.relative_to(tmp_path)
        assert path.read_bytes() == committed.read_bytes(), path.name
    assert (tmp_path / "datapackage.json").read_bytes() == (
        data_folder() / "datapackage.json"
    ).read_bytes()


FIGURES = ("_krw", "_pct", "value", "target", "actual")  # how columns of figures end
DIGITS = str.maketrans("123456789", "234567891")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d(?=%)")


def test_ingest__other_figures__all_arrive(report_text, tmp_path):
    """With every grouped figure and printed rate changed, every changed figure arrives."""
    lines = report_text.read_text(encoding="utf-8").split("\n")
    phone = "\N{BLACK TELEPHONE}"
    changed = [
        line if phone in line else GROUPED.sub(lambda figure: figure[0].translate(DIGITS), line)
        for line in lines
    ]
    source = tmp_path / "changed.txt"
    source.write_text("\n".join(changed), encoding="utf-8")
    folder, _ = ingest(source, tmp_path / "data", data_folder() / "registry")
    arrived = 0
    read_by_people = set(read_review("outputs", REPORT).dropna(subset="value")["activity_id"])
    for name in (
        "programs",
        "execution",
        "budget_totals",
        "core_projects",
        "kpis",
        "entrusted",
        "activities",
        "printed_figures",
    ):
        before, after = (read(base / f"{name}.csv") for base in (data_folder() / REPORT, folder))
        # What people read where no figure stands alone is not taken along with another text.
        before = [row for row in before if row.get("activity_id") not in read_by_people]
        assert len(before) == len(after), name
        for old, new in zip(before, after, strict=True):
            printed = {
                figure
                for number in old["source_line"].split(";")
                for figure in GROUPED.findall(lines[int(number) - 1])
            }
            figures = {
                float(figure.replace(",", "")): float(figure.translate(DIGITS).replace(",", ""))
                for figure in printed
            }
            for column in old:
                number = as_number(old[column])
                if number is None or column == "unit_krw" or not column.endswith(FIGURES):
                    continue
                units = [unit for unit in (1, 1_000, 1_000_000) if abs(number) / unit in figures]
                if units:
                    expected = figures[abs(number) / units[0]] * units[0]
                    assert as_number(new[column]) is not None, (name, old)
                    assert abs(as_number(new[column])) == expected, (name, column, old)
                    arrived += 1
    assert arrived > 750


def as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@pytest.mark.parametrize("name", TABLES)
def test_source_line__leads_back_to_the_figure(name, report_text):
    """Each amount and count of a row stands, as printed, on one of the lines that the row names."""
    lines = report_text.read_text(encoding="utf-8").split("\n")
    frame = sfwf_data.load(name, as_printed=True)
    columns = [
        column
        for column in frame.columns
        if column.endswith(("_krw", "_pct"))
        or column in ("value", "target", "actual", "quota", "current", "area_m2")
    ]
    # What people read where no figure stands alone: `1~5호` are 5.
    read_by_people = set(read_review("outputs", REPORT).dropna(subset="value")["activity_id"])
    for row in frame.itertuples():
        if not isinstance(row.source_line, str):
            continue
        if name == "activities" and row.activity_id in read_by_people:
            continue
        text = " ".join(lines[int(number) - 1] for number in row.source_line.split(";"))
        figures = {
            float(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", text)
        }
        for column in columns:
            value = getattr(row, column)
            if (
                column == "unit_krw"
                or pd.isna(value)
                or not isinstance(value, (int, float))
                or value == 0
            ):
                continue
            assert {abs(value) / unit for unit in (1, 1_000, 1_000_000, 100_000_000)} & figures, (
                name,
                column,
                row,
            )


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_table__number_of_rows(name, rows):
    """Each table has the rows that the report prints."""
    assert len(sfwf_data.load(name, REPORT)) == rows


def test_activities__several_hundred__each_with_metric_and_twin():
    """Counted outputs are many, and every one has a metric and an English name."""
    frame = sfwf_data.load("activities", REPORT)
    assert len(frame) > 500
    assert frame["metric"].notna().all()


@pytest.mark.parametrize("name", TABLES)
def test_english_twins__are_complete_and_without_hangul(name):
    """Every text has its twin, and no twin is Korean."""
    frame = sfwf_data.load(name)
    for column in frame.columns:
        if column.endswith("_en"):
            needed = frame[column.removesuffix("_en")].notna()
            assert frame.loc[needed, column].notna().all(), column
            assert not frame[column].dropna().str.contains(r"[가-힣]").any(), column


# English words that the glossary's term list has another word for, and British spellings.
OTHER_WORDS = re.compile(
    r"\b(?:firms?|learners?|caregivers?|carers?|Job-Go|Mental well-being project|hub-type|"
    r"[Pp]re-start-up|[Ww]omen's start-ups|[Cc]ity-funded|[Ss]eparate offices?|lifts|"
    r"[Cc]ontent removal|programmes?|(?:re)?organis\w+|neighbourhoods?|counsell\w+|labour|centres?|"
    r"[Ss]pecialis(?:ed|es|ing)|[Aa]uthoris\w+|colour|behaviour|licence)\b"
)


@pytest.mark.parametrize("name", TABLES)
def test_english__keeps_one_word_per_thing(name):
    """No twin says in another word what the glossary has a term for."""
    frame = sfwf_data.load(name)
    for column in frame.columns:
        if column.endswith("_en") and name != "glossary":
            said = frame.loc[frame[column].str.contains(OTHER_WORDS, na=False), column]
            assert said.empty, said.tolist()


KEPT = {  # Korean in a name -> the word that its twin has
    "마음잡고": "Maeumjapgo", "양육자": "parent", "단체": "group", "키움센터": "Kium Center",
    "삭제지원": "deletion support", "성별영향평가": "gender impact assessment",
}  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), KEPT.items())
def test_terms__one_korean_word_has_one_english_word(korean, english):
    """Across all tables, a name with the Korean term has the English one."""
    for name in set(TABLES) - {"glossary"}:
        frame = sfwf_data.load(name)
        for column in frame.columns:
            if f"{column}_en" in frame.columns:
                rows = frame[frame[column].str.contains(korean, na=False, regex=False)]
                other = rows[~rows[f"{column}_en"].str.contains(english, case=False, regex=False)]
                assert other.empty, other[[column, f"{column}_en"]].to_numpy().tolist()


@pytest.mark.parametrize("name", list(Schema.packaged().resources))
def test_references__exist(name):
    """Each foreign key that the data package declares finds its row, in the same report.

    Those that may be empty are declared without `report`: Frictionless takes a key that is empty
    in part for a broken one.
    """
    resource = Schema.packaged().resources[name]
    is_table = name in TABLES
    frame = sfwf_data.load(name) if is_table else read_review(name, REPORT)
    declared = resource["schema"].get("foreignKeys", [])
    for key in declared:
        target = sfwf_data.load(key["reference"]["resource"] or name)
        own = list(dict.fromkeys(["report", *key["fields"]]))
        theirs = list(dict.fromkeys(["report", *key["reference"]["fields"]]))
        rows = frame[own].dropna()
        found = rows.merge(target[theirs].drop_duplicates(), left_on=own, right_on=theirs)
        assert len(found) == len(rows), (name, key["fields"])
    ids = {column for column in frame.columns if column.endswith("_id")}
    single = {column for key in declared for column in key["fields"]}
    joined = {"team_id", "hq_id"}  # several ids for reading; the tables of divisions join
    own_key = set(Schema.packaged().key(name)) if is_table else set()
    assert ids - single - own_key - joined == set(), "an id without a declared foreign key"


def test_datapackage__is_valid_by_frictionless(monkeypatch):
    """The schema describes the files as the Frictionless validator reads them."""
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(data_folder())
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_datapackage__describes_every_column_in_both_languages():
    """Each column has a title and a description in Korean and English; money names its unit."""
    schema = Schema.packaged()
    for name, fields in schema.fields.items():
        for field in fields:
            for key in ("title", "title_en", "description", "description_en"):
                assert field.get(key), (name, field["name"], key)
            if field["name"].endswith("_krw"):
                assert field["unit"] == "KRW"


def test_codes__have_a_word_in_both_languages():
    """No page shows a raw code: each value of a closed vocabulary has a word in each."""
    from sfwf_data.words.terms import VALUES

    for name, fields in Schema.packaged().fields.items():
        for field in fields:
            codes = field.get("constraints", {}).get("enum") or field.get("categories") or []
            for code in codes:
                korean, english = VALUES[field["name"], code]
                assert any("가" <= letter <= "힣" for letter in korean), (name, code)
                assert english.isascii()
