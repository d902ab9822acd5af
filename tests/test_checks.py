"""The identities: what must hold holds, and every finding is listed with its evidence."""

from __future__ import annotations

import pandas as pd
import pytest

import sfwf_data
from sfwf_data.checks.identity import HALF, Identity, judge
from sfwf_data.checks.stated_twice import facts


@pytest.fixture(scope="module")
def checks():
    return sfwf_data.check()


def test_check__every_status__is_known_and_counted(checks):
    """Hundreds of identities, nearly all of which hold."""
    counts = checks["status"].value_counts()
    assert counts.sum() > 700
    assert counts["holds"] > 0.9 * counts.sum()


def test_check__keys__are_unique(checks):
    assert not checks.duplicated(["report", "check", "where"]).any()


# Both figures are true, each rounded by itself: a correction would claim too much.
ROUNDED = {"o4-2 executed_krw", "budget totals kium-1", "budget totals kium-2"}


def test_check__whatever_does_not_hold__leads_to_its_correction(checks):
    """Each finding but true roundings leads to a row of corrections() that shares a line."""
    frame = sfwf_data.corrections()
    rows = {f"{row.table}|{row.key}|{row.column}": row for row in frame.itertuples()}
    for row in checks[checks["status"] != "holds"].itertuples():
        if row.where in ROUNDED:
            assert (row.status, row.correction is None or pd.isna(row.correction)) == (
                "rounding", True,
            )  # fmt: skip
            continue
        correction = rows[row.correction]
        assert correction.kind == row.correction_kind
        assert set(row.source_line.split(";")) & set(correction.evidence.split(";")), row
    assert checks.loc[checks["status"] == "holds", "correction"].isna().all()


def test_corrections__identities_they_name__exist_and_do_not_hold(checks):
    """No correction explains a check that does not exist, or that holds."""
    broken = checks[checks["status"] != "holds"]
    known = set(broken["check"] + " | " + broken["where"])
    named = sfwf_data.corrections()["identity"].dropna().str.split(";").explode()
    assert named.is_unique
    assert set(named) <= known


def test_corrections__each_used_value__makes_an_identity_hold(checks):
    """A correction with a value is no guess: some identity is broken as printed, holds with it."""
    corrected = checks[checks["status"] == "corrected"]
    fixed = sfwf_data.corrections().dropna(subset=["used"])
    fixed = fixed[fixed["column"] != "title"]  # a misspelled name is no arithmetic
    lines = {line for cell in corrected["source_line"] for line in cell.split(";")}
    for row in fixed.itertuples():
        assert row.printed != row.used
        assert set(row.evidence.split(";")) & lines, row.key


def test_corrections__columns__are_complete():
    frame = sfwf_data.corrections()
    assert len(frame) >= 30
    assert frame.drop(columns=["used", "identity"]).notna().all().all()
    assert frame["kind"].value_counts().to_dict() == {
        "mistake": 6, "rounding": 5, "scope": 13, "planned_done": 4, "unclear": 20,
    }  # fmt: skip


def test_check__known_mistakes__are_found(checks):
    """The mistakes that a careful reader finds by hand."""
    status = checks.set_index("where")["status"]
    assert checks.loc[
        (checks["check"] == "printed rate (Ⅴ)") & (checks["where"] == "p3-14"), "status"
    ].tolist() == ["corrected"]
    assert status["p3-09 executed_krw"] == "corrected"
    assert status["revenue|rev.entrusted.craft|2022 change_pct"] == "unexplained"
    assert status["Salim Market: satisfaction"] == "unexplained"
    assert checks.loc[
        (checks["check"] == "Ⅰ agrees with Ⅲ") & (checks["where"] == "rev.own 2022"), "status"
    ].tolist() == ["rounding"]


def test_check__objectives__are_missed_in_both_directions(checks):
    """Programs make less than their objective's line in some, more in others."""
    rows = checks[checks["check"].str.startswith("programs make their objective")]
    assert (rows["difference"] > 0).any()
    assert (rows["difference"] < 0).any()


def test_check__a_changed_figure__breaks_its_identities(checks, monkeypatch):
    """No identity is a tautology: changing one amount of part III makes several of them fail."""
    from sfwf_data.checks import checking

    original = checking.load

    def changed(name, report, as_printed):
        frame = original(name, report, as_printed)
        if name == "execution":
            frame.loc[5, "revised_krw"] += 1_000_000
        return frame

    monkeypatch.setattr(checking, "load", changed)
    broken = checking.check()
    assert (broken["status"] == "unexplained").sum() > (checks["status"] == "unexplained").sum() + 2


def identity(expected: float, found: float, **limits: float) -> Identity:
    return Identity("kind", "where", expected, found, "KRW", "1", **limits)


@pytest.mark.parametrize(
    ("expected", "found", "limits", "status"),
    [
        (100, 100, {}, "holds"),
        (100, 101, {}, "unexplained"),
        (100, 101, {"exact": 1}, "holds"),
        (100, 101, {"tolerance": 1}, "rounding"),
        (100, 102, {"tolerance": 1, "exact": 0.5}, "unexplained"),
        (74.8, 74.75, {"tolerance": 2 * HALF, "exact": HALF}, "holds"),
        (74.8, 74.7, {"tolerance": 2 * HALF, "exact": HALF}, "rounding"),
        (100, float("nan"), {"tolerance": 1}, "unexplained"),
    ],
)
def test_judge__by_how_far_they_are_apart(expected, found, limits, status):
    assert judge(identity(expected, found, **limits)) == status


def test_reviewed_identity__of_no_fact__names_it():
    with pytest.raises(sfwf_data.DataError, match="'twins': there is no programs 'p9-99'"):
        facts("programs:p9-99:revised_krw", {"programs": sfwf_data.load("programs")}, "twins")
