"""The parameters that notebooks share: what values they may take, by id or by name.

One place for both users: a notebook settles its parameters in the first cell that uses them, and a
batch checks all runs before any kernel starts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from sfwf_data.loader import load, reports, resolve
from sfwf_data.words.errors import UnknownNameError, unknown
from sfwf_data.words.say import LANGUAGES
from sfwf_data.words.terms import VALUES

ALL, LATEST = "all", "latest"
Names = dict[str, tuple[str, ...]]  # id -> its names in Korean and in English
WITH_ALL = ("division", "goal", "funding")
COUNTS = ("top_n",)  # whole numbers of at least one
DIVISIONS = ("headquarters", "office", "team")


def named(table: str, key: str, name: str, report: str, **where: str) -> Names:
    """The ids of a table's rows with their names."""
    frame = load(table, report)
    for column, wanted in where.items():
        frame = frame[frame[column] == wanted]
    english = frame[f"{name}_en"].fillna(frame[name])
    return dict(zip(frame[key], zip(frame[name], english, strict=True), strict=True))


def coded(column: str, *codes: str) -> Names:
    """Coded values with their names."""
    return {code: VALUES[column, code] for code in codes}


SHARED: dict[str, Callable[[str], Names]] = {
    "report": lambda report: dict.fromkeys(reports(), ()),
    "lang": lambda report: dict.fromkeys(LANGUAGES, ()),
    "side": lambda report: coded("side", "expenditure", "revenue"),
    "division": lambda report: named("divisions", "division_id", "name", report),
    "goal": lambda report: named("strategy", "node_id", "name", report, kind="goal"),
    "program": lambda report: named("programs", "program_id", "title", report),
    "funding": lambda report: coded("funding", "own", "commissioned", "entrusted"),
    "level": lambda report: coded("kind", *DIVISIONS),
}


def valid_values(name: str, report: str = LATEST) -> list[str] | None:
    """The values that a shared parameter may take, or None for a parameter of a notebook's own."""
    known = names_of(name, resolve(report))
    return None if known is None else list(known)


def source_values(name: str, source: str, report: str = LATEST) -> list[str]:
    """The values that a named source of a grid stands for, for example `all-offices` of `division`.

    Raises
    ------
    UnknownNameError
        The parameter has no sources, or none of that name.
    """
    kinds = {"headquarters" if kind == DIVISIONS[0] else f"{kind}s": kind for kind in DIVISIONS}
    narrow = {f"all-{plural}": kind for plural, kind in kinds.items()} if name == "division" else {}
    real = resolve(report)
    if name in SHARED and source == "each":
        return list(SHARED[name](real))
    if source not in narrow:
        raise unknown(
            f"source of values for {name}", source, ["each", *narrow] if name in SHARED else []
        )
    return list(named("divisions", "division_id", "name", real, kind=narrow[source]))


def settle(parameters: Mapping[str, object], where: str = "") -> dict[str, object]:
    """Check parameters together, and give them with ids for names, the latest report's too.

    Parameters
    ----------
    parameters : mapping of str to object
        By name.  Shared ones (`report`, `lang`, `side`, `division`, `goal`, `program`, `funding`,
        `level`) are ids, or names in Korean or English; `top_n` is a whole number of at least one;
        others stay as they are.
    where : str
        Ends the error: where the values stand.

    Returns
    -------
    dict

    Raises
    ------
    UnknownNameError
        One error for all values that the data does not know, with the valid ones and the nearest.
    ValueError
        A number below one.
    """
    faults: list[ValueError] = []
    result: dict[str, object] = {}
    report = LATEST
    for name in sorted(parameters, key=lambda name: name != "report"):  # names depend on the report
        try:
            result[name] = settled(name, parameters[name], report)
        except ValueError as error:
            faults.append(error)
            continue
        if name == "report":
            report = str(result[name])
    if faults:
        kind = UnknownNameError if any(isinstance(one, KeyError) for one in faults) else ValueError
        raise kind("\n".join([*(str(one) for one in faults), *([where] if where else [])]))
    return {name: result[name] for name in parameters}


def settled(name: str, value: object, report: str) -> object:
    """One parameter's value as an id; an error that names it where there is none."""
    if name == "report":
        return resolve(str(value))
    if name in COUNTS and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise ValueError(
            f"{name} = {value!r} is out of range: a whole number of at least 1 is expected"
        )
    known = names_of(name, resolve(report))
    if known is None:
        return value
    wanted = alike(value)
    found = [one for one, names in known.items() if wanted in map(alike, (one, *names))]
    if len(found) > 1:
        raise UnknownNameError(f"{name} {value!r} is the name of several: {', '.join(found)}.")
    if not found:
        raise no_such(name, value, known)
    return found[0]


def names_of(name: str, report: str) -> Names | None:
    """The ids of a shared parameter with their names; None for a parameter of a notebook's own."""
    if name not in SHARED:
        return None
    every: Names = {ALL: ("전체",)} if name in WITH_ALL else {}
    return every | SHARED[name](report)


def no_such(name: str, value: object, known: Names) -> UnknownNameError:
    """The error for a value that is neither an id nor a name; the nearest of both is offered."""
    ids = {text: one for one, names in known.items() for text in (*names, one)}
    holding = [text for text in ids if len(str(value)) > 1 and alike(value) in alike(text)]
    near = (holding or get_close_matches(str(value), ids, n=1))[:3]
    offered = [repr(text) if text in known else f"{text!r} ({ids[text]})" for text in near]
    hint = f" Did you mean {' or '.join(offered)}?" if near else ""
    return UnknownNameError(f"There is no {name} {value!r}.{hint} Valid: {', '.join(known)}.")


def alike(value: object) -> str:
    """A text in the form in which names are compared: Hangul composed, no case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())
