"""What people have reviewed holds together: each row of it carries weight, none can be lost."""

from __future__ import annotations

import hashlib
import json
import re

import pandas as pd
import pytest

import sfwf_data
from sfwf_data import measures
from sfwf_data.checks.subsets import subsets
from sfwf_data.loader.schema import Schema, data_folder
from tests.reviewed import SIGNED, checksums

THOUSAND = 1_000


@pytest.fixture(scope="module")
def tables():
    return {name: sfwf_data.load(name) for name in sfwf_data.tables()}


@pytest.mark.parametrize("name", list(Schema.packaged().resources))
def test_file__has_the_checksum_of_the_data_package(name):
    """A row that is deleted or altered by hand is noticed, whatever else may hold."""
    package = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(one for one in package["resources"] if one["name"] == name)
    content = (data_folder() / resource["path"]).read_bytes()
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_reviewed_files__are_those_that_were_reviewed():
    """No reviewed row is lost or changed by accident; after a change on purpose: make reviewed."""
    assert checksums() == SIGNED.read_text(encoding="utf-8")


def test_outputs__by_role_and_stage__as_reviewed(tables):
    """How many counted outputs have which role and stage; the open ones are known by name."""
    activities = tables["activities"]
    assert activities["role"].value_counts().to_dict() == {
        "alone": 318, "repeat": 115, "part": 85, "total": 28,
    }  # fmt: skip
    assert activities["stage"].value_counts().to_dict() == {
        "done": 509, "planned": 35, "target": 3,
    }  # fmt: skip
    assert activities["counted"].notna().all()
    assert activities["unit_code"].notna().all()
    assert set(activities.loc[activities["role"].isna(), "activity_id"]) == {
        "p1-10.02", "p1-16.13", "p1-16.14", "p2-03.02", "p2-12.03", "p2-13.32", "s4-1.13",
        "p3-13.07", "p3-14.07", "s2-1.06", "s3-2.14",
    }  # fmt: skip


def test_parts__name_a_total_of_their_stage__and_make_it_up(tables):
    """A part has a total on its own page; parts are never more than it, unless cut two ways."""
    activities = tables["activities"].set_index("activity_id")
    parts = activities[activities["role"] == "part"]
    totals = activities.loc[parts["parent_activity_id"]]
    assert set(totals["role"]) <= {"total", "repeat"}
    assert (parts["stage"].astype("str").to_numpy() == totals["stage"].astype("str")).all()
    assert activities.loc[activities["role"] != "part", "parent_activity_id"].isna().all()
    assert set(activities.index[activities["role"] == "total"]) <= set(parts["parent_activity_id"])
    same = parts["counted"].astype("str").to_numpy() == totals["counted"].astype("str").to_numpy()
    made = parts[same].groupby("parent_activity_id")["value"].sum()
    wrong = made[made > activities.loc[made.index, "value"]]
    assert set(wrong.index) == {"p1-16.12"}  # the report's own mistake: 21 observed, total of 16


def test_repeats__link_to_what_they_repeat__with_the_same_figure(tables):
    """No row is left out of a sum without a link that says why."""
    activities = tables["activities"].set_index("activity_id")
    links = tables["output_links"]
    repeats = set(activities.index[activities["role"] == "repeat"])
    explained = set(links["activity_id"]) | set(
        links.loc[links["kind"] == "part_of", "target_activity_id"].dropna()
    )
    assert repeats - explained == set()
    same = links[links["kind"] == "repeats"].dropna(subset="target_activity_id")
    assert (
        activities.loc[same["activity_id"], "value"].to_numpy()
        == activities.loc[same["target_activity_id"], "value"].to_numpy()
    ).all()
    parts = links[links["kind"] == "part_of"].dropna(subset="target_activity_id")
    values = parts["activity_id"].map(activities["value"])
    # A sum of Ⅳ may repeat parts of Ⅳ and, a second time, those of Ⅴ.
    made = values.groupby([parts["target_activity_id"], parts["activity_id"].str[0]]).sum()
    made = made.droplevel(1)
    short = activities.loc[made.index, "value"] - made
    # Both cuts of the improvement table leave out the same 380 tasks and what came of them.
    assert short[short != 0].to_dict() == {"p2-13.10": 380, "p2-13.11": 163}
    kpis = tables["kpis"].set_index("kpi_id")["actual"]
    for target, rows in links.dropna(subset="target_kpi_id").groupby("target_kpi_id"):
        assert activities.loc[rows["activity_id"], "value"].sum() == kpis[target], target


def test_links__by_kind_and_basis(tables):
    links = tables["output_links"]
    counts = links.groupby(["kind", "basis"], observed=True).size()
    assert counts.to_dict() == {
        ("repeats", "printed"): 12, ("repeats", "arithmetic"): 1, ("repeats", "reviewed"): 78,
        ("part_of", "printed"): 7, ("part_of", "arithmetic"): 44, ("part_of", "reviewed"): 6,
        ("same_event", "printed"): 4, ("same_event", "arithmetic"): 2,
        ("same_event", "reviewed"): 39,
    }  # fmt: skip


def test_people_trained__each_once():
    """The answer that could not be had: by goal, by office, by program, and what it cost."""
    activities, programs = sfwf_data.load("activities"), sfwf_data.load("programs")

    def trained(by=None):
        rows = measures.outputs(activities, by=by, programs=programs)
        return rows[rows["counted"] == "trained"].set_index(by or "counted")

    assert trained()["value"].to_dict() == {"trained": 11_741}
    assert trained("goal_id")["value"].to_dict() == {"g2": 4_713, "g3": 6_022, "g4": 1_006}
    by_program = trained("program_id")
    assert by_program.at["p3-06", "value"] == 1_978
    assert by_program.at["p3-07", "krw_per_output"] == pytest.approx(82_352_000 / 1_447)
    assert by_program["value"].sum() == 11_741
    assert trained("office_id")["value"].sum() == 11_741


def test_outputs__sums__each_counted_once():
    """The sums of what was done, one word and one unit each; a change of one row moves one."""
    rows = measures.outputs(sfwf_data.load("activities")).dropna(subset="value")
    sums = dict(zip(rows["counted"] + " " + rows["unit_code"], rows["value"], strict=True))
    assert sums == SUMS


SUMS = {
    "appointed person": 44,
    "awarded case": 8,
    "awarded person": 10,
    "certified site": 154,
    "consulted case": 10_522,
    "consulted item": 73,
    "consulted organization": 213,
    "consulted person": 186,
    "consulted site": 75,
    "inspected case": 493,
    "inspected item": 984,
    "inspected site": 206,
    "interviewed person": 362,
    "meetings session": 45,
    "money won": 1_300_000_000,
    "monitored case": 8_737,
    "online case": 6_678,
    "online person": 351_378,
    "organizations organization": 1_324,
    "participated person": 42_320,
    "places site": 73,
    "produced item": 157,
    "programs item": 14,
    "published case": 1_185,
    "published copy": 21_946,
    "published item": 19,
    "registered person": 1_005,
    "sessions session": 4_507,
    "supported case": 3_934,
    "supported organization": 30,
    "supported person": 1_070,
    "supported session": 143,
    "surveyed case": 10,
    "surveyed organization": 1_002,
    "surveyed person": 20_552,
    "surveyed site": 38,
    "trained person": 11_741,
    "visited person": 31_944,
}


@pytest.mark.parametrize("kind", ["execution", "core_project"])
def test_program_lines__arithmetic__adds_up(kind, tables):
    """Programs said to make up a line by arithmetic do so, to the thousand."""
    lines = tables["program_lines"]
    programs = tables["programs"].set_index("program_id")["revised_krw"]
    key = {"execution": "item_id", "core_project": "core_project_id"}[kind]
    table = {"execution": "execution", "core_project": "core_projects"}[kind]
    budget = tables[table].set_index(key)["revised_krw"]
    proven = lines[(lines["kind"] == kind) & (lines["basis"] == "arithmetic")]
    for target, rows in proven.groupby(key):
        assert abs(programs[rows["program_id"]].sum() - budget[target]) <= THOUSAND, target
    assert len(proven) == {"execution": 19, "core_project": 27}[kind]
    assert (lines["kind"] == kind).sum() == {"execution": 57, "core_project": 44}[kind]


def test_program_lines__found_by_subsets__are_the_only_ones(tables):
    """o3-2 is four programs of its goal and no other set; o2-1 is its own programs but p2-06."""
    programs, lines = tables["programs"], tables["program_lines"]
    budget = tables["execution"].set_index("item_id")["revised_krw"]

    def reviewed(item: str) -> set[str]:
        return set(lines.loc[lines["item_id"] == item, "program_id"])

    goal = programs[programs["goal_id"] == "g3"].set_index("program_id")["revised_krw"].to_dict()
    assert subsets(goal, budget["exp.programs.g3.o2"]) == [("p3-07", "p3-08", "p3-10", "p3-11")]
    assert reviewed("exp.programs.g3.o2") == {"p3-07", "p3-08", "p3-10", "p3-11"}
    own = programs[programs["objective_id"] == "o2-1"].set_index("program_id")
    fitting = [
        one
        for one in subsets(own["revised_krw"].to_dict(), budget["exp.programs.g2.o1"])
        if abs(own.loc[list(one), "executed_krw"].sum() - 1_152_255_000) <= 4 * THOUSAND
    ]
    assert [set(one) for one in fitting] == [set(own.index) - {"p2-06"}]
    assert reviewed("exp.programs.g2.o1") == set(own.index) - {"p2-06"}


def test_subsets__small_case__by_hand():
    """3 + 4 and 7 make 7; 2 + 4 is one short, within the tolerance of one."""
    amounts = {"a": 3_000, "b": 4_000, "c": 7_000, "d": 2_000}
    assert subsets(amounts, 7_000, tolerance=0) == [("c",), ("a", "b")]
    assert set(subsets(amounts, 7_000, tolerance=1_000)) == {("c",), ("a", "b"), ("b", "d")}
    assert subsets(amounts, 1_000, tolerance=0) == []


def test_kpi_links__repeat_the_figures__or_add_up_to_them(tables):
    """A repeated KPI has one target and one result; a sum is the sum of both."""
    kpis = tables["kpis"].set_index("kpi_id")
    links = tables["kpi_links"]
    for row in links[links["kind"] == "repeats"].itertuples():
        pair = kpis.loc[[row.kpi_id, row.target_kpi_id], ["target", "actual"]]
        assert pair.nunique(dropna=False).tolist() == [1, 1], row.kpi_id
    for total, rows in links[links["kind"] == "sum_of"].groupby("kpi_id"):
        parts = kpis.loc[rows["target_kpi_id"], ["target", "actual"]].sum()
        assert parts.tolist() == kpis.loc[total, ["target", "actual"]].tolist(), total
    assert links["kind"].value_counts().to_dict() == {"repeats": 11, "sum_of": 4}
    rates = kpis.loc[~kpis["accumulates"]].index
    assert set(rates) == NOT_ACCUMULATING


NOT_ACCUMULATING = {  # rates, and what stands at a number
    "equality.improvement-cases", "equality.policy-improvement", "participation.matching",
    "participation.network", "research.policy-use", "strategic.care-network",
    "strategic.policy-improvement", "strategic.policy-use",
}  # fmt: skip


def test_timing__leaves_only__as_reviewed(tables):
    """Each leaf of Ⅲ says when its money flows; 8.2 and 9.1 of 100 million won are not even."""
    execution = tables["execution"]
    leaf = execution.index.isin(measures.leaves(execution).index)
    assert execution.loc[leaf, ["timing", "timing_basis"]].notna().all().all()
    assert execution.loc[~leaf, ["timing", "timing_basis"]].isna().all().all()
    spent = execution[(execution["side"] == "expenditure") & leaf]
    gaps = (spent["revised_krw"] - spent["executed_krw"]).groupby(spent["timing"], observed=True)
    assert gaps.sum().drop("even").to_dict() == {"once": 905_657_000, "reserve": 822_329_000}


@pytest.mark.parametrize("name", ["milestones", "surveys", "contracts", "board"])
def test_figures__of_reviewed_tables__stand_on_their_lines(name, tables, report_text):
    """Months, days and counts that people wrote down are printed on the lines that they name."""
    lines = report_text.read_text(encoding="utf-8").split("\n")
    for row in tables[name].to_dict("records"):
        text = " ".join(lines[int(number) - 1] for number in row["source_line"].split(";"))
        printed = {int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", text)}
        for column, value in row.items():
            if pd.isna(value) or column in ("report", "source_line"):
                continue
            if isinstance(value, pd.Period):
                assert value.month in printed, (name, column, row)
                # Plans name their year; the months of a plan that does not are of the report's own.
                assert {value.year, value.year % 100} & printed or value.year == 2022, row
            elif isinstance(value, pd.Timestamp):
                assert {value.month, value.day} <= printed, (name, column, row)
                assert {value.year, value.year % 100} & printed or value.year == 2022, row
            elif isinstance(value, (int, float)) and value > 1 and name != "board":  # names
                assert value in printed, (name, column, row)


def test_program_divisions__agree_with_the_joined_ids(tables):
    """The narrow table says what the cells of `programs` say for reading."""
    held = tables["program_divisions"]
    for column, role in (("hq_id", "headquarters"), ("office_id", "office"), ("team_id", "team")):
        joined = held[held["role"] == role].groupby("program_id")["division_id"].agg(";".join)
        assert joined.to_dict() == tables["programs"].set_index("program_id")[column].to_dict()
    assert set(held.loc[held["is_shared"], "program_id"]) == {"p2-08"}
