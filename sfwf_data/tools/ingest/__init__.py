"""Read the text of a report and write its tables (`sfwf ingest`).

Nothing outside this package knows how the report is laid out; nothing inside it knows what an analyst does with
the tables.  Labels, ids and twins that belong to one institution are not here but in ``data/overlay/*.csv``.
"""

from sfwf_data.tools.ingest.errors import IngestError
from sfwf_data.tools.ingest.run import ingest

__all__ = ["IngestError", "ingest"]
