"""Progress of long work: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each finished piece of work.

    Parameters
    ----------
    total : int
        How many pieces there are.
    unit : str
        What one is, for example ``run``.
    """
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread beside processes that fork
    done = 0
    with tqdm(total=total, unit=unit, disable=not sys.stderr.isatty()) as bar:

        def advance(name: str) -> None:
            nonlocal done
            done += 1
            bar.update()
            if bar.disable:
                print(f"{done}/{total} {name}", file=sys.stderr, flush=True)

        yield advance
