"""Progress of long work: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, TextIO

from sfwf_data.words.errors import needs_extra
from sfwf_data.words.say import visible


def tell(text: object, **how: Any) -> None:
    """Print a line in which nothing from a file, a name or a notebook can act on the terminal."""
    print(visible(str(text)), **how)


def let_go(stream: TextIO) -> None:
    """Send what a stream holds and will hold nowhere: its reader has gone.

    Else its flush fails again, as the interpreter ends and wherever a process is started.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each finished `unit` of work, of `total`."""
    if not sys.stderr.isatty():
        done = count(1)

        def count_up(name: str) -> None:
            try:
                tell(f"{next(done)}/{total} {name}", file=sys.stderr, flush=True)
            except BrokenPipeError:  # nobody listens any more: the work goes on
                let_go(sys.stderr)

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
