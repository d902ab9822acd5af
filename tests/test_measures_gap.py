"""The gap taken apart, the pace that is needed and what is left at year's end; by hand and real."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfwf_data import OverlapError, UnknownNameError, load, measures

AS_OF = "2022-09-30"
PARTS = ["gap_krw", "due_krw", "not_due_krw", "once_krw", "reserve_krw", "behind_krw", "ahead_krw"]
near = pytest.approx
MONEY = st.integers(min_value=0, max_value=10**10)


def lines(*rows: tuple) -> pd.DataFrame:
    """Lines of (revised, executed, timing)."""
    columns = ["revised_krw", "executed_krw", "timing"]
    return pd.DataFrame(rows, columns=columns)


def spending() -> pd.DataFrame:
    execution = load("execution")
    return measures.leaves(execution[execution["side"] == "expenditure"])


def eok(amount: float) -> float:
    """Won as 100 million won, one decimal, as the notebooks print it."""
    return round(amount / 1e8, 1)


def test_gap_parts__by_hand():
    """273 of 365 days: of 365 are 273 due; 200 spent is 73 behind, 286 is 13 ahead."""
    frame = measures.gap_parts(
        lines((365, 200, "even"), (365, 286, "even"), (50, 0, "once"), (8, 1, "reserve")), AS_OF
    )
    assert frame[PARTS].to_numpy().tolist() == [
        [165, 273, 92, 0, 0, 73, 0],
        [79, 273, 92, 0, 0, 0, 13],
        [50, 0, 0, 50, 0, 0, 0],
        [7, 0, 0, 0, 7, 0, 0],
    ]
    assert frame["net_behind_krw"].tolist() == [73, -13, 0, 0]
    total = measures.gap_parts_total(frame).iloc[0]
    assert total[[*PARTS[2:], "net_behind_krw"]].tolist() == [184, 50, 7, 73, 13, 60]
    assert total["gap_krw"] == 301 == 184 + 50 + 7 + 60


def test_gap_parts__own_months__and_a_share_of_the_year():
    """Ended: all is due.  9 of 12 months of 120: 90 are due."""
    ended = lines((100, 60, "even")).assign(start="2022-01", end="2022-06")
    assert measures.gap_parts(ended, AS_OF).loc[0, ["due_krw", "behind_krw"]].tolist() == [100, 40]
    found = measures.gap_parts(lines((120, 60, "even")), 9 / 12)
    assert found.loc[0, ["due_krw", "behind_krw"]].tolist() == [90, 30]
    with pytest.raises(ValueError, match="rows with months of their own need a date"):
        measures.gap_parts(ended, 9 / 12)
    with pytest.raises(ValueError, match="share of the year from 0 to 1, is expected: 9.0"):
        measures.gap_parts(lines((120, 60, "even")), 9.0)


def test_gap_parts__missing__stays_missing():
    """Missing is neither due nor behind, and the total says so; 0 has nothing due."""
    frame = measures.gap_parts(lines((100, None, "even"), (0, 0, "even"), (9, None, "once")), AS_OF)
    assert frame["net_behind_krw"].isna().tolist() == [True, False, True]
    assert frame.loc[1, PARTS].tolist() == [0] * 7
    assert measures.gap_parts_total(frame)["gap_krw"].isna().all()
    assert measures.gap_parts_total(frame.head(0)).isna().all(axis=None)
    assert measures.gap_parts_total(frame, "timing")["gap_krw"].isna().tolist() == [True, True]


def test_gap_parts__without_timing__names_the_line_and_what_to_do():
    with pytest.raises(ValueError, match=r"row 0 has no timing .*assign\(timing='even'\)"):
        measures.gap_parts(lines((1, 1, None)), AS_OF)
    with pytest.raises(ValueError, match=r"'rev' has no timing .*measures.leaves\(lines\)"):
        measures.gap_parts(load("execution"), AS_OF)
    with pytest.raises(UnknownNameError, match="no timing 'twice'"):
        measures.gap_parts(lines((1, 1, "twice")), AS_OF)


def test_gap_parts__real__62_9_8_and_13_make_92():
    frame = measures.gap_parts(spending(), AS_OF)
    total = measures.gap_parts_total(frame).iloc[0]
    assert {name: eok(total[name]) for name in total.index[2:]} == {
        "gap_krw": 92.1,
        "not_due_krw": 62.0,
        "once_krw": 9.1,
        "reserve_krw": 8.2,
        "behind_krw": 14.6,
        "ahead_krw": 1.8,
        "net_behind_krw": 12.8,
    }
    behind = frame.set_index("item")["behind_krw"]
    assert eok(behind["인건비"]) == 7.6
    assert eok(behind["여성의 경제 역량 강화"]) == 2.9
    with pytest.raises(OverlapError, match="more than one side"):
        measures.gap_parts_total(measures.gap_parts(measures.leaves(load("execution")), AS_OF))


@pytest.mark.parametrize("top", ["exp.programs", "exp.entrusted"])
def test_gap_parts__the_net__is_the_same_at_each_grain(top):
    """A line, its parts and theirs: half a won of rounding a line at most."""
    execution = load("execution")
    parts = execution[execution["item_id"].str.startswith(top)].assign(timing="even")
    frame = measures.gap_parts(parts, AS_OF)
    leaf = frame["item_id"].isin(measures.leaves(parts)["item_id"])
    net = frame.loc[leaf, "net_behind_krw"].sum()
    for level in range(1, frame["level"].max()):
        at = frame[frame["level"] == level]
        assert at["net_behind_krw"].sum() == near(net, abs=(len(at) + leaf.sum()) / 2)


def test_gap_parts__real_revenue__city_money_ahead__facilities_behind():
    execution = load("execution")
    found = measures.gap_parts(measures.leaves(execution[execution["side"] == "revenue"]), AS_OF)
    found = found.set_index("item_id")
    assert eok(found.at["rev.contribution", "ahead_krw"]) == 11.0
    assert eok(found.at["rev.own.facility", "behind_krw"]) == 2.8
    assert found.at["rev.own.surplus", "once_krw"] == 0


def test_gap_parts__real_programs__8_4_behind_their_own_months():
    programs = load("programs").assign(timing="even")
    frame = measures.gap_parts(programs, AS_OF)
    assert eok(measures.gap_parts_total(frame).at[0, "behind_krw"]) == 8.4
    behind = frame.set_index("program_id")["behind_krw"]
    assert behind.nlargest(4).index.tolist() == ["p4-05", "p4-06", "p5-01", "p2-08"]
    assert eok(behind[["p4-05", "p4-06"]].sum()) == 5.4


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(MONEY, MONEY, st.sampled_from(["even", "once", "reserve"])),
        min_size=1,
        max_size=9,
    ),
    st.floats(min_value=0, max_value=1),
)
def test_property__parts_make_the_gap_to_the_won(rows, elapsed):
    """In each line, and in the sum."""
    frame = measures.gap_parts(lines(*rows), elapsed)
    for found in (frame, measures.gap_parts_total(frame)):
        parts = found[["not_due_krw", "once_krw", "reserve_krw", "net_behind_krw"]].sum(axis=1)
        assert (parts == found["gap_krw"]).all()
        assert (found["behind_krw"] - found["ahead_krw"] == found["net_behind_krw"]).all()
    assert (frame["gap_krw"] == frame["revised_krw"] - frame["executed_krw"]).all()
    assert frame[["behind_krw", "ahead_krw"]].min(axis=1).eq(0).all()


def test_required_pace__by_hand():
    """90 in nine months is 10 a month; 60 in three is 20: twice.  Nothing spent has no ratio."""
    frame = measures.required_pace(
        pd.DataFrame({"revised_krw": [150, 30, 90], "executed_krw": [90, 0, 120]}), AS_OF
    )
    assert frame["monthly_krw"].tolist() == [10, 0, 13]
    assert frame["required_monthly_krw"].tolist() == [20, 10, -10]
    assert frame["required_pace_factor"].tolist() == [2, near(float("nan"), nan_ok=True), -0.75]


def test_required_pace__own_months__ended_and_not_begun():
    """July to December: three gone, three left.  Ended: nothing is required.  Broken: 8.5."""
    frame = measures.required_pace(
        pd.DataFrame(
            {
                "revised_krw": [90, 90, 90, 90],
                "executed_krw": [30, 30, 0, 0],
                "start": ["2022-07", "2022-01", "2022-11", None],
                "end": ["2022-12", "2022-06", "2022-12", "2022-12"],
            }
        ),
        AS_OF,
    )
    assert frame["monthly_krw"].tolist() == [10, 5, pd.NA, pd.NA]
    assert frame["required_monthly_krw"].tolist() == [20, pd.NA, 45, pd.NA]
    half = pd.DataFrame({"revised_krw": [120], "executed_krw": [85]})
    found = measures.required_pace(half, "2022-09-15")
    assert found.loc[0, ["monthly_krw", "required_monthly_krw"]].tolist() == [10, 10]
    with pytest.raises(ValueError, match="a date YYYY-MM-DD is expected"):
        measures.required_pace(half, "2022")


def test_required_pace__real__19_so_far_30_7_needed():
    frame = measures.required_pace(load("execution"), AS_OF).set_index("item_id")
    total = frame.loc["exp"]
    assert [eok(total["monthly_krw"]), eok(total["required_monthly_krw"])] == [19.0, 30.7]
    ratios = frame["required_pace_factor"]
    assert round(ratios["exp"], 2) == 1.61
    assert [
        round(ratios[f"exp.{item}"], 1)
        for item in ("programs.g4.o2", "entrusted.craft", "overhead.administration.personnel")
    ] == [2.8, 1.8, 1.6]
    assert pd.isna(ratios["exp.overhead.administration.bonus"])


def test_year_end_unspent__by_hand():
    """60 after 0.75 goes on to 80, at twice the pace to 100; 90 would pass 100; 110 has."""
    even = lines((100, 60, "even"), (100, 90, "even"), (100, 110, "even"), (30, 0, "once"))
    found = measures.year_end_unspent(even, 0.75)
    assert found["year_end_krw"].tolist() == [80, 100, 110, 0]
    assert found["year_end_unspent_krw"].tolist() == [20, 0, -10, 30]
    faster = measures.year_end_unspent(even, 0.75, pace_factor=2.0, paid=["once"])
    assert faster["year_end_unspent_krw"].tolist() == [0, 0, -10, 0]
    ended = lines((100, 60, "even")).assign(start="2022-01", end="2022-06")
    assert measures.year_end_unspent(ended, AS_OF, 2.0).at[0, "year_end_krw"] == 60
    assert measures.year_end_unspent(even, 0.0)["year_end_krw"].isna().tolist() == [
        True, True, False, False,
    ]  # fmt: skip


def test_year_end_range__by_hand():
    """20 left of an even line, a bonus of 30 and a reserve of 5: 20 to 55."""
    frame = lines((100, 60, "even"), (30, 0, "once"), (5, 0, "reserve"))
    found = measures.year_end_range(frame, 0.75)
    assert found.to_numpy().tolist() == [
        ["low", 20, 1.0, True, True],
        ["high", 55, 1.0, False, False],
    ]
    wider = measures.year_end_range(frame, 0.75, pace_factors=(1.5, 0.5))
    assert wider["year_end_unspent_krw"].tolist() == [10, 65]
    with pytest.raises(OverlapError):
        measures.year_end_range(load("execution"), AS_OF)
    nothing = measures.year_end_range(frame.head(0), AS_OF)["year_end_unspent_krw"]
    assert nothing.isna().tolist() == [True, True]


def test_year_end_unspent__unknown_timing_paid__is_refused():
    with pytest.raises(UnknownNameError, match="paid at once 'bonus'"):
        measures.year_end_unspent(lines((1, 0, "once")), AS_OF, paid=["bonus"])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(MONEY, st.floats(0, 1), st.sampled_from(["even", "once", "reserve"])),
        min_size=1,
        max_size=9,
    ),
    st.floats(min_value=0.01, max_value=1),
)
def test_property__low_is_at_most_high__and_no_more_than_the_gap(rows, elapsed):
    frame = lines(*((revised, int(revised * spent), timing) for revised, spent, timing in rows))
    low, high = measures.year_end_range(frame, elapsed)["year_end_unspent_krw"]
    assert 0 <= low <= high <= (frame["revised_krw"] - frame["executed_krw"]).sum()


def test_year_end__real__20_to_37__and_the_assumptions_of_the_review():
    frame = spending()
    assert measures.year_end_range(frame, AS_OF)["year_end_unspent_krw"].map(eok).tolist() == [
        19.5,
        36.8,
    ]
    bonus_paid = {
        factor: eok(
            measures.year_end_unspent(frame, AS_OF, factor, ["once"])["year_end_unspent_krw"].sum()
        )
        for factor in (1.0, 1.25, 1.5, 0.9)
    }
    assert bonus_paid == {1.0: 27.7, 1.25: 19.5, 1.5: 13.1, 0.9: 33.1}
