"""What cells leave in a notebook's outputs for those who read it by machine: batch, pages and tests.

An output of media type `RECORD` holds one dict with one of the keys

- ``parameters``: name -> value, the report's real id and ids for names; ``version`` of the package beside it
- ``title``: the title of a notebook whose parameters narrow it
- ``heading``: ``text`` and ``level`` of a computed heading
- ``say``: computed text; paragraphs are parted by blank lines, items of a list start with ``- ``
- ``figure``: ``name``, ``lang``, ``files``, ``number``, and ``title``, ``caption``, ``alt`` by language
- ``table``: ``number``, ``title``, ``columns`` (``name``, ``header``, ``unit``, ``kind``), ``text`` as shown and ``values`` as
  they are: won, ratios from 0 to 1
- ``corrections``: ``count`` of those that touch the notebook, ``of`` how many
- ``numbers``: name -> headline number
- ``data``: file -> sha256 of what the notebook rests on; ``version`` beside it
"""

from __future__ import annotations

from collections.abc import Iterator

RECORD = "application/vnd.sfwf+json"
PHONE = (
    "image/vnd.sfwf.phone+webp"  # the figure as a phone shows it; JupyterLab takes no notice of it
)


def records(notebook: dict) -> Iterator[dict]:
    """The records of an executed notebook (as JSON), in their order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            found = output.get("data", {}).get(RECORD)
            if isinstance(found, dict):
                yield found
