"""The loader: types, copies, corrections, and one clear error for each mistake."""

from __future__ import annotations

import hashlib
import json
import shutil

import pandas as pd
import pytest

import sfwf_data
from sfwf_data.loader import data_folder, resolve
from sfwf_data.loader.schema import Schema

REPORT, LATER = "2022-09-30", "2023-09-30"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data that a test may spoil."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    monkeypatch.setenv("SFWF_DATA", str(folder))
    return folder


def spoil(data, name: str, old: str, new: str, report: str = REPORT) -> None:
    path = data / Schema.packaged().file(name, report)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", sfwf_data.tables())
def test_load__every_table__has_report_first_and_source_line_last(name):
    """Found by name, so that a new table cannot be forgotten."""
    frame = sfwf_data.load(name)
    assert frame.columns[0] == "report"
    assert frame.columns[-1] == "source_line"
    assert list(frame.columns) == list(sfwf_data.describe(name).index)
    assert set(frame["report"]) == set(sfwf_data.reports())
    assert len(frame) > 0


@pytest.mark.parametrize("name", sfwf_data.tables())
def test_load__types__follow_the_schema(name):
    """Money is int64 (Int64 where a figure is missing), text is str or an ordered category."""
    frame = sfwf_data.load(name)
    for column, described in sfwf_data.describe(name).iterrows():
        dtype = frame[column].dtype
        if column.endswith("_krw"):
            assert dtype == ("Int64" if frame[column].isna().any() else "int64"), column
        if described["type"] == "yearmonth":
            assert dtype == "period[M]"
        if described["type"] == "date":
            assert dtype.kind == "M"
        if isinstance(dtype, pd.CategoricalDtype):
            assert dtype.ordered, column
        elif described["type"] == "string":
            assert dtype == "str", column


def test_load__not_reported_and_zero__stay_apart():
    """A fee that is not printed is missing; an adjustment that arithmetic shows to be zero is 0."""
    assert sfwf_data.load("programs")["planning_fee_krw"].isna().sum() == 54
    execution = sfwf_data.load("execution").set_index("item_id")
    assert execution.at["rev.contribution", "adjustment_krw"] == 0
    assert execution.at["exp.overhead.administration.bonus", "executed_krw"] == 0


def test_load__frame__is_a_copy():
    """Changing a frame does not change the next one."""
    frame = sfwf_data.load("programs")
    frame.loc[:, "revised_krw"] = 0
    assert sfwf_data.load("programs")["revised_krw"].sum() > 0


def test_load__corrections__are_applied_unless_as_printed():
    """83,903 thousand won is printed for the second Kium Center; 832,896 is used."""
    printed = sfwf_data.load("programs", as_printed=True).set_index("program_id")
    used = sfwf_data.load("programs").set_index("program_id")
    assert printed.at["p3-14", "executed_krw"] == 83_903_000
    assert used.at["p3-14", "executed_krw"] == 832_896_000
    assert (printed["executed_krw"] != used["executed_krw"]).sum() == 1


def test_load__correction_that_no_longer_fits__fails_loudly(data):
    """The guard: a repaired source makes its correction an error; as_printed still loads."""
    spoil(data, "programs", "83903000", "832896000")
    with pytest.raises(
        sfwf_data.CorrectionError, match="p3-14.*should read '83903000' but reads '832896000'"
    ):
        sfwf_data.load("programs")
    assert len(sfwf_data.load("programs", as_printed=True)) == 57


def test_load__correction_of_no_cell__fails_loudly(data):
    """A correction whose key is unknown is an error that names it."""
    spoil(data, "corrections", "programs,p3-14", "programs,p9-99")
    with pytest.raises(sfwf_data.CorrectionError, match="p9-99"):
        sfwf_data.load("programs")


SPOILED = {
    "header": (
        "programs",
        "report,program_id",
        "report,id",
        "line 1: wrong header.*missing: program_id.*id",
    ),
    "duplicate": (
        "programs",
        "p1-02,g1",
        "p1-01,g1",
        "line 3: the key 'p1-01' stands there a second time",
    ),
    "negative": (
        "programs",
        ",own,false,19449000,",
        ",own,false,-19449000,",
        "line 2: revised_krw = '-19449000' is below 0",
    ),
    "not a number": (
        "programs",
        ",19449000,19449000,",
        ",19449000,many,",
        "line 2: executed_krw = 'many' is not of type integer",
    ),
    "empty": (
        "programs",
        ",own,false,19449000,",
        ",own,false,,",
        "line 2: revised_krw = '' is empty",
    ),
    "vocabulary": (
        "programs",
        ",own,false",
        ",ours,false",
        "line 2: funding = 'ours' is none of own",
    ),
    "month": (
        "programs",
        ",2022-01,2022-09,",
        ",2022-13,2022-09,",
        "start = '2022-13' is not of type yearmonth",
    ),
    "boolean": ("programs", ",own,false", ",own,no", "is_carryover = 'no' is not of type boolean"),
    "ragged": ("programs", "p1-02,g1", "p1-02,x,y,g1", "line 3: 22 cells, 20 expected"),
    "header order": ("programs", "program_id,goal_id", "goal_id,program_id", "wrong order"),
    "quote": ("programs", "p1-02,g1", 'p1-02,"g1', "not a readable CSV"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_load__spoiled_file__names_line_column_and_value(case, data):
    """Each fault of a file is one clear error."""
    name, old, new, message = SPOILED[case]
    spoil(data, name, old, new)
    with pytest.raises(sfwf_data.DataError, match=message):
        sfwf_data.load(name, as_printed=True)


def test_load__changed_file__is_read_again(data):
    """The cache never hides a new file."""
    sfwf_data.load("kpis")
    spoil(data, "kpis", ",35,15,", ",35,99,")
    assert sfwf_data.load("kpis").loc[0, "actual"] == 99


@pytest.mark.parametrize("kind", [KeyError, ValueError])
def test_load__unknown_table__names_it_and_the_valid_ones(kind):
    """Also a `did you mean`; it is a KeyError and a ValueError: users of pandas expect either."""
    with pytest.raises(
        kind, match="There is no table 'program'. Did you mean 'programs'.*execution"
    ):
        sfwf_data.load("program")


def test_load__a_frame__is_refused_with_advice():
    with pytest.raises(TypeError, match="a table's name is expected"):
        sfwf_data.load(pd.DataFrame())


def test_describe__unknown_table__names_the_valid_ones():
    with pytest.raises(sfwf_data.UnknownNameError, match="'nothing'"):
        sfwf_data.describe("nothing")


def test_describe__tables():
    """Without a name the tables themselves are described."""
    assert list(sfwf_data.describe().index) == sfwf_data.tables()


@pytest.fixture
def two_reports(data):
    """The report of 2022 and its copy as of a year later, in which one fact differs."""
    for folder in (data, data / "reviews"):
        shutil.copytree(folder / REPORT, folder / LATER)
        for path in (folder / LATER).glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(REPORT, LATER), encoding="utf-8")
    spoil(data, "kpis", ",35,15,", ",35,99,", report=LATER)
    return data


def test_report__latest__is_the_default(two_reports):
    """One frame of one report, whichever function is asked."""
    assert sfwf_data.reports() == [REPORT, LATER]
    for frame in (
        sfwf_data.load("programs"),
        sfwf_data.load("programs", report="latest"),
        sfwf_data.corrections(),
        sfwf_data.check(),
        sfwf_data.search("키움"),
    ):
        assert set(frame["report"]) == {LATER}
    assert sfwf_data.load("kpis").loc[0, "actual"] == 99
    assert sfwf_data.load("kpis", REPORT).loc[0, "actual"] == 15


def test_report__all__is_each_of_them_oldest_first(two_reports):
    for frame in (
        sfwf_data.load("programs", report="all"),
        sfwf_data.corrections(report="all"),
        sfwf_data.check(report="all"),
        sfwf_data.search("키움", report="all"),
    ):
        assert list(frame["report"].unique()) == [REPORT, LATER]
    both = sfwf_data.load("programs", report="all")
    assert len(both) == 2 * len(sfwf_data.load("programs", report=REPORT))
    assert both["revised_krw"].dtype == "int64"
    assert both.index.is_unique


def test_resolve__latest__is_a_real_id(two_reports):
    assert resolve() == resolve("latest") == resolve(LATER) == LATER
    assert resolve(REPORT) == REPORT
    with pytest.raises(sfwf_data.UnknownNameError, match="'all'.*Valid: latest, 2022-09-30"):
        resolve("all")


@pytest.mark.parametrize("report", ["2021-09-30", None, "last"])
@pytest.mark.parametrize("ask", ["load", "corrections", "check", "search"])
def test_report__unknown__names_the_valid_ones(ask, report):
    name = {"load": ["programs"], "search": ["키움"]}.get(ask, [])
    with pytest.raises(
        sfwf_data.UnknownNameError,
        match=f"There is no report {report!r}.*Valid: latest, all, 2022-09-30",
    ):
        getattr(sfwf_data, ask)(*name, report=report)


def test_report__none_at_all__says_what_makes_one(data):
    for path in data.glob("*/reports.csv"):
        path.unlink()
    with pytest.raises(sfwf_data.DataError, match="holds no report: run `sfwf ingest"):
        sfwf_data.load("programs")


@pytest.mark.parametrize("name", sfwf_data.tables())
def test_attrs__say_what_a_frame_is(name):
    """Table, titles, units, report, the hash of its file, and how to cite it."""
    attrs = sfwf_data.load(name).attrs
    described = sfwf_data.describe(name)
    assert list(attrs) == [
        "table", "title", "title_en", "units", "report", "sha256", "citation",
    ]  # fmt: skip
    assert (attrs["table"], attrs["report"]) == (name, REPORT)
    assert (attrs["title"], attrs["title_en"]) == (
        described.attrs["title"],
        described.attrs["title_en"],
    )
    assert attrs["units"] == described.loc[described["unit"] != "", "unit"].to_dict()
    content = (data_folder() / Schema.packaged().file(name, REPORT)).read_bytes()
    assert attrs["sha256"] == hashlib.sha256(content).hexdigest()
    for part in ("서울시여성가족재단", "2022년 주요업무 추진현황", REPORT, f"{name}.csv"):
        assert part in attrs["citation"]
    assert json.loads(json.dumps(attrs)) == attrs  # parquet and other files keep what JSON can


def test_attrs__all_reports__name_each(two_reports):
    attrs = sfwf_data.load("kpis", report="all").attrs
    assert attrs["report"] == [REPORT, LATER]
    assert list(attrs["sha256"]) == [REPORT, LATER]
    assert len(set(attrs["sha256"].values())) == 2
    assert attrs["citation"].count("kpis.csv") == 2


def test_attrs__survive_and_break_nothing():
    """They stay on copies, selections and measures; frames of two tables still go together."""
    programs, kpis = sfwf_data.load("programs"), sfwf_data.load("kpis")
    for frame in (
        programs.copy(),
        programs[programs["goal_id"] == "g1"],
        sfwf_data.measures.execution_gap(programs),
        pd.concat([programs, sfwf_data.load("programs")]),
    ):
        assert frame.attrs == programs.attrs
    assert len(pd.concat([programs, kpis])) == len(programs) + len(kpis)
    assert len(programs.merge(kpis, on="goal_id")) > 0
    programs.attrs["units"]["revised_krw"] = "spoiled"
    assert sfwf_data.load("programs").attrs["units"]["revised_krw"] == "KRW"


def test_attrs__changed_file__has_another_hash(data):
    before = sfwf_data.load("kpis").attrs["sha256"]
    spoil(data, "kpis", ",35,15,", ",35,99,")
    assert sfwf_data.load("kpis").attrs["sha256"] != before


def test_load__file_unchanged__is_read_and_hashed_once(data, monkeypatch):
    """A second load opens no file."""
    sfwf_data.load("kpis")
    monkeypatch.setattr("hashlib.sha256", None)
    monkeypatch.setattr("csv.reader", None)
    assert len(sfwf_data.load("kpis")) == 34
