"""Hand-worked numbers for every measure, its hard cases, and properties for any numbers."""

from __future__ import annotations

from inspect import signature

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfwf_data import MissingColumnError, OverlapError, UnknownNameError, load, measures
from sfwf_data.measures.ratios import MADE_BY, need

AS_OF = "2022-09-30"
near = pytest.approx
MONEY = st.integers(min_value=1, max_value=10**9)
SETTINGS = settings(max_examples=40, derandomize=True, deadline=None)


def money(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_execution_gap__ratio__divides_by_the_revised_budget():
    """Revised 200, executed 150, approved 100: 50 left, 0.75 of revised, 1.5 of approved."""
    frame = measures.execution_gap(money(approved_krw=[100], revised_krw=[200], executed_krw=[150]))
    assert frame.loc[0, ["gap_krw", "executed_ratio", "executed_of_approved_ratio"]].tolist() == [
        50,
        0.75,
        1.5,
    ]
    assert frame["gap_krw"].dtype == "int64"


def test_execution_gap__zero_and_missing__give_missing_ratios():
    """Nothing to divide by is missing, not 0; nothing executed is 0; more than all is above 1."""
    frame = measures.execution_gap(
        money(
            revised_krw=[0, 100, 100, 100], executed_krw=pd.array([0, 0, None, 130], dtype="Int64")
        )
    )
    assert frame["executed_ratio"].isna().tolist() == [True, False, True, False]
    assert frame.loc[[1, 3], "executed_ratio"].tolist() == [0.0, 1.3]
    assert frame["gap_krw"].isna().tolist() == [False, False, True, False]
    assert frame.loc[3, "gap_krw"] == -30


def test_execution_gap__approved_zero__is_missing():
    """An item that came only by a supplementary budget has no ratio to its approved budget."""
    frame = measures.execution_gap(money(approved_krw=[0], revised_krw=[200], executed_krw=[150]))
    assert frame["executed_of_approved_ratio"].isna().all()


def test_gap_share__adds_up_to_one():
    """Gaps 30, 20 and -10 of 40."""
    assert measures.gap_share(money(gap_krw=[30, 20, -10]))["gap_share_ratio"].tolist() == [
        0.75,
        0.5,
        -0.25,
    ]
    assert measures.gap_share(money(gap_krw=[5, -5]))["gap_share_ratio"].isna().all()


@pytest.mark.parametrize(
    ("as_of", "start", "end", "expected"),
    [
        ("2022-09-30", None, None, 273 / 365),
        ("2024-02-29", None, None, 60 / 366),
        ("2022-12-31", None, None, 1.0),
        ("2022-01-01", None, None, 1 / 365),
        ("2022-09-30", "2022-04", "2022-12", 183 / 275),
        ("2022-09-30", "2021-11", "2022-04", 1.0),
        ("2022-09-30", "2022-10", "2022-12", 0.0),
        ("2022-09-30", "2022-09", "2022-09", 1.0),
    ],
)
def test_elapsed_ratio__days_inclusive(as_of, start, end, expected):
    """Days gone by, that day included, of the year or of the program's own months."""
    assert measures.elapsed_ratio(as_of, start, end) == near(expected)


def test_elapsed_ratio__reversed_months__are_an_error():
    with pytest.raises(ValueError, match="ends .* before it starts"):
        measures.elapsed_ratio(AS_OF, "2022-05", "2022-04")


def test_pace__points_of_the_own_months():
    """0.60 against 273/365 is 14.8 points behind; against its own finished months 40 behind."""
    year = measures.pace(money(executed_ratio=[0.6]), AS_OF)
    assert year.loc[0, "pace_pp"] == near(100 * (0.6 - 273 / 365))
    own = measures.pace(
        money(executed_ratio=[0.6, 0.6], start=["2021-11", None], end=["2022-04", None]), AS_OF
    )
    assert own.loc[0, "pace_pp"] == near(-40)
    assert pd.isna(own.loc[1, "pace_pp"])


@pytest.mark.parametrize("as_of", ["2022", 2022, "2022-09", "20220930", pd.Period("2022", "Y")])
def test_elapsed_ratio__what_is_no_day__is_refused(as_of):
    """A year alone is not its first day, after which 1/365 of it is gone."""
    frame = money(executed_ratio=[0.6])
    for measure in (measures.pace, lambda _, day: measures.elapsed_ratio(day)):
        with pytest.raises(ValueError, match="a date YYYY-MM-DD is expected, not .*2022"):
            measure(frame, as_of)
    assert measures.elapsed_ratio(pd.Timestamp("2022-09-30 18:00")) == near(273 / 365)


def years(previous, current) -> pd.DataFrame:
    rows = [
        ("rev", 0, sum(previous), sum(current)),
        *(
            (f"rev.{index}", 1, *pair)
            for index, pair in enumerate(zip(previous, current, strict=True))
        ),
    ]
    return pd.DataFrame(
        [
            ("revenue", item, level, year, amount)
            for item, level, *pair in rows
            for year, amount in zip((2021, 2022), pair, strict=True)
        ],
        columns=["side", "item_id", "level", "fiscal_year", "amount_krw"],
    )


def test_year_over_year__divides_by_the_previous_year():
    """100 to 140 is 0.40; 140 to 100 is -0.2857; the wrong way round gives 0.2857 and -0.40."""
    frame = measures.year_over_year(years([100, 140], [140, 100])).set_index("item_id")
    assert frame.at["rev.0", "change_ratio"] == near(0.40)
    assert frame.at["rev.1", "change_ratio"] == near(-2 / 7)
    assert frame.at["rev.0", "contribution_pp"] == near(100 * 40 / 240)
    assert frame.at["rev.0", "share_change_pp"] == near(100 * (140 / 240 - 100 / 240))


def test_year_over_year__new_item__is_missing_and_new():
    """From 0 there is no ratio: the report prints 100 %."""
    frame = measures.year_over_year(years([0, 50, 0], [20, 50, 0])).set_index("item_id")
    assert pd.isna(frame.at["rev.0", "change_ratio"])
    assert frame["is_new"].tolist() == [False, True, False, False]
    assert frame.at["rev.0", "contribution_pp"] == near(40)


def test_year_over_year__order_of_rows__does_not_swap_the_years():
    frame = years([100], [140])
    backwards = measures.year_over_year(frame.iloc[::-1]).set_index("item_id")
    assert backwards.at["rev.0", "change_krw"] == 40


def test_year_over_year__keeps_the_lines_of_both_years_once():
    frame = years([100, 140], [140, 100])
    lines = ["91"] * len(frame)
    lines[0], lines[-1] = "89;90", "90;91"
    found = measures.year_over_year(frame.assign(source_line=lines))
    assert set(";".join(found["source_line"]).split(";")) == {"89", "90", "91"}
    assert all(len(text.split(";")) == len(set(text.split(";"))) for text in found["source_line"])
    assert "source_line" not in measures.year_over_year(frame)


def test_year_over_year__one_year__is_refused():
    frame = years([100], [140])
    with pytest.raises(ValueError, match="two fiscal years; the frame has 2021"):
        measures.year_over_year(frame[frame["fiscal_year"] == 2021])


def kpis(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns).astype({"is_higher_better": "boolean"})


def test_attainment__direction_and_missing():
    """48 of 50 is 0.96; where lower is better 8 against 10 is 1.25; nothing is capped."""
    frame = measures.attainment(
        kpis(
            target=[50.0, 10, 400, 20, 0],
            actual=[48.0, 8, 713, None, 5],
            is_higher_better=[True, False, None, True, True],
        )
    )
    assert frame["attainment_ratio"].tolist()[:3] == [0.96, 1.25, near(1.7825)]
    assert frame["attainment_ratio"].isna().tolist() == [False, False, False, True, True]
    assert frame["is_reported"].tolist() == [True, True, True, False, True]


def test_attainment__pace__against_the_year():
    """A count is held against it; a rate, and what nobody has decided, never."""
    rows = kpis(target=[100.0] * 3, actual=[50.0] * 3, is_higher_better=[True] * 3)
    found = measures.attainment(
        rows.assign(accumulates=pd.array([True, False, None], "boolean")), AS_OF
    )
    assert found.loc[0, "pace_pp"] == near(100 * (0.5 - 273 / 365))
    assert found["pace_pp"].isna().tolist() == [False, True, True]
    assert found["attainment_ratio"].tolist() == [0.5] * 3
    with pytest.raises(MissingColumnError, match="attainment needs the column 'accumulates'"):
        measures.attainment(rows, AS_OF)


def test_roll_up__remainder__has_its_own_row():
    """Programs 90 of 100 published: 10 remain; 120 of 100: -20 remain; nothing is dropped."""
    programs = money(
        goal_id=["g1", "g1", "g2"], revised_krw=[50, 40, 120], executed_krw=[30, 30, 60]
    )
    published = money(
        goal_id=["g1", "g2", "g3"], revised_krw=[100, 100, 7], executed_krw=[70, 70, 3]
    )
    rows = measures.roll_up(programs, "goal_id", published).set_index(["goal_id", "kind"])
    assert rows.loc[("g1", "remainder"), ["revised_krw", "executed_krw"]].tolist() == [10, 10]
    assert rows.loc[("g2", "remainder"), "revised_krw"] == -20
    assert rows.loc[("g3", "remainder"), "revised_krw"] == 7
    assert rows.loc[("g1", "programs"), "programs"] == 2


def test_roll_up__joined_teams__are_counted_once():
    programs = money(team_id=["a;b", "a"], revised_krw=[5, 7], executed_krw=[1, 2])
    rows = measures.roll_up(programs, "team_id")
    assert rows["revised_krw"].sum() == 12
    assert rows["team_id"].tolist() == ["a", "a;b"]


def test_targets_met__median_of_the_reported():
    """0.5, 0.9 and 1.8 reported, one not: median 0.9, one met."""
    frame = measures.attainment(
        kpis(
            target=[10.0, 10, 10, 10],
            actual=[5.0, 9, 18, None],
            is_higher_better=[True] * 4,
            goal_id=["g1"] * 4,
        )
    )
    row = measures.targets_met(frame, "goal_id").iloc[0]
    assert row[["kpis", "reported", "met", "attainment_ratio"]].tolist() == [4, 3, 1, 0.9]


def test_of_division__joined_ids__belong_to_each():
    frame = money(hq_id=["hq-a", "hq-b"], office_id=["o1", "o2"], team_id=["t1;t2", None])
    assert measures.of_division(frame, "t2").index.tolist() == [0]
    assert measures.of_division(frame, "hq-b").index.tolist() == [1]
    with pytest.raises(UnknownNameError, match=r"no division 'o9'.*divisions=load"):
        measures.of_division(frame, "o9")
    assert len(measures.of_division(frame, "all")) == 2


DIVISIONS = money(division_id=["hq-a", "hq-b", "hq-c", "o1", "o2", "t1", "t2"])


def test_of_division__division_without_programs__is_valid():
    """With its table, a division that has no row gives none; a typing error is refused."""
    frame = money(hq_id=["hq-a", "hq-b"], office_id=["o1", "o2"])
    assert measures.of_division(frame, "hq-c", DIVISIONS).empty
    assert measures.of_division(frame, "hq-b", DIVISIONS).index.tolist() == [1]
    assert len(measures.of_division(frame, "all", DIVISIONS)) == 2
    with pytest.raises(
        KeyError, match="no division 'hq-aa'. Did you mean 'hq-a'.*Valid: all, hq-a, hq-b"
    ):
        measures.of_division(frame, "hq-aa", DIVISIONS)


def test_of_division__frame_without_divisions__names_the_column():
    with pytest.raises(KeyError, match="of_division needs the column 'office_id'"):
        measures.of_division(money(item_id=["exp"]), "hq-a")
    with pytest.raises(KeyError, match="of_division needs the column 'division_id'"):
        measures.of_division(money(hq_id=["hq-a"]), "hq-a", money(name=["a"]))


def test_leaves_and_objective_lines__from_the_hierarchy():
    """Items that contain no other; lines of part III that are an objective's."""
    frame = money(
        side=["expenditure"] * 4,
        item_id=["exp", "exp.programs.g1", "exp.programs.g1.o2", "exp.overhead"],
        parent_id=[None, "exp", "exp.programs.g1", "exp"],
        objective_id=[None, None, "o1-2", None],
    )
    assert measures.leaves(frame)["item_id"].tolist() == ["exp.programs.g1.o2", "exp.overhead"]
    assert measures.objective_lines(frame)["objective_id"].tolist() == ["o1-2"]


SPENDING = money(
    budget_krw=[400, 250, 150, 100, 60, 40],
    actual_krw=[380, 260, 120, 110, 50, 10],
    is_reserve=[False, False, False, False, False, True],
)
REVENUE = money(budget_krw=[500, 300, 200], actual_krw=[520, 270, 230])


def test_pefa__test_vectors():
    """PI-1 93.0 %, PI-2.1 7.5181 %, PI-2.3 1.0 %; revenue 102.0 % and 7.0588 %."""
    assert measures.outturn(SPENDING) == near(0.93)
    assert measures.composition_variance(SPENDING) == near(0.075181, abs=5e-7)
    assert measures.reserve_share(SPENDING) == near(0.01)
    assert measures.outturn(REVENUE) == near(1.02)
    assert measures.composition_variance(REVENUE) == near(0.070588, abs=5e-7)


@pytest.mark.parametrize(
    ("indicator", "value", "band"),
    [
        ("PI-1", 0.95, "A"), ("PI-1", 0.93, "B"), ("PI-1", 1.10, "B"), ("PI-1", 0.86, "C"),
        ("PI-1", 0.84, "D"), ("PI-1", 1.16, "D"), ("PI-2.1", 0.0499, "A"), ("PI-2.1", 0.05, "B"),
        ("PI-2.1", 0.15, "D"), ("PI-2.3", 0.03, "A"), ("PI-2.3", 0.11, "D"), ("PI-3.1", 1.06, "A"),
        ("PI-3.1", 1.12, "B"), ("PI-3.1", 0.93, "C"), ("PI-3.2", 0.0706, "B"),
    ],
)  # fmt: skip
def test_pefa_band__limits(indicator, value, band):
    assert measures.pefa_band(indicator, value) == band


def test_pefa_score__two_of_three_years():
    """A, B and D give B; the average counts for the reserve."""
    assert measures.pefa_score("PI-1", {2019: 0.5, 2020: 0.98, 2021: 0.93, 2022: 0.80}) == "B"
    assert measures.pefa_score("PI-2.3", {2020: 0.0, 2021: 0.0, 2022: 0.10}) == "B"


def test_pefa_score__fewer_than_three_years__is_refused():
    with pytest.raises(ValueError, match="needs 3 completed years, 1 given"):
        measures.pefa_score("PI-1", {2022: 0.93})


NEEDED = {
    "execution_gap": money(revised_krw=[1]),
    "gap_share": money(x=[1]),
    "year_over_year": money(side=["revenue"]),
    "attainment": money(target=[1]),
}


@pytest.mark.parametrize("name", NEEDED)
def test_missing_column__is_named(name):
    with pytest.raises(
        MissingColumnError, match=rf"{name} needs the column '\w+'.*; the frame has \w"
    ):
        getattr(measures, name)(NEEDED[name])


@pytest.mark.parametrize("column", MADE_BY)
def test_missing_column__that_a_measure_makes__names_the_measure(column):
    """And that measure does make it."""
    with pytest.raises(MissingColumnError, match=rf"{column}.*measures.{MADE_BY[column]} makes it"):
        need(money(x=[1]), "some_measure", column)
    frame = money(
        revised_krw=[2], executed_krw=[1], target=[2], actual=[1], is_higher_better=[True]
    ).assign(timing="even", start="2022-01", end="2022-12")
    measure = getattr(measures, MADE_BY[column])
    as_of = signature(measure).parameters.get("as_of")
    dated = [AS_OF] if as_of and as_of.default is as_of.empty else []
    assert column in measure(frame, *dated)


def test_pefa_band__unknown_indicator__names_the_valid_ones():
    with pytest.raises(ValueError, match="PEFA indicator 'PI-9'.*PI-2.1"):
        measures.pefa_band("PI-9", 0.9)


def amounts(count: int):
    return st.lists(st.tuples(MONEY, MONEY), min_size=count, max_size=8)


@SETTINGS
@given(amounts(1))
def test_property__input_is_not_changed_and_order_does_not_matter(pairs):
    frame = money(revised_krw=[pair[0] for pair in pairs], executed_krw=[pair[1] for pair in pairs])
    before = frame.copy()
    forwards = measures.gap_share(measures.execution_gap(frame))
    backwards = measures.gap_share(measures.execution_gap(frame.iloc[::-1])).iloc[::-1]
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(forwards, backwards)


@SETTINGS
@given(amounts(1), st.integers(min_value=2, max_value=1000))
def test_property__ratios_do_not_depend_on_the_unit(pairs, factor):
    frame = money(revised_krw=[pair[0] for pair in pairs], executed_krw=[pair[1] for pair in pairs])
    one, other = measures.execution_gap(frame), measures.execution_gap(frame * factor)
    assert other["executed_ratio"].tolist() == near(one["executed_ratio"].tolist())
    assert other["gap_krw"].tolist() == [gap * factor for gap in one["gap_krw"]]


@SETTINGS
@given(
    st.lists(st.tuples(st.sampled_from("abc"), MONEY, MONEY), min_size=1, max_size=12),
    st.lists(st.tuples(MONEY, MONEY), min_size=3, max_size=3),
)
def test_property__programs_and_remainder_make_the_total(rows, totals):
    programs = pd.DataFrame(rows, columns=["goal_id", "revised_krw", "executed_krw"])
    published = pd.DataFrame(
        [(goal, *pair) for goal, pair in zip("abc", totals, strict=True)], columns=programs.columns
    )
    rolled = measures.roll_up(programs, "goal_id", published)
    for column in ("revised_krw", "executed_krw"):
        sums = rolled.pivot_table(index="goal_id", columns="kind", values=column, observed=True)
        assert (sums["programs"] + sums["remainder"] == sums["total"]).all()
        assert rolled.loc[rolled["kind"] == "programs", column].sum() == programs[column].sum()


@SETTINGS
@given(st.lists(MONEY, min_size=2, max_size=6), st.data())
def test_property__contributions_make_the_growth_of_the_total(previous, data):
    current = data.draw(st.lists(MONEY, min_size=len(previous), max_size=len(previous)))
    frame = measures.year_over_year(years(previous, current)).set_index("item_id")
    parts = frame[frame["level"] == 1]
    assert parts["contribution_pp"].sum() == near(100 * frame.at["rev", "change_ratio"], abs=1e-6)
    assert parts["share_change_pp"].sum() == near(0, abs=1e-9)


@SETTINGS
@given(
    st.lists(st.tuples(MONEY, MONEY), min_size=2, max_size=8),
    st.integers(min_value=2, max_value=50),
)
def test_property__composition_variance_ignores_the_level(pairs, factor):
    frame = pd.DataFrame(pairs, columns=["budget_krw", "actual_krw"])
    scaled = frame.assign(actual_krw=frame["actual_krw"] * factor)
    assert measures.composition_variance(scaled) == near(measures.composition_variance(frame))
    assert 0 <= measures.composition_variance(frame) <= 2


@SETTINGS
@given(amounts(1))
def test_property__missing_amounts_stay_missing(pairs):
    """No measure turns a missing amount into 0."""
    executed = pd.array([None, *(pair[1] for pair in pairs)], dtype="Int64")
    frame = measures.pace(
        measures.execution_gap(
            money(revised_krw=[1, *(pair[0] for pair in pairs)], executed_krw=executed)
        ),
        AS_OF,
    )
    for column in ("gap_krw", "executed_ratio", "pace_pp"):
        assert frame[column].isna().tolist() == [True, *[False] * len(pairs)]


def activity(identity: str, role: str | None, value: float, **other: str | None) -> dict:
    """A row of activities: done, trained persons of program p, unless said otherwise."""
    return {
        "report": "r", "activity_id": identity, "program_id": "p", "counted": "trained",
        "role": role, "parent_activity_id": None, "stage": "done", "value": value,
        "unit_code": "person",
    } | other  # fmt: skip


def test_outputs__adds_each_once__and_counts_what_is_open():
    """10 in all (6 + 4 are its parts, 10 repeats it), 5 alone; 7 planned; one undecided."""
    frame = pd.DataFrame(
        [
            activity("t", "total", 10),
            activity("a", "part", 6, parent_activity_id="t"),
            activity("b", "part", 4, parent_activity_id="t"),
            activity("r", "repeat", 10),
            activity("s", "alone", 5),
            activity("plan", "alone", 7, stage="planned"),
            activity("open", None, 99),
            activity("of", "part", 3, parent_activity_id="t", counted="consulted"),
            activity("share", "alone", 80, counted="rate", unit_code="percent"),
        ]
    )
    spent = pd.DataFrame({"program_id": ["p", "q"], "executed_krw": [3_000, 9_000]})
    rows = measures.outputs(frame, programs=spent).set_index("counted")
    assert rows.loc["trained", ["value", "rows", "rows_open"]].tolist() == [15, 2, 1]
    assert rows.at["trained", "krw_per_output"] == 200
    assert rows.loc["consulted", ["value", "rows", "programs"]].tolist() == [3, 1, 1]
    assert pd.isna(rows.at["rate", "value"])
    planned = measures.outputs(frame, stage="planned").set_index("counted")
    assert planned.loc["trained", ["value", "rows", "rows_open"]].tolist() == [7, 1, 0]
    by_program = measures.outputs(frame, by="program_id", programs=spent)
    assert by_program["value"].sum() == 18


def test_outputs__of_two_reports__are_refused():
    frame = pd.DataFrame([activity("a", "alone", 1), activity("a", "alone", 1, report="s")])
    with pytest.raises(OverlapError, match="more than one report"):
        measures.outputs(frame)


def test_outputs__of_some_rows__lose_no_part_whose_total_is_not_there():
    """Asked for one word alone, the sum is that of all rows: parts of other totals stay."""
    activities = load("activities")
    trained = measures.outputs(activities[activities["counted"] == "trained"])
    assert trained["value"].tolist() == [11_741]
    surveyed = activities[
        (activities["counted"] == "surveyed") & (activities["unit_code"] == "person")
    ]
    rows = measures.outputs(activities).set_index(["counted", "unit_code"])
    assert measures.outputs(surveyed)["value"].tolist() == [
        rows.at[("surveyed", "person"), "value"]
    ]


def test_outputs__by_report__keep_two_reports_apart():
    frame = pd.concat([load("activities"), load("activities").assign(report="2023-09-30")])
    trained = measures.outputs(frame, by="report").query("counted == 'trained'")
    assert trained["value"].tolist() == [11_741, 11_741]


def test_outputs__by_report__each_has_its_own_money():
    """The same program in two reports has spent another amount in each."""
    rows = pd.DataFrame([activity("a", "alone", 10), activity("a", "alone", 20, report="s")])
    spent = pd.DataFrame(
        {"report": ["r", "s"], "program_id": ["p", "p"], "executed_krw": [1_000, 6_000]}
    )
    found = measures.outputs(rows, by="report", programs=spent).set_index("report")
    assert found["executed_krw"].to_dict() == {"r": 1_000, "s": 6_000}
    assert found["krw_per_output"].to_dict() == {"r": 100, "s": 300}
