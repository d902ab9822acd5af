"""The prose of the notebooks, in Korean and English: one TOML file a notebook in ``texts/``.

A notebook's cells hold no sentences, so that everything a reader sees follows `lang`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from sfwf_data.words.errors import unknown
from sfwf_data.words.say import check_lang

TEXTS = Path(__file__).with_name("texts")


@cache
def read_texts(notebook: str) -> dict[str, dict[str, str]]:
    """The texts of a notebook by key, those of ``common.toml`` included."""
    shared = tomllib.loads((TEXTS / "common.toml").read_text(encoding="utf-8"))
    path = TEXTS / f"{notebook}.toml"
    if not path.is_file():
        raise unknown(
            "notebook with texts", notebook, sorted(file.stem for file in TEXTS.glob("[0-9]*.toml"))
        )
    return shared | tomllib.loads(path.read_text(encoding="utf-8"))


def prose(notebook: str, key: str, lang: str = "ko", **values: object) -> str:
    """Give a text of a notebook in `lang`, with its values filled in.

    Parameters
    ----------
    notebook : str
        Name of the notebook, for example ``02_execution_gap``.
    key : str
        Which of its texts.
    lang : {"ko", "en"}
    **values
        What the text's braces stand for.

    Returns
    -------
    str
        Plain text; paragraphs are separated by blank lines, list items start with ``- ``.
    """
    texts = read_texts(notebook)
    if key not in texts:
        raise unknown(f"text of {notebook}", key, texts)
    return texts[key][check_lang(lang)].strip().format(**values)
