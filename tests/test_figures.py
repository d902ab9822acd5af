"""What figures say: titles, labels, lengths of bars; and that nothing is cut off or drawn over."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("matplotlib")
from matplotlib import pyplot as plt
from matplotlib.testing.compare import compare_images

from sfwf_data import figures
from sfwf_data.figures import drawn, save_figure
from sfwf_data.words.terms import term
from tests.figure_frames import ELAPSED, SOURCE, draw, flat, items, real, rows, small, texts

KINDS = sorted(name.removeprefix("plot_") for name in figures.__all__ if name.startswith("plot_"))
BASELINE = Path(__file__).parent / "baseline"


def lengths(ax) -> list[float]:
    return [bar.get_width() for bar in ax.patches]


def written(ax) -> list:
    """Every text with its box in display coordinates."""
    figure = ax.figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    found = [ax.title, ax.xaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels(), *ax.texts]
    kept = [text for text in found if text.get_text().strip() and text.get_visible()]
    for index, ticks, limits in (
        (0, ax.get_xticklabels(), ax.get_xlim()),
        (1, ax.get_yticklabels(), ax.get_ylim()),
    ):
        unseen = {
            tick
            for tick in ticks
            if not min(limits) - 1e-9 <= tick.get_position()[index] <= max(limits) + 1e-9
        }
        kept = [text for text in kept if text not in unseen]
    return [(flat(text.get_text()), text.get_window_extent(renderer)) for text in kept]


# What every figure keeps to


def test_each_figure_is_tested_here():
    assert set(real()) == set(KINDS)


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_or_written_over(kind, lang, phone):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments, lang=lang, source=SOURCE[lang])
    ax = drawn(ax).for_phone() if phone else ax
    width, height = ax.figure.canvas.get_width_height()
    boxes = written(ax)
    for text, box in boxes:
        inside = (
            box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= width + 0.5 and box.y1 <= height + 0.5
        )
        assert inside, f"{text!r} leaves the figure: {box}"
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert min(wide, high) <= 1.5, (
            f"{one!r} and {other!r} overlap by {wide:.1f} x {high:.1f} pixels"
        )


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_title_is_the_finding_and_source_stands_below(kind, lang):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments, lang=lang, source=SOURCE[lang])
    assert flat(ax.get_title()) == drawn(ax).texts()["title"][lang]
    assert texts(ax, "source") == [flat(term("source", lang, text=SOURCE[lang]))]
    assert flat(draw(kind, frame, *arguments, title="제목").get_title()) == "제목"


@pytest.mark.parametrize("kind", KINDS)
def test_english_figures_have_no_hangul_and_korean_ones_no_english_words(kind):
    frame, arguments = real()[kind]
    english = " ".join(
        text for text, _ in written(draw(kind, frame, *arguments, lang="en", source=SOURCE["en"]))
    )
    assert not [letter for letter in english if "가" <= letter <= "힣"]
    korean = " ".join(
        text for text, _ in written(draw(kind, frame, *arguments, lang="ko", source=SOURCE["ko"]))
    )
    assert not [
        word for word in korean.split() if len(word) > 3 and word.isascii() and word.isalpha()
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_draws_on_given_axes_and_leaves_settings_and_frame_alone(kind):
    frame, arguments = real()[kind]
    before, settings = frame.copy(deep=True), dict(plt.rcParams)
    figure, axes = plt.subplots(figsize=(9, 12))
    assert draw(kind, frame, *arguments, ax=axes, source="x") is axes
    assert figure.axes == [axes]
    figure.canvas.draw()  # a missing glyph is a warning, and a warning is an error in tests
    assert plt.get_fignums() == [figure.number]
    assert dict(plt.rcParams) == settings
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_is_a_figure_that_says_so(kind, lang):
    frame, arguments = real()[kind]
    ax = draw(kind, frame.iloc[:0], *arguments, lang=lang)
    assert flat(ax.get_title()) == term("no rows", lang)
    assert drawn(ax).texts()["title"][lang] == term("no rows", lang)
    save_figure(ax, "empty")


@pytest.mark.parametrize("kind", KINDS)
def test_one_row_is_drawn(kind):
    frame, arguments = real()[kind]
    one = frame[frame["program_id"] == "p4-05"] if kind == "program_peers" else frame.iloc[[0]]
    if kind == "coverage":
        one = frame.iloc[:3]
    boxes = written(draw(kind, one, *arguments, source="x"))
    assert len(boxes) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_language_is_one_error(kind):
    frame, arguments = real()[kind]
    with pytest.raises(ValueError, match="'fr'.*ko, en"):
        draw(kind, frame, *arguments, lang="fr")


# What each figure says


def test_gap_bars_equal_the_frame_and_are_sorted():
    ax = draw("gap_by_item", small())
    assert rows(ax) == ["기본경비", "인건비", "예비비"]
    assert lengths(ax) == pytest.approx([60, 30, 10])  # million won
    assert all(bar.get_x() == 0 for bar in ax.patches)
    assert texts(ax, "value") == ["60 (60.0%)", "30 (30.0%)", "10 (10.0%)"]
    assert ax.get_xlabel() == "집행잔액 (백만원)"
    assert ax.get_xlim()[0] == 0


def test_gap_folds_the_rest_so_that_bars_still_add_up():
    frame, _ = real()["gap_by_item"]
    ax = draw("gap_by_item", frame, top_n=4, lang="en")
    assert len(rows(ax)) == 5
    assert rows(ax)[-1] == f"{len(frame) - 4} others"
    assert sum(lengths(ax)) * 1e6 == pytest.approx(frame["gap_krw"].sum())


def test_overspent_item_goes_to_the_left_of_zero():
    frame = items(("가", "A", 100_000_000, 130_000_000), ("나", "B", 100_000_000, 20_000_000))
    ax = draw("gap_by_item", frame)
    assert rows(ax) == ["나", "가"]
    assert lengths(ax) == pytest.approx([80, -30])
    assert ax.get_xlim()[0] < -30


def test_ratio_bars_in_per_cent_with_the_elapsed_line():
    frame = items(("가", "A", 100, 90), ("나", "B", 0, 0), ("다", "C", 100, 120))
    ax = draw("execution_ratio", frame, ELAPSED)
    assert rows(ax) == ["다", "가", "나"]
    assert lengths(ax) == pytest.approx([120, 90, 0])
    assert texts(ax, "value") == ["120.0%", "90.0%", "예산 없음"]
    line = next(line for line in ax.lines if line.get_gid() == "reference")
    assert line.get_xdata()[0] == pytest.approx(100 * 273 / 365)
    assert texts(ax, "note") == ["경과율 74.8%"]


def test_pace_shows_those_furthest_from_zero_and_says_how_many():
    frame, _ = real()["pace"]
    ax = draw("pace", frame, top_n=5)
    furthest = frame["pace_pp"].iloc[np.argsort(-frame["pace_pp"].abs(), kind="stable")[:5]]
    assert lengths(ax) == pytest.approx(sorted(furthest))
    assert f"{len(frame)}개 가운데 차이가 큰 5개" in flat(ax.get_xlabel())


def test_projection_bars_are_revised_projected_executed():
    frame = small()
    ax = draw("projection", frame)
    by_kind = {bars.get_label(): [bar.get_width() * 1e6 for bar in bars] for bars in ax.containers}
    ordered = frame.sort_values("expected_unspent_krw", ascending=False)
    for column in ("revised", "projected", "executed"):
        assert by_kind[column] == pytest.approx(ordered[f"{column}_krw"].tolist())


def test_bridge_steps_lead_from_one_total_to_the_other():
    frame, arguments = real()["bridge"]
    ax = draw("bridge", frame, *arguments)
    assert rows(ax)[0] == "2021년"
    assert rows(ax)[-1] == "2022년"
    first, *steps, last = ax.patches
    assert (first.get_x(), last.get_x()) == (0, 0)
    assert first.get_width() + sum(step.get_width() for step in steps) == pytest.approx(
        last.get_width()
    )
    assert [step.get_width() * 1e8 for step in steps] == pytest.approx(
        sorted(frame["change_krw"], reverse=True)
    )
    assert any("신규" in text for text in texts(ax, "value"))


def test_contribution_bars_equal_the_frame():
    frame, _ = real()["contribution"]
    assert lengths(draw("contribution", frame)) == pytest.approx(
        sorted(frame["contribution_pp"], reverse=True)
    )


def test_share_shift_dots_are_both_years():
    frame, arguments = real()["share_shift"]
    ax = draw("share_shift", frame, *arguments)
    dots = {
        dots.get_gid(): dots.get_offsets()[:, 0].tolist()
        for dots in ax.collections
        if dots.get_gid()
    }
    ordered = frame.sort_values("current_share_ratio", ascending=False, kind="stable")
    assert dots["current"] == pytest.approx((100 * ordered["current_share_ratio"]).tolist())
    assert dots["previous"] == pytest.approx((100 * ordered["previous_share_ratio"]).tolist())


def test_composition_parts_fill_each_bar():
    frame, _ = real()["composition"]
    ax = draw("composition", frame)
    assert sum(lengths(ax)) == pytest.approx(200)
    with pytest.raises(ValueError, match="'가'"):
        draw("composition", items(("가", "A", -1, 0), ("나", "B", 5, 0)))


def test_attainment_keeps_what_is_not_reported_apart():
    frame, arguments = real()["attainment"]
    ax = draw("attainment", frame, *arguments)
    reported = frame["attainment_ratio"].dropna().sort_values(ascending=False)
    dots = next(dots for dots in ax.collections if dots.get_gid() == "dots").get_offsets()
    assert dots[:, 0].tolist() == pytest.approx((100 * reported).tolist())
    waiting = [text for text in texts(ax, "value") if "아직 보고되지 않음" in text]
    assert len(waiting) == frame["attainment_ratio"].isna().sum() == 2


def test_nothing_reported_yet_is_still_a_figure():
    frame, arguments = real()["attainment"]
    ax = draw(
        "attainment", frame.assign(actual=float("nan"), attainment_ratio=float("nan")), *arguments
    )
    assert flat(ax.get_title()) == f"지표 {len(frame)}개의 실적이 아직 보고되지 않았다"


def test_peers_highlight_the_program():
    frame, _ = real()["program_peers"]
    ax = draw("program_peers", frame, "p4-05")
    own = frame.set_index("program_id").at["p4-05", "executed_ratio"]
    marked = [dots.get_offsets()[0][0] for dots in ax.collections if dots.get_gid() == "program"]
    assert marked == pytest.approx([100 * own] * 2)
    with pytest.raises(ValueError, match="'p9-99'"):
        draw("program_peers", frame, "p9-99")


def test_coverage_programs_and_remainder_make_the_published_figure():
    frame = pd.DataFrame(
        [("가", "programs", 60), ("가", "remainder", 40), ("가", "total", 100),
         ("나", "programs", 90), ("나", "remainder", -20), ("나", "total", 70)],
        columns=["item", "kind", "revised_krw"],
    ).assign(revised_krw=lambda frame: frame["revised_krw"] * 1_000_000)  # fmt: skip
    ax = draw("coverage", frame)
    assert rows(ax) == ["가", "나"]
    assert {bar.get_gid(): bar.get_width() for bar in ax.patches if bar.get_gid()} == pytest.approx(
        {"remainder": 40, "excess": 20}
    )
    assert texts(ax, "value") == ["60.0%, 차이 +40백만원", "128.6%, 차이 -20백만원"]
    assert (
        flat(ax.get_title())
        == "목록의 사업은 공표액 170백만원의 88.2%이며, 차이는 가에서 가장 크다(40백만원)"
    )


def test_check_bars_count_every_check():
    frame, _ = real()["check_status"]
    assert sum(lengths(draw("check_status", frame))) == len(frame)


def test_staffing_keeps_the_order_of_grades():
    frame, _ = real()["staffing"]
    ax = draw("staffing", frame)
    assert rows(ax) == frame["grade"].tolist()
    assert lengths(ax) == [*frame["quota"], *frame["current"]]


# Findings: right when the numbers turn


def finding(kind: str, frame: pd.DataFrame, lang: str = "ko", **options: object) -> str:
    return drawn(draw(kind, frame, lang=lang, **options)).texts()["title"][lang]


def test_gap_findings_for_every_case():
    assert (
        finding("gap_by_item", small())
        == "집행하지 않은 100백만원 가운데 60.0%가 기본경비에 남아 있다"
    )
    assert (
        finding("gap_by_item", small(), "en")
        == "60.0% of the KRW 100 million not spent is held by Basic running cost"
    )
    tie = items(("가", "A", 100_000_000, 50_000_000), ("나", "B", 50_000_000, 0))
    assert (
        finding("gap_by_item", tie)
        == "집행하지 않은 100백만원 가운데 가와 나가 각각 50.0%로 가장 많다"
    )
    assert finding("gap_by_item", tie.iloc[[0]]) == "가에 50백만원이 집행되지 않고 남아 있다"
    spent = items(("가", "A", 10, 10), ("나", "B", 10, 10))
    assert finding("gap_by_item", spent) == "집행하지 않고 남은 예산이 없다"
    over = items(("가", "A", 100_000_000, 150_000_000), ("나", "B", 100_000_000, 100_000_000))
    assert finding("gap_by_item", over) == "집행액이 최종예산액을 50백만원 넘었다"
    mixed = items(("가", "A", 100_000_000, 150_000_000), ("나", "B", 100_000_000, 10_000_000))
    assert (
        finding("gap_by_item", mixed, "en")
        == "B holds most (KRW 90 million); net of the 1 over budget, KRW 40 million is not spent"
    )
    assert "걷히지 않은" in finding("gap_by_item", small().assign(side="revenue"))


def test_ratio_findings_reverse():
    ahead = items(("가", "A", 100, 90), ("나", "B", 100, 80))
    behind = items(("가", "A", 100, 10), ("나", "B", 100, 10))
    assert (
        finding("execution_ratio", ahead, elapsed=0.5)
        == "항목 2개 모두 경과율 50.0% 이상이고, 가가 90.0%로 가장 높다"
    )
    assert (
        finding("execution_ratio", behind, elapsed=0.5)
        == "항목 2개 모두 경과율 50.0%에 못 미치고, 가와 나가 10.0%로 가장 낮다"
    )
    assert finding("execution_ratio", behind, "en") == "All 2 have executed 10.0%"


def test_projection_and_bridge_findings_reverse():
    frame, _ = real()["bridge"]
    turned = frame.assign(
        previous_krw=frame["current_krw"],
        current_krw=frame["previous_krw"],
        change_krw=-frame["change_krw"],
    )
    assert "늘었고" in finding("bridge", frame, years=(2021, 2022))
    assert "줄었고" in finding("bridge", turned, years=(2022, 2021))
    assert "fell by" in finding(
        "contribution", turned.assign(contribution_pp=-frame["contribution_pp"]), "en"
    )
    over = items(("가", "A", 100_000_000, 100_000_000), ("나", "B", 100_000_000, 100_000_000))
    assert finding("projection", over) == "지금 속도로 가면 연말에 최종예산액을 67백만원 넘는다"


def test_pace_and_rank_findings_reverse():
    frame = pd.DataFrame(
        {
            "program_id": ["a", "b"],
            "goal_id": "g1",
            "title": ["가", "나"],
            "pace_pp": [3.0, 1.0],
            "executed_ratio": [0.3, 0.1],
        }
    )
    assert (
        finding("pace", frame)
        == "2개 사업 모두 자기 기간에 뒤처지지 않았고, 가가 +3.0%p로 가장 앞선다"
    )
    assert (
        finding("pace", frame.assign(pace_pp=-frame["pace_pp"]))
        == "2개 사업 가운데 2개가 자기 기간보다 느리고, 가가 -3.0%p로 가장 늦다"
    )
    assert "가장 높다" in finding("program_peers", frame, program="a")
    assert "가장 낮다" in finding("program_peers", frame, program="b")


def test_alt_text_lists_values_and_caption_names_the_source():
    made = drawn(draw("gap_by_item", small())).texts(SOURCE)
    assert "기본경비 60백만원; 인건비 30백만원; 예비비 10백만원." in made["alt"]["ko"]
    assert made["caption"]["en"].endswith(f"Source: {SOURCE['en']}.")


# How they look: pictures with the pinned font


@pytest.mark.parametrize(
    ("name", "kind", "lang"),
    [
        ("gap-ko", "gap_by_item", "ko"),
        ("ratio-en", "execution_ratio", "en"),
        ("projection-ko", "projection", "ko"),
    ],
)
def test_looks_like_the_picture_kept(name, kind, lang, tmp_path):
    arguments = (ELAPSED,) if kind == "execution_ratio" else ()
    ax = draw(kind, small(), *arguments, lang=lang, source=SOURCE[lang])
    drawn = save_figure(ax, name, tmp_path, formats=["png"]).paths["png"]
    assert compare_images(str(BASELINE / f"{name}.png"), str(drawn), tol=2) is None
