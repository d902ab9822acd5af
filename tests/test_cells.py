"""Corrections in the words of readers."""

from __future__ import annotations

import pytest

from sfwf_data import corrections
from sfwf_data.notebook.cells import in_words, place, stated

REPORT = "2022-09-30"


@pytest.mark.parametrize(
    ("cell", "korean", "english"),
    [
        (
            ("programs", "p3-14", "executed_krw"),
            "서울특별시 제2호 거점형 키움센터 운영 · 집행액",
            "Hub Kium Center No. 2 · Executed",
        ),
        (
            ("printed_figures", "programs|p3-09|executed_krw", "value"),
            "어린이집-양육자-지역사회가 함께 키우는 어린이집 지원 사업 · 집행액",
            "Childcare centers run together with parents and neighborhoods · Executed",
        ),
        (
            ("budget_totals", "revenue|rev.own|2022", "amount_krw"),
            "자체수입 (2022) · 예산액",
            "Own revenue (2022) · Amount",
        ),
        (
            ("activities", "s4-2.19", "value"),
            "살림 마켓 참여자 만족",
            "Salim Market: satisfied participants",
        ),
        (
            ("entrusted", "시립 제1호 거점형 우리동네키움센터", "end"),
            "시립 제1호 거점형 우리동네키움센터 · 종료일",
            "Municipal Hub Neighborhood Kium Center No. 1 · End",
        ),
        (("activities", "no-such", "value"), "no-such", "no-such"),
    ],
)
def test_place(cell, korean, english):
    assert place(*cell, REPORT, "ko") == korean
    assert place(*cell, REPORT, "en") == english


@pytest.mark.parametrize(
    ("value", "cell", "korean", "english"),
    [
        ("83903000", ("programs", "p3-14", "executed_krw"), "83,903천원", "KRW 83,903 thousand"),
        (
            "62935",
            ("printed_figures", "programs|p3-09|executed_krw", "value"),
            "62,935원",
            "KRW 62,935",
        ),
        (
            "9814000000",
            ("budget_totals", "expenditure|exp.programs|2022", "amount_krw"),
            "9,814백만원",
            "KRW 9,814 million",
        ),
        ("93", ("activities", "s4-2.19", "value"), "93%", "93%"),
        ("22", ("activities", "p2-02.04", "value"), "22건", "22 cases"),
        ("팀", ("activities", "s4-1.10", "unit"), "팀", "teams"),
        (None, ("activities", "s4-1.10", "unit"), "그대로", "as printed"),
    ],
)
def test_stated(value, cell, korean, english):
    assert stated(value, *cell, REPORT, "ko") == korean
    assert stated(value, *cell, REPORT, "en") == english


@pytest.mark.parametrize(
    ("where", "korean", "english"),
    [
        (
            "o5-1 revised_krw",
            "지속가능 경영시스템 고도화 · 최종예산액",
            "Advancing sustainable management systems · Revised budget",
        ),
        (
            "revenue|rev.entrusted.craft|2022 change_pct",
            "서울여성공예센터(더아리움) · 2022 · 증감률",
            "Seoul Women's Craft Center, The Arium · 2022 · Change",
        ),
        (
            "library space given to programs",
            "library space given to programs",
            "library space given to programs",
        ),
        ("sample p1-02", "sample p1-02", "sample p1-02"),
    ],
)
def test_in_words(where, korean, english):
    assert in_words(where, REPORT, "ko") == korean
    assert in_words(where, REPORT, "en") == english


def test_place__names_every_correction_by_its_row():
    """No reader meets an id: each correction's row is found and has a name in both languages."""
    for row in corrections(REPORT).itertuples():
        for lang in ("ko", "en"):
            assert place(row.table, row.key, row.column, REPORT, lang) != row.key
        assert not any(
            "가" <= letter <= "힣" for letter in place(row.table, row.key, row.column, REPORT, "en")
        )
