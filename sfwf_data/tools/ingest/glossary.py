"""The glossary: our own words for the report's terms, each with the line where the report first uses it."""

from __future__ import annotations

from sfwf_data.tools.ingest.overlay import Overlay
from sfwf_data.tools.ingest.text import Line, source, squeeze


def glossary(lines: list[Line], overlay: Overlay) -> list[dict]:
    """Rows of `glossary`; a term that this report does not use has an empty `source_line`."""
    squeezed = [(line.number, squeeze(line.text)) for line in lines]
    rows = []
    for row in overlay.rows("glossary"):
        used = next((number for number, text in squeezed if squeeze(row["term"]) in text), None)
        rows.append({**row, "source_line": source(used) if used else ""})
    return rows
