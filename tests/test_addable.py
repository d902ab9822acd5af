"""Rows that contain each other, or are of several reports, are not added up without a word."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from sfwf_data import OverlapError, load, measures

near = pytest.approx


def two_reports(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a report, and again as those of the next one."""
    return pd.concat([frame, frame.assign(report="2023-09-30")], ignore_index=True)


def spending() -> pd.DataFrame:
    return load("execution").query("side == 'expenditure'")


def activities(**columns: list) -> pd.DataFrame:
    """Four counted outputs: 10 = 7 + 3, and 5 that stand alone."""
    frame = pd.DataFrame(
        {"activity_id": ["a", "a1", "a2", "b"], "parent_activity_id": [None, "a", "a", None]}
    )
    return frame.assign(value=[10, 7, 3, 5], **columns)


# What is refused, which rows are named, and what leads on

REFUSED = {
    "both sides": (lambda: load("execution"), r"'rev' \(revenue\) and 'exp' \(expenditure\)"),
    "whole side": (spending, "'exp' and 'exp.programs'"),
    "total and distant parts": (
        lambda: spending().query("level in [0, 3]"),
        "'exp' and 'exp.entrusted.kium'",
    ),
    "item and distant part, by its id alone": (
        lambda: spending().query("level in [1, 4]")[["item_id"]],
        "'exp.overhead' and 'exp.overhead.administration.personnel'",
    ),
    "two years": (lambda: load("budget_totals").query("level == 0 and side == 'revenue'"), "2021"),
    "goals and objectives": (lambda: load("strategy"), "'g1' and 'o1-1'"),
    "headquarters and offices": (lambda: load("divisions"), "'hq-planning' and 'office-"),
    "grades and their total": (lambda: load("staffing"), "'계' and '대표이사'"),
    "grades and their total, in English": (
        lambda: load("staffing")[["grade_en", "quota"]],
        "'Total' and 'Chief executive'",
    ),
    "activities and their parts": (activities, "'a' and 'a1'"),
    "repeated activities, and parts": (
        lambda: activities(role=["total", "part", "part", "repeat"]),
        r"'a' and 'a1'.* Of these, .*'b' and 'a'",
    ),
    "two reports": (
        lambda: two_reports(load("programs")),
        r"'p1-01' \(2022-09-30\) and 'p1-01' \(2023-09-30\)",
    ),
    "both scopes of KPIs": (lambda: load("kpis"), r"\(strategic\) and .*\(section\)"),
    "published totals beside programs": (
        lambda: measures.roll_up(
            load("programs"), "objective_id", measures.objective_lines(load("execution"))
        ),
        "row 2 and row 0",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuse_overlap__names_two_rows_and_what_to_choose(case):
    """And what it says to choose, step by step, is addable."""
    make, named = REFUSED[case]
    frame = make()
    with pytest.raises(OverlapError, match=named) as caught:
        measures.refuse_overlap(frame)
    choice = r"frame\[frame\[.+?\](?: [!=]= \S+\]|\.isna\(\)\])"
    choices = re.findall(choice, str(caught.value))
    assert choices or case == "item and distant part, by its id alone"
    for one in choices:
        frame = eval(one, {"frame": frame})
        assert len(frame)
    if choices:
        assert measures.refuse_overlap(frame) is frame


@pytest.mark.parametrize(
    "make",
    [
        lambda: load("programs"),
        lambda: spending().query("level == 1"),
        lambda: measures.leaves(spending()),
        lambda: load("staffing").query("grade == '계'"),
        lambda: load("staffing").query("grade != '계'"),
        lambda: load("strategy").query("kind == 'objective'"),
        lambda: activities().iloc[1:],
        lambda: activities(role=["repeat"] * 4).iloc[1:],
        lambda: pd.DataFrame({"revised_krw": [1, 2]}),
        lambda: load("execution").iloc[:0],
    ],
)
def test_refuse_overlap__gives_back_what_may_be_added(make):
    frame = make()
    assert measures.refuse_overlap(frame) is frame


def test_refuse_overlap__totals_of_one_unit_beside_grades_of_another__pass():
    staff = load("staffing")
    first = staff["unit"] == staff["unit"].iloc[0]
    frame = staff[(first & (staff["grade"] != "계")) | ~first]
    assert measures.refuse_overlap(frame)["quota"].sum() == 171 + 18 + 15


def test_refuse_overlap__by__keeps_groups_apart():
    """Each side, report and year may have its rows; within one, they may not contain each other."""
    top = load("execution").query("level == 1")
    assert measures.refuse_overlap(top, "side") is top
    with pytest.raises(OverlapError, match="'rev' and 'rev.contribution'"):
        measures.refuse_overlap(load("execution"), "side")
    budgets = load("budget_totals").query("level == 1")
    assert measures.refuse_overlap(budgets, ["side", "fiscal_year"]) is budgets
    both = two_reports(load("programs"))
    assert measures.refuse_overlap(both, "report") is both
    with pytest.raises(KeyError, match="refuse_overlap needs the column 'reports'"):
        measures.refuse_overlap(both, "reports")


# The measures that add

ADDING = {
    "gap_share": lambda frame: measures.gap_share(measures.execution_gap(frame)),
    "roll_up": lambda frame: measures.roll_up(frame.assign(funding="own"), "funding"),
    "outturn": lambda frame: measures.outturn(budgets(frame)),
    "composition_variance": lambda frame: measures.composition_variance(budgets(frame)),
    "reserve_share": lambda frame: measures.reserve_share(budgets(frame)),
}


def budgets(frame: pd.DataFrame) -> pd.DataFrame:
    names = {"revised_krw": "budget_krw", "executed_krw": "actual_krw"}
    return frame.rename(columns=names).assign(is_reserve=False)


@pytest.mark.parametrize("name", ADDING)
def test_measures_that_add__refuse_what_contains_itself_or_is_of_two_reports(name):
    adding = ADDING[name]
    for frame in (load("execution"), spending(), two_reports(load("programs"))):
        with pytest.raises(OverlapError):
            adding(frame)
    adding(measures.leaves(spending()))
    adding(load("programs"))


def test_roll_up__published_totals_and_lines_of_two_reports__are_refused():
    programs, lines = load("programs"), measures.objective_lines(load("execution"))
    with pytest.raises(OverlapError, match="more than one report"):
        measures.roll_up(programs, "objective_id", two_reports(lines))
    with pytest.raises(OverlapError, match="more than one report"):
        measures.roll_up(programs, "funding", lines=two_reports(lines))
    with pytest.raises(OverlapError, match="more than one report"):
        measures.roll_up(two_reports(programs), "report", lines=lines)


def test_by_report__is_the_way_through():
    """Groups, shares and changes of each report, as if it were alone."""
    programs, both = load("programs"), two_reports(load("programs"))
    sums = measures.roll_up(both, "report")
    assert sums["revised_krw"].tolist() == [13_799_986_000] * 2
    assert len(measures.roll_up(both, ["report", "funding"])) == 6
    shares = measures.gap_share(measures.execution_gap(both), "report")["gap_share_ratio"]
    alone = measures.gap_share(measures.execution_gap(programs))["gap_share_ratio"]
    assert shares.tolist() == near([*alone, *alone])
    totals = load("budget_totals")
    with pytest.raises(OverlapError, match="more than one report"):
        measures.year_over_year(two_reports(totals))
    changes = measures.year_over_year(two_reports(totals), by="report")
    once = measures.year_over_year(totals)
    assert changes["change_krw"].tolist() == once["change_krw"].tolist() * 2
    kpis = measures.attainment(load("kpis"))
    with pytest.raises(OverlapError, match="more than one scope"):
        measures.targets_met(kpis, "goal_id")
    assert measures.targets_met(kpis, ["scope", "goal_id"])["kpis"].sum() == len(kpis)


def test_leaves__of_two_reports__are_those_of_each():
    """An item that gets parts next year is still a leaf of this year."""
    this = pd.DataFrame({"item_id": ["exp", "exp.a"], "parent_id": [None, "exp"]})
    following = pd.DataFrame(
        {"item_id": ["exp", "exp.a", "exp.a.b"], "parent_id": [None, "exp", "exp.a"]}
    )
    both = pd.concat([this.assign(report="2022"), following.assign(report="2023")])
    found = measures.leaves(both.assign(side="expenditure"))
    assert found["item_id"].tolist() == ["exp.a", "exp.a.b"]


# A total that the frame does not hold


def test_year_over_year__without_its_total__adds_the_rows_up():
    """Level 1 of expenditure makes 20,371 and 26,319 million won; 7,749 is 38.0 % of the first."""
    rows = load("budget_totals").query("side == 'expenditure' and level == 1")
    changes = measures.year_over_year(rows)
    assert changes["previous_krw"].sum() == 20_371_000_000
    assert changes["current_krw"].sum() == 26_319_000_000
    assert changes["previous_share_ratio"].iloc[0] == near(7_749 / 20_371)
    assert changes["contribution_pp"].sum() == near(100 * (26_319 - 20_371) / 20_371)
    whole = measures.year_over_year(load("budget_totals"))
    whole = whole.query("side == 'expenditure' and level == 1").reset_index(drop=True)
    pd.testing.assert_frame_equal(changes, whole)


def test_year_over_year__without_a_total__refuses_rows_that_contain_each_other():
    with pytest.raises(OverlapError, match="'rev.own' and 'rev.own.operations'"):
        measures.year_over_year(load("budget_totals").query("level > 0"))


# What stands beside the programs


def test_roll_up__lines__complete_the_sums():
    """Programs 50 + 40 of lines 100 and 20; overhead 40 holds none: 30 and 40 remain."""
    programs = pd.DataFrame(
        {"funding": ["own", "own"], "revised_krw": [50, 40], "executed_krw": [30, 30]}
    )
    lines = pd.DataFrame(
        {
            "item_id": ["exp.programs", "exp.entrusted", "exp.overhead.basic"],
            "revised_krw": [100, 20, 40],
            "executed_krw": [70, 5, 9],
        }
    )
    rows = measures.roll_up(programs, "funding", lines=lines)
    assert rows.to_numpy().tolist() == [
        ["own", "programs", 2, 90, 60],
        ["remainder", "remainder", 0, 30, 15],
        ["overhead", "remainder", 0, 40, 9],
    ]
    short = measures.roll_up(programs, "funding", lines=lines.iloc[1:2])
    assert short["revised_krw"].tolist() == [90, -70]  # may be negative; no overhead, no row


@pytest.mark.parametrize("by", ["goal_id", "objective_id", "hq_id", "office_id", "team_id"])
def test_roll_up__lines__every_table_makes_the_total_of_the_report(by):
    """26,319,398 thousand won, 544,290 of programs not listed and 11,975,122 of overhead."""
    rows = measures.roll_up(load("programs"), by, lines=measures.leaves(spending()))
    assert rows["revised_krw"].sum() == 26_319_398_000
    assert rows["executed_krw"].sum() == 17_112_009_000
    rest = measures.execution_gap(rows).set_index(by)["gap_krw"]
    assert rest["remainder"] == 282_748_000
    assert rest["overhead"] == 5_076_664_000


@pytest.mark.parametrize("name", ["programs", "execution"])
def test_refuse_overlap__rows_that_stand_twice(name):
    """Added twice, whatever made them: a join, or two frames put together."""
    frame = load(name)
    frame = measures.leaves(frame[frame["side"] == "expenditure"]) if name == "execution" else frame
    with pytest.raises(OverlapError, match="stands there more than once"):
        measures.refuse_overlap(pd.concat([frame, frame.head(1)]))


def test_refuse_overlap__programs_joined_with_their_divisions__add_up_by_division_alone():
    joined = load("program_divisions").merge(load("programs"), on=["report", "program_id"])
    with pytest.raises(OverlapError, match="'p1-01' stands there more than once"):
        measures.refuse_overlap(joined)
    teams = measures.roll_up(joined[joined["role"] == "team"], "division_id")
    assert teams["programs"].sum() == 59
