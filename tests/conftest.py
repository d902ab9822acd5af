"""Fixtures for all tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")

REPOSITORY = Path(__file__).resolve().parent.parent
REPORT_TEXT = REPOSITORY.parent / "shared" / "reports" / "2022-09-30.txt"


@pytest.fixture(scope="session")
def report_text() -> Path:
    """The text of the real report, which is not part of the repository."""
    if not REPORT_TEXT.exists():
        pytest.skip(
            "the report's text is not at hand (../shared/reports/2022-09-30.txt): "
            "it is not ours to ship"
        )
    return REPORT_TEXT


@pytest.fixture(autouse=True)
def close_figures():
    """Close figures after each test, where it drew any."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
