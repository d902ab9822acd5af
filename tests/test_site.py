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
from sfwf_data.tools.site.csvs import inert, table_csv
from sfwf_data.tools.site.drawings import pack_drawings, unpack_drawings
from sfwf_data.tools.site.facets import facets
from sfwf_data.tools.site.labels import LABELS, QUESTIONS
from sfwf_data.tools.site.pictures import compact, thumbnail
from sfwf_data.tools.site.source import with_parts
from sfwf_data.tools.site.web_font import FAMILY, covered, subset_font, wanted
from sfwf_data.words.errors import SiteError
from tests.conftest import REPOSITORY
from tests.site_files import ATTACK, FORMULA, make_planted_site, make_site, read, soup_of


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.getbasetemp())


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
    """A page that cannot be made stops the build; the site before it stays, and no temporary folder does."""
    out, figures = tmp_path / "site", tmp_path / "figures"
    shutil.copytree(site.folder, out)
    shutil.copytree(site.figures, figures)
    manifest = json.loads((figures / "manifest.json").read_text(encoding="utf-8"))
    last = figures / sorted(run["executed"] for run in manifest["runs"])[-1]
    last.write_text(
        last.read_text(encoding="utf-8").replace("sfwf-title", "no-title"), encoding="utf-8"
    )
    with pytest.raises(SiteError, match="no title"):
        build_site(figures, out)
    assert files(out) == files(site.folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures", "site"]


def test_site__says_what_to_run_first(tmp_path, capsys):
    with pytest.raises(SiteError, match="sfwf batch"):
        build_site(tmp_path, tmp_path / "site")
    assert main(["site", "--figures", str(tmp_path), "--out", str(tmp_path / "site")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_site__names_that_lead_elsewhere_are_refused(site, tmp_path):
    """A manifest or a notebook from someone else cannot make the site read or write outside its folders."""
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


def test_pages__have_one_heading_and_their_language(site):
    for path in site.pages:
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


def test_pages__ids_are_unique_and_links_lead_somewhere(site):
    ids = {
        path.name: [tag["id"] for tag in soup_of(path).select("[id]")]
        for path in [*site.pages, *site.galleries]
    }
    for name, found in ids.items():
        assert len(found) == len(set(found)), name
    for path in [*site.pages, *site.galleries]:
        for link in soup_of(path).select("a[href]"):
            target, _, anchor = link["href"].partition("#")
            if target.startswith("data:"):
                continue
            assert not re.match(r"[a-z]+:|//", target), target
            assert (site.folder / target).is_file() or not target
            if anchor and (target or path.name).endswith(".html"):
                assert anchor in ids[target or path.name], link["href"]


def test_pages__take_nothing_from_elsewhere(site):
    """No address stands where a browser would fetch it, and the policy would refuse it."""
    for path in [*site.pages, *site.galleries]:
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


def test_figures__have_their_alt_text_caption_and_files(site):
    for path in site.pages:
        soup = soup_of(path)
        figures = site.manifest_figures(path)
        assert [image["alt"] for image in soup.select("main img")] == [
            figure["alt"][soup.html["lang"]] for figure in figures
        ]
        drawings = unpack_drawings(soup.select_one("#drawings")["data-packed"])
        for tag, figure in zip(soup.select("main figure"), figures, strict=True):
            assert tag.figcaption.get_text().endswith(figure["caption"][soup.html["lang"]])
            name = tag.select_one("[data-drawing]")["data-drawing"]
            assert drawings[name] == (site.figures / figure["file"]).with_suffix(".svg").read_text(
                encoding="utf-8"
            )


def test_figures__have_the_pixels_of_the_file(site):
    path = site.pages[0]
    images = soup_of(path).select("main img")
    assert images
    for image, figure in zip(images, site.manifest_figures(path), strict=True):
        embedded = Image.open(io.BytesIO(base64.b64decode(image["src"].partition(",")[2]))).convert(
            "RGB"
        )
        assert np.array_equal(
            np.asarray(embedded),
            np.asarray(Image.open(site.figures / figure["file"]).convert("RGB")),
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
    """Few colours, many colours, see-through: the pixels stay."""
    few = np.zeros((40, 50, 3), np.uint8)
    few[:, :25] = (1, 2, 3)
    few[10, 10] = (1, 2, 4)  # a neighbour of a colour, which an approximate palette would merge
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


def test_code__is_folded_and_complete(site):
    for path in site.pages:
        notebook = json.loads(site.source(path).read_text(encoding="utf-8"))
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


def test_tables__have_caption_scopes_and_a_csv(site):
    for path in site.pages:
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


def test_source_lines__name_the_part(site):
    """Table 1 of the gap page: Personnel stands in part Ⅲ, line 511."""
    page = next(path for path in site.pages if path.name.startswith("02_execution_gap.ko"))
    row = next(row for row in soup_of(page).select("tbody tr") if row.th.get_text() == "인건비")
    assert row.select_one(".source").get_text() == "Ⅲ 511"


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
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "+1.2", "1,234", "-1e-05", "83.1%", "인건비", "a=b", ""])
def test_inert__numbers_and_words_stay(text):
    assert inert(text) == text


def test_csv__units_are_those_of_the_raw_numbers():
    """84.9 억원 is 8489700000 won; 65.8 % is 0.658; a percentage printed in the report is raw as it is shown."""
    table = BeautifulSoup(
        "<table><thead><tr><th>과목</th><th>예산 (억원)</th><th>집행률 (%)</th><th>인쇄된 비율 (%)</th><th>메모 (%)</th></tr></thead><tbody>"
        '<tr><th>=가</th><td data-value="8489700000">84.9</td><td data-value="0.658">65.8</td><td data-value="65.8">65.8</td><td>x, "y"</td></tr>'
        "</tbody></table>",
        "html.parser",
    ).table
    assert table_csv(table, "ko") == (
        '\ufeff과목,예산 (원),집행률 (비율),인쇄된 비율 (%),메모 (%)\r\n\'=가,8489700000,0.658,65.8,"x, ""y"""\r\n'
    )


def test_planted_script__is_text(planted, planted_site):
    """In a title, a table, a caption and in HTML that no function of ours made."""
    assert ATTACK in planted.h1.get_text()
    assert ATTACK in planted.select_one(".short").get_text()
    assert ATTACK in planted.select_one("table").get_text()
    assert len(planted.find_all("script")) == 1
    assert not planted.select(
        "[onerror], [onclick], [style], img[src=x], iframe, a[href^=javascript]"
    )
    assert planted.select_one("main img")["alt"] == f'"{ATTACK}'
    for gallery in planted_site.galleries:
        soup = soup_of(gallery)
        assert ATTACK in soup.main.get_text()
        assert len(soup.find_all("script")) == 1


def test_planted_formula__is_text(planted):
    text = next(text for text in decoded_csvs(planted) if "HYPERLINK" in text)
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells


def test_foot__names_report_data_version_citation(site):
    for path in site.pages:
        soup = soup_of(path)
        foot = soup.footer.get_text()
        notebook = json.loads(site.source(path).read_text(encoding="utf-8"))
        records = [output["data"][key] for cell in notebook["cells"] for output in cell.get("outputs", []) for key in output.get("data", {})
                   if key.endswith("sfwf+json")]  # fmt: skip
        data = next(record for record in records if "data" in record)
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(data["data"].items()))
        digest = hashlib.sha256(lines.encode()).hexdigest()
        assert soup.select_one(".hash").get_text() == digest
        assert f"sfwf_data {data['version']}" in foot
        assert "2022-09-30" in foot
        assert soup.h1.get_text() in foot
        assert digest[:16] in foot
        assert "Open Font License" in foot
        assert not re.search(r"\d{1,2}:\d{2}", foot)


def test_foot__counts_corrections(site):
    for path in site.pages:
        soup = soup_of(path)
        numbers = site.run(path)["numbers"]
        if "corrections" not in numbers or soup.html["lang"] != "en":
            continue
        assert (
            f"{numbers['corrections']} corrections" in soup.footer.get_text()
            or path.name.startswith("07")
        )


def test_languages__link_to_each_other(site):
    for path in site.pages:
        soup = soup_of(path)
        link = soup.select_one(".top a[hreflang]")
        other = soup_of(site.folder / link["href"])
        assert other.html["lang"] == link["hreflang"] != soup.html["lang"]
        assert other.select_one(".top a[hreflang]")["href"] == path.name
        if not path.name.startswith("07"):
            assert soup.select('.top a[href^="07_source_audit"]')


def test_galleries__list_every_page_and_figure(site):
    for gallery in site.galleries:
        soup = soup_of(gallery)
        assert [card.h3.a["href"] for card in soup.select(".card")] == [
            path.name for path in site.pages
        ]
        titles = {link.get_text() for link in soup.select(".findings a")}
        assert titles == {
            figure["title"][figure["lang"]]
            for path in site.pages
            for figure in site.manifest_figures(path)
        }
        for card in soup.select(".card"):
            figure = site.manifest_figures(site.folder / card.h3.a["href"])[0]
            assert card.img["alt"] == figure["alt"][card["lang"]]
            assert figure["caption"][card["lang"]] in card.get_text()
            assert (site.folder / card.img["src"]).is_file()


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


def test_font__holds_every_hangul_letter_that_a_page_shows(site):
    from fontTools.ttLib import TTFont

    for path in [*site.pages, *site.galleries]:
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
    for key, texts in {**LABELS, **QUESTIONS}.items():
        assert all(texts), key
        assert len(texts) == 2
        assert len({tuple(sorted(re.findall(r"{\w+}", text))) for text in texts}) == 1, key


def test_questions__are_those_of_the_notebooks():
    assert {path.name[:2] for path in (REPOSITORY / "notebooks").glob("[0-9][0-9]_*.ipynb")} == set(
        QUESTIONS
    )


def test_weight__is_at_most_three_fifths_of_plain_nbconvert(site):
    """For the same notebooks, together."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter()
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


def test_pages__hold_no_place_of_this_machine(site):
    for path in [*site.pages, *site.galleries]:
        text = html.unescape(read(path))
        assert str(REPOSITORY) not in text
        assert str(site.figures) not in text
