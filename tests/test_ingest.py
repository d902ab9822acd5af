"""Ingest on a small made-up report of the same layout, and on bad input."""

from __future__ import annotations

import csv
import errno
import re
from pathlib import Path

import pytest

import sfwf_data
from sfwf_data.loader import data_folder
from sfwf_data.tools.ingest import IngestError, ingest
from sfwf_data.tools.ingest.activities import name_rows
from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.words import FileError

SMALL = Path(__file__).parent / "fixtures" / "small_report.txt"
REGISTRY = data_folder() / "registry"
INSIDE, OUTSIDE = "-".join(["000", "0001"]), "-".join(["0000", "0006"])


def small_text() -> str:
    """The fixture with made-up telephone numbers, which no file of the repository holds."""
    text = SMALL.read_text(encoding="utf-8")
    return text.replace("@phone@", "\N{BLACK TELEPHONE}" + INSIDE).replace("@outside@", OUTSIDE)


def run(tmp_path: Path, text: str) -> dict[str, list[dict]]:
    source = tmp_path / "report.txt"
    source.write_text(text, encoding="utf-8")
    folder, _ = ingest(source, tmp_path / "data", REGISTRY)
    return {path.stem: read(path) for path in folder.glob("*.csv")}


def read(path: Path) -> list[dict]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def tables(tmp_path):
    return run(tmp_path, small_text())


def by(rows: list[dict], column: str) -> dict[str, dict]:
    return {row[column]: row for row in rows}


def test_ingest__report_id__is_the_as_of_date(tables):
    """The report's id comes from the date under the heading of part III."""
    assert tables["reports"][0]["report"] == "2030-09-30"
    assert tables["reports"][0]["fiscal_year"] == "2030"


def test_execution__wrapped_label_and_triangle__are_read(tables):
    """A label of two lines above its figures, △ as minus, and lines joined in source_line."""
    row = by(tables["execution"], "item_id")["exp.programs.g2.o1"]
    assert (row["approved_krw"], row["adjustment_krw"], row["executed_krw"]) == (
        "60000000",
        "-10000000",
        "40000000",
    )
    assert len(row["source_line"].split(";")) == 3


def test_execution__hyphen__is_zero_only_where_arithmetic_shows_it(tables, tmp_path):
    """`-` is zero where approved = revised, or the gap is the whole budget; else it is missing."""
    rows = by(tables["execution"], "item_id")
    assert rows["rev.contribution"]["adjustment_krw"] == "0"
    assert rows["rev.own"]["executed_krw"] == "0"
    broken = small_text().replace("120,000 - 120,000", "120,000 - 125,000")
    (tmp_path / "other").mkdir()
    assert (
        by(run(tmp_path / "other", broken)["execution"], "item_id")["rev.contribution"][
            "adjustment_krw"
        ]
        == ""
    )


def test_programs__fee_on_its_own_line__and_marks(tables):
    """Fee below the row, (수탁) and 명시이월사업 become columns and leave the title."""
    row = by(tables["programs"], "program_id")["p2-02"]
    assert (row["planning_fee_krw"], row["funding"], row["is_carryover"]) == (
        "6000000",
        "commissioned",
        "true",
    )
    assert row["title"] == "일·생활균형 지원사업: 서울시민 마음잡고 프로젝트"
    assert (row["start"], row["end"]) == ("2029-11", "2030-04")
    assert row["team_id"] == "team-prevention;team-victim-support"


def test_programs__nothing_executed__is_zero_where_the_rate_is_zero(tmp_path):
    """`-` beside 0.0% is zero."""
    text = small_text().replace("운영 20,000 16,000 80.0%", "운영 20,000 - 0.0%")
    assert by(run(tmp_path, text)["programs"], "program_id")["p2-01"]["executed_krw"] == "0"


def test_programs__page_with_results_first__has_its_period(tables):
    """A page whose 작성자 line stands in the middle, before 사업개요, is read whole."""
    row = by(tables["programs"], "program_id")["p2-02"]
    assert row["hq_id"] == "hq-programs"


def test_printed_figures__unit_of_the_page__is_kept(tables):
    """`16,000원` on a page is 16,000 won though its list says thousand won: the checks show it."""
    rows = [
        row
        for row in tables["printed_figures"]
        if row["key"] == "p2-01" and row["column"] == "executed_krw"
    ]
    assert [row["value"] for row in rows] == ["16000"]


def test_kpis__dash_and_note__are_missing_actuals(tables):
    """`-` and `※12월 예정` leave the actual empty; the note is kept."""
    rows = by(tables["kpis"], "indicator")
    assert rows["정책활용도 제고"]["actual"] == ""
    assert (rows["개선 사례 발굴 건수"]["actual"], rows["개선 사례 발굴 건수"]["note"]) == (
        "",
        "12월 예정",
    )
    assert rows["시민참여 콘텐츠 개발"]["target"] == "1205"


def test_activities__counts__with_unit_metric_and_line(tables):
    """Counts in brackets, in a table, alone under (단위 : 명), after a slash; dates are none."""
    rows = {(row["activity"], row["unit"]): row for row in tables["activities"]}
    assert rows["온라인", "명"]["value"] == "174"
    assert rows["학술DB 다운로드", "건"]["value"] == "5512"
    assert (rows["강좌", "회"]["value"], rows["강좌", "명"]["value"]) == ("7", "1200")
    sample = next(row for row in tables["activities"] if row["metric"] == "sample")
    assert (sample["value"], sample["part"]) == ("652", "outline")
    line = small_text().split("\n")[int(rows["강좌", "명"]["source_line"]) - 1]
    assert "1,200명" in line
    assert not any(
        row["unit"] == "호" or row["value"] in {"2", "29", "7.9"} for row in tables["activities"]
    )


def test_ingest__names_and_phones__are_dropped(tables):
    """No person of a 작성자 line or of the board, and no telephone number, reaches any file."""
    text = str(tables)
    for name in ("홍길동", "김철수", "이영희", "박민수", "최지훈"):
        assert name not in text
    assert INSIDE not in text
    assert OUTSIDE not in text


def test_ingest__label_without_twin__is_a_warning_with_its_line(tmp_path):
    """An unknown item gets an id made from its line and an entry in unread.csv; nothing crashes."""
    tables = run(tmp_path, small_text().replace("자체수입(B)", "새로운수입(B)"))
    new = [row for row in tables["execution"] if row["item"] == "새로운수입"]
    assert len(new) == 1
    assert new[0]["item_en"] == ""
    entries = [
        row for row in tables["unread"] if row["kind"] == "no id" and row["detail"] == "새로운수입"
    ]
    assert [row["line"] for row in entries] == [new[0]["source_line"]]


def test_ingest__every_figure__is_read_or_listed(tables):
    """Each line with a figure is the source of a row or stands in unread.csv."""
    read = {
        number
        for name, rows in tables.items()
        if name not in {"unread", "glossary"}
        for row in rows
        for number in row.get("source_line", "").split(";")
    }
    listed = {row["line"] for row in tables["unread"]}
    for number, line in enumerate(small_text().split("\n"), start=1):
        if re.search(r"[0-9]", line):
            assert str(number) in read | listed, line


def test_ingest__twice__is_identical_to_the_byte(tmp_path):
    """The same text gives the same bytes, and keeps the reviewed files."""
    run(tmp_path, small_text())
    corrections = tmp_path / "data" / "reviews" / "2030-09-30" / "corrections.csv"
    corrections.write_text(
        corrections.read_text(encoding="utf-8") + "2030-09-30,kpis,k,target,1,2,mistake,a,가,96,\n",
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.csv")}
    run(tmp_path, small_text())
    assert before == {path: path.read_bytes() for path in (tmp_path / "data").rglob("*.csv")}


def test_names__one_label_of_two_figures__never_slips():
    """Where fewer figures stand than were reviewed, none of them is given a name by its place."""
    names = [
        {"page": "p1-01", "part": "results", "label": "교육", "unit": "명", "heading": heading,
         "activity_id": f"p1-01.{number}", "activity": name, "activity_en": name, "metric": "",
         "counted": "", "unit_code": "", "is_main": "", "program_id": "", "unit_en": ""}
        for number, (heading, name) in enumerate([("가", "first"), ("나", "second")])
    ]  # fmt: skip
    registry = Registry(REGISTRY, None, Unread())
    registry.tables["outputs"] = names

    def named(*headings: str) -> list[str]:
        rows = [
            {"page": "p1-01", "part": "results", "label": "교육", "unit": "명", "heading": heading,
             "source_line": "1", "program_id": "p1-01", "unit_en": "persons", "metric": "people"}
            for heading in headings
        ]  # fmt: skip
        name_rows(rows, registry, "p1-01")
        return [row["activity_en"] for row in rows]

    assert named("가", "나") == ["first", "second"]
    assert named("나") == [""]
    assert named("나", "가") == ["", ""]
    assert registry.unread.entries[-1]["kind"] == "ambiguous name"


def test_registry__label_that_stands_twice__is_refused(tmp_path):
    """One row would shadow the other: both are named before anything is read."""
    (tmp_path / "labels.csv").write_text("ko,en\n공간 지원,a\n공간지원,b\n", encoding="utf-8")
    with pytest.raises(IngestError, match="labels.csv: ko '공간지원' stands there a second time"):
        Registry(tmp_path, None, Unread())


BAD = {
    "execution": (
        "120,000 - 120,000 90,000 △30,000 75.0%",
        "120,000 - 120,000 △30,000 75.0%",
        "missing figure",
    ),
    "totals": ("120(80.0%) 20(20.0%)", "20(20.0%)", "missing figure"),
    "program": (
        "1 성평등도서관 운영 20,000 16,000 80.0%",
        "1 성평등도서관 운영 16,000 80.0%",
        "집행액",
    ),
    "kpi": ("1,205건  1,100건", "1,205건", "missing figure"),
    "section kpi": (
        "콘텐츠 개발 건 1,205 1,100",
        "콘텐츠 개발 건 1,205",
        "unit, target and actual",
    ),
    "core project": ("공간 운영) 50,000 80.0%", "공간 운영) 50,000", "예산액"),
    "staff": ("정원 12 1 4 7", "정원 12 1 4", "figures are expected"),
    "facility": ("- 예 산 : 100,000천원", "", "revised_krw"),
    "page": (
        "소요예산 : 20,000천원(집행실적: 16,000원/집행률: 80.0%)",
        "소요예산 : 20,000천원",
        "소요예산",
    ),
    "negative": ("1 성평등도서관 운영 20,000", "1 성평등도서관 운영 △20,000", "below 0"),
    "date": ("(2030.9.30.기준, 단위 : 천원)", "(단위 : 천원)", "date of the figures"),
}


@pytest.mark.parametrize("case", BAD)
def test_ingest__row_with_a_missing_figure__is_one_clear_error(case, tmp_path):
    """A row that misses a figure stops the run; the message says what, and nothing is written."""
    old, new, message = BAD[case]
    assert old in small_text()
    with pytest.raises(ValueError, match=message):
        run(tmp_path, small_text().replace(old, new))
    assert list((tmp_path / "data").glob("**/*.csv")) == []
    assert list((tmp_path / "data").glob(".*")) == []


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_ingest__cut_off__is_an_error(share, tmp_path):
    """A report that ends in the middle is refused wherever it is cut."""
    text = small_text()
    with pytest.raises(IngestError):
        run(tmp_path, text[: int(len(text) * share)])
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x01", "binary"),
        ("Ⅰ. 일반현황".encode("cp949"), "cp949"),
        (b"\xff\xfe\xfa", "not UTF-8"),
    ],
)
def test_ingest__not_the_text_of_a_report__says_what_it_is(content, message, tmp_path):
    """An empty, binary or cp949 file is named as such."""
    source = tmp_path / "report.txt"
    source.write_bytes(content)
    with pytest.raises(IngestError, match=message):
        ingest(source, tmp_path / "data", REGISTRY)
    assert not (tmp_path / "data").exists()


def test_ingest__failure_later__keeps_what_was_there(tmp_path):
    """A failed run leaves the report that stood in the folder untouched."""
    run(tmp_path, small_text())
    folder = tmp_path / "data" / "2030-09-30"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ValueError, match="missing figure"):
        run(tmp_path, small_text().replace("1,205건  1,100건", "1,205건"))
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_ingest__full_disk__keeps_what_was_there_and_says_so(tmp_path, monkeypatch):
    """The disk fills up while tables are written: one clear error, the old report whole."""
    run(tmp_path, small_text())
    folder = tmp_path / "data" / "2030-09-30"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match="cannot be written: the disk is full"):
        run(tmp_path, small_text().replace("1,205건  1,100건", "1,205건  1,101건"))
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert list((tmp_path / "data").glob(".*")) == []


def test_ingest__file_in_the_way__is_one_clear_error(tmp_path):
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match="a file stands where a folder is needed"):
        run(tmp_path, small_text())


def test_ingest__what_it_wrote__loads(tmp_path, monkeypatch):
    """With SFWF_DATA at the folder, the new report is the latest."""
    run(tmp_path, small_text())
    monkeypatch.setenv("SFWF_DATA", str(tmp_path / "data"))
    assert sfwf_data.reports() == ["2030-09-30"]
    for name in sfwf_data.tables():
        assert sfwf_data.load(name).attrs["report"] == "2030-09-30"
