"""A prose cell holds Korean in the open and its English twin folded; here it becomes one text."""

from __future__ import annotations

import re

from sfwf_data.words.say import check_lang

FOLD = re.compile(
    r'\n*<details lang="en">\s*<summary>(.*?)</summary>(.*?)</details>\s*$', re.DOTALL
)
HEADING = re.compile(r"(#{1,6}) ")


def keep(source: str, lang: str) -> str:
    r"""Keep one language of a markdown cell; one without a folded twin stays as it is.

    Korean: the text without the fold.  English: what is folded, its summary as a heading of the
    level of the Korean heading (no heading where the Korean text opens with none).

    >>> cell = '# 읽기\n\n<details lang="en"><summary>Reading</summary>\n\nMind.\n\n</details>'
    >>> keep(cell, "ko"), keep(cell, "en")
    ('# 읽기', '# Reading\n\nMind.')
    """
    check_lang(lang)
    found = FOLD.search(source)
    if found is None:
        return source
    korean = source[: found.start()].strip()
    if lang == "ko":
        return korean
    summary, text = (part.strip() for part in found.groups())
    level = HEADING.match(korean)
    heading = f"{level[1]} {summary}" if level else ""
    return "\n\n".join(part for part in (heading, text) if part)
