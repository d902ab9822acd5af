"""Where the Hangul font lies: Nanum Gothic, which the package koreanize-matplotlib carries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sfwf_data.words.errors import find_package

FONT = "NanumGothic"
FILES = {400: "NanumGothic.ttf", 700: "NanumGothicBold.ttf"}


@cache
def font_files() -> dict[int, Path]:
    """Weight -> file; the package is not imported: that needs distutils, gone in Python 3.12."""
    package = find_package("koreanize_matplotlib", "figures")
    folder = Path(str(package.origin)).parent / "fonts"
    return {weight: folder / name for weight, name in FILES.items()}
