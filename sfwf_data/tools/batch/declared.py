"""The parameters that a notebook declares, read from its syntax; nothing is run."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

TAG = "parameters"


class Declared(NamedTuple):
    """What a notebook says of one parameter: its type, where it says so, and its default."""

    kind: str
    default: object


@cache
def read_cells(path: Path, stamp: int) -> list[dict]:
    """Cells of a notebook: ``kind``, ``source``, ``tags``.

    Read as plain JSON: importing nbformat takes longer than planning a thousand runs.
    """
    try:
        return [
            {
                "kind": cell["cell_type"],
                "source": "".join(cell["source"]),
                "tags": list(cell["metadata"].get("tags", [])),
            }
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        ]
    except KeyError as error:
        raise ValueError(f"{path.name} is not a notebook: it lacks {error}") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{path.name} is not a notebook: {error}") from None


def declared_parameters(path: Path) -> dict[str, Declared]:
    """Give the parameters of a notebook by name.

    Parameters
    ----------
    path : Path
        A notebook; its one cell tagged ``parameters`` holds lines ``name: type = default`` or
        ``name = default``.  A notebook without such a cell has no parameters.

    Raises
    ------
    ValueError
        The file is no notebook, several cells or a misspelt tag (with which papermill would run
        the defaults), or a line that is something else.
    """
    cells = read_cells(path, path.stat().st_mtime_ns)
    tagged = [cell for cell in cells if TAG in cell["tags"]]
    if not tagged and not any(
        str(tag).startswith("param") for cell in cells for tag in cell["tags"]
    ):
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
