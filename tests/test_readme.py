"""The two READMEs: their commands work, their links lead somewhere, their numbers are the package's."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys

import pytest

import sfwf_data
from sfwf_data.cli import main
from tests.conftest import REPOSITORY

READMES = {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md")}
BOTH = pytest.mark.parametrize("name", READMES)
MONEY = {"README.md": ("83.9 million", "832.9"), "README.ko.md": ("8,390만", "8억 3,290만")}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands(text: str) -> list[list[str]]:
    """Each command that the text gives, in blocks and in passing: words, without comments and settings before it."""
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
    assert given >= {("make", "figures"), ("make", "test"), ("make", "lab"), ("make", "help"), ("sfwf", "ingest"), ("sfwf", "check")}


def test_commands__are_the_same_in_both():
    assert commands(READMES["README.md"]) == commands(READMES["README.ko.md"])


@BOTH
def test_commands__of_make_have_a_target(name):
    """`make -n` says what it would do, and does nothing."""
    if shutil.which("make") is None:
        pytest.skip("needs make")
    for words in commands(READMES[name]):
        if words[0] == "make":
            result = subprocess.run(
                ["make", "-n", *words[1:], f"PYTHON={sys.executable}"], cwd=REPOSITORY, capture_output=True, text=True, check=False
            )
            assert result.returncode == 0, (words, result.stderr)


@BOTH
def test_commands__of_sfwf_are_understood(name, tmp_path, monkeypatch, report_text, capsys):
    """`sfwf ingest` and `sfwf check` are run as they stand; of others the command's help is asked for."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(report_text, tmp_path / "REPORT.txt")
    for words in commands(READMES[name]):
        if words[0] != "sfwf":
            continue
        if words[1] in ("ingest", "check"):
            assert main(words[1:]) == 0, words
        else:
            with pytest.raises(SystemExit, match="^0$"):
                main([words[1], "--help"])
    assert (tmp_path / "data" / sfwf_data.reports()[-1] / "programs.csv").exists()
    assert capsys.readouterr().err == ""


@BOTH
def test_python__runs(name):
    """The lines of Python do what their comments say."""
    (code,) = blocks(READMES[name], "python")
    space: dict = {}
    exec(compile(code, name, "exec"), space)
    rows = re.search(r'load\("programs"\)\s+# (\d+)', code)[1]
    assert int(rows) == len(space["programs"])


@BOTH
def test_links__lead_to_files(name):
    """Each relative link and picture is in the repository, and each picture has a text."""
    links = re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", READMES[name])
    assert sum(bool(picture) for picture, _, _ in links) == 1
    for picture, text, target in links:
        assert text, target
        if "://" not in target and not target.startswith("#"):
            assert (REPOSITORY / target.split("#")[0]).is_file(), f"{name} links to {target}, which is not there"
        if picture:
            assert (REPOSITORY / target).read_bytes().startswith(b"\x89PNG")


def test_links__join_the_two():
    assert "(README.ko.md)" in READMES["README.md"]
    assert "(README.md)" in READMES["README.ko.md"]


@BOTH
def test_numbers__are_those_of_the_package(name):
    """Programs, identities, corrections, days gone by, and the example of a correction."""
    text = READMES[name]
    programs, checks, corrections = sfwf_data.load("programs"), sfwf_data.check(), sfwf_data.corrections()
    patterns = {
        "README.md": {
            r"The (\d+) programs do not": len(programs),
            r"# (\d+) arithmetic identities": len(checks),
            r"mistakes\.\*\* (\d+) are listed": len(corrections),
        },
        "README.ko.md": {r"세부사업 (\d+)개를 더해도": len(programs), r"산술 관계 (\d+)개": len(checks), r"찾은 (\d+)건": len(corrections)},
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


def test_structure__is_the_same_in_both():
    """As many headings of each level, paragraphs of caveats and rows of tables."""
    shape = {
        name: [re.match(r"#+|- |\||```", line)[0] for line in text.splitlines() if re.match(r"#+ |- |\||```", line)]
        for name, text in READMES.items()
    }
    assert shape["README.md"] == shape["README.ko.md"]
