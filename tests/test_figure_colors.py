"""Colors carry meaning: each mark has the color that the rule of its row gives it, in its place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("matplotlib")
from matplotlib.colors import to_hex

from sfwf_data.figures import drawn
from sfwf_data.figures.colors import (
    AHEAD,
    AHEAD_CELL,
    BEHIND,
    BEHIND_CELL,
    ENDED,
    FUNDING,
    GOALS,
    GREY,
    INK,
    MAIN,
    NOT_DUE,
    OFFICES,
    ONCE,
    OVER,
    PALE,
    PLAIN_CELL,
    RESERVE,
    REVENUE,
    REVENUE_PARTS,
    SOFT,
    SPENDING_PARTS,
    UNJUDGED,
    UNJUDGED_CELL,
    WATCH,
    luminance,
)
from tests.figure_frames import ELAPSED, draw, flat, items, real, rows, small, texts

MILLION = 1_000_000
near = pytest.approx


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
    signs = [text.get_text() in "■◁○●│" for text in notes]
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
    assert by_row(draw("execution_ratio", frame, 0.75)) == {"다": AHEAD, "나": AHEAD, "가": BEHIND}
    assert set(by_row(draw("execution_ratio", frame)).values()) == {MAIN}


def test_pace__behind_warns_ahead_does_not():
    frame = pd.DataFrame({"title": ["못 미침", "앞섬", "맞음"], "pace_pp": [-10.0, 12.0, 0.0]})
    for ax in both_widths("pace", frame):
        assert bar_colors(ax.patches) == [BEHIND, AHEAD, AHEAD]
        assert [bar.get_width() for bar in ax.patches] == [-10, 0, 12]
    ax = draw("pace", frame)
    assert by_row(ax) == {"못 미침": BEHIND, "맞음": AHEAD, "앞섬": AHEAD}
    said = {
        flat(text.get_text()): (to_hex(text.get_color()).upper(), text.get_ha())
        for text in ax.texts
        if text.get_gid() == "note"
    }
    assert said == {"경과율에 못 미침": (BEHIND, "right"), "경과율보다 앞섬": (AHEAD, "left")}


def test_pace__of_the_real_programs():
    frame, _ = real()["pace"]
    pace = frame.drop_duplicates("title").set_index("title")["pace_pp"]
    for name, color in by_row(draw("pace", frame)).items():
        value = pace[[flat(title) == name for title in pace.index]]
        assert color == (BEHIND if value.iloc[0] < 0 else AHEAD), name


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
        "2021년": GREY, "가": MAIN, "라": MAIN, "다": MAIN, "나": "#FFFFFF", "2022년": GREY,
    }  # fmt: skip
    edges = [to_hex(bar.get_edgecolor()).upper() for bar in ax.patches]
    assert edges == [GREY, MAIN, MAIN, MAIN, MAIN, GREY], "what falls is open"
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False] * 4 + [True, False]
    assert key(ax) == {"증가": MAIN, "감소": MAIN}
    assert [text for text in texts(ax, "value") if "신규" in text] == ["+0.4 (+4.0%p, 신규)"]


def test_bridge__a_hair_of_a_decrease_is_marked():
    """As thin as its edge it would look solid: an open arrow stands before its lower end."""
    frame = changes()
    frame.loc[1, ["current_krw", "change_krw"]] = 299_990_000, -10_000
    for ax in both_widths("bridge", frame):
        (mark,) = [line for line in ax.lines if line.get_gid() == "fall"]
        bar = ax.patches[4]
        assert (mark.get_marker(), mark.get_markerfacecolor()) == ("<", "white")
        assert mark.get_xdata()[0] < bar.get_x() + bar.get_width()
        assert mark.get_ydata()[0] == pytest.approx(bar.get_y() + bar.get_height() / 2)


def test_share_shift__a_year_behind_the_other_is_seen():
    """The ring of the year before is larger than the dot, stands behind it, and no label on it."""
    frame = pd.DataFrame({"item": ["가", "나"], "previous_share_ratio": [0.9, 0.1],
                          "current_share_ratio": [0.9, 0.1]})  # fmt: skip
    for ax in both_widths("share_shift", frame):
        ring, dot = (next(one for one in ax.collections if one.get_gid() == gid)
                     for gid in ("previous", "current"))  # fmt: skip
        assert ring.get_sizes()[0] > 2 * dot.get_sizes()[0]
        assert ring.get_zorder() < dot.get_zorder()
        ax.figure.canvas.draw()
        half = ring.get_sizes()[0] ** 0.5 / 2 / 72 * ax.figure.dpi
        for text in (text for text in ax.texts if text.get_gid() == "value"):
            right = ax.transData.transform(text.xy)[0] + half
            assert text.get_window_extent().x0 > right


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["bridge", "coverage", "gap_by_item", "share_shift", "staffing"])
def test_labels__no_line_of_the_grid_runs_through_them(kind, lang):
    frame, arguments = real()[kind]
    for ax in both_widths(kind, frame, *arguments, lang=lang):
        labels = [text for text in ax.texts if text.get_gid() == "value"]
        assert labels
        for text in labels:
            assert text.get_bbox_patch().get_facecolor() == (1, 1, 1, 1)
            assert text.get_zorder() > max(line.get_zorder() for line in ax.get_xgridlines())


def test_bridge__connectors_join_each_step_to_the_next():
    for ax in both_widths("bridge", changes(), (2021, 2022)):
        bars = list(ax.patches)
        joins = [line for line in ax.lines if line.get_gid() == "connector"]
        assert len(joins) == len(bars) - 1
        for row, (line, bar) in enumerate(zip(joins, bars, strict=False)):
            end = bar.get_x() + bar.get_width()
            start = bars[row + 1].get_x() + (bars[row + 1].get_width() if row == 4 else 0)
            assert line.get_xdata() == pytest.approx([end, end])
            assert end == pytest.approx(start)
            ends = [bar.get_y(), bars[row + 1].get_y() + bar.get_height()]
            assert line.get_ydata() == pytest.approx(ends), "from bar to bar"


def test_staffing__more_people_than_posts_warn():
    frame = pd.DataFrame({"grade": list("가나다"), "quota": [5, 3, 2], "current": [4, 3, 3]})
    ax = draw("staffing", frame)
    drawn_as = {bars.get_label(): bar_colors(bars) for bars in ax.containers}
    assert drawn_as == {"quota": [PALE] * 3, "current": [MAIN] * 3, "over": [OVER] * 3}
    assert [bar.get_width() for bar in ax.containers[-1]] == [0, 0, 1]
    assert key(ax) == {"현원": MAIN, "정원": PALE, "정원 초과": OVER}
    assert "정원 초과" not in key(draw("staffing", frame.iloc[:2]))


def test_coverage__programs_remainder_excess_and_the_published_line():
    frame = pd.DataFrame(
        [("가", 60, 40, 100), ("나", 90, -20, 70), ("다", 30, 0, 30)],
        columns=["item", "programs", "remainder", "total"],
    ).melt("item", var_name="kind", value_name="revised_krw")
    frame["revised_krw"] *= MILLION
    ax = draw("coverage", frame)
    assert rows(ax) == ["가", "나", "다"]
    marks = [(near(bar.get_x() * 100), near(bar.get_width() * 100), color, bar.get_gid())
             for bar, color in zip(ax.patches, bar_colors(ax.patches), strict=True)]  # fmt: skip
    assert marks == [
        (0, 60, MAIN, None), (60, 40, GREY, "remainder"), (0, 70, MAIN, None),
        (70, 20, OVER, "excess"), (0, 30, MAIN, None),
    ]  # fmt: skip
    lines = [line for line in ax.lines if line.get_gid() == "published"]
    assert [list(line.get_xdata()) for line in lines] == [[1, 1], [0.7, 0.7], [0.3, 0.3]]
    assert {to_hex(line.get_color()).upper() for line in lines} == {INK}
    assert key(ax) == {
        "세부사업": MAIN, "모자라는 금액": GREY, "넘치는 금액": OVER, "제Ⅲ부 금액": INK,
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["gap_by_item", "pace"])
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


def test_composition__shades_of_a_side_from_dark_to_light_and_a_grey_remainder():
    frame = items(*[(f"과목{n}", f"I{n}", 10 - n, 0) for n in range(6)])
    frame["kind"] = ["", "", "remainder", "", "", ""]
    colors = bar_colors(draw("composition", frame).patches)
    assert colors == [*SPENDING_PARTS[:2], GREY, SPENDING_PARTS[3], *[SPENDING_PARTS[4]] * 2]
    revenue = bar_colors(draw("composition", frame.assign(side="revenue")).patches)
    assert revenue[:2] == list(REVENUE_PARTS[:2]), "the two sides do not share a color"
    for shades in (SPENDING_PARTS, REVENUE_PARTS):
        light = [luminance(one) for one in shades]
        assert light == sorted(light)


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


def test_attainment__met_on_pace_behind_and_none_for_what_is_not_reported():
    """Full where the target is met; a rate is not held against the calendar."""
    frame = pd.DataFrame(
        {"indicator": ["이룸", "꼭", "앞섬", "경계", "뒤짐", "비율", "미보고"],
         "attainment_ratio": [1.3, 1.0, 0.8, 0.75, 0.7, 0.6, None], "target": 10, "actual": 7,
         "accumulates": [True, True, True, True, True, False, True]}
    )  # fmt: skip
    colors = [AHEAD, AHEAD, AHEAD, AHEAD, BEHIND, UNJUDGED]
    for ax in both_widths("attainment", frame, 0.75):
        marks = next(one for one in ax.collections if one.get_gid() == "dots")
        assert hexes(marks.get_edgecolor()) == colors
        assert hexes(marks.get_facecolor()) == [AHEAD, AHEAD, *["#FFFFFF"] * 4]
        assert marks.get_offsets()[:, 0].tolist() == pytest.approx([130, 100, 80, 75, 70, 60])
    assert list(key(ax).values()) == [AHEAD, AHEAD, BEHIND, UNJUDGED]
    calm = next(one for one in draw("attainment", frame).collections if one.get_gid() == "dots")
    assert hexes(calm.get_edgecolor()) == [AHEAD, AHEAD, MAIN, MAIN, MAIN, MAIN]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["attainment", "execution_ratio", "program_peers"])
def test_labels__cross_no_line_of_reference(kind, lang):
    frame, arguments = real()[kind]
    options = {"elapsed": ELAPSED} if kind == "program_peers" else {}
    for ax in both_widths(kind, frame, *arguments, lang=lang, **options):
        ax.figure.canvas.draw()
        lines = [line for line in ax.lines if line.get_gid() == "reference"]
        assert lines
        assert all(line.get_zorder() < 1 for line in lines), "behind bars and labels"
        for line in lines:
            x = ax.transData.transform((line.get_xdata()[0], 0))[0]
            for text in ax.texts:
                if text.get_gid() == "value":
                    box = text.get_window_extent()
                    assert not box.x0 - 1 < x < box.x1 + 1, text.get_text()


def test_attainment__rows_of_one_name_are_told_apart():
    frame, arguments = real()["attainment"]
    named = frame.assign(group=frame["section_id"], group_en=frame["section_id"])
    ax = draw("attainment", named, *arguments, label="indicator", group="group")
    shown = [name for name in rows(ax) if name]
    assert len(set(shown)) == len(shown) == len(frame)
    assert "시민소통" in shown, "a name that stands once is left alone"


def test_execution_ratio__a_label_that_the_line_would_cross_stands_in_its_bar():
    frame = items(("가", "A", 100, 70), ("나", "B", 100, 40), ("다", "C", 100, 90))
    ax = draw("execution_ratio", frame, 0.75)
    inside = {text.get_text(): to_hex(text.get_color()) == "#ffffff" for text in ax.texts
              if text.get_gid() == "value"}  # fmt: skip
    assert inside == {"90.0%": False, "70.0%": True, "40.0%": False}


def test_execution_ratio__what_is_paid_once_is_not_held_against_the_calendar():
    frame = items(("가", "A", 100, 74), ("나", "B", 100, 0), timing=["even", "once"])
    assert by_row(draw("execution_ratio", frame, 0.75)) == {"가": BEHIND, "나": UNJUDGED}
    assert set(by_row(draw("execution_ratio", frame)).values()) == {MAIN}, "nothing is compared"
    assert "경과율과 비교하지 않음" in texts(draw("execution_ratio", frame, 0.75), "value")[1]


def test_share_shift__the_largest_move_is_strong_open_before_and_full_after():
    frame = pd.DataFrame(
        {
            "item": ["가", "나"],
            "previous_share_ratio": [0.4, 0.6],
            "current_share_ratio": [0.7, 0.3],
        }
    )
    ax = draw("share_shift", frame, (2021, 2022))
    assert dots(ax, "previous") == {(40, 0): "#FFFFFF", (60, 1): "#FFFFFF"}
    assert dots(ax, "current") == {(70, 0): MAIN, (30, 1): MAIN}, "both moved as far"
    ring = next(one for one in ax.collections if one.get_gid() == "previous")
    assert hexes(ring.get_edgecolor()) == [MAIN, MAIN]
    lines = next(one for one in ax.collections if one.get_gid() is None)
    assert hexes(lines.get_color()) == [MAIN, MAIN]
    assert [np.sort(line[:, 0]).tolist() for line in lines.get_segments()] == [[40, 70], [30, 60]]
    assert list(key(ax)) == ["2021", "2022"]
    frame["current_share_ratio"] = [0.41, 0.3]
    assert list(dots(draw("share_shift", frame), "current").values()) == [SOFT, MAIN]


@pytest.mark.parametrize("value", ["executed_ratio", "pace_pp"])
def test_peers__one_is_strong_the_others_grey(value):
    """A pace is that of running programs alone: their dots, their medians."""
    frame, _ = real()["program_peers"]
    own = frame.set_index("program_id").loc["p4-05"]
    scale, over = (1 if value == "pace_pp" else 100), frame["elapsed_ratio"] >= 1
    held = frame[~over] if value == "pace_pp" else frame
    same = held[held["goal_id"] == own["goal_id"]]
    for ax in both_widths("program_peers", frame, "p4-05", value):
        mine = dots(ax, "program")
        assert set(mine.values()) == {BEHIND}, "as its money in the figure of the program"
        assert sorted(place[1] for place in mine) == [0, 1]
        assert {place[0] for place in mine} == {round(scale * own[value], 6)}
        running, finished = dots(ax, "peers"), dots(ax, "finished")
        assert set(running.values()) == {GREY}
        assert set(finished.values()) <= {"#FFFFFF"}
        ended = frame[over]
        drawn_twice = len(ended) + (ended["goal_id"] == own["goal_id"]).sum()
        assert len(finished) == (0 if value == "pace_pp" else drawn_twice)
        others = running | finished
        for row, strip in enumerate((held, same)):
            found = [x for x, y in others if round(y) == row]
            expected = strip.loc[strip["program_id"] != "p4-05", value]
            assert sorted(found) == pytest.approx(sorted(scale * expected), abs=1e-5)
        assert max(abs(y - round(y)) for _, y in others) <= 0.24
        medians = [line for line in ax.lines if line.get_gid() == "median"]
        expected = [scale * held[value].median(), scale * same[value].median()]
        assert [line.get_xdata()[0] for line in medians] == pytest.approx(expected)
        assert {to_hex(line.get_color()).upper() for line in medians} == {INK}


def money_bar(frame) -> str:
    return bar_colors(draw("program_progress", frame).containers[1])[0]


@pytest.mark.parametrize("program", ["p4-05", "p3-05", "p1-19"])
def test_one_program__has_one_color_on_its_page(program):
    """Behind, ahead, finished: its dot among the others is colored as its money."""
    frame, _ = real()["program_peers"]
    one = frame[frame["program_id"] == program]
    color = {"p4-05": BEHIND, "p3-05": AHEAD, "p1-19": ENDED}[program]
    assert money_bar(one) == color
    others = frame[frame["elapsed_ratio"] >= 1] if color == ENDED else frame
    value = "executed_ratio" if color == ENDED else "pace_pp"
    ax = draw("program_peers", others, program, value)
    assert set(dots(ax, "program").values()) == {color}
    assert key(ax)["이 사업"] == color


def test_peers__the_jitter_is_the_same_and_takes_no_random_number():
    frame, arguments = real()["program_peers"]
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    first = dots(draw("program_peers", frame, *arguments), "peers")
    assert np.random.random() == expected
    assert dots(draw("program_peers", frame, *arguments), "peers") == first


# The unspent money, the bands, the steps, the divisions, one program


def part_widths(ax) -> list[tuple[str, float]]:
    return [(to_hex(bar.get_facecolor()).upper(), bar.get_width()) for bar in ax.patches]


def gap_rows(net: int, once: int = 0, reserve: int = 0, due: int = 0) -> pd.DataFrame:
    row = {"net_behind_krw": net, "once_krw": once, "reserve_krw": reserve, "not_due_krw": due}
    return pd.DataFrame([row]) * MILLION


def test_gap_parts__one_bar_in_the_order_of_what_matters():
    ax = draw("gap_parts", gap_rows(20, 10, 10, 60))
    assert part_widths(ax) == [
        (BEHIND, near(20)), (ONCE, near(10)), (RESERVE, near(10)), (NOT_DUE, near(60)),
    ]  # fmt: skip
    assert len({bar.get_y() for bar in ax.patches}) == 1
    assert (
        flat(ax.get_title()) == "집행잔액 1.0억원 중 경과율에 못 미친 금액은 순액으로 0.2억원이다"
    )


def test_gap_parts__ahead_stands_beyond_what_is_unspent():
    """Not due 60, ahead 20: 40 is unspent, and 20 of what is due later is already spent.

    The two parts stand under the name and the amount that the table gives for what is not due.
    """
    ax = draw("gap_parts", gap_rows(-20, due=60), lang="en")
    assert part_widths(ax) == [(NOT_DUE, near(100 * 40 / 60)), (AHEAD, near(100 * 20 / 60))]
    assert flat(ax.get_title()) == (
        "KRW 40,000 thousand is unspent, yet spending is KRW 20,000 thousand ahead"
    )
    assert texts(ax, "value") == [
        "Left unspent KRW 40,000 thousand", "Spent ahead of the calendar KRW 20,000 thousand",
    ]  # fmt: skip
    assert texts(ax, "note") == ["Not yet due KRW 60,000 thousand"]
    assert "%" not in texts(ax, "subtitle")[0] + "".join(texts(ax, "value"))
    planted = gap_rows(-200, 100, 50, 600).assign(behind_krw=5 * MILLION)
    for ax in both_widths("gap_parts", planted):
        assert part_widths(ax) == [
            (ONCE, near(100 / 7.5)), (RESERVE, near(50 / 7.5)), (NOT_DUE, near(400 / 7.5)),
            (AHEAD, near(200 / 7.5)),
        ]  # fmt: skip
        (line,) = [line for line in ax.lines if line.get_gid() == "bracket"]
        ends = line.get_xdata()[0], line.get_xdata()[-1]
        assert ends == near((150 / 7.5, 100), abs=0.5), "over the two parts, and over no other"
        assert texts(ax, "note") == ["아직 집행할 때가 아닌 금액 6.0억원"]
        assert "경과율보다 앞서 집행한 순액 2.0억원" in texts(ax, "value"), "some are behind"
        assert "남은 금액 4.0억원" in texts(ax, "value")
    even = draw("gap_parts", gap_rows(0, due=60), lang="en")
    assert "none is behind" in flat(even.get_title())
    nothing = draw("gap_parts", gap_rows(0))
    assert flat(nothing.get_title()) == "집행하지 않고 남은 예산이 없다"


def test_gap_parts__what_is_printed_and_does_not_add_up_is_said():
    sums = gap_rows(100, due=900), gap_rows(104, due=904)  # 1.0 + 9.0 = 10.0; 1.0 + 9.0 = 10.1
    notes = [texts(draw("gap_parts", one), "remark")[0] for one in sums]
    assert ["반올림" in note for note in notes] == [False, True]


def test_gap_parts__of_lines_is_that_of_their_total():
    frame, _ = real()["gap_parts"]
    ax = draw("gap_parts", frame)
    assert "92.1억원 중" in flat(ax.get_title())
    assert "12.8억원" in flat(ax.get_title())
    assert sum(width for _, width in part_widths(ax)) == near(100)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["gap_parts", "composition", "bands"])
def test_stacks__no_leader_line_runs_through_a_name(kind, lang):
    frame, arguments = real()[kind]
    for ax in both_widths(kind, frame, *arguments, lang=lang):
        ax.figure.canvas.draw()
        lines = [line for line in ax.lines if line.get_gid() == "leader"]
        for line in lines:
            (x, top), (_, end) = ax.transData.transform(line.get_xydata())
            for text in ax.texts:
                if text.get_gid() == "value" and text.get_ha() != "center":
                    box = text.get_window_extent()
                    crossed = box.x0 + 1 < x < box.x1 - 1 and end + 1 < box.y1 and box.y0 < top
                    assert not crossed, text.get_text()


def test_bands__by_number_and_by_money():
    frame = pd.DataFrame(
        {"band": ["behind", "watch", "watch", "on_track", "finished"], "pace_pp": 0.0,
         "revised_krw": [50 * MILLION, 20 * MILLION, 10 * MILLION, 15 * MILLION, 5 * MILLION]}
    )  # fmt: skip
    ax = draw("bands", frame)
    colors = [BEHIND, WATCH, AHEAD, ENDED]
    assert part_widths(ax) == [
        *zip(colors, map(near, (20, 40, 20, 20)), strict=True),
        *zip(colors, map(near, (50, 30, 15, 5)), strict=True),
    ]
    assert list(key(ax).values()) == colors
    assert flat(ax.get_title()) == "5개 사업 중 1개(예산의 50.0%)가 경과율에 5%p 넘게 못 미친다"
    calm = draw("bands", frame.iloc[1:], lang="en")
    assert flat(calm.get_title()) == "None of 4 programs is over 5 points behind the calendar"
    assert BEHIND not in key(calm).values()


def two_sides(approved: int, revised: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"side": ["revenue", "expenditure"], "approved_krw": approved * MILLION,
         "revised_krw": revised * MILLION, "executed_krw": [90 * MILLION, 60 * MILLION]}
    )  # fmt: skip


def test_budget_steps__what_passed_through_stands_between_the_totals():
    passed = pd.DataFrame(
        {"adjustment_krw": [30 * MILLION, 10 * MILLION], "revenue_item": ["보조금", "이월금"],
         "expenditure_item": ["보조금", "예비비"]}
    )  # fmt: skip
    ax = draw("budget_steps", two_sides(100, 150), passed)
    assert rows(ax) == [
        "당초예산", "보조금", "이월금 / 예비비", "그 밖의 증감", "최종예산액", "수납액", "집행액",
    ]  # fmt: skip
    whole = [(near(bar.get_x() * 100), near(bar.get_width() * 100), color)
             for bar, color in zip(ax.patches, bar_colors(ax.patches), strict=True)]  # fmt: skip
    assert whole == [
        (0, 100, GREY), (100, 30, REVENUE), (130, 10, REVENUE), (140, 10, PALE),
        (0, 150, GREY), (0, 90, REVENUE), (0, 60, MAIN), (100, 30, MAIN), (130, 10, MAIN),
    ]  # fmt: skip
    joins = [line for line in ax.lines if line.get_gid() == "connector"]
    assert [line.get_xdata()[0] for line in joins] == near([1, 1.3, 1.4, 1.5])
    assert "0.5억원 늘었고, 그중 80.0%에" in flat(ax.get_title())


def test_budget_steps__without_pairs_and_with_a_cut():
    assert flat(draw("budget_steps", two_sides(100, 150)).get_title()).endswith("0.5억원 늘었다")
    cut = draw("budget_steps", two_sides(150, 100), lang="en")
    assert flat(cut.get_title()) == "Budget down KRW 50 million during the year"
    assert [bar.get_width() for bar in cut.patches][1] == -50
    alone = draw("budget_steps", two_sides(100, 100).iloc[1:], lang="en")
    assert rows(alone) == ["Approved budget", "Revised budget", "Executed"]


def test_division_table__each_cell_has_the_color_of_its_rule():
    frame = pd.DataFrame(
        {"name": ["가", "나", "다"], "executed_ratio": [0.60, 0.72, 0.90],
         "revised_krw": [250 * MILLION, 1_000 * MILLION, 0], "programs": [1, 12, 3],
         "behind_krw": [30 * MILLION, 9 * MILLION, 0], "met": [0, 1, None],
         "reported": [1, 2, None], "current": [9, 7, 10], "quota": [10, 18, 10]}
    )  # fmt: skip
    for ax in both_widths("division_table", frame, 0.75):
        ax.figure.canvas.draw()
        cells = hexes(ax.collections[0].get_facecolor())
        whole = [cells[row : row + 6] for row in range(0, len(cells), 6)]
        by_division = whole[-3:] if len(whole) == 3 else whole[1::2]
        assert by_division == [
            [PLAIN_CELL, PLAIN_CELL, BEHIND_CELL, BEHIND_CELL, UNJUDGED_CELL, UNJUDGED_CELL],
            [PLAIN_CELL, PLAIN_CELL, BEHIND_CELL, BEHIND_CELL, UNJUDGED_CELL, UNJUDGED_CELL],
            [PLAIN_CELL, PLAIN_CELL, AHEAD_CELL, AHEAD_CELL, PLAIN_CELL, UNJUDGED_CELL],
        ]
        assert texts(ax, "value") == [
            "1", "12", "3", "2.5", "10.0", "0", "60.0%", "72.0%", "90.0%", "0.3", "0.1", "0",
            "0/1", "1/2", "-", "9/10", "7/18", "10/10",
        ]  # fmt: skip
        names = texts(ax, "name") or rows(ax)
        assert names == ["가", "나", "다"], "the lowest share spent on top"
        (note,) = texts(ax, "remark")
        assert "주황색은 경과율에 못 미침" in note
        assert "최종예산액(억원)" in texts(ax, "subtitle")[0]
    bare = draw("division_table", frame.drop(columns=["revised_krw", "programs"]), 0.75)
    assert texts(bare, "value")[0] == "60.0%"
    said = "3개 부서 중 2곳의 집행률이 연간 경과율에 못 미치며, 가가 60.0%로 가장 낮다"
    assert flat(ax.get_title()) == said
    fast = draw("division_table", frame.assign(executed_ratio=[0.8, 0.9, 0.95]), 0.75, lang="en")
    assert flat(fast.get_title()) == "All three divisions have reached the elapsed share"


def test_program_progress__money_months_kpis_and_outputs():
    frame, (kpis, outputs) = real()["program_progress"]
    ax = draw("program_progress", frame, kpis, outputs)
    assert rows(ax) == ["집행액", "지난 사업기간", "불법촬영 피해영상물 삭제 지원"]
    done = next(bars for bars in ax.containers if bars.get_label() == "done")
    assert bar_colors(done) == [BEHIND, GREY, AHEAD]
    assert key(ax) == {"경과율에 못 미침": BEHIND, "경과율 이상 또는 목표치 달성": AHEAD}
    assert texts(ax, "value")[2:] == ["178.3% (713/400건)"]
    below = texts(ax, "output")
    assert below[0] == "실적"
    assert any(text.endswith(" 31개") for text in below), "no target: text below the bars, no row"
    ended = frame.assign(elapsed_ratio=1.0)
    done = draw("program_progress", ended, kpis).containers[1]
    assert bar_colors(done) == [ENDED, GREY, AHEAD]
    assert "has ended with 69.9%" in flat(draw("program_progress", ended, lang="en").get_title())
    open_kpi = kpis.assign(attainment_ratio=float("nan"))
    ax = draw("program_progress", frame, open_kpi)
    assert "미보고" in texts(ax, "value")[2]
    assert "지표" not in flat(ax.get_title())
