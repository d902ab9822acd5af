"""Colors carry meaning: each mark has the color that the rule of its row gives it, in its place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("matplotlib")
from matplotlib.colors import to_hex

from sfwf_data.figures import drawn
from sfwf_data.figures.check_status import STATUSES
from sfwf_data.figures.colors import (
    FUNDING,
    GOALS,
    GREY,
    INK,
    MAIN,
    OFFICES,
    PALE,
    SOFT,
    WARN,
    luminance,
)
from sfwf_data.figures.composition import BLUES
from tests.figure_frames import ELAPSED, draw, flat, items, real, rows, small, texts

MILLION = 1_000_000


def hexes(colors) -> list[str]:
    return [to_hex(color).upper() for color in np.atleast_2d(colors)]


def bar_colors(bars) -> list[str]:
    return [to_hex(bar.get_facecolor()).upper() for bar in bars]


def by_row(ax) -> dict[str, str]:
    """Name of the row -> color of its bar."""
    places = [round(bar.get_y() + bar.get_height() / 2) for bar in ax.patches]
    named = rows(ax)
    return {named[row]: color for row, color in zip(places, bar_colors(ax.patches), strict=True)}


def dots(ax, gid: str) -> dict[tuple[float, float], str]:
    """Place -> color of each dot of that kind."""
    found = {}
    for one in ax.collections:
        if one.get_gid() == gid:
            places = np.round(one.get_offsets(), 6).tolist()
            colors = hexes(one.get_facecolor())
            colors = colors * (len(places) // len(colors))
            found |= {tuple(place): color for place, color in zip(places, colors, strict=True)}
    return found


def key(ax) -> dict[str, str]:
    """Name -> color, as the key above the axes says."""
    notes = [text for text in ax.texts if text.get_gid() == "note"]
    signs = [text.get_text() in "■○●" for text in notes]
    return {
        flat(notes[index + 1].get_text()): to_hex(note.get_color()).upper()
        for index, note in enumerate(notes)
        if signs[index]
    }


def both_widths(kind: str, frame, *arguments, **options):
    """The figure as pages show it, and as phones do."""
    ax = draw(kind, frame, *arguments, **options)
    return ax, drawn(ax).for_phone()


# Bars


def test_gap__largest_is_strong_others_light_a_remainder_grey():
    frame = items(*[(f"과목{n}", f"I{n}", (10 + n) * MILLION, 0) for n in range(6)])
    assert by_row(draw("gap_by_item", frame, top_n=3)) == {
        "과목5": MAIN, "과목4": SOFT, "과목3": SOFT, "그 밖의 3개": GREY,
    }  # fmt: skip
    tie = items(("가", "A", MILLION, 0), ("나", "B", MILLION, 0), ("다", "C", MILLION, 9))
    assert by_row(draw("gap_by_item", tie)) == {"가": MAIN, "나": MAIN, "다": SOFT}
    rest = small().assign(kind=["", "remainder", ""])
    assert by_row(draw("gap_by_item", rest)) == {"기본경비": GREY, "인건비": MAIN, "예비비": SOFT}


def test_execution_ratio__below_the_elapsed_share_warns():
    frame = items(("가", "A", 100, 74), ("나", "B", 100, 75), ("다", "C", 100, 130))
    assert by_row(draw("execution_ratio", frame, 0.75)) == {"다": MAIN, "나": MAIN, "가": WARN}
    assert set(by_row(draw("execution_ratio", frame)).values()) == {MAIN}


def test_pace__behind_warns_ahead_does_not():
    frame = pd.DataFrame({"title": ["늦음", "빠름", "맞음"], "pace_pp": [-10.0, 12.0, 0.0]})
    for ax in both_widths("pace", frame):
        assert bar_colors(ax.patches) == [WARN, MAIN, MAIN]
        assert [bar.get_width() for bar in ax.patches] == [-10, 0, 12]
    ax = draw("pace", frame)
    assert by_row(ax) == {"늦음": WARN, "맞음": MAIN, "빠름": MAIN}
    said = {
        flat(text.get_text()): (to_hex(text.get_color()).upper(), text.get_ha())
        for text in ax.texts
        if text.get_gid() == "note"
    }
    assert said == {"기간보다 느림": (WARN, "right"), "기간보다 빠름": (MAIN, "left")}


def test_pace__of_the_real_programs():
    frame, _ = real()["pace"]
    pace = frame.drop_duplicates("title").set_index("title")["pace_pp"]
    for name, color in by_row(draw("pace", frame)).items():
        value = pace[[flat(title) == name for title in pace.index]]
        assert color == (WARN if value.iloc[0] < 0 else MAIN), name


def test_projection__pale_budget_light_projection_dark_execution():
    ax = draw("projection", small())
    drawn_as = {bars.get_label(): set(bar_colors(bars)) for bars in ax.containers}
    assert drawn_as == {"revised": {PALE}, "projected": {SOFT}, "executed": {MAIN}}
    assert key(ax) == {"집행액": MAIN, "연말 추정": SOFT, "최종예산액": PALE}
    assert list(drawn_as) == ["revised", "projected", "executed"], "the later covers the earlier"


def changes() -> pd.DataFrame:
    previous, change = [600, 300, 100, 0], [80, -50, 20, 40]
    frame = pd.DataFrame({"item": list("가나다라"), "previous_krw": previous, "change_krw": change})
    frame *= [1, MILLION, MILLION]
    return frame.assign(
        current_krw=frame["previous_krw"] + frame["change_krw"],
        contribution_pp=frame["change_krw"] / 10 / MILLION,
        is_new=[False, False, False, True],
    )


def test_bridge__up_down_and_totals():
    ax = draw("bridge", changes(), (2021, 2022))
    assert by_row(ax) == {
        "2021년": GREY, "가": MAIN, "라": MAIN, "다": MAIN, "나": WARN, "2022년": GREY,
    }  # fmt: skip
    assert [text for text in texts(ax, "value") if "신규" in text] == ["+0.4 (신규)"]


def test_bridge__connectors_join_each_step_to_the_next():
    for ax in both_widths("bridge", changes(), (2021, 2022)):
        bars = list(ax.patches)
        joins = [line for line in ax.lines if line.get_transform() == ax.transData]
        assert len(joins) == len(bars) - 1
        for row, (line, bar) in enumerate(zip(joins, bars, strict=False)):
            end = bar.get_x() + bar.get_width()
            start = bars[row + 1].get_x() + (bars[row + 1].get_width() if row == 4 else 0)
            assert line.get_xdata() == pytest.approx([end, end])
            assert end == pytest.approx(start)
            ends = [bar.get_y(), bars[row + 1].get_y() + bar.get_height()]
            assert line.get_ydata() == pytest.approx(ends), "from bar to bar"


def test_contribution__growth_and_decline():
    ax = draw("contribution", changes())
    assert by_row(ax) == {"가": MAIN, "라": MAIN, "다": MAIN, "나": WARN}


def test_staffing__more_people_than_posts_warn():
    frame = pd.DataFrame({"grade": list("가나다"), "quota": [5, 3, 2], "current": [4, 3, 3]})
    ax = draw("staffing", frame)
    drawn_as = {bars.get_label(): bar_colors(bars) for bars in ax.containers}
    assert drawn_as == {"quota": [PALE] * 3, "current": [MAIN, MAIN, WARN]}
    assert key(ax) == {"현원": MAIN, "정원": PALE}


def test_coverage__programs_remainder_excess_and_the_published_line():
    frame = pd.DataFrame(
        [("가", 60, 40, 100), ("나", 90, -20, 70), ("다", 30, 0, 30)],
        columns=["item", "programs", "remainder", "total"],
    ).melt("item", var_name="kind", value_name="revised_krw")
    frame["revised_krw"] *= MILLION
    ax = draw("coverage", frame)
    assert rows(ax) == ["가", "나", "다"]
    marks = [(bar.get_x(), bar.get_width(), color, bar.get_gid()) for bar, color in
             zip(ax.patches, bar_colors(ax.patches), strict=True)]  # fmt: skip
    assert marks == [
        (0, 60, MAIN, None), (60, 40, GREY, "remainder"), (0, 70, MAIN, None),
        (70, 20, "#FFFFFF", "excess"), (0, 30, MAIN, None),
    ]  # fmt: skip
    excess = ax.patches[3]
    assert (to_hex(excess.get_edgecolor()).upper(), bool(excess.get_hatch())) == (WARN, True)
    lines = [line for line in ax.lines if line.get_gid() == "published"]
    assert [list(line.get_xdata()) for line in lines] == [[100, 100], [70, 70], [30, 30]]
    assert {to_hex(line.get_color()).upper() for line in lines} == {INK}
    assert key(ax) == {
        "목록의 사업": MAIN, "목록에 없는 금액": GREY, "공표액 초과": WARN, "공표액": INK,
    }  # fmt: skip


def test_check_status__each_status_has_its_color():
    frame = pd.DataFrame(
        {"check": ["a"] * 5 + ["b"] * 2,
         "status": ["holds", "holds", "rounding", "corrected", "unexplained", "holds", "holds"]}
    )  # fmt: skip
    ax = draw("check_status", frame, lang="en")
    drawn_as = {
        bars.get_label(): (set(bar_colors(bars)), [bar.get_width() for bar in bars])
        for bars in ax.containers
    }
    assert drawn_as == {
        "unexplained": ({WARN}, [1, 0]), "corrected": ({STATUSES["corrected"]}, [1, 0]),
        "rounding": ({SOFT}, [1, 0]), "holds": ({PALE}, [2, 2]),
    }  # fmt: skip
    assert rows(ax) == ["a", "b"]
    assert list(key(ax).values()) == list(STATUSES.values())


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["gap_by_item", "pace", "contribution", "execution_ratio"])
def test_label__stands_at_the_end_of_its_bar(kind, lang):
    frame, arguments = real()[kind]
    ax = draw(kind, frame, *arguments, lang=lang)
    labels = [text for text in ax.texts if text.get_gid() == "value"]
    assert len(labels) == len(ax.patches)
    for row, (label, bar) in enumerate(zip(labels, ax.patches, strict=True)):
        assert label.xy == pytest.approx((bar.get_width(), row))
        assert label.get_ha() == ("right" if bar.get_width() < 0 else "left")
        shown = label.get_text().split()[0].rstrip("%p").replace(",", "")
        assert float(shown) == pytest.approx(bar.get_width(), abs=0.051 if "." in shown else 0.51)


# Stacks


@pytest.mark.parametrize(
    ("column", "palette"), [("goal_id", GOALS), ("funding", FUNDING), ("office_id", OFFICES)]
)
def test_composition__goals_offices_and_funding_keep_their_colors(column, palette):
    ids = list(palette)[::-1]
    frame = pd.DataFrame({"item": ids, column: ids, "revised_krw": range(1, len(ids) + 1)})
    ax = draw("composition", frame)
    assert bar_colors(ax.patches) == [palette[one].upper() for one in ids[::-1]]


def test_composition__blues_from_dark_to_light_and_a_grey_remainder():
    frame = items(*[(f"과목{n}", f"I{n}", 10 - n, 0) for n in range(6)])
    frame["kind"] = ["", "", "remainder", "", "", ""]
    colors = bar_colors(draw("composition", frame).patches)
    assert colors == [BLUES[0], BLUES[1], GREY, BLUES[3], BLUES[4], BLUES[4]]
    assert [luminance(one) for one in BLUES] == sorted(luminance(one) for one in BLUES)


def test_composition__names_can_be_read_on_their_parts():
    frame, _ = real()["composition"]
    ax = draw("composition", frame)
    found = 0
    names = [text for text in ax.texts if text.get_ha() == "center"]
    for bar, ground in zip(ax.patches, bar_colors(ax.patches), strict=True):
        for text in names:
            x, y = text.get_position()
            height = abs(y - bar.get_y() - bar.get_height() / 2)
            if bar.get_x() < x < bar.get_x() + bar.get_width() and height < 0.01:
                found += 1
                light, dark = sorted([luminance(ground), luminance(text.get_color())])[::-1]
                assert (light + 0.05) / (dark + 0.05) >= 3, text.get_text()
    assert found == len(names) >= 3


# Dots


def test_attainment__met_ahead_behind_and_none_for_what_is_not_reported():
    frame = pd.DataFrame(
        {"indicator": ["이룸", "꼭", "앞섬", "경계", "뒤짐", "미보고"],
         "attainment_ratio": [1.3, 1.0, 0.8, 0.75, 0.7, None], "target": 10, "actual": 7}
    )  # fmt: skip
    expected = [MAIN, MAIN, SOFT, SOFT, WARN]
    for ax in both_widths("attainment", frame, 0.75):
        assert dots(ax, "dots") == {
            (round(100 * ratio, 6), row): color
            for row, (ratio, color) in enumerate(
                zip(frame["attainment_ratio"].dropna(), expected, strict=True)
            )
        }
    calm = dots(draw("attainment", frame), "dots")
    assert list(calm.values()) == [MAIN, MAIN, SOFT, SOFT, SOFT]


def test_share_shift__growth_and_decline_open_before_and_full_after():
    frame = pd.DataFrame(
        {
            "item": ["가", "나"],
            "previous_share_ratio": [0.4, 0.6],
            "current_share_ratio": [0.7, 0.3],
        }
    )
    ax = draw("share_shift", frame, (2021, 2022))
    assert dots(ax, "previous") == {(40, 0): "#FFFFFF", (60, 1): "#FFFFFF"}
    assert dots(ax, "current") == {(70, 0): MAIN, (30, 1): WARN}
    ring = next(one for one in ax.collections if one.get_gid() == "previous")
    assert hexes(ring.get_edgecolor()) == [MAIN, WARN]
    lines = next(one for one in ax.collections if one.get_gid() is None)
    assert hexes(lines.get_color()) == [MAIN, WARN]
    assert [np.sort(line[:, 0]).tolist() for line in lines.get_segments()] == [[40, 70], [30, 60]]
    assert list(key(ax)) == ["2021", "2022"]


@pytest.mark.parametrize(("column", "palette"), [("goal_id", GOALS), ("office_id", OFFICES)])
def test_spending__goals_and_offices_keep_their_colors(column, palette):
    ids = list(palette)[::-1]
    ratios = [round(0.1 * (n + 1), 1) for n in range(len(ids))]
    frame = pd.DataFrame(
        {"item": ids, column: ids, "executed_ratio": ratios, "attainment_ratio": ratios[::-1]}
    )
    for ax in both_widths("spending_vs_targets", frame, ELAPSED):
        assert dots(ax, "dots") == {
            (round(100 * ratio, 6), round(100 * other, 6)): palette[one].upper()
            for one, ratio, other in zip(ids, ratios, ratios[::-1], strict=True)
        }
    plain = dots(draw("spending_vs_targets", frame.drop(columns=column)), "dots")
    assert set(plain.values()) == {MAIN}


@pytest.mark.parametrize("value", ["executed_ratio", "pace_pp"])
def test_peers__one_is_strong_the_others_grey(value):
    frame, _ = real()["program_peers"]
    own = frame.set_index("program_id").loc["p4-05"]
    goal = frame["goal_id"] == own["goal_id"]
    scale = 1 if value == "pace_pp" else 100
    for ax in both_widths("program_peers", frame, "p4-05", value):
        mine = dots(ax, "program")
        assert set(mine.values()) == {MAIN}
        assert sorted(place[1] for place in mine) == [0, 1]
        assert {place[0] for place in mine} == {round(scale * own[value], 6)}
        others = dots(ax, "peers")
        assert set(others.values()) == {GREY}
        for row, kept in enumerate((frame["program_id"] != "p4-05", goal)):
            strip = [x for x, y in others if round(y) == row]
            expected = frame.loc[kept & (frame["program_id"] != "p4-05"), value]
            assert sorted(strip) == pytest.approx(sorted(scale * expected), abs=1e-5)
        assert max(abs(y - round(y)) for _, y in others) <= 0.24
        medians = [line for line in ax.lines if line.get_gid() == "median"]
        expected = [scale * frame[value].median(), scale * frame.loc[goal, value].median()]
        assert [line.get_xdata()[0] for line in medians] == pytest.approx(expected)
        assert {to_hex(line.get_color()).upper() for line in medians} == {INK}


def test_peers__the_jitter_is_the_same_and_takes_no_random_number():
    frame, arguments = real()["program_peers"]
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    first = dots(draw("program_peers", frame, *arguments), "peers")
    assert np.random.random() == expected
    assert dots(draw("program_peers", frame, *arguments), "peers") == first


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_spending__names_cross_no_line(lang):
    """Nor stand on the other side of a line than their dot."""
    frame, arguments = real()["spending_vs_targets"]
    for ax in both_widths("spending_vs_targets", frame, *arguments, lang=lang):
        renderer = ax.figure.canvas.get_renderer()
        ax.figure.canvas.draw()
        line = ax.transData.transform((100 * ELAPSED, 100 * ELAPSED))
        for text in ax.texts:
            if text.get_gid() == "value":
                box, dot = text.get_window_extent(renderer), ax.transData.transform(text.xy)
                beyond = [box.x0 > line[0], box.x1 < line[0], box.y0 > line[1], box.y1 < line[1]]
                there = [dot[0] > line[0], dot[0] < line[0], dot[1] > line[1], dot[1] < line[1]]
                assert beyond == there, text.get_text()
