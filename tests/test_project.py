"""House rules of the repository that a machine can check."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import lru_cache

import pytest
import yaml

from tests.conftest import REPOSITORY

PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
PHONE = re.compile(
    r"\N{BLACK TELEPHONE}|(?<![\d.,-])0\d{1,2}-\d{3,4}-\d{4}(?!\d)|(?<![\d.,-])\d{3}-\d{4}(?![\d-])"
)


@lru_cache(maxsize=1)
def files() -> dict[str, str]:
    """Text of every file of the repository: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    texts = {}
    for name in listed.stdout.splitlines():
        path = REPOSITORY / name
        if path.is_file() and path.suffix not in {".png", ".pdf", ".woff2"}:
            texts[name] = path.read_text(encoding="utf-8")
    return texts


def test_lock__names_no_host():
    """A lock made on a configured machine must not carry its index."""
    text = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|www\.|index-url|find-links|@ ", text)
    assert text.count("--hash=sha256:") > 300


def test_lock__holds_every_direct_dependency():
    """Each dependency of each extra is pinned."""
    pinned = set(
        re.findall(
            r"^([a-z0-9._-]+)==",
            (REPOSITORY / "requirements.lock").read_text(encoding="utf-8"),
            re.M,
        )
    )
    for name in requirements(*PYPROJECT["project"]["optional-dependencies"]):
        assert name in pinned, name


def requirements(*extras: str) -> dict[str, str]:
    """Direct dependencies of the package and some extras: name and lower bound."""
    lists = [
        PYPROJECT["project"]["dependencies"],
        *(PYPROJECT["project"]["optional-dependencies"][extra] for extra in extras),
    ]
    pairs = [
        re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?\s*(>=[\d.]+)?", item).groups()
        for items in lists
        for item in items
    ]
    return {name.lower(): bound or "" for name, bound in pairs if name.lower() != "sfwf-data"}


def test_environment_yml__agrees_with_pyproject():
    """What a user needs is in exactly one of the two parts, with the same lower bound."""
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    conda = [item for item in environment["dependencies"] if isinstance(item, str)]
    (pip,) = [item["pip"] for item in environment["dependencies"] if isinstance(item, dict)]
    listed: dict[str, str] = {}
    for item in [*conda, *pip]:
        name, _, bound = item.partition(" ")
        assert name not in listed
        listed[name.lower()] = bound
    assert "-e ." in pip
    assert listed.pop("python") == PYPROJECT["project"]["requires-python"]
    for extra in ("pip", "-e"):
        listed.pop(extra)
    assert listed == requirements("figures", "notebooks")
    assert environment["channels"] == ["conda-forge"]


def test_repository__names_no_path_and_no_index_of_a_machine():
    """Nothing committed leads to the machine it was made on."""
    patterns = (
        "/" + "work/",
        "/" + "root/",
        "/" + "home/",
        "python" + "hosted",
        "pypi.org/" + "simple",
        "registry." + "npmjs",
    )
    for name, text in files().items():
        for pattern in patterns:
            assert not re.search(rf"(?<![\w.]){re.escape(pattern)}", text), (name, pattern)


def test_repository__holds_no_telephone_number():
    """The report prints them; the project does not carry them."""
    for name, text in files().items():
        if name != "requirements.lock":
            assert not PHONE.search(text), (name, PHONE.search(text)[0])


def test_repository__holds_no_person_of_the_report(report_text):
    """The names on the report's lines of contacts stand in no file."""
    text = report_text.read_text(encoding="utf-8")
    names: set[str] = set()
    for line in re.findall(r"^.*작성자.*$", text, re.M):
        for group in re.findall(r"(?:장|담당)\s*:\s*([가-힣]{2,4}(?:/[가-힣]{2,4})*)\s*\(", line):
            names.update(group.split("/"))
    assert len(names) > 40
    for name, content in files().items():
        found = [
            person for person in names if re.search(rf"(?<![가-힣]){person}(?![가-힣])", content)
        ]
        assert not found, (name, found)


def test_repository__does_not_carry_the_report(report_text):
    """No long sentence of the report stands in any file: only labels and figures do."""
    sentences = {
        line.strip(" ◈\uf000")
        for line in report_text.read_text(encoding="utf-8").split("\n")
        if line.startswith("◈")
    }
    everything = "\n".join(files().values())
    assert not [sentence for sentence in sentences if len(sentence) > 30 and sentence in everything]


def test_changelog__opens_with_the_version():
    text = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", text, re.M)[1] == PYPROJECT["project"]["version"]


def test_git__ignores_generated_figures():
    """Only the pictures that the READMEs show are tracked."""
    tracked = [name for name in files() if name.startswith(("figures/", "site/"))]
    shown = ("figures/README", "figures/gallery/")
    assert all(name.startswith(shown) for name in tracked), tracked


def test_modules__stay_small():
    """A module past 320 lines is two things."""
    for path in (REPOSITORY / "sfwf_data").glob("**/*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 320, path.name
