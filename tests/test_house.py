"""The rooms of the package, and the one direction in which they import."""

from __future__ import annotations

import ast
import collections
import re
import statistics
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest

from tests.house import PACKAGE, arrows, modules, reached

# Room -> the rooms that it may reach, directly or through others.
REACH = {
    "words": set(),
    "measures": {"words"},
    "loader": {"words"},
    "checks": {"loader", "measures", "words"},
    "figures": {"measures", "words"},  # of measures, only what may be added up: see below
    "notebook": {"checks", "figures", "loader", "measures", "words"},
    "tools.ingest": {"checks", "loader", "measures", "words"},
    "tools.batch": {"words"},
    "tools.site": {"loader", "words"},
}
# Third parties that a room is kept free of, in any way.
FREE_OF = {
    "words": ("matplotlib", "IPython", "papermill"),
    "measures": ("matplotlib", "seaborn", "IPython"),
    "loader": ("matplotlib", "IPython"),
    "checks": ("matplotlib", "IPython"),
    "figures": ("IPython", "papermill"),
    "notebook": ("papermill",),
    "tools.batch": ("matplotlib", "seaborn"),
    "tools.site": ("matplotlib", "bleach", "bs4"),
}
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py"]


@pytest.mark.parametrize("room", REACH)
def test_rooms__import_in_one_direction(room):
    """Whatever a room can reach, through others and by names in strings too, it may reach."""
    rooms = {name for name in arrows() if name not in ("sfwf_data", "cli", "__main__", "tools")}
    assert rooms == set(REACH)
    # The package's own face re-exports loader and checks; nobody inside imports it.
    assert reached(room, arrows()) <= REACH[room]


def test_figures__take_from_measures_only_what_may_be_added_up():
    """A figure measures nothing: it asks whether the rows that it headlines may be added up."""
    taken = {
        node.module
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if name.startswith("sfwf_data.figures") and isinstance(node, ast.ImportFrom)
        if "measures" in str(node.module)
    }
    assert taken == {"sfwf_data.measures.addable"}


def test_imports__can_all_be_read():
    """None hides its room: no relative import, no name that is only known as the code runs."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.ImportFrom) and node.level), name
            if name == "sfwf_data.cli" or not isinstance(node, ast.Call):
                continue  # the command may import every room
            if ast.unparse(node.func).rpartition(".")[2] in ("import_module", "__import__"):
                text = ast.unparse(node.args[0]).lstrip("f").strip("'\"")
                is_plain = isinstance(node.args[0], ast.Constant | ast.JoinedStr)
                own = text.startswith("{__name__}.")
                assert is_plain, (name, text)
                assert own or not text.startswith((".", "{")), (name, text)
                assert not text.startswith(("sfwf_data", "matplotlib", "seaborn")), (name, text)


@pytest.mark.parametrize("room", FREE_OF)
def test_rooms__are_free_of_what_is_not_theirs(room):
    """No room names a third party that belongs to another."""
    for name, tree in modules().items():
        if not name.startswith(f"sfwf_data.{room}"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            else:
                named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong = [one for one in named if one.split(".")[0] in FREE_OF[room]]
            assert not wrong, (name, wrong)


def test_house__can_be_drawn_from_memory():
    """Eight rooms at most, six levels, thirty arrows, no circle."""
    drawn: dict[str, set[str]] = {}
    for room, others in arrows().items():
        if room in ("sfwf_data", "__main__"):
            continue
        one = room.split(".")[0]
        drawn.setdefault(one, set()).update(other.split(".")[0] for other in others)
    drawn = {room: others - {room, "sfwf_data"} for room, others in drawn.items()}
    assert len(drawn) <= 8, sorted(drawn)
    assert sum(len(others) for others in drawn.values()) <= 30
    levels: dict[str, int] = {}
    for room in TopologicalSorter(drawn).static_order():  # an error where there is a circle
        levels[room] = 1 + max((levels[other] for other in drawn[room]), default=0)
    assert max(levels.values()) <= 6, levels


def test_names__stand_once():
    """A search for a file or a class lands in one room."""
    files = collections.Counter(path.name for path in FILES)
    assert not [name for name, times in files.items() if times > 1]
    classes = collections.Counter(
        node.name
        for tree in modules().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    assert not [name for name, times in classes.items() if times > 1]


def test_modules__are_small():
    """No module has over 250 lines, half of them at most 120, no line over 100 columns."""
    texts = {path: path.read_text(encoding="utf-8").splitlines() for path in PACKAGE.rglob("*.py")}
    assert not [(path.name, len(lines)) for path, lines in texts.items() if len(lines) > 250]
    assert statistics.median(len(texts[path]) for path in FILES) <= 120
    assert not [
        (path.name, number)
        for path, lines in texts.items()
        for number, line in enumerate(lines, start=1)
        if len(line) > 100
    ]


def test_faces__hold_names_alone():
    """An `__init__.py` imports and lists; what it offers to the Tab key is what it lists."""
    for path in PACKAGE.rglob("__init__.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            kind = type(node).__name__
            named = getattr(node, "name", "")
            fine = not named or named in ("__dir__", "__getattr__")
            assert fine, (path, kind, named)


def test_house__has_no_rest_of_the_old_one():
    """Old modules are gone, not kept as shims, and no prose lies in the package."""
    assert (PACKAGE / "py.typed").is_file()
    assert not list(PACKAGE.rglob("*.toml"))
    for name in ("pages", "prose", "style", "captions", "batch", "site", "ingest", "findings"):
        assert f"sfwf_data.{name}" not in modules()


def test_seaborn__draws():
    """The user asked for it: it is not only installed."""
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / "figures").rglob("*.py")]
    assert any(re.search(r"\bsns\.[a-z]+plot\(", text) for text in texts)


def test_import__loads_pandas_at_most():
    """`import sfwf_data` starts no drawing, no notebook machinery and no tool."""
    heavy = (
        *("matplotlib", "seaborn", "papermill", "IPython", "jupyter_client", "ipykernel"),
        *("nbformat", "zmq", "tqdm", "sfwf_data.tools", "sfwf_data.figures", "sfwf_data.notebook"),
    )
    code = f"import sys, sfwf_data; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
