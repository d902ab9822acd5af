"""The `sfwf` command: the one file that knows every room."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from sfwf_data import __version__
from sfwf_data.tools.batch import environment
from sfwf_data.tools.batch.batch_command import add_arguments as add_batch
from sfwf_data.tools.site.site_command import add_arguments as add_site
from sfwf_data.words.errors import MissingExtraError, UsageError
from sfwf_data.words.progress import let_go, tell

WRONG_USE, FAILED, INTERRUPTED = 2, 1, 130
# Beside code and data, what a run of a notebook depends on.
DRAWS = (
    *("pandas", "numpy", "matplotlib", "seaborn", "papermill", "ipython"),
    *("koreanize-matplotlib", "pillow"),
)
# What the cells of a notebook import, or cause to be imported.
PRELOADED = (
    *("matplotlib.backends.backend_svg", "pandas.io.formats.string", "PIL.GifImagePlugin"),
    *("PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.PpmImagePlugin"),
    *("sfwf_data.checks.checking", "sfwf_data.figures", "sfwf_data.notebook.notebook"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 failed, 2 wrong use.

    A user's mistake is one line on standard error, never a traceback.
    """
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `sfwf check | head`: whoever reads has seen enough
        return 0
    except (ValueError, OSError, MissingExtraError) as error:
        # Errors of ingest, data and names are ValueErrors whose text is written for the reader.
        folder = os.environ.get("SFWF_DATA")
        named = f" (SFWF_DATA={folder})" if folder and folder in str(error) else ""
        tell(f"sfwf {arguments.command}: {error}{named}", file=sys.stderr)
        return getattr(error, "exit_status", arguments.failed)
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BrokenPipeError:
                let_go(stream)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="sfwf",
        description="Reports of the Seoul Foundation of Women & Family as tables and figures.",
    )
    top.add_argument("--version", action="version", version=f"sfwf {__version__}")
    top.set_defaults(failed=FAILED)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    tables = commands.add_parser("tables", help="list the tables, or describe one")
    tables.add_argument("table", nargs="?", help="a table's name")
    tables.add_argument("--json", action="store_true", help="as JSON")
    tables.set_defaults(run=run_tables)

    check = commands.add_parser("check", help="check every arithmetic identity of the reports")
    check.add_argument("--report", default="all", help="one report, or latest (default: all)")
    check.add_argument("--all", action="store_true", help="list also what holds")
    check.add_argument("--sums", action="store_true", help="programs that add up to a line")
    check.add_argument("--json", action="store_true", help="as JSON")
    check.set_defaults(run=run_check)

    batch = commands.add_parser("batch", help="run notebooks for every combination of a batch file")
    add_batch(batch, values=SharedValues(), surroundings=surroundings, preload=preload)

    add_site(commands.add_parser("site", help="make web pages of executed notebooks"))

    init = commands.add_parser("init", help="put the notebooks and their batch file into a folder")
    init.add_argument("folder", type=Path, help="made if need be; files that stand there stay")
    init.set_defaults(run=run_init, failed=WRONG_USE)

    new = commands.add_parser("new", help="begin a notebook of your own")
    new.add_argument("name", help="its name, for example 09_my_question")
    new.add_argument("--out", type=Path, default=Path("notebooks"), help="default: notebooks")
    new.set_defaults(run=run_new, failed=WRONG_USE)

    copy = commands.add_parser("notebook", help="a copy of a notebook in one language, to work in")
    copy.add_argument("name", help="a notebook of the folder, by name or number, or a file")
    copy.add_argument("--lang", choices=["ko", "en"], default="ko", help="language (default: ko)")
    copy.add_argument("--folder", type=Path, default=Path("notebooks"), help="default: notebooks")
    copy.add_argument("--out", type=Path, help="file (default: NAME.LANG.ipynb here)")
    copy.set_defaults(run=run_notebook, failed=WRONG_USE)

    ingest = commands.add_parser("ingest", help="read a report's text into data/<report>/*.csv")
    ingest.add_argument("report", type=Path, help="text of the report (UTF-8)")
    ingest.add_argument("--out", type=Path, default=Path("data"), help="default: data")
    beside = "files of the registry (default: OUT/registry, else the package's)"
    ingest.add_argument("--registry", type=Path, help=beside)
    ingest.set_defaults(run=run_ingest)
    return top


def run_tables(arguments: argparse.Namespace) -> int:
    from sfwf_data.loader import describe

    frame = describe(arguments.table)
    if arguments.json:
        tell(json.dumps(frame.reset_index().to_dict("records"), ensure_ascii=False, indent=1))
        return 0
    for name, row in frame.iterrows():
        unit = f" [{row['unit']}]" if row.get("unit") else ""
        kind = f"{row['type']:10}{unit} " if arguments.table else ""
        tell(f"{name:18} {kind}{row['title']} / {row['title_en']}: {row['description_en']}")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    from sfwf_data.checks import check
    from sfwf_data.checks.subsets import found_lines
    from sfwf_data.loader import corrections

    if arguments.sums:
        for name, found in found_lines():
            tell(f"{name} {' or '.join(' + '.join(one) for one in found[:4]) or 'no sum fits'}")
        return 0
    frame = check(arguments.report)
    shown = frame if arguments.all else frame[frame["status"] != "holds"]
    if arguments.json:
        tell(shown.to_json(orient="records", force_ascii=False, indent=1))
        return 0
    for row in shown.itertuples():
        figures = f"{row.expected:,.10g} {row.unit} printed, {row.found:,.10g} found"
        place = f"{row.report} {row.check} | {row.where}"
        known = isinstance(row.correction, str)
        why = f" | {row.correction_kind!s}: {row.correction!s}" if known else ""
        tell(f"{row.status:11} {place} | {figures} | line {row.source_line}{why}")
    counts = frame["status"].value_counts()
    listed = ", ".join(f"{counts[status]} {status}" for status in frame["status"].cat.categories)
    kinds = corrections(arguments.report)["kind"].value_counts()
    entries = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    tell(f"{len(frame)} identities: {listed}")
    tell(f"corrections() has {kinds.sum()} entries: {entries}")
    return 0


class SharedValues:
    """What a batch may give to the notebooks' parameters, and what it means."""

    last = "report"  # slugs end in it

    def source(self, name: str, source: str, parameters: dict) -> list:
        """The values that a named source of a grid stands for."""
        from sfwf_data.notebook.parameters import source_values

        return source_values(name, source, parameters.get("report", "latest"))

    def settle(self, parameters: dict, defaults: dict) -> dict:
        """Check all values of one run; names become ids, `latest` the report that it means."""
        from sfwf_data.notebook.parameters import settle

        named = {name: defaults[name] for name in ("report", "lang") if name in defaults}
        return settle(parameters | {name: named[name] for name in named if name not in parameters})


def surroundings() -> str:
    """Fingerprint of all that runs depend on: the package, its data, and what draws."""
    from sfwf_data.loader.schema import PACKAGE, data_folder

    return environment([PACKAGE, data_folder()], DRAWS)


def preload() -> None:
    """Import what every run needs, and draw a figure that nobody sees: it fills the caches."""
    for name in PRELOADED:
        import_module(name)
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from sfwf_data import figures

    row = {"item": "가나다 ABC abc 0123456789", "item_en": "abc", "gap_krw": 1}
    # A Figure of its own: children would inherit the state of pyplot.
    axes = figures.plot_gap_by_item(
        DataFrame([row]).assign(gap_share_ratio=1.0), ax=Figure().subplots()
    )
    for file_format in ("png", "svg"):
        figures.render(axes, file_format)


def run_init(arguments: argparse.Namespace) -> int:
    from sfwf_data.notebook.workspace import put_down

    written, kept = put_down(arguments.folder)
    for path in written:
        tell(path)
    if kept:
        tell(f"kept as they are: {', '.join(map(str, kept))}")
    tell(f"cd {arguments.folder}; sfwf batch; sfwf site; jupyter lab")
    return 0


def run_new(arguments: argparse.Namespace) -> int:
    from sfwf_data.notebook.workspace import new_notebook

    path = new_notebook(arguments.name, arguments.out)
    tell(f"{path}: it runs as it is, and stands in {path.with_name('batch.toml')}")
    tell(f"sfwf batch --file {path.with_name('batch.toml')} --only {path.stem}")
    return 0


def run_notebook(arguments: argparse.Namespace) -> int:
    from sfwf_data.notebook.workspace import copy_in_one_language

    tell(copy_in_one_language(arguments.name, arguments.lang, arguments.folder, arguments.out))
    return 0


def run_ingest(arguments: argparse.Namespace) -> int:
    from sfwf_data.loader.schema import data_folder
    from sfwf_data.tools.ingest import ingest

    if not arguments.report.is_file():
        raise UsageError(f"there is no file {arguments.report}")
    beside = arguments.out / "registry"
    registry = arguments.registry or (beside if beside.is_dir() else data_folder() / "registry")
    if not registry.is_dir():
        raise UsageError(f"there is no folder {registry}")
    folder, unread = ingest(arguments.report, arguments.out, registry)
    kinds = [entry["kind"] for entry in unread.entries]
    tell(f"wrote {folder}")
    for kind in sorted(set(kinds)):
        tell(f"  {kinds.count(kind):4} {kind}")
    tell(f"review {folder / 'unread.csv'}: what no table holds, labels without a twin or an id")
    if arguments.out.resolve() != data_folder().resolve():
        tell(f"export SFWF_DATA={shlex.quote(str(arguments.out.resolve()))}")
    tell(f'python -c \'import sfwf_data; print(sfwf_data.load("programs", "{folder.name}"))\'')
    return 0


if __name__ == "__main__":
    sys.exit(main())
