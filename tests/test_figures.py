"""What figures say: titles, labels, lengths of bars; and that nothing is cut off or drawn over."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

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


def edges(kind: str) -> list[tuple]:
    """Frames at the edges: (frame, arguments), the whole one among them."""
    frame, arguments = real()[kind]
    if kind == "program_peers":
        alone = frame[frame["program_id"] == "p4-05"]
        return [(frame, arguments), (alone, arguments), (frame, ("p1-19", "pace_pp"))]
    found = [(frame, arguments), (frame.iloc[:3], arguments), (frame.iloc[-4:], arguments)]
    found.append((frame.iloc[[-1]] if kind != "coverage" else frame.iloc[:3], arguments))
    return [*found, (turned(frame), arguments)]


def turned(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with findings that are reversed."""
    result = frame.copy()
    for column in frame.columns:
        if column in ("pace_pp", "change_krw", "contribution_pp", "share_change_pp", "gap_krw"):
            result[column] = -frame[column]
        elif column in ("executed_ratio", "attainment_ratio"):
            result[column] = 1.6 - frame[column]
    for one, other in (
        ("previous_krw", "current_krw"),
        ("previous_share_ratio", "current_share_ratio"),
        ("quota", "current"),
    ):
        if {one, other} <= set(frame.columns):
            result[one], result[other] = frame[other], frame[one]
    return result


@pytest.mark.parametrize("kind", KINDS)
def test_titles_are_one_short_sentence(kind):
    """At most twelve English words and two Korean lines, at the edges too; never "late"."""
    for frame, arguments in edges(kind):
        for lang in ("ko", "en"):
            ax = draw(kind, frame, *arguments, lang=lang)
            title = flat(ax.get_title())
            assert not re.search("늦|뒤처|\\blate\\b|\\bdelay", title), title
            assert lang == "ko" or len(title.split()) <= 12, title
            assert lang == "ko" or title[0].isupper() or not title[0].isalpha(), title
            assert ax.get_title().count("\n") <= 1, title
            plt.close("all")


@pytest.mark.parametrize("kind", KINDS)
def test_units_stay_with_their_numbers(kind):
    frame, arguments = real()[kind]
    for ax in (draw(kind, frame, *arguments, lang="en"),):
        for text in (ax.title, *ax.texts):
            assert not re.search(r"KRW\n|\d\n(million|points|pp)", text.get_text())


@pytest.mark.parametrize("kind", KINDS)
def test_subtitle_says_what_is_measured_and_the_note_stands_above_the_source(kind):
    frame, arguments = real()[kind]
    shown = {"subtitle": "모든 과목", "note": "정정한 값이다.", "source": "여기"}
    ax = draw(kind, frame, *arguments, **shown)
    (subtitle,), remarks = texts(ax, "subtitle"), texts(ax, "remark")
    assert subtitle.endswith(", 모든 과목")
    assert len(subtitle) > len(", 모든 과목")
    assert remarks[0].endswith("정정한 값이다.")
    assert "정정한 값이다." in drawn(ax).texts()["caption"]["ko"]
    ax.figure.canvas.draw()
    boxes = {text.get_gid(): text.get_window_extent() for text in ax.texts}
    assert boxes["remark"].y0 >= boxes["source"].y1 - 2
    assert boxes["subtitle"].y1 <= ax.title.get_window_extent().y0 + 2


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
    assert texts(ax, "subtitle") == ["집행잔액 (백만원), 괄호 안은 비중"]
    assert ax.get_xlabel() == "", "the subtitle says what is measured"
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


def test_pace_shows_those_furthest_behind_and_says_how_many():
    frame, _ = real()["pace"]
    ax = draw("pace", frame, top_n=5)
    assert lengths(ax) == pytest.approx(sorted(frame["pace_pp"])[:5])
    assert f"낮은 순으로 {len(frame)}개 중 5개" in texts(ax, "subtitle")[0]


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
    waiting = [text for text in texts(ax, "value") if "미보고" in text]
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
        == "세부사업 합계는 제Ⅲ부 사업비의 88.2%이며, 맞지 않는 금액은 모두 60백만원이다"
    )


def test_staffing_keeps_the_order_of_grades():
    frame, _ = real()["staffing"]
    ax = draw("staffing", frame)
    assert rows(ax) == frame["grade"].tolist()
    filled = frame[["quota", "current"]].min(axis=1)
    assert lengths(ax) == [*frame["quota"], *filled, *(frame["current"] - filled)]


# Findings: right when the numbers turn


def finding(kind: str, frame: pd.DataFrame, lang: str = "ko", **options: object) -> str:
    return drawn(draw(kind, frame, lang=lang, **options)).texts()["title"][lang]


def test_gap_findings_for_every_case():
    assert finding("gap_by_item", small()) == "집행잔액 100백만원 중 60.0%가 기본경비에 남아 있다"
    assert (
        finding("gap_by_item", small(), "en")
        == "60.0% of KRW 100 million unspent lies with basic running cost"
    )
    tie = items(("가", "A", 100_000_000, 50_000_000), ("나", "B", 50_000_000, 0))
    assert (
        finding("gap_by_item", tie)
        == "집행잔액 100백만원 중 가와 나의 비중이 각각 50.0%로 가장 크다"
    )
    assert finding("gap_by_item", tie.iloc[[0]]) == "가의 집행잔액은 50백만원이다"
    spent = items(("가", "A", 10, 10), ("나", "B", 10, 10))
    assert finding("gap_by_item", spent) == "집행하지 않고 남은 예산이 없다"
    over = items(("가", "A", 100_000_000, 150_000_000), ("나", "B", 100_000_000, 100_000_000))
    assert finding("gap_by_item", over) == "집행액이 최종예산액을 50백만원 넘었다"
    mixed = items(("가", "A", 100_000_000, 150_000_000), ("나", "B", 100_000_000, 10_000_000))
    assert finding("gap_by_item", mixed, "en") == "Net of 1 over budget, KRW 40 million is unspent"
    assert "미수납액" in finding("gap_by_item", small().assign(side="revenue"))


def test_ratio_findings_reverse():
    ahead = items(("가", "A", 100, 90), ("나", "B", 100, 80))
    behind = items(("가", "A", 100, 10), ("나", "B", 100, 10))
    assert (
        finding("execution_ratio", ahead, elapsed=0.5)
        == "두 과목 모두 집행률이 연간 경과율(50.0%) 이상이며, 가가 90.0%로 가장 높다"
    )
    assert (
        finding("execution_ratio", behind, elapsed=0.5)
        == "두 과목 모두 집행률이 연간 경과율(50.0%)을 밑돌며, 가와 나가 10.0%로 가장 낮다"
    )
    assert finding("execution_ratio", behind, "en") == "Both items are 10.0% spent"


def test_projection_and_bridge_findings_reverse():
    frame, _ = real()["bridge"]
    turned = frame.assign(
        previous_krw=frame["current_krw"],
        current_krw=frame["previous_krw"],
        change_krw=-frame["change_krw"],
    )
    assert "늘었고" in finding("bridge", frame, years=(2021, 2022))
    assert "줄었고" in finding("bridge", turned, years=(2022, 2021))
    over = items(("가", "A", 100_000_000, 100_000_000), ("나", "B", 100_000_000, 100_000_000))
    assert finding("projection", over) == "지금 속도로는 연말에 남는 예산이 없다"


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
        == "2개 사업 모두 집행률이 사업기간 경과율 이상이며, ‘가’가 3.0%p로 가장 앞선다"
    )
    assert (
        finding("pace", frame.assign(pace_pp=-frame["pace_pp"]))
        == "2개 사업 중 2개의 집행률이 사업기간 경과율에 못 미치며, ‘가’의 격차가 3.0%p로 가장 크다"
    )
    assert "2개 사업 중 1위" in finding("program_peers", frame, program="a")
    assert "2nd of 2" in finding("program_peers", frame, "en", program="b")


def test_alt_text_lists_values_and_caption_names_the_source():
    made = drawn(draw("gap_by_item", small())).texts(SOURCE)
    assert "기본경비 60백만원; 인건비 30백만원; 예비비 10백만원." in made["alt"]["ko"]
    assert made["caption"]["en"].endswith(f"Source: {SOURCE['en']}.")


def test_one_of_many_is_said_in_the_singular():
    """One is behind, or has met its target: no "1 of 3 lag"."""
    ratios = items(("가", "A", 100, 10), ("나", "B", 100, 90), ("다", "C", 100, 95))
    said = finding("execution_ratio", ratios, "en", elapsed=0.75)
    assert said == "Of 3 items, one lags the calendar: a (10.0%)"
    paces = pd.DataFrame({"title": list("가나"), "pace_pp": [-4.0, 1.0]})
    assert "only “가” trails, by 4.0 points" in finding("pace", paces, "en")
    kpis = pd.DataFrame({"indicator": list("가나다"), "attainment_ratio": [1.2, 0.5, None]})
    kpis = kpis.assign(target=10, actual=5)
    said = finding("attainment", kpis, "en")
    assert said == "One of 2 reported KPIs has met its target; 1 not reported"
    offices = ratios.assign(behind_krw=0)
    assert "one lags the calendar: a" in finding("division_table", offices, "en", elapsed=0.75)


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
