"""JupyterLab as a reader has it: each notebook run in a real browser, nothing asked of others."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import REPOSITORY
from tests.notebook_rules import HANGUL, tracked_notebooks

NOTEBOOKS = tracked_notebooks()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = ("127.0.0.1", "localhost", "")  # no host: data and blob addresses
SECONDS = 60
CELLS = """() => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells].map(cell => cell.toJSON());
  return cells.filter(cell => cell.cell_type === "code");
}"""
TITLE = ".jp-RenderedMarkdown h1"
IDLE = """name => {
  const widget = window.jupyterapp?.shell.currentWidget;
  return widget?.context?.path === name && widget.content.model?.cells.length > 0
    && widget.sessionContext?.session?.kernel?.status === "idle";
}"""
CONTRAST = """() => {
  const light = color => {
    const part = value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = color.match(/[\\d.]+/g).map(value => part(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.querySelectorAll(
    ".jp-OutputArea .sfwf-table :is(caption, th, td), .jp-OutputArea .jp-RenderedHTML p");
  return [...texts].filter(one => one.textContent.trim()).map(one => {
    const [a, b] = [getComputedStyle(one).color, ground(one)].map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  });
}"""
DONE = """() => {
  const widget = jupyterapp.shell.currentWidget;
  const code = [...widget.content.model.cells].filter(cell => cell.type === "code");
  const outputs = code.flatMap(cell => cell.toJSON().outputs);
  return outputs.some(output => output.output_type === "error")
    || code.every(cell => cell.executionCount)
    && widget.sessionContext.session.kernel.status === "idle";
}"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)"
    ),
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address and token of a JupyterLab of our own, set up as `make lab` does it."""
    home = tmp_path_factory.mktemp("lab")
    notebooks = home / "repository" / "notebooks"
    notebooks.mkdir(parents=True)
    for name, notebook in NOTEBOOKS.items():
        (notebooks / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    for name in ("jupyter_lab_config.py", "overrides.json"):
        shutil.copy(REPOSITORY / "notebooks" / name, notebooks)
    folders = {
        name: str(home / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "IPYTHONDIR",
            "MPLCONFIGDIR",
        )
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        **folders,
        "HOME": str(home),
        "PATH": path,
        "PYTHONPATH": str(REPOSITORY),
    }
    environment.pop("MPLBACKEND", None)  # the notebooks are to have the one that the kernel chooses
    subprocess.run(
        [sys.executable, "-c", "import matplotlib.font_manager"],
        env=environment,
        check=True,
        capture_output=True,
    )
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--config={notebooks / 'jupyter_lab_config.py'}",
        "--no-browser",
        "--port=0",
        "--LabApp.expose_app_in_browser=True",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with (
        (home / "server.log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=home) as server,
    ):
        try:
            yield answer(
                server,
                Path(folders["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{server.pid}.json",
                home / "server.log",
            )
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(20)
            server.kill()


def answer(server: subprocess.Popen, file: Path, log: Path) -> dict:
    """What the server tells of itself, once it listens."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            return json.loads(file.read_text(encoding="utf-8"))
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Addresses that the browser asked for."""
    return []


@pytest.fixture(scope="module")
def page(lab, requests):
    """One window for all notebooks."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        window = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="en-US")
        window.set_default_timeout(1000 * SECONDS)
        window.on("request", lambda request: requests.append(request.url))
        window.faults = []
        window.on("pageerror", lambda error: window.faults.append(str(error)))
        yield window
        browser.close()


def run_all(page, lab: dict, name: str) -> list[dict]:
    """Open a notebook, run all its cells by the menu, and give its code cells thereafter."""
    path = f"notebooks/{name}.ipynb"
    page.goto(f"{lab['url']}lab/tree/{path}?reset&token={lab['token']}")
    page.wait_for_function(IDLE, arg=path)
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(DONE)
    return page.evaluate(CELLS)


@pytest.fixture
def shut(page):
    """End the kernel of a notebook after its test: seven at once are a load on a small machine."""
    yield
    page.evaluate(
        "async () => { await jupyterapp.shell.currentWidget?.sessionContext?.shutdown(); }"
    )


def test_server__listens_on_loopback_with_a_token(lab):
    assert urlsplit(lab["url"]).hostname == "127.0.0.1"
    assert len(lab["token"]) >= 32
    assert not lab["password"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook__runs_in_jupyterlab(page, lab, shut, name):
    """Every cell counted, no error, no warning, no pop-up, each image drawn and described."""
    cells = run_all(page, lab, name)
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    images = [output for output in outputs if "image/png" in output.get("data", {})]
    # JupyterLab's own renderer of images drops alt texts; they are in the notebook.
    assert all(output["metadata"]["image/png"]["alt"] for output in images)
    page.wait_for_function(
        "n => [...document.querySelectorAll('.jp-OutputArea img')]"
        ".filter(image => image.complete && image.naturalWidth).length >= n",
        arg=len(images),
    )
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert page.faults == []


def test_explorer__reacts(page, lab, shut):
    """A choice, a search and an order change the table; another measure changes the figure."""
    run_all(page, lab, "00_start_here")
    explorer = page.locator(".sfwf-explorer")
    rows, figure = explorer.locator("tbody tr"), explorer.locator("img")
    table, measure, _, _, order, direction = (
        explorer.locator("select").nth(index) for index in range(6)
    )
    first = figure.get_attribute("src")
    assert figure.get_attribute("alt")
    measure.select_option(index=2)
    page.wait_for_function(
        "old => document.querySelector('.sfwf-explorer img').src !== old", arg=first
    )
    table.select_option(label="세부사업")
    page.wait_for_function(
        "() => document.querySelectorAll('.sfwf-explorer tbody tr').length === 57"
    )
    order.select_option(label="집행률")
    direction.select_option(index=1)
    page.wait_for_function(
        "() => { const v = [...document.querySelectorAll('.sfwf-explorer tbody tr')]"
        ".map(row => Number(row.children[1].dataset.value));"
        " return v.length > 1 && v.every((x, i) => !i || x <= v[i - 1]); }"
    )
    explorer.locator("input[type=text]").fill("재택근무")
    page.wait_for_function(
        "() => document.querySelectorAll('.sfwf-explorer tbody tr').length === 1"
    )
    assert "재택근무" in rows.first.inner_text()


def test_explorer__saves_csv(page, lab, shut):
    """The link gives a file, and the server is not asked for it."""
    run_all(page, lab, "00_start_here")
    with page.expect_download() as download:
        page.locator(".sfwf-explorer a[download]").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert download.value.suggested_filename == "execution.csv"
    assert lines[0].startswith("item,revised_krw,executed_krw")
    rows = page.locator(".sfwf-explorer tbody tr").count()
    assert len(lines) == rows + 1


def test_reader__sees_korean_alone(page, lab, shut):
    """No fold of the other language is seen, and the contents panel lists Korean headings."""
    run_all(page, lab, "02_execution_gap")
    folds = page.locator(".jp-RenderedMarkdown details[lang=en]")
    prose = [cell for cell in NOTEBOOKS["02_execution_gap"]["cells"] if cell["cell_type"] != "code"]
    assert folds.count() == len(prose)
    assert not [fold for fold in folds.all() if fold.is_visible()]
    page.evaluate("jupyterapp.shell.activateById('table-of-contents')")
    listed = page.locator("#table-of-contents .jp-tocItem-content")
    page.wait_for_function("() => document.querySelectorAll('.jp-tocItem-content').length > 3")
    headings = [text.strip() for text in listed.all_inner_texts() if text.strip()]
    assert not [text for text in headings if not HANGUL.search(text)], headings


def test_section__folds_with_its_figure(page, lab, shut):
    """Who folds the heading above the first figure no longer sees the figure."""
    run_all(page, lab, "02_execution_gap")
    figure = page.locator(".jp-OutputArea img").first
    assert figure.is_visible()
    heading = page.locator(".jp-MarkdownCell", has=page.locator("h2")).nth(1)
    heading.scroll_into_view_if_needed()
    heading.hover()
    heading.locator(".jp-collapseHeadingButton").click()
    figure.wait_for(state="hidden")


def test_table__sorts_and_filters(page, lab, shut):
    """A table of more than ten rows has its tools; without them it is whole."""
    run_all(page, lab, "02_execution_gap")
    table = page.locator(".jp-OutputArea div:has(> table.sfwf-table):has(+ script)").first
    rows, field = table.locator("tbody tr"), page.locator(".jp-OutputArea input[type=search]").first
    every = rows.count()
    assert every > 10
    field.fill("예비비")
    assert rows.locator("visible=true").count() == 1
    field.fill("")
    assert rows.locator("visible=true").count() == every
    for falling in (False, True):
        table.locator("thead button").nth(2).click()
        values = rows.evaluate_all("rows => rows.map(row => +row.cells[2].dataset.value)")
        assert values == sorted(values, reverse=falling)
    assert table.locator("thead th").nth(2).get_attribute("aria-sort") == "descending"


def test_dark_theme__can_be_read(page, lab, shut):
    """Tables, captions and sentences stand out from a dark ground: at least 4.5 to 1."""
    run_all(page, lab, "02_execution_gap")
    page.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    page.wait_for_function("() => document.body.dataset.jpThemeLight === 'false'")
    page.wait_for_timeout(500)
    found = page.evaluate(CONTRAST)
    page.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})"
    )
    assert len(found) > 20
    assert min(found) >= 4.5


def test_hangul__is_drawn_by_a_font_that_has_it(page, lab, shut):
    """The title's Hangul comes from a Korean font of the system; figures bring their own."""
    listed = (
        subprocess.run(
            ["fc-list", ":lang=ko", "family"], capture_output=True, text=True, check=False
        )
        if shutil.which("fc-list")
        else None
    )
    if listed is None or not listed.stdout.strip():
        pytest.skip("no Korean font is installed here (Debian: apt-get install fonts-nanum)")
    korean = {family for line in listed.stdout.splitlines() for family in line.split(",")}
    run_all(page, lab, "00_start_here")
    session = page.context.new_cdp_session(page)
    for method in ("DOM.enable", "CSS.enable"):
        session.send(method)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": TITLE})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    letters = sum("가" <= letter <= "힣" for letter in page.locator(TITLE).inner_text())
    assert letters
    assert sum(font["glyphCount"] for font in fonts if font["familyName"] in korean) >= letters


def test_browser__asked_nobody_else(requests, page):
    """After all of the above: no address outside this machine."""
    assert len(requests) > 20
    assert sorted({url for url in requests if urlsplit(url).hostname not in (*LOCAL, None)}) == []
