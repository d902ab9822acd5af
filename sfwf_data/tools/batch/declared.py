"""The parameters that a notebook declares, read from its syntax; nothing is run."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

from sfwf_data.words.records import read_notebook

TAG = "parameters"


class Declared(NamedTuple):
    """What a notebook says of one parameter: its type, where it says so, and its default."""

    kind: str
    default: object


def declared_parameters(path: Path) -> dict[str, Declared]:
    """The parameters of a notebook by name: ``name: type = default`` or ``name = default``.

    A misspelt tag is an error: papermill would run the defaults.
    """
    cells = read_notebook(path)["cells"]
    tags = [str(tag) for cell in cells for tag in cell["metadata"].get("tags", [])]
    tagged = [cell for cell in cells if TAG in cell["metadata"].get("tags", [])]
    if not any(tag.startswith("param") for tag in tags):
        return {}
    if len(tagged) != 1:
        raise ValueError(f"{path.name} has {len(tagged)} cells tagged `{TAG}`, one is expected")
    try:
        statements = ast.parse(tagged[0]["source"]).body
    except SyntaxError as error:
        raise ValueError(
            f"{path.name}: the cell tagged `{TAG}` is not Python: {error.msg}, line {error.lineno}"
        ) from None
    return dict(declaration(path.name, statement) for statement in statements)


def declaration(name: str, statement: ast.stmt) -> tuple[str, Declared]:
    """Name, type and default of one line of the cell."""
    try:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            default = ast.literal_eval(statement.value)  # type: ignore[arg-type]
            return statement.target.id, Declared(ast.unparse(statement.annotation), default)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            default = ast.literal_eval(statement.value)
            return statement.targets[0].id, Declared(type(default).__name__, default)
    except ValueError:
        pass  # the default is computed, or missing
    raise ValueError(
        f"{name}: each parameter is written as `name: type = default` with a plain default,"
        f" found {ast.unparse(statement)!r}"
    )
