"""The `sfwf` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

WRONG_USE, FAILED = 2, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 failed, 2 wrong use.  A user's mistake is one line on standard error, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except KeyboardInterrupt:
        return 130
    except (ValueError, OSError) as error:
        # Errors of ingest, data and names are ValueErrors whose text is written for the reader.
        print(f"sfwf {arguments.command}: {error}", file=sys.stderr)
        return getattr(error, "exit_status", FAILED)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="sfwf",
        description="Reports of the Seoul Foundation of Women & Family as tables and figures.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    ingest = commands.add_parser("ingest", help="read a report's text into data/<report>/*.csv")
    ingest.add_argument("report", type=Path, help="text of the report (UTF-8)")
    ingest.add_argument(
        "--out", type=Path, default=Path("data"), help="data folder (default: data)"
    )
    ingest.add_argument(
        "--overlay",
        type=Path,
        help="overlay files (default: OUT/overlay, else those of the package)",
    )
    ingest.set_defaults(run=run_ingest)

    check = commands.add_parser("check", help="check every arithmetic identity of the reports")
    check.add_argument("--report", default="all", help="one report (default: all)")
    check.add_argument("--all", action="store_true", help="list also what holds")
    check.set_defaults(run=run_check)

    tables = commands.add_parser("tables", help="list the tables, or describe one")
    tables.add_argument("table", nargs="?", help="a table's name")
    tables.set_defaults(run=run_tables)

    batch = commands.add_parser("batch", help="run notebooks for every combination of a batch file")
    add_options(batch, "batch")

    site = commands.add_parser("site", help="make web pages of executed notebooks")
    add_options(site, "site")
    return top


def add_options(parser: argparse.ArgumentParser, command: str) -> None:
    """Options of a command that needs the ``notebooks`` extra, from ``sfwf_data.<command>.command``."""
    try:
        module = import_module(f"sfwf_data.tools.{command}.{command}_command")
    except ModuleNotFoundError as error:
        parser.error(
            f"{error.name} is missing: install sfwf_data[notebooks]"
        ) if command in sys.argv[1:2] else None
        return
    module.add_arguments(parser)


def run_ingest(arguments: argparse.Namespace) -> int:
    from sfwf_data.loader.schema import data_folder
    from sfwf_data.tools.ingest import ingest

    if not arguments.report.is_file():
        print(f"sfwf ingest: there is no file {arguments.report}", file=sys.stderr)
        return WRONG_USE
    beside = arguments.out / "overlay"
    overlay = arguments.overlay or (beside if beside.is_dir() else data_folder() / "overlay")
    if not overlay.is_dir():
        print(f"sfwf ingest: there is no folder of overlay files {overlay}", file=sys.stderr)
        return WRONG_USE
    folder, unread = ingest(arguments.report, arguments.out, overlay)
    kinds: dict[str, int] = {}
    for entry in unread.entries:
        kinds[entry["kind"]] = kinds.get(entry["kind"], 0) + 1
    print(f"wrote {folder}")
    for kind, count in sorted(kinds.items()):
        print(f"  {count:4} {kind}")
    print(
        f"review {folder / 'unread.csv'}: what no table holds, and labels without a twin or an id"
    )
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    from sfwf_data import check, corrections

    frame = check(arguments.report)
    shown = frame if arguments.all else frame[frame["status"] != "holds"]
    for row in shown.itertuples():
        print(
            f"{row.status:11} {row.report} {row.check} | {row.where} | {row.expected:,.10g} {row.unit} printed, {row.found:,.10g} found | line {row.source_line}"
        )
    counts = frame["status"].value_counts()
    listed = len(corrections(arguments.report))
    print(
        f"{len(frame)} identities: "
        + ", ".join(f"{counts[status]} {status}" for status in frame["status"].cat.categories),
        end="",
    )
    print(f"; {listed} mistakes of the source are listed in corrections()")
    return 0


def run_tables(arguments: argparse.Namespace) -> int:
    from sfwf_data import describe

    if arguments.table is None:
        for name, row in describe().iterrows():
            print(f"{name:16} {row['title']} / {row['title_en']}: {row['description_en']}")
        return 0
    frame = describe(arguments.table)
    for name, row in frame.iterrows():
        unit = f" [{row['unit']}]" if row["unit"] else ""
        print(
            f"{name:18} {row['type']:10}{unit} {row['title']} / {row['title_en']}: {row['description_en']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
