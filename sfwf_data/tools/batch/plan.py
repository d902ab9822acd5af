"""From ``batch.toml`` to the list of runs, every mistake found before any kernel starts."""

from __future__ import annotations

import ast
import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sfwf_data.notebook.parameters import source_values, valid_values
from sfwf_data.words.errors import unknown

SLUG = re.compile(r"[^a-z0-9.-]+")
TYPES = {"str": str, "int": int, "float": (int, float), "bool": bool, "list": list}


class PlanError(ValueError):
    """All mistakes of a plan together, one a line."""

    exit_status = 2

    def __init__(self, mistakes: list[str]):
        super().__init__(
            f"{len(mistakes)} mistake(s), nothing was run\n"
            + "\n".join(f"  - {mistake}" for mistake in mistakes)
        )
        self.mistakes = mistakes


@dataclass(frozen=True)
class Run:
    """One execution of a notebook: its path, its parameters, and the slug that names its outputs."""

    notebook: Path
    parameters: dict = field(hash=False)
    slug: str

    @property
    def name(self) -> str:
        return f"{self.notebook.stem}/{self.slug}"


def read_plan(
    path: Path, chosen: str, only: list[str] = (), overrides: dict | None = None
) -> list[Run]:
    """The runs of one set of a batch file.

    Parameters
    ----------
    path : Path
        The batch file; notebooks are looked for beside it.
    chosen : str
        Name of the set.
    only : list of str
        Notebooks to keep (by name or its number); all where it is empty.
    overrides : dict
        Parameters that replace those of the file in every run whose notebook has them.

    Raises
    ------
    PlanError
        Every mistake of the file and the overrides together.
    """
    try:
        sets = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlanError([f"there is no batch file {path}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError([f"{path} is not TOML: {error}"]) from None
    if chosen not in sets:
        raise PlanError([str(unknown("set", chosen, sets))])
    mistakes: list[str] = []
    runs: list[Run] = []
    used: set[str] = set()
    for number, entry in enumerate(sets[chosen], start=1):
        where = f"{path.name}, [[{chosen}]] {number}"
        name = entry.get("notebook")
        notebook = path.parent / f"{name}.ipynb"
        extra = set(entry) - {"notebook", "parameters", "grid"}
        if extra:
            mistakes.append(
                f"{where}: unknown key {', '.join(sorted(extra))}; valid: notebook, parameters, grid"
            )
        if not isinstance(name, str) or Path(name).name != name or not notebook.is_file():
            found = sorted(file.stem for file in path.parent.glob("*.ipynb"))
            mistakes.append(f"{where}: {unknown('notebook', name, found)}")
            continue
        if only and not any(is_named(notebook.stem, wanted) for wanted in only):
            continue
        try:
            declared = declared_parameters(notebook)
        except ValueError as error:
            mistakes.append(f"{where}: {error}")
            continue
        used |= set(overrides or {}) & set(declared)
        runs.extend(expand(where, notebook, entry, declared, overrides or {}, mistakes))
    found = sorted(file.stem for file in path.parent.glob("*.ipynb"))
    mistakes += [
        str(unknown("notebook", name, found))
        for name in only
        if not any(is_named(stem, name) for stem in found)
    ]
    mistakes += [
        f"-p {name}: no notebook of this plan has such a parameter"
        for name in sorted(set(overrides or {}) - used)
    ]
    mistakes += same_outputs(runs)
    if mistakes:
        raise PlanError(mistakes)
    return runs


def is_named(stem: str, wanted: str) -> bool:
    """Whether a notebook is meant by its name or by its number."""
    return stem == wanted or stem.startswith(f"{wanted}_")


@cache
def read_notebook(path: Path, stamp: int) -> dict:
    """A notebook as plain JSON (importing nbformat takes longer than planning a thousand runs)."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return {
            "cells": [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is not a notebook: {error!r}") from None


def declared_parameters(path: Path) -> dict[str, tuple[str, object]]:
    """The parameters of a notebook: name, annotated type, default.

    Read from the syntax of the one cell tagged ``parameters``; a misspelt tag would make papermill run with defaults.
    """
    notebook = read_notebook(path, path.stat().st_mtime_ns)
    tagged = [
        cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])
    ]
    if len(tagged) != 1:
        raise ValueError(
            f"{path.name} has {len(tagged)} cells tagged `parameters`, one is expected"
        )
    declared: dict[str, tuple[str, object]] = {}
    for statement in ast.parse(tagged[0]["source"]).body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            raise ValueError(
                f"{path.name}: each parameter is written as `name: type = default`, found {ast.unparse(statement)!r}"
            )
        declared[statement.target.id] = (
            ast.unparse(statement.annotation),
            ast.literal_eval(statement.value),
        )
    return declared


def expand(
    where: str, notebook: Path, entry: dict, declared: dict, overrides: dict, mistakes: list[str]
) -> Iterator[Run]:
    """The runs of one entry: its fixed parameters times its grid."""
    fixed = {
        **entry.get("parameters", {}),
        **{name: value for name, value in overrides.items() if name in declared},
    }
    report = fixed.get("report", declared.get("report", ("str", None))[1])
    grid: dict[str, list] = {}
    for name, values in entry.get("grid", {}).items():
        if name in overrides:
            continue
        try:
            grid[name] = (
                values if isinstance(values, list) else source_values(name, str(values), report)
            )
        except ValueError as error:
            mistakes.append(f"{where}: {error}")
            return
    named = [
        f"{where}: {notebook.name}: {unknown('parameter', name, declared)}"
        for name in [*fixed, *grid]
        if name not in declared
    ]
    if "output_dir" in {*fixed, *grid}:
        named.append(f"{where}: output_dir is set by the batch; use --out")
    mistakes += named
    for combination in itertools.product(*grid.values()):
        chosen = dict(zip(grid, combination, strict=True))
        parameters = {**fixed, **chosen}
        wrong = list(wrong_values(parameters, declared, report))
        mistakes += [
            f"{where}: {notebook.name}: {text}"
            for text in wrong
            if f"{where}: {notebook.name}: {text}" not in mistakes
        ]
        if not wrong and not named:
            yield Run(notebook, parameters, slug(parameters, set(grid), declared))


def wrong_values(parameters: dict, declared: dict, report: object) -> Iterator[str]:
    for name, value in parameters.items():
        if name not in declared:
            continue
        annotation = declared[name][0]
        expected = TYPES.get(annotation.split("[")[0])
        if expected and (
            not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool)
        ):
            yield f"{name} = {value!r} is not of type {annotation}"
            continue
        known = valid_values(name, report if isinstance(report, str) and name != "report" else None)
        if known is not None and value not in known:
            yield str(unknown(name, value, known))
        elif isinstance(value, int) and not isinstance(value, bool) and value < 1:
            yield f"{name} = {value} is out of range: a whole number of at least 1 is expected"


def slug(parameters: dict, grid: set[str], declared: dict) -> str:
    """A folder name of ASCII: the values of the grid, and what else differs from the defaults; it can be no path."""
    parts = [str(value) for name, value in parameters.items() if name in grid]
    parts += [
        f"{name}-{value}"
        for name, value in parameters.items()
        if name not in grid and value != declared[name][1]
    ]
    return "__".join(SLUG.sub("-", part.lower()).strip("-.") or "x" for part in parts) or "default"


def same_outputs(runs: list[Run]) -> list[str]:
    """Two runs that would write to the same place."""
    seen: dict[str, Run] = {}
    mistakes = []
    for run in runs:
        other = seen.setdefault(run.name, run)
        if other is not run:
            mistakes.append(
                f"two runs have the same output {run.name}: {other.parameters} and {run.parameters}"
            )
    return mistakes
