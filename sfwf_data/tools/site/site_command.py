"""The options of `sfwf site`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from sfwf_data.words.errors import needs_extra
from sfwf_data.words.progress import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `sfwf site` its options."""
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
    """Build the site; say how large it is and what to open."""
    # Hidden from jsonschema: it compiles a grammar when imported, 1.1 of nbformat's 1.2 seconds.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    with needs_extra("notebooks"):
        from sfwf_data.tools.site.build import build_site, read_runs
    started = time.monotonic()
    with progress(len(read_runs(arguments.figures)), "page") as done:
        pages = build_site(arguments.figures, arguments.out, arguments.jobs, done)
    size = sum(path.stat().st_size for path in arguments.out.glob("*.html")) / 1e6
    print(
        f"{len(pages)} pages, {size:.1f} MB of HTML; {time.monotonic() - started:.1f} s; "
        f"open {arguments.out / 'index.html'}"
    )
    return 0
