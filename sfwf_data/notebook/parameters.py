"""The parameters that notebooks share: what values they may take, by id or by name.

One place for both users: a notebook settles its parameters in the first cell that uses them, and a
batch checks all runs before any kernel starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from itertools import repeat

from sfwf_data.loader import load, reports, resolve
from sfwf_data.loader.searching import normal
from sfwf_data.words.errors import UnknownNameError, unknown
from sfwf_data.words.say import LANGUAGES
from sfwf_data.words.terms import VALUES

ALL, LATEST = "all", "latest"
Names = dict[str, tuple[str, ...]]  # id -> its names in Korean and in English
WITH_ALL = ("division", "goal", "funding")
KINDS = {"all-headquarters": "headquarters", "all-offices": "office", "all-teams": "team"}


def named(table: str, key: str, name: str, report: str, kind: str = "") -> Names:
    """The ids of a table's rows, or of those of one kind, with their names."""
    frame = load(table, report)  # plain loops: a batch asks for the names of each of its runs
    kinds = frame["kind"] if kind else repeat(kind)
    rows = zip(frame[key], frame[name], frame[f"{name}_en"], kinds, strict=False)
    return {
        one: (korean, english if isinstance(english, str) else korean)
        for one, korean, english, its_kind in rows
        if its_kind == kind
    }


def divisions(report: str, kind: str = "") -> Names:
    """The divisions, or those of one kind."""
    return named("divisions", "division_id", "name", report, kind)


def coded(column: str, *codes: str) -> Names:
    """Coded values with their names."""
    return {code: VALUES[column, code] for code in codes}


SHARED: dict[str, Callable[[str], Names]] = {
    "report": lambda report: dict.fromkeys(reports(), ()),
    "lang": lambda report: dict.fromkeys(LANGUAGES, ()),
    "side": lambda report: coded("side", "expenditure", "revenue"),
    "division": divisions,
    "goal": lambda report: named("strategy", "node_id", "name", report, kind="goal"),
    "program": lambda report: named("programs", "program_id", "title", report),
    "funding": lambda report: coded("funding", "own", "commissioned", "entrusted"),
    "level": lambda report: coded("kind", *KINDS.values()),
}


def source_values(name: str, source: str, report: str = LATEST) -> list[str]:
    """The values that a named source of a grid stands for, for example `all-offices` of `division`.

    A parameter that has no such source is an error that names those it has.
    """
    real = resolve(report)
    if name in SHARED and source == "each":
        return list(SHARED[name](real))
    kinds = KINDS if name == "division" else {}
    if source not in kinds:
        valid = ["each", *kinds] if name in SHARED else []
        raise unknown(f"source of values for {name}", source, valid)
    return list(divisions(real, kinds[source]))


def settle(parameters: Mapping[str, object], where: str = "") -> dict[str, object]:
    """Check parameters together, and give them with ids for names, the latest report's too.

    All values that the data does not know make one error, with the valid and the nearest ones;
    `where` ends it: where the values stand.  Parameters of a notebook's own stay as they are.
    """
    faults: list[ValueError] = []
    result: dict[str, object] = {}
    for name in sorted(parameters, key=lambda name: name != "report"):  # names depend on the report
        try:
            result[name] = settled(name, parameters[name], str(result.get("report", LATEST)))
        except ValueError as error:
            faults.append(error)
    if faults:
        kind = UnknownNameError if any(isinstance(one, KeyError) for one in faults) else ValueError
        raise kind("\n".join([*map(str, faults), *([where] if where else [])]))
    return {name: result[name] for name in parameters}


def settled(name: str, value: object, report: str) -> object:
    """One parameter's value as an id; an error that names it where there is none."""
    if name == "report":
        return resolve(str(value))
    if name == "top_n" and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        expected = "a whole number of at least 1 is expected"
        raise ValueError(f"{name} = {value!r} is out of range: {expected}")
    if name not in SHARED:
        return value
    known: Names = {ALL: ("전체",)} if name in WITH_ALL else {}
    known |= SHARED[name](resolve(report))
    found = [one for one, names in known.items() if alike(value) in map(alike, (one, *names))]
    if len(found) > 1:
        raise UnknownNameError(f"{name} {value!r} is the name of several: {', '.join(found)}.")
    if not found:
        raise no_such(name, value, known)
    return found[0]


def no_such(name: str, value: object, known: Names) -> UnknownNameError:
    """The error for a value that is neither an id nor a name; the nearest of both is offered."""
    ids = {text: one for one, names in known.items() for text in (*names, one)}
    holding = [text for text in ids if len(str(value)) > 1 and alike(value) in alike(text)]
    near = (holding or get_close_matches(str(value), ids, n=1))[:3]
    offered = [repr(text) if text in known else f"{text!r} ({ids[text]})" for text in near]
    hint = f" Did you mean {' or '.join(offered)}?" if near else ""
    return UnknownNameError(f"There is no {name} {value!r}.{hint} Valid: {', '.join(known)}.")


def alike(value: object) -> str:
    """A text in the form in which names are compared: also single blanks."""
    return " ".join(normal(str(value)).split())
