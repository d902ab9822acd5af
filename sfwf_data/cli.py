"""The `sfwf` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from sfwf_data.tools.batch import environment
from sfwf_data.tools.batch.batch_command import add_arguments as add_batch_arguments
from sfwf_data.words import MissingExtraError

WRONG_USE, FAILED = 2, 1
# Beside code and data, what a run of a notebook depends on.
DRAWS = (
    *("pandas", "numpy", "matplotlib", "seaborn", "papermill", "ipython"),
    *("koreanize-matplotlib", "pillow"),
)
# What the cells of a notebook import, or cause to be imported.
PRELOADED = (
    *("matplotlib.backends.backend_svg", "pandas.io.formats.string", "PIL.GifImagePlugin"),
    *("PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.PpmImagePlugin"),
    *("sfwf_data.checks.checking", "sfwf_data.figures", "sfwf_data.notebook.page"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 failed, 2 wrong use.  A user's mistake is one line on standard error, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except KeyboardInterrupt:
        return 130
    except (ValueError, OSError, MissingExtraError) as error:
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
    add_batch_arguments(batch, values=ReportValues(), surroundings=surroundings, preload=preload)

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


class ReportValues:
    """What a batch may give to the notebooks' parameters, and what it means."""

    last = "report"

    def source(self, name: str, source: str, parameters: dict) -> list:
        """Give the values that a named source of a grid stands for."""
        from sfwf_data.notebook.parameters import source_values

        return source_values(name, source, real_report(parameters.get("report")))

    def settle(self, parameters: dict, defaults: dict) -> dict:
        """Check all values of one run; `latest` becomes the report that it means."""
        from sfwf_data.notebook.parameters import require

        named = {name: defaults[name] for name in ("report", "lang") if name in defaults}
        settled = parameters | {name: named[name] for name in named if name not in parameters}
        if "report" in settled:
            settled["report"] = real_report(settled["report"])
        wrong = []
        for name, value in settled.items():
            try:
                require(name, value, None if name == "report" else settled.get("report"))
            except ValueError as error:
                wrong.append(str(error))
        if wrong:
            raise ValueError("\n".join(wrong))
        return settled


def real_report(report: object) -> object:
    """The id that `latest` stands for."""
    from sfwf_data import reports

    return max(reports()) if report == "latest" else report


def surroundings() -> str:
    """Fingerprint of all that runs depend on: the package, its data, and what draws."""
    from sfwf_data.loader.schema import PACKAGE, data_folder

    return environment([PACKAGE, data_folder()], DRAWS)


def preload() -> None:
    """Import and draw once what every run of a notebook needs."""
    for name in PRELOADED:
        import_module(name)
    from sfwf_data.warm import draw_once

    draw_once()


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
