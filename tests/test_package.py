"""The wheel: the data travels with the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, built and unpacked the way pip installs it, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
         "--wheel-dir", str(folder), str(REPOSITORY)],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip
    return wheel, target


def test_wheel__load_works_from_anywhere(installed):
    """`cd /` and `load("programs")`: 57 rows, from the installed data."""
    _, target = installed
    code = "import sfwf_data; print(sfwf_data.__file__, len(sfwf_data.load('programs')), len(sfwf_data.check()) > 700)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd="/",
        env={"PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    path, rows, checked = result.stdout.split()
    assert path.startswith(str(target))
    assert (rows, checked) == ("57", "True")


def test_wheel__carries_data_and_no_tests(installed):
    """Schema, tables and overlay are inside; tests, notebooks and figures are not."""
    wheel, _ = installed
    names = zipfile.ZipFile(wheel).namelist()
    assert {
        f"sfwf_data/site/templates/{name}"
        for name in ("page.css", "gallery.js", "sfwf/index.html.j2", "sfwf/conf.json")
    } <= set(names)
    assert "sfwf_data/data/datapackage.json" in names
    assert "sfwf_data/data/2022-09-30/programs.csv" in names
    assert "sfwf_data/data/overlay/labels.csv" in names
    assert not [name for name in names if name.startswith(("tests/", "notebooks/", "figures/"))]
