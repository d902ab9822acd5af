"""The frames that the figure tests draw: of the real data, and small ones made by hand."""

from __future__ import annotations

import functools
import warnings

import pandas as pd
from matplotlib import pyplot as plt

from sfwf_data import figures, load, measures

AS_OF = "2022-09-30"
ELAPSED = 273 / 365
SOURCE = {
    "ko": "서울시여성가족재단, 2022. 9. 30. 기준",
    "en": "Seoul Foundation of Women & Family, as of 30 September 2022",
}


def items(*rows: tuple, **columns: object) -> pd.DataFrame:
    """Items with revised and executed won, and what the measures add."""
    frame = pd.DataFrame(rows, columns=["item", "item_en", "revised_krw", "executed_krw"]).assign(
        **columns
    )
    return measures.gap_share(measures.execution_gap(frame))


def small() -> pd.DataFrame:
    """Gaps 30, 60 and 10 million won: shares 30 %, 60 % and 10 %."""
    return items(
        ("인건비", "Personnel", 100_000_000, 70_000_000),
        ("기본경비", "Basic running cost", 200_000_000, 140_000_000),
        ("예비비", "Reserve fund", 10_000_000, 0),
    )


@functools.cache
def real() -> dict[str, tuple]:
    """Kind of figure -> (frame, arguments of its function after the frame)."""
    execution, programs, totals, kpis = (
        load(name) for name in ("execution", "programs", "budget_totals", "kpis")
    )
    lines = measures.leaves(execution[execution["side"] == "expenditure"])
    gaps = measures.gap_share(measures.execution_gap(lines))
    paced = measures.pace(measures.execution_gap(programs), AS_OF)
    years = measures.year_over_year(totals)
    years = years[
        (years["side"] == "revenue")
        & (years["item_id"] != "rev")
        & ~years["item_id"].isin(years["parent_id"].dropna())
    ]
    reached = measures.attainment(kpis)
    lines = measures.objective_lines(execution)
    names = lines.set_index("objective_id")[["item", "item_en"]]
    covered = measures.roll_up(programs, "objective_id", lines).join(names, on="objective_id")
    staff = load("staffing")
    staff = staff[
        (staff["unit_en"] == "Seoul Foundation of Women & Family") & (staff["grade_en"] != "Total")
    ]
    lines = measures.leaves(execution[execution["side"] == "expenditure"])
    bands = measures.tolerance_bands(programs, AS_OF)
    digital = paced[paced["program_id"] == "p2-08"]
    return {
        "gap_parts": (measures.gap_parts(lines, AS_OF), ()),
        "bands": (bands, ()),
        "budget_steps": (execution[execution["level"] == 0], (measures.passed_through(execution),)),
        "division_table": (offices(bands, reached), (ELAPSED,)),
        "program_progress": (
            digital,
            (reached[reached["kpi_id"] == "youth.deletion-support"], outputs()),
        ),
        "gap_by_item": (gaps, ()),
        "execution_ratio": (gaps, (ELAPSED,)),
        "pace": (paced, ()),
        "bridge": (years, ((2021, 2022),)),
        "share_shift": (years, ((2021, 2022),)),
        "composition": (execution[execution["level"] == 1], ()),
        "attainment": (reached[reached["scope"] == "section"], (ELAPSED,)),
        "program_peers": (paced, ("p4-05",)),
        "staffing": (staff, ()),
        "coverage": (covered, ()),
    }


def offices(programs: pd.DataFrame, kpis: pd.DataFrame) -> pd.DataFrame:
    """A row an office: money, KPIs of its sections, posts of its programs."""
    money = programs.groupby("office_id", as_index=False)[
        ["revised_krw", "executed_krw", "behind_krw"]
    ].sum()
    sections = load("sections")[["section_id", "office_ids"]]
    met = measures.targets_met(
        kpis[kpis["scope"] == "section"].merge(sections, on="section_id"), "office_ids"
    ).rename(columns={"office_ids": "office_id"})
    posts = measures.posts_beside_execution(
        pd.concat([load("staffing"), load("entrusted")]), programs
    )
    posts = posts.groupby("office_id", as_index=False)[["quota", "current"]].sum()
    names = load("divisions").rename(columns={"division_id": "office_id"})
    rows = measures.execution_gap(money)
    for other in (
        met[["office_id", "met", "reported"]],
        posts,
        names[["office_id", "name", "name_en"]],
    ):
        rows = rows.merge(other, on="office_id", how="left")
    return rows


def outputs() -> pd.DataFrame:
    """What the program p2-08 did: totals and what stands alone."""
    rows = load("activities").query("program_id == 'p2-08' and stage == 'done'")
    return rows[rows["role"].isin(["total", "alone"])]


def draw(kind: str, frame: pd.DataFrame, *arguments: object, **options: object):
    return getattr(figures, f"plot_{kind}")(frame, *arguments, **options)


def flat(text: str) -> str:
    return " ".join(text.split())


def rows(ax) -> list[str]:
    return [flat(label.get_text()) for label in ax.get_yticklabels()]


def texts(ax, gid: str) -> list[str]:
    return [flat(text.get_text()) for text in ax.texts if text.get_gid() == gid]


def missing_glyphs() -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plt.gcf().canvas.draw()
    return [str(warning.message) for warning in caught if "Glyph" in str(warning.message)]
