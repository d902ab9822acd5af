"""Questions of researchers, each one line on the public tables, with the answer by hand."""

from __future__ import annotations

import pytest

import sfwf_data
from sfwf_data import load, measures


@pytest.fixture(scope="module")
def programs():
    return load("programs").set_index("program_id")


def test_posts_and_execution__one_join():
    """Posts filled beside the money executed: 7 of 18 and 9 of 15."""
    rows = load("staffing").merge(load("programs"), on="program_id")
    rows = measures.execution_gap(rows).set_index("program_id")
    assert rows[["current", "quota"]].to_numpy().tolist() == [[7, 18], [9, 15]]
    assert rows["executed_ratio"].round(3).to_dict() == {"p3-11": 0.701, "p2-08": 0.699}


def test_kpis_and_divisions__missed_ones_with_their_office():
    """Section KPIs below 75 % of their target, with the offices that have the section."""
    kpis = measures.attainment(load("kpis").query("scope == 'section'"))
    low = kpis[kpis["attainment_ratio"] < 0.75].merge(load("section_divisions"), on="section_id")
    offices = low[low["role"] == "office"].groupby("kpi_id")["division_id"].agg(list).to_dict()
    assert offices == {
        "research.policy-development": ["office-research"],
        "salim.content": ["office-work-life", "office-spaces"],
        "plaza.space-content": ["office-spaces"],
    }


def test_kpis__without_double_count():
    """Strategic KPIs repeat or add up those of sections: 21 stand by themselves, 8 are met."""
    links = load("kpi_links")
    kpis = measures.attainment(load("kpis"))
    once = kpis[~kpis["kpi_id"].isin(links["kpi_id"])]
    met = once["attainment_ratio"] >= 1
    assert (len(once), int(once["is_reported"].sum()), int(met.sum())) == (21, 19, 8)


def test_programs_and_lines__both_ways(programs):
    """Which programs make up a line of Ⅲ, and which line and core project a program is in."""
    lines = load("program_lines")
    made = lines.query("item_id == 'exp.programs.g3.o2'")["program_id"]
    assert programs.loc[made, "revised_krw"].sum() == 599_649_000
    one = lines[lines["program_id"] == "p2-06"]
    assert one["core_project_id"].dropna().tolist() == ["s2-1.c3"]
    assert one["item_id"].dropna().tolist() == []  # in no line: o2-1 fits without it


def test_plans__what_is_still_to_come(programs):
    """Dated plans of a program beside its unspent money."""
    plans = load("milestones").query("program_id == 'p2-08'")
    assert plans["start"].astype(str).tolist() == ["2022-11", "2022-11"]
    left = programs.at["p2-08", "revised_krw"] - programs.at["p2-08", "executed_krw"]
    assert left > 0


def test_teams__a_shared_program_is_seen():
    """A join by team finds each program, and says which money would be counted three times."""
    teams = (
        load("program_divisions").query("role == 'team'").merge(load("programs"), on="program_id")
    )
    assert teams.groupby("program_id").size().loc["p2-08"] == 3
    once = teams[~teams["is_shared"]]["revised_krw"].sum()
    shared = teams[teams["is_shared"]].drop_duplicates("program_id")["revised_krw"].sum()
    assert once + shared == load("programs")["revised_krw"].sum()


def test_surveys__planned_and_reached():
    """Where a survey reached fewer than it planned, and where far more."""
    surveys = load("surveys").dropna(subset=["planned", "reached"]).set_index("activity_id")
    reached = surveys["reached"] / surveys["planned"]
    assert reached[reached < 1].index.tolist() == ["p1-18.02"]  # 64 of 97 answered
    assert reached[reached > 1.5].index.tolist() == ["p1-13.04"]  # 454 of 300


def test_outputs_of_kpis__one_join():
    """Counted outputs behind a KPI: users of care are those of both centers."""
    links = load("output_links").query("target_kpi_id == 'care.users'")
    rows = links.merge(load("activities"), on="activity_id")
    assert rows["value"].tolist() == [2_495, 2_970]
    assert rows["value"].sum() == load("kpis").set_index("kpi_id").at["care.users", "actual"]


def test_money_of_the_calendar__what_is_not_even():
    leaves = measures.leaves(load("execution").query("side == 'expenditure'"))
    left = measures.execution_gap(leaves).groupby("timing", observed=True)["gap_krw"].sum()
    assert left["once"] == 905_657_000
    assert left["reserve"] == 822_329_000
    assert left.sum() == 9_207_389_000


def test_board_and_contracts__by_kind():
    assert load("board")["seats"].sum() == 15
    contracts = load("contracts").query("kind == 'entrustment'")
    assert contracts["end"].dt.year.tolist() == [2025, 2025, 2023]


def test_mistakes__not_differences_of_scope():
    kinds = sfwf_data.corrections()["kind"]
    assert kinds.isin(["mistake", "rounding"]).sum() == 11


def test_carried_over__is_a_column(programs):
    assert programs["carried_over_krw"].dropna().to_dict() == {"p1-19": 27_647_000}
    assert load("facilities")["excluded_m2"].dropna().tolist() == [3_247]
