"""The house as it stands: which module imports which, read from the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "sfwf_data"


def room(module: str) -> str:
    """The room of a module: the part of its name behind the package's; tools has three."""
    parts = module.split(".")
    if len(parts) < 2:
        return "sfwf_data"
    return ".".join(parts[1:3]) if parts[1] == "tools" else parts[1]


def module_name(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports, inside functions too, or names in strings for `import_module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"sfwf_data(\.\w+)+", node.value):
                yield node.value
        elif isinstance(node, ast.JoinedStr):  # f"sfwf_data.{name}.x": all of the package
            first = node.values[0]
            if isinstance(first, ast.Constant) and str(first.value).startswith("sfwf_data."):
                yield str(first.value).rstrip(".")


def resolved(name: str) -> str | None:
    """The module that a name leads to: itself, or the one that holds it; else None."""
    parts = name.split(".")
    while parts:
        if ".".join(parts) in modules():
            return ".".join(parts)
        parts.pop()
    return None


@cache
def imports() -> dict[str, frozenset[str]]:
    """Module -> modules of the package that it imports."""
    return {
        name: frozenset(
            found for one in imported(tree) if (found := resolved(one)) and found != name
        )
        for name, tree in modules().items()
    }


def arrows() -> dict[str, set[str]]:
    """Room -> rooms that it imports."""
    found: dict[str, set[str]] = {}
    for name, others in imports().items():
        found.setdefault(room(name), set()).update(room(other) for other in others)
    return {one: others - {one} for one, others in found.items()}


def reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    """All that can be reached from a room."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in graph.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found
