"""Read the text of a report and write its tables (`sfwf ingest`).

Nothing outside this room knows how the report is laid out; nothing inside it knows what an analyst
does with the tables.  Labels, ids and twins that belong to one institution are not here but in
``data/registry/*.csv``.
"""

from sfwf_data.tools.ingest.report import ingest
from sfwf_data.words.errors import IngestError

__all__ = ["IngestError", "ingest"]


def __dir__() -> list[str]:
    return __all__
