"""READMEs and guides: their commands work, their links lead somewhere, their numbers are right."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys

import pytest

import sfwf_data
from sfwf_data.cli import main
from sfwf_data.notebook.mistakes import mistakes_in
from tests.conftest import REPOSITORY
from tests.site_files import make_site

pytestmark = pytest.mark.slow

READMES = {
    name: (REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md")
}
GUIDES = ("CONTRIBUTING.md", "docs/reading.md", "docs/reading.ko.md", "docs/running.md")
TEXTS = READMES | {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in GUIDES}
BOTH = pytest.mark.parametrize("name", READMES)
ALL = pytest.mark.parametrize("name", TEXTS)
MONEY = {"README.md": ("83.9 million", "832.9"), "README.ko.md": ("8,390만", "8억 3,290만")}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands(text: str) -> list[list[str]]:
    """Each command that the text gives: words, without comments and settings before it."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    lines += re.findall(r"`([^`\n]+)`", prose)
    found = []
    for line in lines:
        if not re.match(r"(?:[A-Z]+=\S+ )*(?:make|sfwf) ", line):
            continue
        words = shlex.split(line, comments=True)
        while "=" in words[0]:
            words.pop(0)
        found.append(words)
    return found


@BOTH
def test_commands__are_given(name):
    """Both tell how to make the figures, test, open JupyterLab, and read and check a report."""
    given = {tuple(words[:2]) for words in commands(READMES[name])}
    assert given >= {
        ("make", "figures"),
        ("make", "test"),
        ("make", "lab"),
        ("make", "help"),
        ("make", "site"),
        ("sfwf", "ingest"),
        ("sfwf", "check"),
    }


def test_commands__are_the_same_in_both():
    assert commands(READMES["README.md"]) == commands(READMES["README.ko.md"])


@ALL
def test_commands__of_make_have_a_target(name):
    """`make -n` says what it would do, and does nothing."""
    if shutil.which("make") is None:
        pytest.skip("needs make")
    for words in commands(TEXTS[name]):
        if words[0] == "make":
            result = subprocess.run(
                ["make", "-n", *words[1:], f"PYTHON={sys.executable}"],
                cwd=REPOSITORY,
                capture_output=True,
                text=True,
                check=False,
            )
            assert result.returncode == 0, (words, result.stderr)


@ALL
def test_commands__of_sfwf_work(name, tmp_path, tmp_path_factory, monkeypatch, report_text, capsys):
    """Each is run as it stands, of a batch the list of its runs: batches are run elsewhere."""
    figures = make_site(tmp_path_factory.getbasetemp()).figures
    monkeypatch.chdir(tmp_path)
    shutil.copy(report_text, tmp_path / "REPORT.txt")
    shutil.copytree(REPOSITORY / "notebooks", tmp_path / "notebooks")
    (tmp_path / "figures").symlink_to(figures)
    for words in commands(TEXTS[name]):
        if words[0] == "sfwf":
            arguments = words[1:] + ["--list"] * (words[1] == "batch")
            assert main(arguments) == 0, words
            said = capsys.readouterr().err
            assert words[1] == "site" or said == "", words
    given = {words[1] for words in commands(TEXTS[name]) if words[0] == "sfwf"}
    assert (tmp_path / "data" / sfwf_data.reports()[-1] / "programs.csv").exists() == (
        "ingest" in given
    )
    assert (tmp_path / "site" / "index.html").exists() == ("site" in given)


@BOTH
def test_python__answers_as_printed(name):
    """Ten questions, each line run in its turn: the answers are those of the package."""
    code = "".join(blocks(READMES[name], "python"))
    assert len(re.findall(r"^\*\*\d+\. .*\?\*\*", READMES[name], re.M)) == 10
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted > 20
    assert not result.failed, "".join(told)
    rows = re.search(r'load\("programs"\)\)\s+# (\d+)', code)[1]
    assert int(rows) == len(sfwf_data.load("programs"))


@ALL
def test_links__lead_to_files(name):
    """Each relative link and picture is in the repository, and each picture has a text."""
    links = re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", TEXTS[name])
    folder = (REPOSITORY / name).parent
    assert sum(bool(picture) for picture, _, _ in links) == (name in READMES)
    for picture, text, target in links:
        assert text, target
        if "://" not in target and not target.startswith("#"):
            assert (folder / target.split("#")[0]).is_file(), (
                f"{name} links to {target}, which is not there"
            )
        if picture:
            assert (folder / target).read_bytes().startswith(b"\x89PNG")


def test_links__join_the_two():
    assert "(README.ko.md)" in READMES["README.md"]
    assert "(README.md)" in READMES["README.ko.md"]


@BOTH
def test_numbers__are_those_of_the_package(name):
    """Programs, identities, corrections, days gone by, and the example of a correction."""
    text = READMES[name]
    programs, checks, corrections = (
        sfwf_data.load("programs"),
        sfwf_data.check(),
        sfwf_data.corrections(),
    )
    patterns = {
        "README.md": {
            r"The (\d+) programs do not": len(programs),
            r"# (\d+) arithmetic identities": len(checks),
            r"Of the (\d+) entries": len(corrections),
            r"evidence, (\d+) are mistakes": mistakes_in(corrections),
        },
        "README.ko.md": {
            r"세부사업 (\d+)개를 더해도": len(programs),
            r"산술 관계 (\d+)개": len(checks),
            r"적은 (\d+)건 가운데": len(corrections),
            r"가운데 (\d+)건이 오류나": mistakes_in(corrections),
        },
    }
    for pattern, number in patterns[name].items():
        assert re.search(pattern, text), pattern
        assert int(re.search(pattern, text)[1]) == number, pattern
    as_of = sfwf_data.load("reports")["as_of"].iloc[-1]
    assert str(as_of.day_of_year) in text
    example = corrections.set_index("key").loc["p3-14"]
    for printed, written in zip((example["printed"], example["used"]), MONEY[name], strict=True):
        assert in_words(int(printed), name) == written
        assert written in text


def in_words(won: int, name: str) -> str:
    """Won as each README writes it, rounded to a hundred thousand."""
    tenths = round(won / 100_000)
    if name == "README.md":
        return f"{tenths / 10}" + (" million" if tenths < 1000 else "")
    eok, man = divmod(tenths * 10, 10_000)
    return f"{eok}억 {man:,}만" if eok else f"{man:,}만"


@BOTH
def test_tables__are_all_named(name):
    """The map of the tables has every table, and nothing else."""
    rows = re.findall(r"^\| (`.*?) \|", READMES[name], re.M)
    assert sorted(re.findall(r"`([a-z_]+)`", " ".join(rows))) == sorted(sfwf_data.tables())


def test_guides__for_readers_are_the_same_in_both():
    shapes = [
        [
            re.match(r"- |\*\*|# ", line)[0]
            for line in TEXTS[name].splitlines()
            if re.match(r"- |\*\*|# ", line)
        ]
        for name in GUIDES[1:3]
    ]
    assert shapes[0] == shapes[1]


def test_structure__is_the_same_in_both():
    """As many headings of each level, paragraphs of caveats and rows of tables."""
    shape = {
        name: [
            re.match(r"#+|- |\||```", line)[0]
            for line in text.splitlines()
            if re.match(r"#+ |- |\||```", line)
        ]
        for name, text in READMES.items()
    }
    assert shape["README.md"] == shape["README.ko.md"]
