"""The index of the site: a gallery with filters, which without a script is a plain list."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from sfwf_data.loader.loading import load
from sfwf_data.tools.site.finish import fill, template_file
from sfwf_data.tools.site.labels import label
from sfwf_data.tools.site.page import SitePage
from sfwf_data.tools.site.page_figures import in_language
from sfwf_data.tools.site.page_links import AUDIT, gallery_file, question_id, questions
from sfwf_data.tools.site.pictures import image_size, thumbnail
from sfwf_data.words.files import make_folder, write_file
from sfwf_data.words.formats import in_letters
from sfwf_data.words.say import LANGUAGES, twin

# 'self' is not enough where the page is opened from a disk, for then it has no origin.
GALLERY_IMAGES = "'self' file:"


def render_gallery(pages: list[SitePage], cards: list[dict], lang: str) -> str:
    """The HTML of the index in `lang`, without its font; a page is listed in its own language."""
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    has_own = any(card["lang"] == lang for card in cards)
    asked = questions(pages, lang)
    groups = [
        {
            "id": question_id(notebook),
            "title": asked[notebook],
            # Without a script the other language is left to its own index.
            "cards": [card | {"is_hidden": has_own and card["lang"] != lang} for card in group],
        }
        for notebook, group in groupby(cards, key=lambda one: one["notebook"])
    ]
    report = ", ".join(sorted({page.report for page in pages}))
    version = pages[0].about["version"]
    audits = [page.name for page in pages if page.run["notebook"] == AUDIT and page.lang == lang]
    kinds = (("goals", "goal"), ("divisions", "division"))
    cite = label("cite text", lang, title=label("site", lang), version=version, report=report)
    return fill(
        "gallery.html.j2",
        lang,
        version=version,
        lead=label("gallery lead", lang, questions=asked_in_words(len(groups), lang)),
        groups=groups,
        audit=f"{audits[0]}.html" if audits else "",
        other=gallery_file(other),
        other_lang=other,
        filters=[(kind, label(name, lang), choices(kind, pages, lang)) for kind, name in kinds],
        languages=[one for one in LANGUAGES if any(page.lang == one for page in pages)],
        as_of=label("as of", lang, report=report),
        report_text=label("report text", lang, report=report),
        cite=f"{cite} {label('cite analysis', lang)}",
        script=template_file("gallery.js"),
    )


def asked_in_words(count: int, lang: str) -> str:
    """How many questions there are."""
    return label("one question" if count == 1 else "questions", lang, count=in_letters(count, lang))


def make_card(page: SitePage, out: Path) -> dict:
    """What the galleries show of a page; writes its thumbnail, which is its first figure."""
    figures = [
        {
            "name": figure["name"],
            **{key: in_language(figure[key], page.lang) for key in ("title", "caption", "alt")},
        }
        for figure in page.about["figures"]
    ]
    card = {
        "notebook": page.run["notebook"],
        "lang": page.lang,
        "file": f"{page.name}.html",
        "title": page.about["title"],
        "figures": figures,
        "thumbnail": "",
        **facets(page.parameters, page.report),
    }
    if figures:
        content = thumbnail((page.source.parent / f"{figures[0]['name']}.png").read_bytes())
        target = make_folder(out / "thumbnails") / f"{page.name}.webp"
        write_file(target, content)
        width, height = image_size(content)
        card |= {
            "thumbnail": f"thumbnails/{target.name}",
            "alt": figures[0]["alt"],
            "width": width,
            "height": height,
        }
    return card


def facets(parameters: dict, report: str) -> dict[str, list[str]]:
    """Ids of the goals and divisions that a page is about; empty where it is about all of them.

    A program stands for its goal and for the divisions that answer for it; a division also for
    those above it.
    """
    goals = [parameters["goal"]] if parameters.get("goal", "all") != "all" else []
    divisions = [parameters["division"]] if parameters.get("division", "all") != "all" else []
    if "program" in parameters:
        programs = load("programs", report).set_index("program_id")
        program = programs.loc[parameters["program"]]
        goals.append(program["goal_id"])
        named = [program[column] for column in ("hq_id", "office_id", "team_id")]
        divisions += [one for ids in named if isinstance(ids, str) for one in ids.split(";")]
    parents = load("divisions", report).set_index("division_id")["parent_id"].to_dict()
    above = list(divisions)
    while above:
        above = [parents[one] for one in above if isinstance(parents.get(one), str)]
        divisions += above
    return {"goals": list(dict.fromkeys(goals)), "divisions": list(dict.fromkeys(divisions))}


def choices(kind: str, pages: list[SitePage], lang: str) -> list[tuple[str, str]]:
    """Id and name of the goals or divisions that some page is about, in the reports' order."""
    table, key = {"goals": ("strategy", "node_id"), "divisions": ("divisions", "division_id")}[kind]
    pairs: dict[str, str] = {}
    for report in sorted({page.report for page in pages}):
        about = [facets(page.parameters, report) for page in pages if page.report == report]
        ids = {one for found in about for one in found[kind]}
        frame = load(table, report)
        rows = frame[frame[key].isin(ids)]
        pairs |= dict(zip(rows[key], rows[twin("name", lang, rows.columns)], strict=True))
    return list(pairs.items())
