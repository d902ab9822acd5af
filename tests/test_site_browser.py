"""`sfwf site` in a real browser: offline, on a phone, by keyboard, in print, with axe."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.site_files import ATTACK, make_planted_site, make_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NOTEBOOKS = [f"0{number}_" for number in range(1, 8)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)"
    ),
]

# Text whose contrast with what lies under it is below 4.5, with the ratio (large text: below 3).
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = numbers(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest("script,.hidden")) continue;
    count += 1;
    const style = getComputedStyle(element);
    const [a, b] = [light(numbers(style.color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const text = walker.currentNode.textContent.trim().slice(0, 40);
    if (ratio < (large ? 3 : 4.5)) found.push([text, ratio.toFixed(2)]);
  }
  return { count, found };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory):
    return make_planted_site(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Open a file of the site; what it asks for and says is kept in the page's `seen`."""
    contexts = []

    def open_page(path: Path, size=DESKTOP, **options):
        context = browser.new_context(viewport=size, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.seen = {"requests": [], "messages": []}
        page.on("request", lambda request: page.seen["requests"].append(request.url))
        page.on("console", lambda message: page.seen["messages"].append(message.text))
        page.on("pageerror", lambda error: page.seen["messages"].append(str(error)))
        page.on(
            "dialog",
            lambda dialog: (page.seen["messages"].append(dialog.message), dialog.dismiss()),
        )
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield open_page
    for context in contexts:
        context.close()


def everything(site):
    return [*site.pages, *site.galleries]


def first_pages(site):
    """A page of each notebook, alternately Korean and English, and the Korean index."""
    pages = [
        next(one for one in site.pages if one.name.startswith(number) and f".{lang}" in one.name)
        for number, lang in zip(NOTEBOOKS, ["ko", "en"] * 4, strict=False)
    ]
    return [*pages, site.galleries[0]]


def tab_to(page, selector: str, limit: int = 60) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {limit} presses of Tab")


def test_pages__ask_nobody_and_say_nothing(site, visit):
    """Each page is one request, the index that and its thumbnails; the console stays empty."""
    for path in everything(site):
        page = visit(path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        asked = [url for url in page.seen["requests"] if not url.startswith("data:")]
        assert all(url.startswith(site.folder.as_uri()) for url in asked)
        if path not in site.galleries:
            assert asked == [path.as_uri()]
        assert page.seen["messages"] == []


def test_page__works_mailed_alone(site, visit, tmp_path):
    source = next(path for path in site.pages if path.name.startswith("02_execution_gap.ko"))
    copy = tmp_path / "mailed.html"
    shutil.copyfile(source, copy)
    page = visit(copy)
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 1000)")
    assert page.evaluate("document.fonts.check('16px \"SFWF Sans\"', '가')")
    assert [url for url in page.seen["requests"] if not url.startswith("data:")] == [copy.as_uri()]
    assert page.seen["messages"] == []


def test_pages__do_not_scroll_sideways_on_a_phone(site, visit):
    for path in everything(site):
        page = visit(path, PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path.name


def test_images__have_the_alt_text_of_the_manifest(site, visit):
    for path in site.pages:
        page = visit(path)
        figures = site.manifest_figures(path)
        lang = page.evaluate("document.documentElement.lang")
        assert page.evaluate("[...document.images].map(image => image.alt)") == [
            figure["alt"][lang] for figure in figures
        ]


def test_code__unfolds_by_keyboard(site, visit):
    page = visit(site.pages[0])
    tab_to(page, "summary")
    assert page.evaluate("document.activeElement.parentElement.open") is False
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is True
    assert page.locator("details[open] pre").first.is_visible()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open") is False


def test_figure__is_drawn_for_the_phone(site, visit):
    """There each figure of ours has its own drawing, at the size for which letters were drawn."""
    ours = "[...document.images].filter(image => image.parentElement.querySelector('source'))"
    for path in site.pages:
        page = visit(path, PHONE)
        shown = page.evaluate(
            ours + ".map(image => [image.currentSrc !== image.src, image.clientWidth])"
        )
        assert shown
        assert all(own and 350 <= width <= 360 for own, width in shown), (path.name, shown)
        page = visit(path)
        wide = page.evaluate(
            ours
            + ".map(one => [one.currentSrc === one.src, one.clientWidth,"
            + " Number(one.getAttribute('width'))])"
        )
        # A figure of half a printed page keeps its own width; all others have that of the text.
        small = [own for _, own, _ in wide if own != 720]
        assert all(same and shown == meant for same, shown, meant in wide), (path.name, wide)
        assert len(small) == ("01_overview" in path.name), (path.name, wide)
        assert all(300 < own < 360 for own in small), (path.name, wide)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_downloads__give_png_svg_and_csv(site, visit, size):
    """By keyboard, from the page alone: the PNG has the figure's pixels, the SVG its bytes."""
    import io

    import numpy as np
    from PIL import Image

    path = site.pages[0]
    figure = site.manifest_figures(path)[0]
    page = visit(path, size)
    tab_to(page, "[data-picture]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(f"{figure['name']}.png")
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    saved = Image.open(site.figures / figure["file"]).convert("RGB")
    assert np.array_equal(
        np.asarray(Image.open(io.BytesIO(content)).convert("RGB")), np.asarray(saved)
    )
    for ending, expected in (
        (".svg", (site.figures / figure["file"]).with_suffix(".svg").read_bytes()),
        (".csv", b"\xef\xbb\xbf"),
    ):
        with page.expect_download() as download:
            page.locator(f'a[download$="{ending}"]').first.press("Enter")
        content = Path(download.value.path()).read_bytes()
        assert content == expected if ending == ".svg" else content.startswith(expected)


def shown(page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.card')].filter(card => card.checkVisibility())"
        ".map(card => card.querySelector('h3 a').getAttribute('href'))"
    )


def test_gallery__filters_by_keyboard(site, visit):
    page = visit(site.galleries[0])
    everything_korean = [path.name for path in site.pages if ".ko" in path.name]
    assert shown(page) == everything_korean
    tab_to(page, "#words")
    page.keyboard.type("집행잔액 순액")
    found = shown(page)
    assert 0 < len(found) < len(everything_korean)
    assert str(len(found)) in page.locator("#count").inner_text()
    page.keyboard.press("Control+A")
    page.keyboard.type("없는낱말")
    assert shown(page) == []
    assert page.locator(".group:visible").count() == 0
    assert not re.search(r"\d", page.locator("#count").inner_text())
    tab_to(page, "button[type=reset]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.card:not([hidden])').length > 0")
    assert shown(page) == everything_korean
    page.locator("#lang").focus()
    page.keyboard.press("Home")
    assert len(shown(page)) == len(site.pages)
    page.keyboard.press("End")
    assert shown(page) == [path.name for path in site.pages if ".en" in path.name]


def test_gallery__filters_by_goal_and_division(site, visit):
    page = visit(site.galleries[1])
    for kind, value in (("goals", "g2"), ("divisions", "hq-programs")):
        page.locator(f"#{kind}").select_option(value)
        assert shown(page) == ["06_program_profile.en__p2-08__2022-09-30.html"]
        page.locator(f"#{kind}").select_option("")
    assert page.locator("#goals option").all_inner_texts()[0] == "All"


def test_gallery__is_a_plain_list_without_scripts(site, visit):
    """Of the pages in its own language."""
    page = visit(site.galleries[0], java_script_enabled=False)
    korean = [path for path in site.pages if ".ko__" in path.name]
    assert page.locator(".card:visible").count() == len(korean) == len(site.pages) / 2
    assert page.locator("#filters:visible").count() == 0


def test_planted_attacks__do_nothing(planted_site, visit):
    for path in everything(planted_site):
        page = visit(path)
        page.wait_for_timeout(200)
        assert page.seen["messages"] == []
        assert ATTACK in page.locator("main").inner_text()
        assert all(
            url.startswith(("data:", planted_site.folder.as_uri())) for url in page.seen["requests"]
        )


def test_hangul__is_drawn_by_the_embedded_font(site, visit):
    """Chromium names the font that drew the heading; without the embedded one it is another."""
    page = visit(next(path for path in site.pages if path.name.startswith("02_execution_gap.ko")))
    assert {font["familyName"] for font in drawn_fonts(page, "h1")} == {"SFWF Sans"}
    assert {font["familyName"] for font in drawn_fonts(page, "main li")} == {"SFWF Sans"}
    picture = page.locator("h1").screenshot()
    page.evaluate(
        "document.fonts.clear(); for (const sheet of document.styleSheets) "
        "for (let i = sheet.cssRules.length; i--;) "
        "if (sheet.cssRules[i].type === CSSRule.FONT_FACE_RULE) sheet.deleteRule(i)"
    )
    assert "SFWF Sans" not in {font["familyName"] for font in drawn_fonts(page, "h1")}
    assert page.locator("h1").screenshot() != picture


def drawn_fonts(page, selector: str) -> list[dict]:
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]


def test_print__is_tagged_and_its_korean_text_can_be_extracted(site, visit, tmp_path):
    page = visit(next(path for path in site.pages if path.name.startswith("02_execution_gap.ko")))
    target = tmp_path / "page.pdf"
    page.pdf(path=target, prefer_css_page_size=True, tagged=True)
    content = target.read_bytes()
    assert b"/MarkInfo" in content
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", content)  # A4
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (Debian: apt-get install poppler-utils)")
    text = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    ).stdout
    for words in ("집행잔액은 어디에 남아 있나", "어디가 경과율에 못 미치나", "이 페이지에 대하여"):
        assert words.replace(" ", "") in re.sub(r"\s", "", text)
    assert "from sfwf_data import" not in text


def test_print__splits_no_figure_and_cuts_nothing(site, visit):
    """Pictures are lower than a page, rows and figures stay whole, no table is wider than paper."""
    millimetre = 96 / 25.4
    for path in site.pages:
        page = visit(path, {"width": int(182 * millimetre), "height": int(265 * millimetre)})
        page.emulate_media(media="print")
        heights = page.evaluate(
            "[...document.querySelectorAll('.picture img')]"
            ".map(image => image.getBoundingClientRect().height)"
        )
        assert all(0 < height <= 226 * millimetre for height in heights)
        wide = page.evaluate(
            "[...document.querySelectorAll('table')]"
            ".map(table => table.getBoundingClientRect().right - innerWidth)"
        )
        assert max(wide) <= 1, path.name
        kept = page.evaluate(
            "[...document.querySelectorAll('figure, tr')]"
            ".every(one => getComputedStyle(one).breakInside === 'avoid')"
        )
        assert kept


# Sizes in points of all that is printed: of text, and of the smallest letters of pictures.
PRINTED = """() => {
  const points = (pixels) => pixels * 0.75;
  const seen = (element) => element.checkVisibility() && !element.closest("script,.hidden,.skip");
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !seen(element)) continue;
    found.push([text.slice(0, 30), points(parseFloat(getComputedStyle(element).fontSize))]);
  }
  for (const image of document.querySelectorAll(".picture img")) {
    if (!seen(image)) continue;
    const scale = image.getBoundingClientRect().width / Number(image.getAttribute("width"));
    found.push([image.alt.slice(0, 30), 8.5 * scale]);
  }
  return found;
}"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_print__the_overview_is_one_side_that_can_be_read(site, visit, lang, tmp_path):
    """One A4 side without colors too; no letter is smaller than 8 points."""
    path = next(path for path in site.pages if path.name.startswith(f"01_overview.{lang}"))
    page = visit(path)
    target = tmp_path / "page.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    content = target.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", content)  # A4
    page.emulate_media(media="print")
    sizes = page.evaluate(PRINTED)
    assert len(sizes) > 70
    assert [one for one in sizes if one[1] < 7.99] == []


def test_print__the_check_of_sizes_finds_small_letters(site, visit):
    page = visit(next(path for path in site.pages if path.name.startswith("01_overview.ko")))
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('td').style.fontSize = '7pt'")
    page.evaluate("document.querySelector('.picture img').style.width = '300px'")
    assert len([one for one in page.evaluate(PRINTED) if one[1] < 7.99]) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast__is_enough(site, visit, scheme):
    for path in first_pages(site):
        page = visit(path, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        result = page.evaluate(CONTRAST)
        assert result["count"] > 20
        assert result["found"] == [], path.name


def test_contrast__the_check_finds_a_bad_pair(site, visit):
    page = visit(site.pages[0])
    page.evaluate(
        "document.querySelector('h1').nextElementSibling.attributeStyleMap.set('color', '#ccc')"
    )
    assert len(page.evaluate(CONTRAST)["found"]) == 1


def test_structure__has_landmarks_names_and_a_skip_link(site, visit):
    for path in first_pages(site):
        page = visit(path)
        assert (
            page.evaluate(
                "['header', 'main', 'nav', 'footer']"
                ".map(name => document.querySelectorAll('body ' + name).length > 0)"
            )
            == [True] * 4
        )
        assert page.locator("h1").count() == 1
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input, select')]"
            ".filter(one => !one.labels.length).length"
        )
        assert unnamed == 0
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#text"
        assert page.locator(".skip").bounding_box()["x"] >= 0


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_axe__finds_nothing(site, visit, size, scheme):
    for path in first_pages(site):
        page = visit(path, size, color_scheme=scheme, bypass_csp=True)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run().then(result => result.violations.map(one => [one.id, one.impact, "
            "one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"
        )
        assert found == [], path.name
