"""Which programs make up a line of Ⅲ or a core project: sums that fit to the unit printed.

`sfwf check --sums` lists what arithmetic finds, for whoever reviews ``program_lines.csv``.  A sum
is evidence only if it is the only one that fits.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from sfwf_data.loader.loading import LATEST, load
from sfwf_data.measures import objective_lines

THOUSAND = 1_000  # won: the unit that the report prints budgets in


def subsets(
    amounts: Mapping[str, int], target: int, tolerance: int = THOUSAND
) -> list[tuple[str, ...]]:
    """All sets of names whose amounts make the target, or miss it by the tolerance at most.

    Halves meet in the middle: 21 programs have two million sets, their halves two thousand.
    """
    names = list(amounts)
    half = len(names) // 2
    by_sum: dict[int, list[tuple[str, ...]]] = {}
    for total, chosen in sums(amounts, names[:half]):
        by_sum.setdefault(total // THOUSAND, []).append(chosen)
    reach = tolerance // THOUSAND + 1
    found = []
    for total, chosen in sums(amounts, names[half:]):
        near = (target - total) // THOUSAND
        others = [by_sum.get(near + off, []) for off in range(-reach, reach + 1)]
        found += [other + chosen for other in itertools.chain(*others)]
    fitting = [
        one for one in found if abs(sum(amounts[name] for name in one) - target) <= tolerance
    ]
    return sorted((one for one in fitting if one), key=len)


def sums(amounts: Mapping[str, int], names: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The sum of each set of names."""
    for size in range(len(names) + 1):
        for chosen in itertools.combinations(names, size):
            yield sum(amounts[name] for name in chosen), chosen


def found_lines(report: str = LATEST) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each objective's line of Ⅲ and each core project, with the programs of its goal that fit."""
    programs, sections = (
        load("programs", report),
        load("sections", report).set_index("section_id")["goal_id"],
    )
    amounts: dict[Any, dict[str, int]] = {
        goal: dict(zip(rows["program_id"], rows["revised_krw"].astype("int64"), strict=True))
        for goal, rows in programs.groupby("goal_id")
    }
    lines, projects = objective_lines(load("execution", report)), load("core_projects", report)
    projects = projects.assign(goal_id=projects["section_id"].map(sections))
    for key, frame in (("objective_id", lines), ("core_project_id", projects)):
        for row in frame.to_dict("records"):
            yield row[key], subsets(amounts[row["goal_id"]], int(row["revised_krw"]))
