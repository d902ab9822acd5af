"""The options of `sfwf site`."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from sfwf_data.words.errors import needs_extra
from sfwf_data.words.progress import progress, tell
from sfwf_data.words.records import hide_grammar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `sfwf site` its options."""
    add, cores, shown = parser.add_argument, os.cpu_count() or 1, "(default: %(default)s)"
    add("--figures", type=Path, default=Path("figures"), help=f"what `sfwf batch` made {shown}")
    add("--out", type=Path, default=Path("site"), help=f"folder, replaced as a whole {shown}")
    add("--jobs", type=int, default=cores, help="pages at a time (default: number of cores)")
    hint = "write only pages of small pictures for a code host, into this folder"
    add("--code-host", type=Path, metavar="FOLDER", help=hint)
    parser.set_defaults(run=run_site)


def run_site(arguments: argparse.Namespace) -> int:
    """Build the site; say how large it is and what to open."""
    hide_grammar()
    with needs_extra("notebooks"):
        from sfwf_data.tools.site.build import build_site, read_runs
        from sfwf_data.tools.site.code_host import write_code_host
    if arguments.code_host:
        written = write_code_host(arguments.figures, arguments.code_host)
        size = sum(path.stat().st_size for path in written) / 1e6
        tell(f"{len(written)} files, {size:.1f} MB; open {arguments.code_host / 'README.md'}")
        return 0
    started = time.monotonic()
    with progress(len(read_runs(arguments.figures)), "page") as done:
        pages = build_site(arguments.figures, arguments.out, arguments.jobs, done)
    size = sum(path.stat().st_size for path in arguments.out.glob("*.html")) / 1e6
    tell(
        f"{len(pages)} pages, {size:.1f} MB of HTML; {time.monotonic() - started:.1f} s; "
        f"open {arguments.out / 'index.html'}"
    )
    return 0
