"""The options of `sfwf site`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from sfwf_data.imports import skip_unused_grammar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--figures",
        type=Path,
        default=Path("figures"),
        help="what `sfwf batch` made (default: figures)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("site"),
        help="output folder, replaced as a whole (default: site)",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="pages at a time (default: number of cores)",
    )
    parser.set_defaults(run=run_site)


def run_site(arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    skip_unused_grammar()
    from sfwf_data.tools.site.build import build_site

    started, done, terminal = time.monotonic(), [], sys.stderr.isatty()
    tqdm.monitor_interval = 0  # its thread would forbid the fork
    with tqdm(unit="page", disable=not terminal) as bar:

        def progress(name: str, total: int) -> None:
            done.append(name)
            bar.total = total
            bar.update()
            if not terminal:
                print(f"{len(done)}/{total} {name}", file=sys.stderr, flush=True)

        build_site(arguments.figures, arguments.out, arguments.jobs, progress)
    size = sum(path.stat().st_size for path in arguments.out.glob("*.html")) / 1e6
    print(
        f"{len(done)} pages, {size:.1f} MB of HTML; {time.monotonic() - started:.1f} s; open {arguments.out / 'index.html'}"
    )
    return 0
