"""What must happen before slow packages are imported."""

from __future__ import annotations

import sys


def skip_unused_grammar() -> None:
    """Hide an optional package of jsonschema's, which compiles a grammar when imported: 1.1 of nbformat's 1.2 seconds."""
    sys.modules.setdefault("rfc3987_syntax", None)
