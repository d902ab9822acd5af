"""The wheel: data and notebooks travel with the package, and work in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import REPOSITORY

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
pytestmark = pytest.mark.slow


def run(*command: object, **options: object) -> str:
    """What a command prints; it succeeds."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, built and unpacked the way pip installs it, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    alone = ("--no-deps", "--no-index")
    run(*PIP, "wheel", *alone, "--no-build-isolation", "--wheel-dir", folder, REPOSITORY)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    run(*PIP, "install", *alone, "--target", target, wheel)
    return wheel, target


def test_wheel__load_works_from_anywhere(installed):
    """`cd /` and `load("programs")`: 57 rows, from the installed data."""
    _, target = installed
    code = "import sfwf_data as s; print(s.__file__, len(s.load('programs')), len(s.check()) > 700)"
    printed = run(sys.executable, "-c", code, cwd="/", env={"PYTHONPATH": str(target)})
    path, rows, checked = printed.split()
    assert path.startswith(str(target))
    assert (rows, checked) == ("57", "True")


def test_wheel__carries_data_and_notebooks_and_no_tests(installed):
    """Schema, tables, registry, notebooks, templates, types are inside; no tests, no figures."""
    wheel, _ = installed
    names = zipfile.ZipFile(wheel).namelist()
    inside = {
        *("data/datapackage.json", "data/2022-09-30/programs.csv", "data/registry/labels.csv"),
        *("notebooks/02_execution_gap.ipynb", "notebooks/batch.toml", "py.typed"),
        *(
            "notebook/skeleton.ipynb",
            "notebook/sort_and_search.js",
            "tools/site/templates/page.css",
        ),
    }
    assert {f"sfwf_data/{name}" for name in inside} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "notebooks/", "figures/"))]
    assert not [name for name in names if ".ipynb_checkpoints" in name or name.endswith(".pyc")]


def test_wheel__init_batch_and_site_work_in_an_empty_folder(installed, tmp_path):
    """Who came by pip has notebooks in one command, figures and pages in two more."""
    _, target = installed
    where = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(target)}}
    sfwf = (sys.executable, "-m", "sfwf_data")
    assert "00_start_here" in run(*sfwf, "init", ".", **where)
    assert "09_my_question" in run(*sfwf, "new", "09_my_question", **where)
    run(*sfwf, "batch", "--only", "02", "--only", "09", "-p", "goal=g1", **where)
    run(*sfwf, "site", **where)
    pages = {path.name for path in (tmp_path / "site").glob("*.html")}
    assert "02_execution_gap.ko__goal-g1__2022-09-30.html" in pages
    assert "09_my_question.en__2022-09-30.html" in pages
    copied = run(*sfwf, "notebook", "02", "--lang", "en", **where).strip()
    text = (tmp_path / copied).read_text(encoding="utf-8")
    assert "details" not in text
    assert 'lang: str = \\"en\\"' in text
