"""What a run is about: the goal and the divisions by which the gallery filters."""

from __future__ import annotations

import pandas as pd

from sfwf_data.loader.loading import load
from sfwf_data.words.say import twin


def facets(parameters: dict, report: str) -> dict[str, list[str]]:
    """Ids of the goals and divisions that a run is about; both empty where it is about all of them.

    A program stands for its goal and for the divisions that answer for it; a division also for those above it.
    """
    goals = [parameters["goal"]] if parameters.get("goal", "all") != "all" else []
    divisions = [parameters["division"]] if parameters.get("division", "all") != "all" else []
    if "program" in parameters:
        programs = load("programs", report)
        program = programs[programs["program_id"] == parameters["program"]].iloc[0]
        goals.append(program["goal_id"])
        columns = ("hq_id", "office_id", "team_id")
        divisions += [
            one
            for column in columns
            if isinstance(program[column], str)
            for one in program[column].split(";")
        ]
    parents = load("divisions", report).set_index("division_id")["parent_id"].to_dict()
    for division in divisions:  # grows while it is walked: a parent's parent is found too
        parent = parents.get(division)
        if isinstance(parent, str) and parent not in divisions:
            divisions.append(parent)
    return {"goals": list(dict.fromkeys(goals)), "divisions": list(dict.fromkeys(divisions))}


def choices(kind: str, ids: set[str], report: str, lang: str) -> list[tuple[str, str]]:
    """Pairs of id and name of the goals or divisions that pages are about, in the report's order."""
    frame = load("strategy" if kind == "goals" else "divisions", report)
    key = "node_id" if kind == "goals" else "division_id"
    rows: pd.DataFrame = frame[frame[key].isin(ids)]
    return list(zip(rows[key], rows[twin("name", lang, rows.columns)], strict=True))
