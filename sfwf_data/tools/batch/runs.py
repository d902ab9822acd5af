"""One entry of a batch file becomes runs: fixed parameters times a grid, each checked and named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sfwf_data.tools.batch.declared import Declared
from sfwf_data.words.errors import unknown

LONGEST = 60
UNSAFE = re.compile(r"[^a-z0-9.-]+")
TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "list": (list,),
    "dict": (dict,),
}
OUTPUT = "output_dir"


class Values(Protocol):
    """What the caller of a batch knows about values; without it they are taken as they are."""

    last: str  # the parameter whose value each slug ends in, where a run has it

    def source(self, name: str, source: str, parameters: dict) -> list:
        """The values that a named source of a grid stands for, or a ValueError.

        `parameters` are defaults, fixed values, and those of the grid that stand before it.
        """
        ...

    def settle(self, parameters: dict, defaults: dict) -> dict:
        """The values of one run, checked, aliases as what they mean, with defaults worth naming.

        A ValueError has a line for each bad value.
        """
        ...


@dataclass(frozen=True)
class Run:
    """One execution of a notebook: its path, its parameters, and the slug of its outputs."""

    notebook: Path
    parameters: dict = field(hash=False)
    slug: str

    @property
    def name(self) -> str:
        return f"{self.notebook.stem}/{self.slug}"


def expand(
    notebook: Path,
    declared: dict[str, Declared],
    entry: dict,
    overrides: dict,
    values: Values | None,
) -> tuple[list[Run], list[str]]:
    """Give the runs of one entry, and its mistakes: a bad value once, however many runs have it."""
    defaults = {name: one.default for name, one in declared.items()}
    replaced = {name: value for name, value in overrides.items() if name in declared}
    fixed = {**entry.get("parameters", {}), **replaced}
    grid = {name: given for name, given in entry.get("grid", {}).items() if name not in overrides}
    mistakes = [
        str(unknown("parameter", name, declared))
        for name in [*fixed, *grid]
        if name not in declared
    ]
    if OUTPUT in fixed or OUTPUT in grid:
        mistakes.append(f"{OUTPUT} is set by the batch; use --out")
    runs = []
    try:
        for parameters in combinations(fixed, grid, defaults, values):
            given = {name: value for name, value in parameters.items() if name in declared}
            settled, wrong = settle(given, declared, defaults, values)
            mistakes += wrong
            if not wrong:
                last = values.last if values else ""
                runs.append(Run(notebook, settled, slug(given, settled, grid, defaults, last)))
    except ValueError as error:  # the source of a grid
        mistakes.append(str(error))
    return runs, list(dict.fromkeys(mistakes))


def settle(
    given: dict, declared: dict[str, Declared], defaults: dict, values: Values | None
) -> tuple[dict, list[str]]:
    """The values of one run as they are recorded, and what is wrong with them."""
    wrong = wrong_types(given, declared)
    if wrong or values is None:
        return given, wrong
    try:
        return values.settle(given, defaults), []
    except ValueError as error:
        return given, str(error).splitlines()


def combinations(fixed: dict, grid: dict, defaults: dict, values: Values | None) -> Iterator[dict]:
    """Fixed parameters times the grid; a named source may look at what stands before it."""
    if not grid:
        yield fixed
        return
    (name, given), *rest = grid.items()
    if isinstance(given, list) and given:
        options = given
    elif isinstance(given, str) and values:
        options = values.source(name, given, defaults | fixed)
    else:
        raise ValueError(f"grid: {name} = {given!r}: a list of values is expected")
    for value in options:
        yield from combinations({**fixed, name: value}, dict(rest), defaults, values)


def wrong_types(parameters: dict, declared: dict[str, Declared]) -> list[str]:
    """What is not of the declared type, or could not be written down."""
    wrong = []
    for name, value in parameters.items():
        kind = declared[name].kind
        expected = TYPES.get(kind.partition("[")[0])
        if expected and (
            not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected)
        ):
            wrong.append(f"{name} = {value!r} is not of type {kind}")
            continue
        try:
            json.dumps(value)
        except TypeError:
            wrong.append(f"{name} = {value} is no text, number, list or table: put it in quotes")
    return wrong


def slug(given: dict, settled: dict, grid: Collection[str], defaults: dict, last: str) -> str:
    """A folder name of ASCII, never a path: values of the grid, what is no default, and `last`."""
    names = [name for name in given if name != last]
    parts = [str(settled[name]) for name in names if name in grid]
    parts += [
        f"{name}-{settled[name]}"
        for name in names
        if name not in grid and settled[name] != defaults[name]
    ]
    ending = [str(settled[last])] if last in settled else []
    return "__".join(clean(part) for part in [*(parts or ["default"]), *ending])


def clean(part: str) -> str:
    """A part of a slug; what was lost on the way is told apart by a hash."""
    kept = UNSAFE.sub("-", part.lower()).strip("-.")[:LONGEST]
    if kept == part.replace("_", "-") or part in ("True", "False"):
        return kept
    return f"{kept}-{hashlib.sha256(part.encode()).hexdigest()[:6]}".strip("-")
