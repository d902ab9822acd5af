"""What cells leave in a notebook's outputs for batch, pages and tests to read.

An output of media type `RECORD` holds one dict with one of the keys

- ``parameters``: name -> value, the report's real id and ids for names; ``version`` beside it
- ``title``: the title of a notebook whose parameters narrow it
- ``heading``: ``text`` and ``level`` of a computed heading
- ``say``: computed text; blank lines part its paragraphs, items of a list start with ``- ``
- ``figure``: ``name``, ``lang``, ``files``, ``number``; ``title``, ``caption``, ``alt`` by language
- ``table``: ``number``, ``title``, ``columns`` (``name``, ``header``, ``unit``, ``kind``), ``text``
  as shown and ``values`` as they are: won, ratios from 0 to 1
- ``corrections``: ``count`` of those that touch the notebook, ``of`` how many
- ``numbers``: name -> headline number
- ``data``: file -> sha256 of what the notebook rests on; ``version`` of the package beside it

An empty record says that what stands beside it is for JupyterLab alone.  Where a recorded title
takes the place of the notebook's own heading, the batch keeps that one in
``metadata["sfwf"]["heading"]`` of the executed copy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sfwf_data.words.errors import UsageError

RECORD = "application/vnd.sfwf+json"
PHONE = "image/vnd.sfwf.phone+webp"  # the figure for a phone; JupyterLab takes no notice of it


def read_notebook(path: Path, fault: type[UsageError] = UsageError) -> dict[str, Any]:
    """A notebook as JSON, each cell's source as one text; a `fault` with its path where it is none.

    Read as plain JSON: importing nbformat takes longer than planning a thousand runs.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["cell_type"], list(cell["metadata"].get("tags", []))
            cell["source"] = "".join(cell["source"])
    except KeyError as error:
        raise fault(f"{path} is not a notebook: it lacks {error}") from None
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise fault(f"{path} is not a notebook: {error}") from None
    return notebook


def is_notebook(name: str, stem: str) -> bool:
    """Whether a name or number means the notebook ``<stem>.ipynb``."""
    return stem == name or stem.startswith(f"{name}_")


def notebook_text(notebook: dict[str, Any], **how: Any) -> str:
    """A notebook as JupyterLab stores it: JSON whose sources are lists of lines."""
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1, **how) + "\n"


def hide_grammar() -> None:
    """Keep jsonschema from a package whose grammar takes 1.1 of the 1.2 seconds of nbformat."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def records(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of an executed notebook (as JSON), in their order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            found = output.get("data", {}).get(RECORD)
            if isinstance(found, dict):
                yield found
