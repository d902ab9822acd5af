"""From a batch file to the list of runs, every mistake found before any kernel starts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sfwf_data.tools.batch.declared import declared_parameters
from sfwf_data.tools.batch.runs import Run, Values, expand
from sfwf_data.words.errors import UsageError, unknown
from sfwf_data.words.records import is_notebook

KEYS = {"notebook": str, "parameters": dict, "grid": dict}


class PlanError(UsageError):
    """All mistakes of a plan together, one a line."""

    def __init__(self, mistakes: list[str]):
        listed = "\n".join(f"  - {mistake}" for mistake in mistakes)
        super().__init__(f"{len(mistakes)} mistake(s), nothing was run\n{listed}")
        self.mistakes = mistakes


def read_plan(
    path: Path,
    chosen: str,
    only: Iterable[str] = (),
    overrides: dict | None = None,
    values: Values | None = None,
) -> list[Run]:
    """The runs of one set of a batch file, in its order; all mistakes make one `PlanError`.

    Notebooks are looked for beside the file.  `only` keeps some, by name or number; `overrides`
    replace parameters in every run whose notebook has them.
    """
    only, overrides = list(only), overrides or {}
    found = sorted(file.stem for file in path.parent.glob("*.ipynb"))
    runs, used, entered, mistakes = list[Run](), set[str](), set[str](), list[str]()
    for number, entry in enumerate(read_set(path, chosen), start=1):
        where = f"{path.name}, [[{chosen}]] {number}"
        wrong = malformed(entry, found)
        mistakes += [f"{where}: {text}" for text in wrong]
        if wrong:
            continue
        chosen_by = {name for name in only if is_notebook(name, entry["notebook"])}
        entered |= chosen_by
        if only and not chosen_by:
            continue
        notebook = path.parent / f"{entry['notebook']}.ipynb"
        try:
            declared = declared_parameters(notebook)
        except ValueError as error:
            mistakes.append(f"{where}: {error}")
            continue
        used |= overrides.keys() & declared
        made, wrong = expand(notebook, declared, entry, overrides, values)
        runs += made
        mistakes += [f"{where}: {notebook.name}: {text}" for text in wrong]
    mistakes += [
        str(unknown("notebook", name, found))
        for name in only
        if not any(is_notebook(name, stem) for stem in found)
    ] or [f"{path.name}: no [[{chosen}]] names {name}" for name in only if name not in entered]
    mistakes += [
        f"-p {name}: no notebook of this plan has such a parameter"
        for name in sorted(overrides.keys() - used)
    ]
    mistakes += same_outputs(runs)
    if mistakes:
        raise PlanError(mistakes)
    return runs


def read_set(path: Path, chosen: str) -> list[Any]:
    """The entries of one set as they stand in the file."""
    try:
        sets = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "name one with --file, or put the notebooks down with `sfwf init .`"
        raise PlanError([f"there is no batch file {path}: {hint}"]) from None
    except OSError as error:
        raise PlanError([f"{path} cannot be read: {error.strerror}"]) from None
    except ValueError as error:
        raise PlanError([f"{path} is not TOML: {error}"]) from None
    if chosen not in sets:
        raise PlanError([str(unknown("set", chosen, sets))])
    if not isinstance(sets[chosen], list):
        raise PlanError(
            [f"{path.name}: the set {chosen} is written as [[{chosen}]], once an entry"]
        )
    return sets[chosen]


def malformed(entry: Any, found: list[str]) -> list[str]:
    """What keeps an entry from being understood."""
    if not isinstance(entry, dict):
        return [f"{entry!r} is no table with a notebook"]
    mistakes = [
        f"unknown key {key}; valid: {', '.join(KEYS)}" for key in sorted(entry.keys() - KEYS)
    ]
    mistakes += [
        f"{key} = {entry[key]!r}: {'a text' if kind is str else 'a table'} is expected"
        for key, kind in KEYS.items()
        if key in entry and not isinstance(entry[key], kind)
    ]
    if entry.get("notebook") not in found:
        mistakes.append(str(unknown("notebook", entry.get("notebook"), found)))
    return mistakes


def same_outputs(runs: list[Run]) -> list[str]:
    """Two runs that would write to the same place."""
    seen: dict[str, Run] = {}
    return [
        f"two runs have the same output {run.name}: {other.parameters} and {run.parameters}"
        for run in runs
        if (other := seen.setdefault(run.name, run)) is not run
    ]
