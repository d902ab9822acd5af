"""`sfwf site`: pages and galleries of executed notebooks, without a browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import json
import re
import shutil
import tomllib
import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image

from sfwf_data.cli import main
from sfwf_data.tools.site.build import build_site
from sfwf_data.tools.site.gallery import asked_in_words, facets
from sfwf_data.tools.site.labels import LABELS
from sfwf_data.tools.site.page_tables import page_table, table_csv
from sfwf_data.tools.site.page_text import clean, prose, sentences, slug
from sfwf_data.tools.site.pictures import compact, pack_drawings, thumbnail
from sfwf_data.tools.site.source_lines import with_parts
from sfwf_data.tools.site.web_font import FAMILY, covered, subset_font, wanted
from sfwf_data.words.errors import SiteError
from sfwf_data.words.formats import inert
from sfwf_data.words.say import visible
from sfwf_data.words.twins import keep
from tests.conftest import REPOSITORY
from tests.site_files import (
    ATTACK,
    FORMULA,
    HASHES,
    WORDS,
    Site,
    executed,
    make_planted_site,
    make_site,
    make_small_site,
    markdown,
    own_notebook,
    read,
    shown,
    soup_of,
    table_record,
    unpack_drawings,
    write_runs,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_small_site(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module", params=[make_small_site, make_site], ids=["small", "batch"])
def any_site(request, tmp_path_factory):
    """The site of notebooks written by hand, and that of the default batch."""
    return request.param(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory):
    return make_planted_site(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def planted(planted_site):
    """The page in whose notebook attacks were planted."""
    return soup_of(planted_site.pages[0])


def files(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def decoded_csvs(soup: BeautifulSoup) -> list[str]:
    links = soup.select('a[href^="data:text/csv"]')
    return [base64.b64decode(link["href"].partition("base64,")[2]).decode() for link in links]


def page_of(notebook: dict, folder: Path, run: tuple[str, str] = ("02_execution_gap", "ko")):
    """The page of one notebook."""
    write_runs(folder / "figures", {run: notebook})
    build_site(folder / "figures", folder / "site")
    return soup_of(Site(folder / "site", folder / "figures").pages[0])


def test_site__is_the_same_to_the_byte(site, tmp_path):
    build_site(site.figures, tmp_path / "again")
    assert files(tmp_path / "again") == files(site.folder)


def test_inventory__lists_every_other_file(site):
    listed = json.loads((site.folder / "site.json").read_text())["sha256"]
    found = files(site.folder)
    del found["site.json"]
    assert listed == found


def test_site__replaces_its_own_folder_alone(site, tmp_path):
    foreign = tmp_path / "papers"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not replaced"):
        build_site(site.figures, foreign)
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]
    assert (foreign / "thesis.txt").read_text() == "mine"


def test_site__a_failed_build_leaves_the_old_one(site, tmp_path):
    """A page that cannot be made stops the build; the old site stays, a staging folder does not."""
    out, figures = tmp_path / "site", tmp_path / "figures"
    shutil.copytree(site.folder, out)
    shutil.copytree(site.figures, figures)
    manifest = json.loads((figures / "manifest.json").read_text(encoding="utf-8"))
    last = figures / sorted(run["executed"] for run in manifest["runs"])[-1]
    last.write_text(last.read_text(encoding="utf-8").replace('"# ', '"'), encoding="utf-8")
    with pytest.raises(SiteError, match="no title"):
        build_site(figures, out)
    assert files(out) == files(site.folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures", "site"]


def test_site__a_cell_that_failed_is_named(tmp_path):
    notebook = own_notebook()
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no money", "traceback": []}
    notebook["cells"][2]["outputs"].append(error)
    write_runs(tmp_path / "figures", {("98_own", "ko"): notebook})
    with pytest.raises(SiteError, match=r"98_own.*ValueError: no money"):
        build_site(tmp_path / "figures", tmp_path / "site")
    (tmp_path / "figures/98_own/ko/notebook.ipynb").write_text("[]", encoding="utf-8")
    with pytest.raises(SiteError, match="is not a notebook"):
        build_site(tmp_path / "figures", tmp_path / "site")


def test_site__says_what_to_run_first(tmp_path, capsys):
    with pytest.raises(SiteError, match="sfwf batch"):
        build_site(tmp_path, tmp_path / "site")
    assert main(["site", "--figures", str(tmp_path), "--out", str(tmp_path / "site")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_site__names_that_lead_elsewhere_are_refused(site, tmp_path):
    """A foreign manifest or notebook cannot make the site read or write outside its folders."""
    run = site.manifest["runs"][0]
    figures = tmp_path / "figures"
    shutil.copytree((site.figures / run["executed"]).parent, (figures / run["executed"]).parent)
    for change in (
        {"slug": "../../evil"},
        {"notebook": "/evil"},
        {"executed": "../elsewhere/notebook.ipynb"},
        {"executed": "/etc/passwd"},
    ):
        (figures / "manifest.json").write_text(
            json.dumps({"runs": [run | change]}), encoding="utf-8"
        )
        with pytest.raises(SiteError, match="does not write"):
            build_site(figures, tmp_path / "site")
    (figures / "manifest.json").write_text(json.dumps({"runs": [run]}), encoding="utf-8")
    notebook = figures / run["executed"]
    notebook.write_text(
        re.sub(
            r'"[a-z-]+\.svg"', '"../../secret.svg"', notebook.read_text(encoding="utf-8"), count=1
        ),
        encoding="utf-8",
    )
    with pytest.raises(SiteError, match="secret"):
        build_site(figures, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures"]


def test_site__says_which_parameter_a_notebook_lacks(site, tmp_path):
    run = site.manifest["runs"][0]
    figures = tmp_path / "figures"
    (figures / run["executed"]).parent.mkdir(parents=True)
    (figures / run["executed"]).write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', encoding="utf-8"
    )
    (figures / "manifest.json").write_text(
        json.dumps({"runs": [run | {"parameters": {}}]}), encoding="utf-8"
    )
    with pytest.raises(SiteError, match="no parameter lang and no report"):
        build_site(figures, tmp_path / "site")


def test_command__replaces_a_site(site, tmp_path, capsys):
    out = tmp_path / "site"
    for _ in range(2):
        assert main(["site", "--figures", str(site.figures), "--out", str(out)]) == 0
    assert f"{len(site.pages)} pages" in capsys.readouterr().out
    assert files(out) == files(site.folder)


def test_pages__have_one_heading_and_their_language(any_site):
    for path in any_site.pages:
        soup = soup_of(path)
        assert len(soup.find_all("h1")) == 1
        assert soup.html["lang"] == re.search(r"\.(ko|en)", path.name)[1]
        assert soup.title.get_text().startswith(soup.h1.get_text())
        for code in soup.select("details"):
            code.decompose()
        assert not re.search(
            r"\d\d_[a-z]+_", soup.main.get_text()
        )  # readers meet questions, not names of notebooks
        levels = [int(tag.name[1]) for tag in soup.main.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_pages__ids_are_unique_and_links_lead_somewhere(any_site):
    ids = {
        path.name: [tag["id"] for tag in soup_of(path).select("[id]")]
        for path in [*any_site.pages, *any_site.galleries]
    }
    for name, found in ids.items():
        assert len(found) == len(set(found)), name
    for path in [*any_site.pages, *any_site.galleries]:
        for link in soup_of(path).select("a[href]"):
            target, _, anchor = link["href"].partition("#")
            if target.startswith("data:"):
                continue
            assert not re.match(r"[a-z]+:|//", target), target
            assert (any_site.folder / target).is_file() or not target
            if anchor and (target or path.name).endswith(".html"):
                assert anchor in ids[target or path.name], link["href"]


def test_pages__take_nothing_from_elsewhere(any_site):
    """No address stands where a browser would fetch it, and the policy would refuse it."""
    for path in [*any_site.pages, *any_site.galleries]:
        soup = soup_of(path)
        for tag in soup.select("[src], [srcset], link[href], object, iframe, embed, base"):
            assert re.match(
                r"data:image/webp;base64,|thumbnails/", tag.get("src", "") or tag.get("srcset", "")
            ), tag.name
        assert not re.search(r"url\((?!data:font/woff2;base64,)|@import", soup.style.get_text())
        policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        assert policy.startswith("default-src 'none'")
        assert "http" not in policy
        assert "unsafe" not in policy
        for kind, tag in (("style", soup.style), ("script", soup.script)):
            digest = base64.b64encode(hashlib.sha256(tag.get_text().encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy
        assert not soup.select("[style], [onclick], [onload], [onerror]")


def test_figures__have_their_alt_text_caption_and_files(any_site):
    for path in any_site.pages:
        soup = soup_of(path)
        figures = any_site.manifest_figures(path)
        if not figures:
            continue
        assert [image["alt"] for image in soup.select("main img")] == [
            figure["alt"][soup.html["lang"]] for figure in figures
        ]
        drawings = unpack_drawings(soup.select_one("#drawings")["data-packed"])
        for tag, figure in zip(soup.select("main figure"), figures, strict=True):
            assert tag.figcaption.get_text().endswith(figure["caption"][soup.html["lang"]])
            name = tag.select_one("[data-drawing]")["data-drawing"]
            assert drawings[name] == (any_site.figures / figure["file"]).with_suffix(
                ".svg"
            ).read_text(encoding="utf-8")


def test_figures__have_the_pixels_of_the_file(any_site):
    path = any_site.pages[0]
    images = soup_of(path).select("main img")
    assert images
    for image, figure in zip(images, any_site.manifest_figures(path), strict=True):
        embedded = Image.open(io.BytesIO(base64.b64decode(image["src"].partition(",")[2]))).convert(
            "RGB"
        )
        assert np.array_equal(
            np.asarray(embedded),
            np.asarray(Image.open(any_site.figures / figure["file"]).convert("RGB")),
        )


def test_pack_drawings__gives_back_what_it_was_given():
    """Also where an outline stands twice, or a text looks like a place."""
    drawings = {
        "a": '<svg><path id="n-1" d="M 1 2"/>1 2<path id="n-2" d="M 3"/></svg>',
        "b": '<svg><path id="n-1" d="M 1 2"/></svg>',
        "c": "가 1",
    }
    assert unpack_drawings(pack_drawings(drawings)) == drawings
    assert len(pack_drawings(dict.fromkeys("ab", drawings["a"]))) < 1.5 * len(
        pack_drawings({"a": drawings["a"]})
    )


def test_site__is_the_same_with_two_processes(site, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "threading.active_count", lambda: 1
    )  # of pytest's; the command has one thread
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # Python 3.12 counts the threads of numpy
        build_site(site.figures, tmp_path / "site", jobs=2)
    assert files(tmp_path / "site") == files(site.folder)


def test_compact__loses_nothing():
    """Few colors, many colors, see-through: the pixels stay."""
    few = np.zeros((40, 50, 3), np.uint8)
    few[:, :25] = (1, 2, 3)
    few[10, 10] = (1, 2, 4)  # a neighbor of a color, which an approximate palette would merge
    many = np.arange(40 * 50 * 3, dtype=np.uint32).reshape(40, 50, 3).astype(np.uint8)
    clear = np.dstack([few, np.full((40, 50), 128, np.uint8)])
    for pixels in (few, many, clear):
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "PNG")
        small = compact(file.getvalue())
        assert np.array_equal(
            np.asarray(
                Image.open(io.BytesIO(small)).convert("RGBA" if pixels.shape[2] == 4 else "RGB")
            ),
            pixels,
        )
    assert Image.open(io.BytesIO(thumbnail(file.getvalue()))).size == (50, 40)


def test_pages__show_each_recorded_thing_once(any_site):
    """Captions, titles of tables and sentences stand once, and nothing of ours without a record."""
    for path in any_site.pages:
        soup = soup_of(path)
        assert not soup.select(".output"), path.name
        for code in soup.select("details"):
            code.decompose()
        text = soup.main.get_text()
        for figure in any_site.manifest_figures(path):
            assert text.count(figure["caption"][soup.html["lang"]]) == 1, path.name
        tables = [
            record["table"]["title"] for record in any_site.records(path) if "table" in record
        ]
        captions = [table.caption.get_text() for table in soup.select("main table")]
        assert [title.partition(". ")[2] for title in captions[: len(tables)]] == tables


def test_code__is_folded_and_complete(any_site):
    for path in any_site.pages:
        notebook = json.loads(any_site.source(path).read_text(encoding="utf-8"))
        lines = [
            line
            for cell in notebook["cells"]
            if cell["cell_type"] == "code"
            for line in "".join(cell["source"]).split("\n")
        ]
        soup = soup_of(path)
        shown = "\n".join(block.get_text() for block in soup.select("details pre"))
        assert all(line.strip() in shown for line in lines)
        assert not soup.select("details[open]")


def test_tables__have_caption_scopes_and_a_csv(any_site):
    for path in any_site.pages:
        soup = soup_of(path)
        tables = soup.select("main table")
        assert tables
        assert all(
            cell.get("scope") in ("col", "row") for table in tables for cell in table.find_all("th")
        )
        assert all(table.caption for table in tables)
        texts = decoded_csvs(soup)
        assert len(texts) == len(tables)
        for text, table in zip(texts, tables, strict=True):
            assert text.startswith("\ufeff")
            rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
            assert len(rows) == len(table.select("tr"))
            assert len({len(row) for row in rows}) == 1 or len(rows) == 2


def test_source_lines__name_the_part(any_site):
    """Table 1 of the gap page: Personnel stands in part Ⅲ, line 511."""
    page = next(path for path in any_site.pages if path.name.startswith("02_execution_gap.ko"))
    rows = [row for row in soup_of(page).select("tbody tr") if row.th.get_text() == "인건비"]
    assert rows[0].select_one(".source").get_text() == "Ⅲ 511"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("511", "Ⅲ 511"),
        ("445;501;3358", "Ⅲ 445, 501; Ⅴ 3358"),
        ("1", "Ⅰ 1"),
        ("자료 없음", "자료 없음"),
        ("", ""),
        ("②", "②"),
    ],
)
def test_with_parts(lines, expected):
    assert with_parts(lines, "2022-09-30") == expected


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "-", FORMULA]
)
def test_inert__text_cannot_start_a_formula(text):
    assert inert(text) == visible(f"'{text}")


@pytest.mark.parametrize("text", ["-3.5", "+1.2", "1,234", "-1e-05", "83.1%", "인건비", "a=b", ""])
def test_inert__numbers_and_words_stay(text):
    assert inert(text) == text


def test_csv__units_are_those_of_the_raw_numbers():
    """Shown are thousand won, given are won; 65.8 % is 0.6581; a printed rate stays as it is."""
    rest = '"' + "x" * 60 + '"'
    assert table_csv(table_record("ko"), "ko").replace("x" * 60, rest.strip('"')) == (
        "\ufeff과목,집행잔액 (원),집행률 (비율),인쇄된 비율 (%),비고,원문 줄\r\n"
        f"인건비,2902693000,0.6581,65.8,{'x' * 60},511\r\n"
        "예비비,0,,0.0,,445;501;3358\r\n"
    )
    head = table_csv(table_record("en"), "en").removeprefix("\ufeff").split("\r\n")[0]
    assert head == "Item,Gap (KRW),Executed (ratio),Printed rate (%),Note,Source line"


def test_csv__a_wrong_unit_shows():
    """The header follows the recorded unit, not the text: with another unit it is another CSV."""
    record = table_record("ko")
    record["columns"][1]["unit"] = ""
    assert "집행잔액 (천원)" in table_csv(record, "ko")


def test_csv__texts_are_quoted_and_inert():
    record = table_record("ko")
    record["text"][0][0], record["text"][0][4] = "=가", 'x, "y"'
    record["values"][1][5] = "@SUM(A1)"
    line = table_csv(record, "ko").split("\r\n")[1]
    assert line == '\'=가,2902693000,0.6581,65.8,"x, ""y""",511'
    assert ",'@SUM(A1)" in table_csv(record, "ko")


def test_site__controls_in_what_was_recorded__are_shown(tmp_path):
    """Titles, captions, cells and parameters come from data and parameters of anybody's."""
    notebook, bad = own_notebook(), "\x1b[2J\x9b\u202ex"
    table = table_record("ko")
    table["title"] = table["text"][0][0] = table["values"][0][0] = bad
    parameters = {"report": "2022-09-30", "lang": "ko", "note": bad}
    for record in ({"title": bad, "say": bad}, {"table": table}, {"parameters": parameters}):
        notebook["cells"][2]["outputs"].append(shown(record))
    write_runs(tmp_path / "figures", {("98_own", "ko"): notebook})
    build_site(tmp_path / "figures", tmp_path / "site")
    for page in (tmp_path / "site").glob("*.html"):
        code = page.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", code), page
    assert r"\u001b[2J\u009b\u202ex" in code
    assert r"\u001b[2J" in table_csv(table, "ko")
    assert "\x1b" not in table_csv(table, "ko")


def test_table__cells_know_what_they_are():
    shown_table = page_table(table_record("ko"), "2022-09-30", "ko")
    assert [kind for _, kind in shown_table["heads"]] == ["", *["number"] * 3, "", ""]
    first, second = shown_table["rows"]
    assert first[0] == ("인건비", "", True)
    assert first[1] == ("2,902,693", "number", False)
    assert first[4][1] == "long"
    assert second[2] == ("자료 없음", "number", False)
    assert second[5] == ("Ⅲ 445, 501; Ⅴ 3358", "source", False)


def test_table__without_rows_says_so(tmp_path):
    record = table_record("ko") | {"text": [], "values": []}
    notebook = own_notebook()
    notebook["cells"][2]["outputs"] = [shown({"table": record})]
    soup = page_of(notebook, tmp_path)
    assert soup.select_one("tbody td[colspan='6']").get_text() == "자료 없음"


def test_planted_script__is_text(planted, planted_site):
    """In a title, sentences, headings, a table, a caption, a parameter, and in foreign HTML."""
    assert planted.h1.get_text() == ATTACK
    for place in (".short", "table", ".contents", "footer"):
        assert ATTACK in planted.select_one(place).get_text(), place
    assert ATTACK in [text.get_text() for text in planted.select(".cell > p")]
    assert len(planted.find_all("script")) == 1
    assert not planted.select(
        "[onerror], [onclick], main [style], img[src=x], iframe, a[href^=javascript]"
    )
    assert len(planted.select("#drawings")) == 1
    assert planted.select_one("main img")["alt"] == f'"{ATTACK}'
    for link in planted.select("a[download]"):
        assert re.fullmatch(r"[\w.-]+", link["download"])
    for gallery in planted_site.galleries:
        soup = soup_of(gallery)
        assert ATTACK in soup.main.get_text()
        assert len(soup.find_all("script")) == 1


def test_clean__takes_away_what_acts():
    """nh3 removes it; text stays, ids go unless the page gave them."""
    code = clean(
        '<h1 id="a" onclick="x">가</h1><p id="b" style="x">나 &lt;</p><svg/onload=alert(1)>'
        '<a href="javascript:x">다</a><a href="data:text/html,x">라</a><img src="x">'
        "<form>마</form>",
        {"b", "a"},
    )
    assert code.startswith("<h2>가</h2><p>나 &lt;</p>")
    assert not re.search("svg|javascript|data:|img|form|onclick|style", code)


def test_planted_formula__is_text(planted):
    text = next(text for text in decoded_csvs(planted) if "HYPERLINK" in text)
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells


def test_foot__names_report_data_version_citation(any_site):
    for path in any_site.pages:
        soup = soup_of(path)
        foot = soup.footer.get_text()
        data = next(record for record in any_site.records(path) if "data" in record)
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(data["data"].items()))
        digest = hashlib.sha256(lines.encode()).hexdigest()
        assert soup.select_one(".hash").get_text() == digest
        assert f"sfwf_data {data['version']}" in foot
        assert "2022-09-30" in foot
        assert soup.h1.get_text() in foot
        assert digest[:16] in foot
        assert "Open Font License" in foot
        assert not re.search(r"\d{1,2}:\d{2}", foot)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(
    ("count", "ko", "en"),
    [
        (0, "이 분석에 영향을 주는 정정은 없습니다", "No corrections affect this analysis"),
        (1, "이 분석에 영향을 주는 정정 1건", "1 correction affects this analysis"),
        (2, "이 분석에 영향을 주는 정정 2건", "2 corrections affect this analysis"),
        (
            16,
            "이 보고서의 정정 16건을 모두 다룹니다.",
            "This page shows all 16 corrections of the report.",
        ),
    ],
)
def test_foot__counts_the_corrections_that_were_recorded(tmp_path, count, ko, en, lang):
    """Whatever tables stand near by: the two files of data under the section are no corrections."""
    notebook = executed(tmp_path / "figures/02_execution_gap" / lang, lang, count)
    soup = page_of(notebook, tmp_path, ("02_execution_gap", lang))
    heading = soup.find("h2", string=WORDS[lang]["corrections"])
    link = soup.footer.select_one("dd a")
    assert link.get_text() == {"ko": ko, "en": en}[lang]
    assert link["href"] == f"#{heading['id']}"


def test_foot__says_nothing_of_corrections_nobody_looked_for(tmp_path):
    soup = page_of(own_notebook(), tmp_path, ("98_own", "ko"))
    assert "정정" not in [term.get_text() for term in soup.footer.find_all("dt")]
    assert not soup.select(".hash")


def test_foot__agrees_with_the_notebook(any_site):
    """No page states another number than its notebook recorded."""
    for path in any_site.pages:
        found = [one["corrections"] for one in any_site.records(path) if "corrections" in one]
        foot = soup_of(path).footer.get_text()
        if not found:
            continue
        (record,) = found
        number = re.search(r"정정 (\d+)건|(\d+) corrections? ", foot)
        assert (int(number[1] or number[2]) if number else 0) == record["count"], path.name


def test_languages__link_to_each_other(any_site):
    for path in any_site.pages:
        soup = soup_of(path)
        link = soup.select_one(".top a[hreflang]")
        other = soup_of(any_site.folder / link["href"])
        assert other.html["lang"] == link["hreflang"] != soup.html["lang"]
        assert other.select_one(".top a[hreflang]")["href"] == path.name
        if not path.name.startswith("07"):
            assert soup.select('.top a[href^="07_source_audit"]')


def test_galleries__list_every_page_and_figure(any_site):
    for gallery in any_site.galleries:
        soup = soup_of(gallery)
        assert [card.h3.a["href"] for card in soup.select(".card")] == [
            path.name for path in any_site.pages
        ]
        titles = {link.get_text() for link in soup.select(".findings a")}
        assert titles == {
            figure["title"][figure["lang"]]
            for path in any_site.pages
            for figure in any_site.manifest_figures(path)
        }
        for card in soup.select(".card"):
            figure = any_site.manifest_figures(any_site.folder / card.h3.a["href"])[0]
            assert card.img["alt"] == figure["alt"][card["lang"]]
            assert figure["caption"][card["lang"]] in card.get_text()
            assert (any_site.folder / card.img["src"]).is_file()


def test_facets__of_a_program_are_its_goal_and_divisions():
    found = facets({"program": "p2-08", "lang": "ko"}, "2022-09-30")
    assert found["goals"] == ["g2"]
    assert "hq-programs" in found["divisions"]
    assert facets({"goal": "all", "lang": "ko"}, "2022-09-30") == {"goals": [], "divisions": []}
    assert facets({"division": "office-care"}, "2022-09-30")["divisions"] == [
        "office-care",
        "hq-programs",
    ]


def test_font__is_cut_down_renamed_and_steady():
    from fontTools.ttLib import TTFont

    content = subset_font("가나힣A", 400)
    assert content == subset_font.__wrapped__("가나힣A", 400)
    font = TTFont(io.BytesIO(content))
    assert set(map(chr, font.getBestCmap())) == set("가나힣A")
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == FAMILY
    assert not any("nanum" in names[number].lower() for number in (1, 2, 4, 5, 6))
    assert "NHN" in names[0]
    assert "Open Font License" in names[13]


def test_font__holds_every_hangul_letter_that_a_page_shows(any_site):
    from fontTools.ttLib import TTFont

    for path in [*any_site.pages, *any_site.galleries]:
        soup = soup_of(path)
        fonts = re.findall(r"font/woff2;base64,([^)]*)\)", soup.style.get_text())
        held = set(map(chr, TTFont(io.BytesIO(base64.b64decode(fonts[0]))).getBestCmap()))
        soup.style.decompose()
        letters = {letter for letter in soup.get_text() if "가" <= letter <= "힣"}
        assert letters
        assert letters <= held
        bold = {
            letter
            for tag in soup.select("h1, h2, h3, caption, thead, b, dt, label")
            for letter in tag.get_text()
            if "가" <= letter <= "힣"
        }
        assert bold <= set(map(chr, TTFont(io.BytesIO(base64.b64decode(fonts[1]))).getBestCmap()))


def test_wanted__english_pages_take_only_what_latin_fonts_lack():
    assert wanted("a1가 나\n", "ko") == " 1a가나"
    assert wanted("a1가 나\n", "en") == "가나"
    assert ord("가") in covered(700)


def test_labels__are_in_both_languages():
    for key, texts in LABELS.items():
        assert all(texts), key
        assert len(texts) == 2
        assert len({tuple(sorted(re.findall(r"{\w+}", text))) for text in texts}) == 1, key


def heading(site: Site, page: Path) -> str:
    """The heading of a page's notebook as its author wrote it, in the page's language."""
    lang = soup_of(page).html["lang"]
    source = REPOSITORY / "notebooks" / f"{page.name.split('.')[0]}.ipynb"
    if "small" in str(site.folder):
        return WORDS[lang]["title"]
    first = json.loads(source.read_text(encoding="utf-8"))["cells"][0]
    return keep("".join(first["source"]), lang).partition("\n")[0].removeprefix("# ")


def test_gallery__groups_bear_the_notebooks_own_headings(any_site):
    """There is no table of questions: the heading of a page that nothing narrows is the group's."""
    for gallery, lang in zip(any_site.galleries, ("ko", "en"), strict=True):
        titles = [one.get_text() for one in soup_of(gallery).select(".group h2")]
        assert len(titles) == len({path.name.split(".")[0] for path in any_site.pages})
        headings = {
            path.name.split(".")[0]: heading(any_site, path)
            for path in any_site.pages
            if f".{lang}__" in path.name or f".{lang}." in path.name
        }
        assert titles == [headings[name] for name in sorted(headings)]
        lead = soup_of(gallery).select_one(".lead").get_text()
        assert asked_in_words(len(titles), lang) in lead


def test_gallery__without_a_script_lists_its_own_language(any_site):
    """A Korean reader is not met by English pages: those are there, hidden."""
    for gallery, lang in zip(any_site.galleries, ("ko", "en"), strict=True):
        cards = soup_of(gallery).select(".card")
        assert {card["data-lang"] for card in cards if not card.has_attr("hidden")} == {lang}
        assert {card["data-lang"] for card in cards} == {"ko", "en"}
        for group in soup_of(gallery).select(".group"):
            shown = group.select(".card:not([hidden])")
            assert bool(shown) != group.has_attr("hidden")


def test_questions__are_counted_in_words():
    assert [asked_in_words(n, "en") for n in (1, 7, 12)] == [
        "one question", "seven questions", "12 questions",
    ]  # fmt: skip
    assert [asked_in_words(n, "ko") for n in (1, 7)] == ["한 가지 질문", "7가지 질문"]


def test_page__of_a_narrowed_notebook_names_its_question(site):
    soup = soup_of(site.folder / "02_execution_gap.ko__g2.html")
    assert soup.h1.get_text() == "집행잔액은 어디에 남아 있나: g2"
    assert soup.select_one(".kicker").get_text() == "집행잔액은 어디에 남아 있나"
    assert not soup_of(site.folder / "02_execution_gap.ko.html").select(".kicker")


def test_page__shows_what_was_recorded_and_not_the_html_beside_it(site):
    soup = soup_of(site.folder / "02_execution_gap.ko.html")
    assert "not this" not in soup.get_text()
    assert soup.select_one(".lead strong").get_text() == "어디에"
    answer = soup.select(".cell")[0]
    assert (
        answer.p.get_text()
        == "인건비 29.0억원이 남았습니다. 자세한 것은 ‘집행잔액은 어디에 남아 있나’에서 봅니다."
    )
    assert [item.get_text() for item in answer.select("li")] == ["가 & 나", "다 < 라"]
    assert answer.p.a["href"] == "07_source_audit.ko.html"
    assert [item.get_text() for item in soup.select(".contents a")] == [
        "읽기 전에",
        "과목별 집행잔액",
        "이 분석에 영향을 주는 정정",
    ]
    assert [table["id"] for table in soup.select("table")] == [
        "table-과목별-금액",
        "table-사용한-자료",
    ]
    assert [cell.get_text() for cell in soup.select("table")[1].select("td")] == list(
        HASHES.values()
    )


def test_page__ids_stay_where_a_section_is_added(tmp_path):
    """Shared links do not break: an id is made of the heading; a second one alike gets a number."""
    notebook = executed(tmp_path / "figures/02_execution_gap/ko", "ko")
    before = {tag["id"] for tag in page_of(notebook, tmp_path).select("main [id]")}
    notebook["cells"].insert(4, markdown("## 새 절\n\n## 과목별 집행잔액"))
    after = {tag["id"] for tag in page_of(notebook, tmp_path).select("main [id]")}
    assert after - before == {"section-새-절", "section-과목별-집행잔액-2"}
    assert before <= after


def test_page__of_somebodys_own_notebook(tmp_path):
    """What cells show without a record: HTML that cannot act, text, markdown, a picture."""
    soup = page_of(own_notebook(), tmp_path, ("98_own", "ko"))
    index = soup_of(tmp_path / "site/index.html")
    assert [heading.get_text() for heading in index.select(".group h2")] == ["내 노트북"]
    assert index.select_one(".card h3").get_text() == "내 노트북"
    assert soup.h1.get_text() == "내 노트북"
    shown_outputs = soup.select(".output")
    assert shown_outputs[0].h2.get_text() == "머리"
    assert shown_outputs[0].td.get_text() == "가"
    assert shown_outputs[1].pre.get_text() == "<글자>"
    assert shown_outputs[2].strong.get_text() == "굵게"
    assert shown_outputs[3].pre.get_text() == "줄 1\n줄 2"
    assert soup.figure.img["alt"] == "내 그림"
    assert not soup.select("figcaption, [data-picture]")


def test_prose__links_to_notebooks_that_have_a_page():
    links = {"01_a": {"href": "01_a.ko.html", "text": "‘가’"}}

    def mark(code: str, level: int) -> str:
        return f"<h{level}>{code}</h{level}>"

    source = "## 01_a\n\n01_a에서 `01_a` [본문](01_a.ipynb) [없음](02_b.ipynb) 02_b ![그림](x.png)"
    code = clean(prose(source, mark, links))
    assert code.count('href="01_a.ko.html"') == 4
    assert "‘가’</a>에서" in code
    assert ">본문</a> 없음 02_b 그림" in code
    assert sentences("01_a <b>", links) == '<p><a href="01_a.ko.html">‘가’</a> &lt;b&gt;</p>'


def test_slug():
    assert slug("과목별 집행잔액 (천원)?") == "과목별-집행잔액-천원"
    assert slug("What's left?") == "what-s-left"


def test_weight__is_at_most_three_fifths_of_plain_nbconvert(tmp_path_factory):
    """For the same notebooks, together."""
    from nbconvert import HTMLExporter

    site, exporter = make_site(tmp_path_factory.getbasetemp()), HTMLExporter()
    plain = sum(
        len(exporter.from_filename(str(site.source(path)))[0].encode()) for path in site.pages
    )
    assert sum(path.stat().st_size for path in site.pages) <= 0.6 * plain


def test_citation__agrees_with_the_package():
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert [author["name"] for author in citation["authors"]] == [
        author["name"] for author in project["authors"]
    ]
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"]
    assert citation["message"]


def test_pages__hold_no_place_of_this_machine(any_site):
    for path in [*any_site.pages, *any_site.galleries]:
        text = html.unescape(read(path))
        assert str(REPOSITORY) not in text
        assert str(any_site.figures) not in text


def test_pages__answer_right_under_the_title_and_cells_side_by_side(tmp_path_factory):
    """The answer goes before the contents; 01 alone has columns and is printed on one side."""
    for path in make_site(tmp_path_factory.getbasetemp()).pages:
        soup = soup_of(path)
        answer, contents = soup.select_one("main > .of-answer"), soup.select_one("main > .short")
        if path.name[:2] in ("01", "02", "03"):
            assert answer.find_previous_sibling(["section", "nav"]) is None
            assert contents in answer.find_next_siblings()
        columns = [len(one.find_all("div", recursive=False)) for one in soup.select(".columns")]
        is_overview = path.name.startswith("01_overview")
        assert columns == ([2] if is_overview else []), path.name
        assert ("brief" in soup.html.get("class", [])) == is_overview
