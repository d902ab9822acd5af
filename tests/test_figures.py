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


JUDGES = r"늦|뒤처|밑[돌도돈]|더디|\blate\b|\bdelay|\blag|\btrail|\bslow"


@pytest.mark.parametrize("kind", KINDS)
def test_titles_are_one_short_sentence(kind):
    """At most twelve English words and two Korean lines, at the edges too; no judgment."""
    for frame, arguments in edges(kind):
        for lang in ("ko", "en"):
            ax = draw(kind, frame, *arguments, lang=lang)
            title = flat(ax.get_title())
            assert not re.search(JUDGES, title), title
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
        {"remainder": 0.4, "excess": 0.2}
    )
    assert texts(ax, "value") == ["60.0% (0.4억원 모자람)", "128.6% (0.2억원 넘침)"]
    assert (
        flat(ax.get_title())
        == "세부사업 합계는 제Ⅲ부 사업비의 88.2%이며, 맞지 않는 금액은 모두 0.6억원이다"
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
    assert finding("gap_by_item", small()) == "집행잔액 1.0억원 중 60.0%가 기본경비에 남아 있다"
    assert (
        finding("gap_by_item", small(), "en")
        == "60.0% of KRW 100 million unspent lies with basic running cost"
    )
    tie = items(("가", "A", 100_000_000, 50_000_000), ("나", "B", 50_000_000, 0))
    assert (
        finding("gap_by_item", tie) == "집행잔액 1.0억원 중 가와 나의 비중이 각각 50.0%로 가장 크다"
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
        == "두 과목의 집행률이 모두 10.0%로 연간 경과율(50.0%)에 못 미친다"
    )
    assert finding("execution_ratio", behind, "en") == "Both items are 10.0% spent"


def test_bridge_findings_reverse():
    frame, _ = real()["bridge"]
    turned = frame.assign(
        previous_krw=frame["current_krw"],
        current_krw=frame["previous_krw"],
        change_krw=-frame["change_krw"],
    )
    assert "늘었고" in finding("bridge", frame, years=(2021, 2022))
    assert "줄었고" in finding("bridge", turned, years=(2022, 2021))


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


def alt(kind: str, frame: pd.DataFrame, lang: str = "ko", **options: object) -> str:
    return drawn(draw(kind, frame, lang=lang, **options)).texts()["alt"][lang]


def test_alt_texts_say_what_is_drawn():
    """The parts of a bar in their order, each name once, both years, the bars from the top down."""
    parts, _ = real()["gap_parts"]
    assert (
        "왼쪽부터 경과율에 못 미친 순액 12.8억원(13.9%); 한 번에 지급하는 과목 9.1억원(9.8%);"
        in alt("gap_parts", parts)
    )
    covered, _ = real()["coverage"]
    for name in covered["item"].unique():
        assert alt("coverage", covered).count(name) == 1
    years, _ = real()["share_shift"]
    assert "출연금 73.8%에서 61.0%;" in alt("share_shift", years)
    said = alt("bridge", years, "en", years=(2021, 2022))
    assert "2021 KRW 20,371 million; Seoul Women's Craft Center, The Arium +KRW 1,967" in said
    assert said.endswith("2022 KRW 26,319 million.")
    steps, (pairs,) = real()["budget_steps"]
    assert "당초예산 228.8억원; 서울여성공예센터 운영비 +19.7억원;" in alt(
        "budget_steps", steps, passed=pairs
    )
    people, _ = real()["staffing"]
    assert "Chief executive: staff 1, quota 1; Grade 1: staff 2" in alt("staffing", people, "en")
    peers, _ = real()["program_peers"]
    said = alt("program_peers", peers, "en", program="p4-05", value="pace_pp")
    assert re.search(
        r"pp; Running programs \(45\), median .* pp; Same goal \(\d+\), median .* pp\.$", said
    )


def test_a_whole_is_called_all_of_it():
    """Not 100.0%."""
    frame = items(("가", "A", 100_000_000, 0), ("나", "B", 100_000_000, 100_000_000))
    assert finding("gap_by_item", frame) == "집행잔액 1.0억원 전액이 가에 남아 있다"
    assert finding("gap_by_item", frame, "en") == "All KRW 100 million unspent lies with a"
    steps, (pairs,) = real()["budget_steps"]
    assert "all matched by" in finding("budget_steps", steps, "en", passed=pairs)
    part = finding("budget_steps", steps, "en", passed=pairs.iloc[:1])
    assert re.search(r"; \d\d\.\d% is matched by", part)


def test_one_kpi_is_said_without_a_plural():
    frame, (kpis, _) = real()["program_progress"]
    assert finding("program_progress", frame, "en", kpis=kpis) == (
        "69.9% spent after 74.8% of its time; KPI at 178.3% of target"
    )


def test_outputs_of_one_name_share_a_line():
    frame, _ = real()["program_progress"]
    done = pd.DataFrame(
        {"activity": ["교육", "교육", "자문", "자문"], "value": [4, 123, 7, 7],
         "unit": ["회", "명", "건", "건"]}
    )  # fmt: skip
    ax = draw("program_progress", frame, outputs=done)
    assert rows(ax) == ["집행액", "지난 사업기간"], "no row on an axis of per cent"
    assert texts(ax, "output") == ["실적", "교육 4회, 123명", "자문 7건"]
    assert "교육 4회, 123명; 자문 7건." in drawn(ax).texts()["alt"]["ko"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_note_and_subtitle_of_a_program_speak_of_what_is_drawn(lang):
    """No KPI, no word of KPIs or targets, in the caption neither; whose the KPIs are is said."""
    frame, (kpis, done) = real()["program_progress"]
    forbidden = ("지표", "목표") if lang == "ko" else ("KPI", "target", "section")
    for extra in ({}, {"outputs": done}, {"kpis": kpis.iloc[:0], "outputs": done}):
        ax = draw("program_progress", frame, lang=lang, **extra)
        said = texts(ax, "remark") + texts(ax, "subtitle") + texts(ax, "output")[:1]
        said += drawn(ax).texts()["caption"].values()
        assert not [word for word in forbidden for text in said if word in text]
    own = {"ko": "이 사업의 성과지표", "en": "KPIs are those of this program"}[lang]
    whole = {"ko": "이 사업이 속한 과제 전체", "en": "of the whole section"}[lang]
    for kpis_of, said, unsaid in (("program", own, whole), ("section", whole, own)):
        ax = draw("program_progress", frame, kpis, done, lang=lang, kpis_of=kpis_of)
        (note,) = texts(ax, "remark")
        assert said in note
        assert unsaid not in note
        assert forbidden[1] in texts(ax, "subtitle")[0]
    (note,) = texts(draw("program_progress", frame.assign(elapsed_ratio=1.0), lang=lang), "remark")
    assert {"ko": "기간이 끝난 사업", "en": "A finished program"}[lang] in note


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_rank_of_a_pace_is_among_running_programs(lang):
    """35th of 45, median -0.2: the 12 that have ended are not compared with the calendar."""
    frame, _ = real()["program_peers"]
    ax = draw("program_peers", frame, "p2-08", "pace_pp", lang=lang)
    rank = {"ko": "진행 중인 사업 45개 중 35위", "en": "(35th of 45 running)"}[lang]
    assert rank in flat(ax.get_title())
    assert rows(ax)[0] == {"ko": "진행 중인 사업 45개", "en": "Running programs (45)"}[lang]
    assert any("-0.2" in text for text in texts(ax, "value"))
    (note,) = texts(ax, "remark")
    assert {"ko": "기간이 끝난 사업 12개", "en": "Finished programs (12)"}[lang] in note
    assert "기간 종료" not in texts(ax, "note")
    spent = draw("program_peers", frame, "p2-08", lang=lang)
    assert "12" not in texts(spent, "remark")[0], "all are compared by what they have spent"
    ended = draw("program_peers", frame, "p1-19", "pace_pp", lang=lang)
    assert {"ko": "기간이 끝난 사업이므로", "en": "has ended"}[lang] in flat(ended.get_title())
    assert not [dots for dots in ended.collections if dots.get_gid() == "program"]


def test_ranks_that_are_shared_are_called_so():
    frame = pd.DataFrame(
        {"program_id": list("abc"), "goal_id": "g1", "title": list("가나다"),
         "pace_pp": [2.0, 2.0, -1.0], "executed_ratio": [1.0, 1.0, 0.5]}
    )  # fmt: skip
    for value in ("executed_ratio", "pace_pp"):
        for lang, joint, alone in (("ko", "공동 1위", "중 3위"), ("en", "joint 1st", "3rd of")):
            assert joint in finding("program_peers", frame, lang, program="a", value=value)
            said = finding("program_peers", frame, lang, program="c", value=value)
            assert alone in said


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_budgets_stand_beside_their_ratios(lang):
    """Bars of ratios are not of one size: the money is a column, in the unit of the subtitle."""
    frame, (elapsed,) = real()["division_table"]
    for page in ("wide", "phone"):
        ax = draw("execution_ratio", frame, elapsed, lang=lang, label="name")
        ax = drawn(ax).for_phone() if page == "phone" else ax
        ordered = frame.sort_values("executed_ratio", ascending=False)
        unit = {"ko": 1e8, "en": 1e6}[lang]
        shown = [float(text.replace(",", "")) for text in texts(ax, "budget")]
        assert shown == pytest.approx((ordered["revised_krw"] / unit).tolist(), abs=0.51)
        unit = {"ko": "최종예산액 (억원)", "en": "revised budget (KRW million)"}[lang]
        assert unit in texts(ax, "subtitle")[0]
        ax.figure.canvas.draw()
        width = ax.figure.canvas.get_width_height()[0]
        boxes = [(text.get_window_extent(), text.get_gid()) for text in ax.texts]
        left = min(box.x0 for box, gid in boxes if gid == "budget")
        assert max(box.x1 for box, gid in boxes if gid == "budget") <= width
        assert max(box.x1 for box, gid in boxes if gid == "value") < left
    bare = draw("execution_ratio", frame.drop(columns="revised_krw"), elapsed, label="name")
    assert not texts(bare, "budget")


def test_division_table_says_what_it_adds_up_and_what_is_in_no_row():
    frame, arguments = real()["division_table"]
    for lang, gross, none, shared in (
        (
            "ko",
            "경과율보다 더 집행한 사업은 0으로 센다",
            "'-'는 해당 없음",
            "지표 6개는 어느 부서에도",
        ),
        (
            "en",
            "one that spent more counts as 0",
            "'-' does not apply",
            "6 KPIs that divisions share",
        ),
    ):
        (note,) = texts(
            draw("division_table", frame, *arguments, lang=lang, shared_kpis=6), "remark"
        )
        assert gross in note
        assert none in note
        assert shared in note
        (note,) = texts(draw("division_table", frame, *arguments, lang=lang), "remark")
        assert "6" not in note
    (subtitle,) = texts(draw("division_table", frame, *arguments), "subtitle")
    assert "사업별로 경과율에 못 미친 금액의 합(억원)" in subtitle
    small_sums = frame.assign(behind_krw=[30_000_000] * len(frame))
    assert texts(draw("division_table", small_sums, *arguments), "value").count("0.3") == len(frame)


def test_offices_stand_apart_from_what_is_none():
    """Personnel is on top, in no count, and both widths name the line."""
    frame = items(("인건비", "Personnel", 500, 100), ("가실", "A Office", 100, 90),
                  ("나실", "B Office", 300, 150), ("다실", "C Office", 100, 50))  # fmt: skip
    frame["office_id"] = [None, "office-a", "office-b", "office-c"]
    for options in ({}, {"compact": True}):
        ax = draw("execution_ratio", frame, 0.75, **options)
        assert rows(ax) == ["인건비", "가실", "나실", "다실"]
        assert flat(ax.get_title()).startswith("3개 실 중 2곳의 집행률이 연간 경과율(75.0%)에 못")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_compact_figure_fits_a_part_of_a_page(lang):
    """Half an A4 side, no letter under 8 points, nothing cut; note and source are the page's."""
    frame, (elapsed,) = real()["division_table"]
    ax = draw("execution_ratio", frame, elapsed, lang=lang, label="name", source="x", compact=True)
    wide, high = ax.figure.get_size_inches()
    assert wide < 3.4
    assert high < 2.2
    every = [ax.title, *ax.texts, *ax.get_yticklabels()]
    assert min(text.get_fontsize() for text in every if text.get_text()) >= 8
    assert not texts(ax, "remark") + texts(ax, "source")
    width, height = ax.figure.canvas.get_width_height()
    for text, box in written(ax):
        assert box.x0 >= -0.5, text
        assert box.x1 <= width + 0.5, text
        assert box.y0 >= -0.5, text
        assert box.y1 <= height + 0.5, text
    assert texts(drawn(ax).for_phone(), "remark")
    given = {"lang": lang, "label": "name", "compact": True, "note": "인쇄된 값으로는 다르다."}
    assert (
        flat(texts(draw("execution_ratio", frame, elapsed, **given), "remark")[0]) == given["note"]
    )


def test_rows_that_are_all_the_same_have_no_lowest():
    """All 60.0%: none of them is the lowest, of items, revenue sources or offices."""
    same = items(*[(name, en, 100, 60) for name, en in ("가A", "나B", "다C")])
    assert finding("execution_ratio", same, elapsed=0.75) == (
        "과목 3개의 집행률이 모두 60.0%로 연간 경과율(75.0%)에 못 미친다"
    )
    assert finding("execution_ratio", same, "en", elapsed=0.5) == (
        "All three items are 60.0% spent, at or above the elapsed share"
    )
    offices = same.assign(behind_krw=0, office_id=["a", "b", "c"])
    assert finding("division_table", offices, elapsed=0.75) == "3개 실 모두 집행률이 60.0%로 같다"


def test_divisions_are_called_what_they_are():
    """Headquarters, offices or teams, by their ids; all of them below are all, not 3 of 3."""
    below = items(("가", "A", 100, 10), ("나", "B", 100, 20), ("다", "C", 100, 30), behind_krw=0)
    for column, korean, english in (
        ("hq_id", "본부", "headquarters"),
        ("office_id", "실", "offices"),
        ("team_id", "팀", "teams"),
    ):  # fmt: skip
        frame = below.assign(**{column: list("abc")})
        said = finding("division_table", frame, elapsed=0.75)
        assert said == f"3개 {korean} 모두 집행률이 연간 경과율에 못 미치며, 가가 10.0%로 가장 낮다"
        said = finding("division_table", frame, "en", elapsed=0.75)
        assert said == f"All three {english} below elapsed share; a lowest (10.0%)"


def test_alt_text_of_revenue_speaks_of_what_is_collected():
    revenue = items(("가", "A", 100, 10), ("나", "B", 100, 20), side="revenue")
    for kind, options, word in (
        ("execution_ratio", {"elapsed": 0.75}, "수납률"), ("gap_by_item", {}, "미수납액"),
    ):  # fmt: skip
        said = alt(kind, revenue, **options)
        assert word in said
        assert "집행" not in said
    assert "점선" not in alt("execution_ratio", revenue)


def test_budget_steps_say_of_pairs_only_what_is_drawn():
    """Equal changes are evidence where there are some; rounding is said of all."""
    steps, (pairs,) = real()["budget_steps"]
    for passed, is_said in ((pairs, True), (pairs.iloc[:0], False), (None, False)):
        (note,) = texts(draw("budget_steps", steps, passed, lang="en"), "remark")
        assert ("evidence, not proof" in flat(note)) == is_said
        assert "sums may differ" in flat(note)


def test_one_of_many_is_said_in_the_singular():
    """One is below, or has met its target: no "1 of 3 are"."""
    ratios = items(("가", "A", 100, 10), ("나", "B", 100, 90), ("다", "C", 100, 95))
    said = finding("execution_ratio", ratios, "en", elapsed=0.75)
    assert said == "Of three items, only a is below the elapsed share (10.0%)"
    paces = pd.DataFrame({"title": list("가나"), "pace_pp": [-4.0, 1.0]})
    assert "only “가” is below its elapsed share (4.0 points)" in finding("pace", paces, "en")
    kpis = pd.DataFrame({"indicator": list("가나다"), "attainment_ratio": [1.2, 0.5, None]})
    kpis = kpis.assign(target=10, actual=5)
    said = finding("attainment", kpis, "en")
    assert said == "One of two reported KPIs has met its target; 1 not reported"
    offices = ratios.assign(behind_krw=0)
    assert "only a is below the elapsed share" in finding(
        "division_table", offices, "en", elapsed=0.75
    )


# How they look: pictures with the pinned font


@pytest.mark.parametrize(
    ("name", "kind", "lang"),
    [("gap-ko", "gap_by_item", "ko"), ("ratio-en", "execution_ratio", "en")],
)
def test_looks_like_the_picture_kept(name, kind, lang, tmp_path):
    arguments = (ELAPSED,) if kind == "execution_ratio" else ()
    ax = draw(kind, small(), *arguments, lang=lang, source=SOURCE[lang])
    drawn = save_figure(ax, name, tmp_path, formats=["png"]).paths["png"]
    assert compare_images(str(BASELINE / f"{name}.png"), str(drawn), tol=2) is None
