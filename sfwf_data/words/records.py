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

from collections.abc import Iterator
from typing import Any

RECORD = "application/vnd.sfwf+json"
PHONE = "image/vnd.sfwf.phone+webp"  # the figure for a phone; JupyterLab takes no notice of it


def records(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of an executed notebook (as JSON), in their order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            found = output.get("data", {}).get(RECORD)
            if isinstance(found, dict):
                yield found
