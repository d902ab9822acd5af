"""The options of `sfwf site`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from sfwf_data.site.build import build_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--figures", type=Path, default=Path("figures"), help="what `sfwf batch` made (default: figures)")
    parser.add_argument("--out", type=Path, default=Path("site"), help="output folder, replaced as a whole (default: site)")
    parser.set_defaults(run=run_site)


def run_site(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    pages = build_site(arguments.figures, arguments.out)
    size = sum(path.stat().st_size for path in arguments.out.glob("*.html")) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB of HTML; {time.monotonic() - started:.1f} s; open {arguments.out / 'index.html'}")
    return 0
