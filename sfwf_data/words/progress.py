"""Progress of long work: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

from sfwf_data.words.errors import needs_extra


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each finished `unit` of work, of `total`."""
    if not sys.stderr.isatty():
        done = count(1)

        def tell(name: str) -> None:
            with suppress(BrokenPipeError):  # nobody listens any more: the work goes on
                print(f"{next(done)}/{total} {name}", file=sys.stderr, flush=True)

        yield tell
        return
    with needs_extra("notebooks"):
        from tqdm import tqdm
    tqdm.monitor_interval = 0  # no thread beside processes that fork
    with tqdm(total=total, unit=unit) as bar:

        def advance(name: str) -> None:
            bar.set_postfix_str(name, refresh=False)
            bar.update()

        yield advance
