"""A prose cell holds Korean in the open and ends in its English twin, folded; here it becomes a text in one language."""

from __future__ import annotations

import re

from sfwf_data.words.say import check_lang

FOLD = re.compile(
    r'\n*<details lang="en">\s*<summary>(.*?)</summary>(.*?)</details>\s*$', re.DOTALL
)
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def keep(source: str, lang: str) -> str:
    """Keep one language of a markdown cell.

    Parameters
    ----------
    source : str
        A cell's text; one without a folded twin stays as it is.
    lang : {"ko", "en"}

    Returns
    -------
    str
        Korean: the text without the fold.  English: what is folded, its summary as a heading of the level that the
        Korean heading has (and no heading where the Korean text has none).

    Examples
    --------
    >>> keep('## 읽기 전에\\n\\n<details lang="en"><summary>Before you read on</summary>\\n\\nMind.\\n\\n</details>', "en")
    '## Before you read on\\n\\nMind.'
    """
    found = FOLD.search(source)
    if found is None:
        check_lang(lang)
        return source
    korean = source[: found.start()].strip()
    if check_lang(lang) == "ko":
        return korean
    heading, text = HEADING.search(korean), found[2].strip()
    parts = [f"{heading[1]} {found[1].strip()}"] if heading else []
    return "\n\n".join([*parts, *([text] if text else [])])
