"""Measures that answer questions: bands, concentration, money passed on, posts, robustness."""

from __future__ import annotations

import pandas as pd
import pytest

from sfwf_data import OverlapError, load, measures

AS_OF = "2022-09-30"
near = pytest.approx


def programs(*rows: tuple) -> pd.DataFrame:
    """Programs of (revised, executed, start, end)."""
    return pd.DataFrame(rows, columns=["revised_krw", "executed_krw", "start", "end"])


def both_sides(*rows: tuple) -> pd.DataFrame:
    """Lines of (side, id, parent, approved, revised, executed)."""
    amounts = ["approved_krw", "revised_krw", "executed_krw"]
    return pd.DataFrame(rows, columns=["side", "item_id", "parent_id", *amounts])


def test_tolerance_bands__by_hand():
    """The year is 74.8 % gone: 60 is behind, 75 on track, 72 to watch; January to June is over."""
    year = ("2022-01", "2022-12")
    frame = measures.tolerance_bands(
        programs(
            (100, 60, *year),
            (100, 75, *year),
            (100, 72, *year),
            (100, 60, "2022-01", "2022-06"),
            (100, 0, "2022-11", "2022-12"),
            (0, 0, *year),
            (100, 60, None, None),
        ),
        AS_OF,
    )
    assert frame["band"].tolist()[:5] == ["behind", "on_track", "watch", "finished", "on_track"]
    assert frame["band"].isna().tolist() == [False] * 5 + [True] * 2
    assert frame.loc[3, ["gap_krw", "behind_krw"]].tolist() == [40, 40]
    wide = measures.tolerance_bands(programs((100, 60, *year), (100, 90, *year)), AS_OF, 20)
    assert wide["band"].tolist() == ["watch", "on_track"]
    by_money = measures.bands_by_money(frame.head(6))
    assert by_money["programs"].tolist() == [1, 2, 1, 1, 1]
    assert by_money["revised_share_ratio"].tolist() == [0.2, 0.4, 0.2, 0.2, 0]
    assert by_money["gap_krw"].tolist() == [40, 125, 28, 40, 0]


def test_tolerance_bands__limits():
    """Half of two months gone: 45 of 100 is 5 points below, which is tolerated; 50 is on track."""
    frame = programs(*((100, spent, "2022-07", "2022-08") for spent in (44, 45, 49, 50)))
    found = measures.tolerance_bands(frame, "2022-07-31")["band"].tolist()
    assert found == ["behind", "watch", "watch", "on_track"]


def test_bands_by_money__groups__are_apart():
    rows = measures.tolerance_bands(
        programs((100, 75, "2022-01", "2022-12"), (300, 10, "2022-01", "2022-12")), AS_OF
    ).assign(report=["r", "s"])
    with pytest.raises(OverlapError, match="more than one report"):
        measures.bands_by_money(rows)
    assert measures.bands_by_money(rows, "report")["revised_share_ratio"].tolist() == [1, 1]


def test_tolerance_bands__real__12_finished_21_on_track_15_watch_9_behind():
    """The review counts 10 behind, 3,629 million won: one of them, 37 million, has ended."""
    rows = measures.tolerance_bands(load("programs"), AS_OF)
    bands = measures.bands_by_money(rows).set_index("band")
    assert bands["programs"].to_dict() == {"finished": 12, "on_track": 21, "watch": 15, "behind": 9}
    assert round(bands.at["behind", "revised_krw"] / 1e8, 1) == 35.9
    assert bands["revised_share_ratio"].sum() == near(1)
    late = rows["pace_pp"] < -5
    assert (late.sum(), rows.loc[late, "revised_krw"].sum()) == (10, 3_628_975_000)
    assert bands.at["finished", "gap_krw"] == 10_568_000
    assert rows["pace_pp"].between(-5, 5).sum() == 30


def test_concentration__by_hand():
    """Of 100: 70, then 90, then 110; -10 takes away; what is missing stands last."""
    frame = pd.DataFrame({"gap_krw": pd.array([20, None, 70, -10, 20], "Int64")})
    found = measures.concentration(frame)
    assert found["gap_krw"].tolist() == [70, 20, 20, -10, pd.NA]
    assert found.index.tolist() == [2, 0, 4, 3, 1]
    assert found["rank"].tolist() == [1, 2, 3, 4, pd.NA]
    assert found["cumulative_share_ratio"].tolist()[:4] == [0.7, 0.9, 1.1, 1.0]
    assert found["share_ratio"].tolist()[:4] == [0.7, 0.2, 0.2, -0.1]
    assert found.iloc[4][["share_ratio", "cumulative_share_ratio"]].isna().all()
    zero = pd.DataFrame({"gap_krw": [5, -5]})
    assert measures.concentration(zero)["share_ratio"].isna().all()
    groups = pd.DataFrame({"gap_krw": [1, 3, 5], "report": ["r", "r", "s"]})
    assert measures.concentration(groups, by="report")["share_ratio"].tolist() == [0.75, 0.25, 1]
    with pytest.raises(OverlapError, match="more than one report"):
        measures.concentration(groups)


def test_concentration__real__three_of_57_hold_53_7_percent():
    found = measures.concentration(measures.execution_gap(load("programs"))).set_index("rank")
    held = found["cumulative_share_ratio"]
    assert [round(100 * held[rank], 1) for rank in (3, 5, 57)] == [53.7, 71.9, 100.0]


def test_budget_steps__by_hand():
    """100 to 140 is 0.4, to 80 is -0.2; from 0 there is no ratio."""
    found = measures.budget_steps(
        pd.DataFrame(
            {
                "approved_krw": [100, 100, 0],
                "revised_krw": [140, 80, 20],
                "executed_krw": pd.array([70, None, 5], "Int64"),
            }
        )
    )
    assert found["adjustment_krw"].tolist() == [40, -20, 20]
    assert found["adjustment_ratio"].tolist() == [0.4, -0.2, near(float("nan"), nan_ok=True)]
    assert found["gap_krw"].tolist() == [70, pd.NA, 15]
    assert found.loc[0, ["executed_ratio", "executed_of_approved_ratio"]].tolist() == [0.5, 0.7]


def test_passed_through__by_hand__unique_pairs_of_the_lowest_lines():
    """40 is a pair below its groups; 7 stands twice on one side; 0 and the totals are none."""
    frame = both_sides(
        ("revenue", "rev", None, 100, 159, 0),
        ("revenue", "rev.a", "rev", 10, 50, 30),
        ("revenue", "rev.b", "rev", 5, 12, 0),
        ("revenue", "rev.c", "rev", 5, 17, 0),
        ("revenue", "rev.d", "rev", 5, 5, 0),
        ("expenditure", "exp", None, 100, 159, 0),
        ("expenditure", "exp.x", "exp", 20, 60, 0),
        ("expenditure", "exp.y", "exp.x", 20, 60, 25),
        ("expenditure", "exp.z", "exp", 0, 7, 0),
        ("expenditure", "exp.w", "exp", 1, 8, 0),
        ("expenditure", "exp.v", "exp", 9, 9, 0),
    )
    found = measures.passed_through(frame)
    columns = ["adjustment_krw", "revenue_item_id", "expenditure_item_id"]
    assert found[columns].to_numpy().tolist() == [[40, "rev.a", "exp.y"]]
    assert found.loc[0, ["revenue_executed_krw", "expenditure_executed_krw"]].tolist() == [30, 25]
    assert measures.passed_through(frame.tail(1)).empty
    two = pd.concat([frame.assign(report="r"), frame.assign(report="s")], ignore_index=True)
    assert measures.passed_through(two)["report"].tolist() == ["r", "s"]


def test_passed_through__real__three_pairs_make_the_whole_adjustment():
    found = measures.passed_through(load("execution"))
    columns = ["adjustment_krw", "revenue_item_id", "expenditure_item_id"]
    assert found[columns].to_numpy().tolist() == [
        [1_967_214_000, "rev.entrusted.craft", "exp.entrusted.craft"],
        [812_329_000, "rev.own.surplus", "exp.overhead.reserve"],
        [655_941_000, "rev.own.agency", "exp.programs"],
    ]
    steps = measures.budget_steps(load("execution")).set_index("item_id")
    assert found["adjustment_krw"].sum() == steps.at["exp", "adjustment_krw"]
    assert (
        steps["adjustment_krw"] == load("execution").set_index("item_id")["adjustment_krw"]
    ).all()


def test_collected_against_spent__by_hand():
    """200 in, 170 out: 30 in hand, 0.85 spent; a side without lines leaves it open."""
    frame = pd.DataFrame(
        {
            "report": ["r", "r", "r", "s"],
            "side": ["revenue", "revenue", "expenditure", "revenue"],
            "executed_krw": [150, 50, 170, 9],
        }
    )
    found = measures.collected_against_spent(frame.head(3)).iloc[0]
    assert found.tolist() == [200, 170, 30, 0.85]
    by = measures.collected_against_spent(frame, "report").set_index("report")
    assert by.loc["r", "in_hand_krw"] == 30
    assert pd.isna(by.loc["s", "in_hand_krw"])
    assert pd.isna(measures.collected_against_spent(frame.head(2)).at[0, "in_hand_krw"])
    with pytest.raises(OverlapError, match="more than one report"):
        measures.collected_against_spent(frame)


def test_collected_against_spent__real__30_8_in_hand():
    execution = load("execution")
    found = measures.collected_against_spent(measures.leaves(execution)).iloc[0]
    hand = [round(found[f"{name}_krw"] / 1e8, 1) for name in ("collected", "spent", "in_hand")]
    assert hand == [202.0, 171.1, 30.8]
    totals = measures.collected_against_spent(execution[execution["level"] == 0]).iloc[0]
    assert totals["in_hand_krw"] == found["in_hand_krw"]
    with pytest.raises(OverlapError):
        measures.collected_against_spent(execution)


def test_distinct_kpis__by_hand():
    """t repeats a, s adds a and b: two of four are left; where a and b are not there, all stay."""
    kpis = pd.DataFrame({"kpi_id": ["t", "s", "a", "b"]})
    links = pd.DataFrame({"kpi_id": ["t", "s", "s"], "target_kpi_id": ["a", "a", "b"]})
    assert measures.distinct_kpis(kpis, links)["kpi_id"].tolist() == ["a", "b"]
    assert measures.distinct_kpis(kpis.head(2), links)["kpi_id"].tolist() == ["t", "s"]
    assert len(measures.distinct_kpis(kpis, links.head(0))) == 4
    two = pd.concat([kpis.assign(report="r"), kpis.head(2).assign(report="s")])
    linked = pd.concat([links.assign(report="r"), links.assign(report="s")])
    assert measures.distinct_kpis(two, linked)["kpi_id"].tolist() == ["a", "b", "t", "s"]


def test_distinct_kpis__real__21_of_them_19_reported_8_met():
    kpis = measures.attainment(load("kpis"), AS_OF)
    found = measures.distinct_kpis(kpis, load("kpi_links"))
    counted = measures.targets_met(found, "report").iloc[0]
    assert counted[["kpis", "reported", "met"]].tolist() == [21, 19, 8]
    rates = found[~found["accumulates"]]
    assert len(rates) == 5
    assert rates["pace_pp"].isna().all()
    assert found.loc[found["accumulates"], "pace_pp"].notna().all()


def test_posts__by_hand():
    """9 of 15 posts are 0.6; 5 of 4 are 1.25; no posts, no ratio; two rows of a program add."""
    posts = pd.DataFrame(
        {
            "program_id": ["p", "p", None, "q"],
            "quota": [10, 5, 4, 0],
            "current": pd.array([6, 3, 5, None], "Int64"),
        }
    )
    filled = measures.posts_filled(posts)
    assert filled["vacant"].tolist() == [4, 2, -1, pd.NA]
    assert filled["filled_ratio"].tolist()[:3] == [0.6, 0.6, 1.25]
    money = pd.DataFrame(
        {"program_id": ["o", "p", "q"], "revised_krw": [1, 100, 9], "executed_krw": [1, 70, 9]}
    )
    found = measures.posts_beside_execution(posts, money).set_index("program_id")
    assert found.index.tolist() == ["p", "q"]
    columns = ["quota", "current", "vacant", "filled_ratio", "executed_ratio"]
    assert found.loc["p", columns].tolist() == [15, 9, 6, 0.6, 0.7]
    assert pd.isna(found.at["q", "filled_ratio"])


def test_posts__real__9_of_15_and_7_of_18():
    posts = pd.concat([load("staffing"), load("entrusted")])
    found = measures.posts_beside_execution(posts, load("programs")).set_index("program_id")
    assert len(found) == 5
    columns = ["current", "quota", "executed_ratio"]
    assert found.loc["p2-08", columns].tolist() == [9, 15, near(0.699, abs=5e-4)]
    assert found.loc["p3-11", columns].tolist() == [7, 18, near(0.701, abs=5e-4)]
    staff = load("staffing").query("grade == '계'")
    assert round(measures.posts_filled(staff)["filled_ratio"].iloc[0], 2) == 0.96


def test_robustness__by_hand():
    """a leads with 3, then b with 2, then a below 0; then nothing is known."""
    variants = {"first": [3, 1], "second": [1, 2], "third": [-1, -2], "last": [None, None]}
    found = measures.robustness(
        lambda values: pd.Series(values, ["a", "b"], dtype="float64"), variants
    )
    assert found["variant"].tolist() == list(variants)
    assert found["leader"].tolist()[:3] == ["a", "b", "a"]
    assert found["value"].tolist()[:3] == [3, 2, -1]
    assert found.iloc[3][["leader", "value"]].isna().all()
    assert found["leader_changes"].tolist() == [False, True, False, True]
    assert found["sign_changes"].tolist() == [False, False, True, True]
    with pytest.raises(ValueError, match="robustness needs a variant"):
        measures.robustness(lambda values: values, {})


def gap_by_office(rows: pd.DataFrame) -> pd.Series:
    """Each office's share of what listed programs have not spent."""
    offices = measures.execution_gap(measures.roll_up(rows, "office_id"))
    return measures.gap_share(offices).set_index("office_id")["gap_share_ratio"]


def test_robustness__real__the_leader_by_office_flips__the_net_behind_does_not():
    found = measures.robustness(
        gap_by_office,
        {"corrected": load("programs"), "as printed": load("programs", as_printed=True)},
    )
    assert found["leader"].tolist() == ["office-spaces", "office-care"]
    assert found["value"].round(3).tolist() == [0.347, 0.399]
    assert found["leader_changes"].tolist() == [False, True]

    def net_behind(variant: tuple) -> pd.Series:
        execution, elapsed = variant
        lines = measures.leaves(execution[execution["side"] == "expenditure"])
        return measures.gap_parts(lines, elapsed).set_index("item_id")["net_behind_krw"]

    execution = load("execution")
    held = measures.robustness(
        net_behind,
        {
            "corrected": (execution, AS_OF),
            "as printed": (load("execution", as_printed=True), AS_OF),
            "9/12": (execution, 9 / 12),
        },
    )
    assert set(held["leader"]) == {"exp.overhead.administration.personnel"}
    assert not held[["leader_changes", "sign_changes"]].any(axis=None)
