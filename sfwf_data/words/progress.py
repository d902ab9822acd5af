"""Progress of long work: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from sfwf_data.words.errors import needs_extra


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each finished `unit` of work, of `total`."""
    if not sys.stderr.isatty():
        done = count(1)
        yield lambda name: print(f"{next(done)}/{total} {name}", file=sys.stderr, flush=True)
        return
    with needs_extra("notebooks"):
        from tqdm import tqdm
    tqdm.monitor_interval = 0  # no thread beside processes that fork
    with tqdm(total=total, unit=unit) as bar:

        def advance(name: str) -> None:
            bar.set_postfix_str(name, refresh=False)
            bar.update()

        yield advance
