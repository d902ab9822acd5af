"""Progress of long work: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

from sfwf_data.words.errors import needs_extra
from sfwf_data.words.say import visible


def tell(text: object, **how: Any) -> None:
    """Print a line in which nothing from a file, a name or a notebook can act on the terminal."""
    print(visible(str(text)), **how)


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each finished `unit` of work, of `total`."""
    if not sys.stderr.isatty():
        done = count(1)

        def count_up(name: str) -> None:
            with suppress(BrokenPipeError):  # nobody listens any more: the work goes on
                tell(f"{next(done)}/{total} {name}", file=sys.stderr, flush=True)

        yield count_up
        return
    with needs_extra("notebooks"):
        from tqdm import tqdm
    tqdm.monitor_interval = 0  # no thread beside processes that fork
    with tqdm(total=total, unit=unit) as bar:

        def advance(name: str) -> None:
            bar.set_postfix_str(visible(name), refresh=False)
            bar.update()

        yield advance
