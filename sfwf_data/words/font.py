"""Where the Hangul font lies: Nanum Gothic, which the package koreanize-matplotlib carries."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from sfwf_data.words.errors import MissingExtraError

FONT = "NanumGothic"
FILES = {400: "NanumGothic.ttf", 700: "NanumGothicBold.ttf"}


@cache
def font_files() -> dict[int, Path]:
    """Weight -> file; the package is not imported: that needs distutils, gone in Python 3.12."""
    spec = importlib.util.find_spec("koreanize_matplotlib")
    if spec is None or spec.origin is None:
        raise MissingExtraError("koreanize-matplotlib", "figures")
    folder = Path(spec.origin).parent / "fonts"
    return {weight: folder / name for weight, name in FILES.items()}
