"""The batch on tiny notebooks: planned strictly, run in parallel, restartable, whole or not."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import nbformat
import pytest

from sfwf_data.cli import main
from sfwf_data.tools.batch import Run, environment, read_plan, run_all
from sfwf_data.tools.batch.execute import drop_empty_sections
from sfwf_data.tools.batch.plan import PlanError
from sfwf_data.words.records import RECORD
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

TINY = """lang: str = "ko"  # language
division: str = "all"  # division
top_n: int = 3  # rows
output_dir: str = ""  # where to save"""
BODY = """import random
from pathlib import Path

import numpy

print(lang, division, top_n)
Path(output_dir, f"{lang}.txt").write_text(f"{division} {top_n}")
assert "leak" not in globals()
leak = numpy.random.random()
leak"""


def write_notebook(
    path: Path, *, parameters: str = TINY, tag: str = "parameters", body: str = BODY
) -> None:
    cells = [
        nbformat.v4.new_markdown_cell("# Tiny", id="a"),
        nbformat.v4.new_code_cell(parameters, id="b", metadata={"tags": [tag]}),
        nbformat.v4.new_code_cell(body, id="c"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one notebook and a batch file; the working folder of the test."""
    write_notebook(tmp_path / "01_tiny.ipynb")
    (tmp_path / "batch.toml").write_text(
        '[[default]]\nnotebook = "01_tiny"\n'
        'grid = { lang = ["ko", "en"], division = "all-headquarters" }\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: str) -> int:
    return main(["batch", "--file", "batch.toml", "--out", "out", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_plan__grid__comes_from_the_data(folder, capsys):
    """`all-headquarters` is every headquarters of the divisions table."""
    assert batch("--list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [run["slug"] for run in listed] == [
        "ko__hq-planning",
        "ko__hq-programs",
        "en__hq-planning",
        "en__hq-programs",
    ]
    assert listed[2]["notebook"] == "01_tiny"
    assert listed[2]["parameters"] == {"lang": "en", "division": "hq-planning"}


def test_list__shows_every_run_and_runs_none(folder, capsys):
    assert batch("--list") == 0
    assert "4 runs" in capsys.readouterr().out
    assert not Path("out").exists()


def test_batch__builds_then_skips_then_builds_what_changed(folder, capsys):
    """A second call does nothing; a changed notebook, parameter or --force builds again."""
    assert batch() == 0
    assert Path("out/01_tiny/en__hq-planning/en.txt").read_text() == "hq-planning 3"
    first = contents(Path("out"))
    assert batch() == 0
    assert "0 built, 4 unchanged" in capsys.readouterr().out
    assert contents(Path("out")) == first
    assert batch("-p", "top_n=5", "--only", "01") == 0
    assert "4 built, 0 unchanged" in capsys.readouterr().out
    assert Path("out/01_tiny/en__hq-planning__top-n-5/en.txt").read_text() == "hq-planning 5"


def test_batch__two_builds__are_identical_to_the_byte(folder):
    """Notebooks, manifest and summary included: no times, random ids or paths."""
    assert batch("--jobs", "2") == 0
    first = contents(Path("out"))
    assert batch("--force", "--jobs", "1") == 0
    assert contents(Path("out")) == first


def test_batch__forked_run__equals_a_cold_kernel(folder):
    """The fast engine leaves the same notebook as papermill with an ordinary kernel."""
    from sfwf_data.tools.batch.execute import execute

    write_notebook(
        folder / "01_tiny.ipynb",
        body="print(lang)\nfrom IPython.display import display, HTML\n"
        "display(HTML('<b>x</b>'))\n{'a': 1}",
    )
    assert batch() == 0
    run = Run(folder / "01_tiny.ipynb", {"lang": "ko", "division": "hq-planning"}, "x")
    execute(run, folder / "cold", None)
    forked = json.loads(
        Path("out/01_tiny/ko__hq-planning/notebook.ipynb").read_text(encoding="utf-8")
    )
    cold = json.loads((folder / "cold" / "notebook.ipynb").read_text(encoding="utf-8"))
    assert forked == cold


def test_batch__failed_run__is_kept_apart(folder, capsys):
    """The others go on; its notebook is kept with the marked cell; nothing of it looks finished."""
    write_notebook(
        folder / "01_tiny.ipynb",
        body=BODY
        + "\nif lang == 'en' and division == 'hq-planning':\n    raise ValueError('broken <b>')",
    )
    assert batch() == 1
    captured = capsys.readouterr()
    assert "failed: 01_tiny/en__hq-planning: ValueError: broken <b>" in captured.err
    assert "3 built, 0 unchanged, 1 failed" in captured.out
    assert not Path("out/01_tiny/en__hq-planning").exists()
    kept = Path("out/failed/01_tiny/en__hq-planning.ipynb").read_text(encoding="utf-8")
    assert "broken" in kept
    assert 'output_type": "error' in kept
    summary = json.loads(Path("out/summary.json").read_text(encoding="utf-8"))
    assert (summary["planned"], summary["finished"], len(summary["failed"])) == (4, 3, 1)
    write_notebook(folder / "01_tiny.ipynb")
    assert batch() == 0
    assert not Path("out/failed/01_tiny/en__hq-planning.ipynb").exists()


def test_batch__worker_that_dies__is_a_failure(folder, capsys):
    """A killed worker is one failed run, not a hanging batch."""
    write_notebook(
        folder / "01_tiny.ipynb",
        body="import os, signal\nif lang == 'en':\n    os.kill(os.getpid(), signal.SIGKILL)",
    )
    assert batch() == 1
    assert "the worker died (SIGKILL)" in capsys.readouterr().err


def test_batch__interrupted__leaves_only_finished_runs(folder):
    """SIGTERM in mid-run: no staging folder, no child; the next call goes on."""
    write_notebook(
        folder / "01_tiny.ipynb", body="import time\nif lang == 'en':\n    time.sleep(60)\n" + BODY
    )
    command = [
        sys.executable,
        "-m",
        "sfwf_data.cli",
        "batch",
        "--file",
        "batch.toml",
        "--out",
        "out",
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    deadline = time.monotonic() + 60
    while len(list(Path("out/01_tiny").glob("*/run.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130, error
    assert sorted(path.name for path in Path("out/01_tiny").iterdir()) == [
        "ko__hq-planning",
        "ko__hq-programs",
    ]
    assert not list(Path("out").glob(".staging-*"))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


BAD = {
    "unknown notebook": ('notebook = "02_none"', "There is no notebook '02_none'.*01_tiny"),
    "path as notebook": ('notebook = "../01_tiny"', "There is no notebook"),
    "unknown parameter": (
        'notebook = "01_tiny"\nparameters = { langg = "ko" }',
        "There is no parameter 'langg'. Did you mean 'lang'",
    ),
    "wrong type": (
        'notebook = "01_tiny"\nparameters = { top_n = "5" }',
        "top_n = '5' is not of type int",
    ),
    "unknown value": (
        'notebook = "01_tiny"\nparameters = { division = "office-x" }',
        "There is no division 'office-x'",
    ),
    "html value": (
        'notebook = "01_tiny"\nparameters = { division = "<script>" }',
        "There is no division '<script>'",
    ),
    "zero": ('notebook = "01_tiny"\nparameters = { top_n = 0 }', "top_n = 0 is out of range"),
    "unknown source": (
        'notebook = "01_tiny"\ngrid = { division = "all-rooms" }',
        "There is no source of values for division 'all-rooms'",
    ),
    "output_dir": (
        'notebook = "01_tiny"\nparameters = { output_dir = "/tmp" }',
        "output_dir is set by the batch",
    ),
    "unknown key": ('notebook = "01_tiny"\ngrids = { lang = ["ko"] }', "unknown key grids"),
    "no table": ('notebook = "01_tiny"\nparameters = 3', "parameters = 3: a table is expected"),
    "grid no table": ('notebook = "01_tiny"\ngrid = ["ko"]', "grid = .'ko'.: a table is expected"),
    "no notebook": ("parameters = { top_n = 1 }", "There is no notebook None"),
    "empty grid": ('notebook = "01_tiny"\ngrid = { lang = [] }', "a list of values is expected"),
    "a date": ('notebook = "01_tiny"\nparameters = { lang = 2022-09-30 }', "is not of type str"),
    "same output": (
        'notebook = "01_tiny"\n[[default]]\nnotebook = "01_tiny"',
        "same output 01_tiny/default",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_plan__mistake__is_found_before_anything_runs(case, folder, capsys):
    """Exit status 2, and no output folder."""
    text, message = BAD[case]
    Path("batch.toml").write_text(f"[[default]]\n{text}\n", encoding="utf-8")
    assert batch() == 2
    assert re.search(message, capsys.readouterr().err)
    assert not Path("out").exists()


def test_plan__mistakes__are_reported_together(folder, capsys):
    Path("batch.toml").write_text(
        '[[default]]\nnotebook = "x"\n'
        '[[default]]\nnotebook = "01_tiny"\nparameters = { a = 1, top_n = 0 }\n',
        encoding="utf-8",
    )
    assert batch() == 2
    error = capsys.readouterr().err
    assert error.startswith("sfwf batch: 3 mistake(s), nothing was run\n")
    assert error.count("\n  - batch.toml, [[default]] ") == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("default = 3\n", "the set default is written as [[default]]"),
        ('default = ["01_tiny"]\n', "'01_tiny' is no table with a notebook"),
        ("[default\n", "is not TOML"),
    ],
)
def test_plan__malformed_file__is_told(text, message, folder, capsys):
    Path("batch.toml").write_text(text, encoding="utf-8")
    assert batch() == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("lang: str = ", "the cell tagged `parameters` is not Python"),
        ("import os", "found 'import os'"),
        ("lang: str", "found 'lang: str'"),
        ("lang: str = str(1)", "with a plain default, found 'lang: str = str(1)'"),
    ],
)
def test_plan__parameters_cell__that_cannot_be_read(source, message, folder, capsys):
    write_notebook(folder / "01_tiny.ipynb", parameters=source)
    assert batch() == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not a notebook: Expecting"),
        ("[]", "is not a notebook"),
        ("{}", "it lacks 'cells'"),
        ('{"cells": [{"cell_type": "code", "source": "1"}]}', "it lacks 'metadata'"),
        ('{"cells": [1]}', "is not a notebook"),
    ],
)
def test_plan__broken_notebook__is_told(text, message, folder, capsys):
    (folder / "01_tiny.ipynb").write_text(text, encoding="utf-8")
    assert batch() == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("tag", ["parameter", "params"])
def test_plan__misspelt_tag__is_refused(tag, folder, capsys):
    """papermill would run it with the defaults."""
    write_notebook(folder / "01_tiny.ipynb", tag=tag)
    assert batch() == 2
    assert "0 cells tagged `parameters`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "none"],
        ["--only", "77"],
        ["-p", "x"],
        ["-p", "nothing=1"],
        ["--jobs", "0"],
        ["--file", "no.toml"],
    ],
)
def test_batch__wrong_use__is_status_2(arguments, folder, capsys):
    assert batch(*arguments) == 2
    assert capsys.readouterr().err.startswith("sfwf batch:")


def test_plan__ten_thousand_runs__stay_linear(folder):
    """Planning, and asking what is finished, grow with the number of runs, not with its square."""
    from sfwf_data.tools.batch.standing import finished

    def seconds(count: int) -> float:
        numbers = ", ".join(str(number) for number in range(1, count + 1))
        Path("batch.toml").write_text(
            f'[[default]]\nnotebook = "01_tiny"\ngrid = {{ top_n = [{numbers}] }}\n',
            encoding="utf-8",
        )
        started = time.process_time()
        runs = read_plan(Path("batch.toml"), "default")
        assert len(runs) == count
        assert not any(finished(run, Path("out")) for run in runs)
        return time.process_time() - started

    seconds(100)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 25 * small


class Calendar:
    """Values of a made-up project: reports, each with rooms of its own, under two names."""

    last = "report"
    rooms: ClassVar = {"2021": {"갑": "a"}, "2022": {"갑": "a", "을": "b"}}

    def real(self, report: str) -> str:
        return max(self.rooms) if report == "latest" else report

    def source(self, name: str, source: str, parameters: dict) -> list:
        if source != "each":
            raise ValueError(f"no source {source}")
        return list(self.rooms if name == "report" else self.rooms[self.real(parameters["report"])])

    def settle(self, parameters: dict, defaults: dict) -> dict:
        settled = {**parameters, "report": self.real({**defaults, **parameters}["report"])}
        rooms = self.rooms[settled["report"]]
        settled["room"] = rooms.get(settled["room"], settled["room"])
        wrong = [] if settled["room"] in rooms.values() else [f"no room {settled['room']}"]
        wrong += [] if settled.get("top", 1) > 0 else ["top too small"]
        if wrong:
            raise ValueError("\n".join(wrong))
        return settled


def calendar_plan(folder: Path, entry: str, **options) -> list[Run]:
    parameters = 'report: str = "latest"\nroom: str = "a"\ntop: int = 1\noutput_dir: str = ""'
    write_notebook(folder / "02_rooms.ipynb", parameters=parameters)
    text = f'[[default]]\nnotebook = "02_rooms"\n{entry}\n'
    (folder / "batch.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "batch.toml", "default", values=Calendar(), **options)


def test_values__latest__is_never_stored(folder):
    """Names become ids, the report its real id, before a slug is made; the slug ends in it."""
    runs = calendar_plan(folder, 'grid = { room = ["갑", "을"] }')
    assert [(run.slug, run.parameters) for run in runs] == [
        ("a__2022", {"room": "a", "report": "2022"}),
        ("b__2022", {"room": "b", "report": "2022"}),
    ]
    (run,) = calendar_plan(folder, 'parameters = { room = "을", report = "2022" }')
    assert run.slug == "room-b__2022"
    (run,) = calendar_plan(folder, 'parameters = { room = "a" }', overrides={"report": "2021"})
    assert (run.slug, run.parameters) == ("default__2021", {"room": "a", "report": "2021"})


def test_values__source_of_a_grid__looks_at_what_stands_before_it(folder):
    """Each report has its own rooms."""
    runs = calendar_plan(folder, 'grid = { report = "each", room = "each" }')
    assert [run.slug for run in runs] == ["a__2021", "a__2022", "b__2022"]


def test_values__mistakes__each_in_a_line_and_once(folder):
    with pytest.raises(PlanError) as error:
        calendar_plan(folder, 'parameters = { room = "병" }\ngrid = { top = [0, -1] }')
    where = "batch.toml, [[default]] 1: 02_rooms.ipynb: "
    assert error.value.mistakes == [f"{where}no room 병", f"{where}top too small"]
    with pytest.raises(PlanError, match="no source all"):
        calendar_plan(folder, 'grid = { room = "all" }')


FOREIGN = """import json
from pathlib import Path
Path("sub").mkdir()
Path("sub", "result.json").write_text(json.dumps({"alpha": alpha, "steps": steps}))"""


def test_foreign_notebook__runs_as_it_is(tmp_path):
    """One that knows nothing of this project: plain parameters or none, files where it likes."""
    parameters = "alpha = 0.5  # any number\nsteps: list = [1, 2]"
    write_notebook(tmp_path / "study.ipynb", parameters=parameters, body=FOREIGN)
    write_notebook(tmp_path / "plain.ipynb", parameters="a = 1", tag="first", body="print(a)")
    plan = tmp_path / "batch.toml"
    plan.write_text(
        '[[all]]\nnotebook = "study"\ngrid = { alpha = [0, 0.25, -3] }\n'
        '[[all]]\nnotebook = "plain"\n',
        encoding="utf-8",
    )
    runs = read_plan(plan, "all")
    assert [run.name for run in runs] == [
        "study/0",
        "study/0.25",
        "study/3-615bdd",
        "plain/default",
    ]
    results = {result.run.name: result for result in run_all(runs, tmp_path / "out", jobs=2)}
    assert not [result.error for result in results.values() if result.error]
    written = tmp_path / "out" / "study" / "0.25" / "sub" / "result.json"
    assert json.loads(written.read_text()) == {"alpha": 0.25, "steps": [1, 2]}
    record = results["study/0.25"].record
    assert set(record["sizes"]) == {"notebook.ipynb", "sub/result.json"}
    assert (record["parameters"], record["title"]) == ({"alpha": 0.25}, "")
    assert "report" not in record
    executed = (tmp_path / "out" / "plain" / "default" / "notebook.ipynb").read_text()
    assert "output_dir" not in executed
    nbformat.validate(nbformat.reads(executed, as_version=4))
    plan.write_text('[[all]]\nnotebook = "study"\nparameters = { alfa = 1 }\n')
    with pytest.raises(PlanError, match="There is no parameter 'alfa'. Did you mean 'alpha'"):
        read_plan(plan, "all")


TWIN = """# 큰 제목

무엇을 묻나

<details lang="en"><summary>Big title</summary>

What is asked

</details>"""
TITLED = f"""from IPython.display import display
display({{"{RECORD}": {{"parameters": {{"lang": lang, "report": "2030-09-30"}}}}}}, raw=True)
display({{"{RECORD}": {{"title": f"{{lang}}: 1~2 *{{top_n}}*"}}}}, raw=True)
display({{"{RECORD}": {{"numbers": {{"top": top_n}}}}}}, raw=True)"""


def test_executed_notebook__keeps_one_language_under_its_title(folder):
    """Markdown in the run's language, and the recorded title as its H1; `run.json` has it plain."""
    write_notebook(folder / "01_tiny.ipynb", body=TITLED)
    notebook = json.loads((folder / "01_tiny.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = TWIN
    below = {**notebook["cells"][0], "id": "d", "source": TWIN.replace("# 큰", "## 작은")}
    notebook["cells"].append(below)
    (folder / "01_tiny.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert batch() == 0
    prose = {}
    for lang in ("ko", "en"):
        made = Path("out", "01_tiny", f"{lang}__hq-planning")
        executed = nbformat.read(made / "notebook.ipynb", as_version=4)
        nbformat.validate(executed)
        prose[lang] = [cell.source for cell in executed.cells if cell.cell_type == "markdown"]
        record = json.loads((made / "run.json").read_text(encoding="utf-8"))
        assert record["title"] == f"{lang}: 1~2 *3*"
        assert (record["lang"], record["report"]) == (lang, "2030-09-30")
        assert record["numbers"] == {"top": 3}
    assert prose["ko"] == ["# ko: 1\\~2 \\*3\\*\n\n무엇을 묻나", "## 작은 제목\n\n무엇을 묻나"]
    assert prose["en"] == ["# en: 1\\~2 \\*3\\*\n\nWhat is asked", "## Big title\n\nWhat is asked"]


def listed() -> list[str]:
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    return [f"{run['notebook']}/{run['slug']}" for run in manifest["runs"]]


def test_manifest__accumulates__what_stands_whole(folder):
    """A subset unlists nothing; what is broken or half removed is listed no more, then built."""
    write_notebook(folder / "02_other.ipynb")
    with Path("batch.toml").open("a", encoding="utf-8") as file:
        file.write('[[default]]\nnotebook = "02_other"\n')
    assert batch("--only", "02") == 0
    assert batch("--only", "01", "-p", "lang=ko") == 0
    assert batch("--only", "01", "-p", "division=all") == 0
    everything = [
        "01_tiny/hq-planning",
        "01_tiny/hq-programs",
        "01_tiny/ko",
        "01_tiny/en",
        "02_other/default",
    ]
    assert sorted(listed()) == sorted(everything)
    first = contents(Path("out"))
    Path("out/01_tiny/ko/run.json").write_text("{", encoding="utf-8")
    Path("out/01_tiny/en/en.txt").unlink()
    Path("out/02_other/default/run.json").write_text('{"sizes": 3}', encoding="utf-8")
    assert batch("--only", "01", "-p", "lang=ko") == 0
    assert sorted(listed()) == ["01_tiny/hq-planning", "01_tiny/hq-programs"]
    assert batch("--only", "02") == 0
    assert batch("--only", "01", "-p", "division=all") == 0
    assert contents(Path("out")).keys() == first.keys()
    assert sorted(listed()) == sorted(everything)


def test_manifest__order__is_korean_first_whatever_was_built_first(folder):
    order = [
        "01_tiny/ko__hq-planning",
        "01_tiny/ko__hq-programs",
        "01_tiny/en__hq-planning",
        "01_tiny/en__hq-programs",
    ]
    assert batch() == 0
    assert listed() == order
    manifest = Path("out/manifest.json").read_bytes()
    assert batch("--force", "--jobs", "1") == 0
    assert Path("out/manifest.json").read_bytes() == manifest


def test_environment__is_every_file_and_version(tmp_path):
    """Code, templates and data count, caches do not; a folder in another counts once."""
    package, data = tmp_path / "package", tmp_path / "package" / "data"
    data.mkdir(parents=True)
    (package / "a.py").write_text("1")
    (data / "t.csv").write_text("1")

    def now() -> str:
        return environment([package, data], ["pandas", "no-such-package"])

    seen = {now()}
    assert environment([package, data], ["pandas"]) not in seen
    for path in (package / "page.j2", package / "a.py", data / "t.csv"):
        path.write_text("2")
        assert now() not in seen
        seen.add(now())
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_text("3")
    (data / ".t.csv.swp").write_text("3")
    assert now() in seen
    outside = tmp_path / "elsewhere"
    data.rename(outside)
    assert environment([package, outside], ["pandas", "no-such-package"]) in seen


@pytest.mark.parametrize("package", ["papermill", "tqdm"])
def test_batch__missing_extra__is_named(package, folder, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, package, None)
    assert batch() == 2
    error = capsys.readouterr().err
    assert error == f"sfwf batch: {package} is not installed: pip install 'sfwf-data[notebooks]'\n"
    assert not Path("out").exists()
    assert batch("--list") == 0  # planning needs none of them


def test_batch__output_folder_that_is_a_file__is_told(folder, capsys):
    Path("out").write_text("")
    assert batch() == 1
    error = capsys.readouterr().err
    assert error == "sfwf batch: out cannot be written: a file stands where a folder is needed\n"


def test_batch__closed_pipe__does_its_work_and_keeps_its_status(folder):
    """`sfwf batch 2>&1 | true`: all runs stand, and a failed one is still a failed batch."""
    sfwf = f"{sys.executable} -m sfwf_data batch --file batch.toml --out out --jobs 1"
    line = f"{sfwf} 2>&1 | true; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", line], check=False).returncode == 0
    assert len(list(Path("out").glob("*/*/run.json"))) == 4
    assert Path("out/manifest.json").is_file()
    write_notebook(folder / "01_tiny.ipynb", body="1 / 0")
    assert subprocess.run(["bash", "-c", line], check=False).returncode == 1


def test_failed_notebook__keeps_what_was_printed_before(folder):
    """Who looks for the fault finds the lines that the cell had printed, and one error."""
    write_notebook(folder / "01_tiny.ipynb", body='print("before")\n1 / 0')
    assert batch("--fail-fast", "--jobs", "1") == 1
    (path,) = Path("out/failed/01_tiny").glob("*.ipynb")
    outputs = json.loads(path.read_text(encoding="utf-8"))["cells"][-1]["outputs"]
    assert [output["output_type"] for output in outputs] == ["stream", "error"]
    assert "".join(outputs[0]["text"]) == "before\n"


def test_plan__a_filter_without_an_entry__is_a_mistake(folder):
    """A notebook that lies there but in no entry of the set would run nothing, in green."""
    write_notebook(folder / "02_other.ipynb")
    with pytest.raises(PlanError, match=r"no \[\[default\]\] names 02_other"):
        read_plan(Path("batch.toml"), "default", ["02_other"])


def test_slugs__tell_korean_values_apart(folder):
    """What a folder's name cannot hold is told apart by a hash, and never too long."""
    write_notebook(folder / "study.ipynb", parameters='topic: str = "a"  # of one\'s own')
    long = "x" * 300
    Path("batch.toml").write_text(
        f'[[all]]\nnotebook = "study"\ngrid = {{ topic = ["돌봄", "노동", "A", "a", "{long}"] }}\n',
        encoding="utf-8",
    )
    slugs = [run.slug for run in read_plan(Path("batch.toml"), "all")]
    assert len(set(slugs)) == 5
    assert "a" in slugs
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", one) for one in slugs)


def test_empty_sections__lose_their_prose_and_keep_their_code():
    """No heading stands above nothing; what is said or computed keeps its own."""

    def prose(source: str) -> dict:
        return {"cell_type": "markdown", "source": source}

    def code(**record: object) -> dict:
        data = {RECORD: record, "text/plain": "x" if record else ""}
        outputs = [{"output_type": "display_data", "data": data}]
        return {"cell_type": "code", "source": "x", "outputs": outputs}

    cells = [
        prose("# Title"), code(), prose("## Only prose"), prose("## Empty"), code(),
        prose("reading"), code(), prose("## Full"), code(say="x"), prose("kept"),
        prose("## Before a computed heading"), code(), code(heading={"text": "y", "level": 2}),
        prose("## Last"), code(),
    ]  # fmt: skip
    notebook = {"cells": list(cells)}
    drop_empty_sections(notebook)
    left = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    assert left == ["# Title", "## Only prose", "## Full", "kept"]
    assert sum(cell["cell_type"] == "code" for cell in notebook["cells"]) == 7
