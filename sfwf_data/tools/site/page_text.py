"""Text as markup: prose in markdown, computed sentences, and what cells of others showed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Mapping

import nh3
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from sfwf_data.words.say import as_markup

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del",
    "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li",
    "ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{tag: {"class"} for tag in ("code", "div", "pre", "span")},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
PROTOCOLS = {"http", "https", "mailto"}
NOTEBOOK = re.compile(r"(?<![A-Za-z0-9_])(\d\d_[a-z]+(?:_[a-z]+)*)(?![A-Za-z0-9_])")
NOTEBOOK_FILE = re.compile(r"(?:\./)?(\w+)\.ipynb")

Mark = Callable[[str, int], str]  # the markup of a heading, from its markup and its level
Links = Mapping[str, Mapping[str, str]]  # notebook -> href and text of the page that shows it


def clean(code: str, ids: Container[str] = ()) -> Markup:
    """Markup in which nothing can act: no script, no style, no address but of the web.

    Of ids only `ids` stay.  A heading of the first level becomes one of the second: the page has
    its title.
    """

    def keep(tag: str, name: str, value: str) -> str | None:
        return None if name == "id" and value not in ids else value

    safe = nh3.clean(
        code, tags=TAGS, attributes=ATTRIBUTES, url_schemes=PROTOCOLS, attribute_filter=keep
    )
    return Markup(safe.replace("<h1", "<h2").replace("</h1", "</h2"))


def plain(code: str) -> str:
    """The text of some markup."""
    return html.unescape(nh3.clean(code, tags=set())).strip()


def slug(text: str) -> str:
    """Text as a part of an id: words, joined by hyphens; Hangul stays.

    >>> slug("과목별 집행잔액 (천원)"), slug("What's left?")
    ('과목별-집행잔액-천원', 'what-s-left')
    """
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def link_notebooks(code: str, links: Links) -> Markup:
    """Escaped text in which the name of another notebook leads to its page, if there is one."""
    anchor = Markup('<a href="{href}">{text}</a>')

    def linked(found: re.Match[str]) -> str:
        return anchor.format(**links[found[0]]) if found[0] in links else found[0]

    return Markup(NOTEBOOK.sub(linked, code))


def sentences(text: str, links: Links) -> Markup:
    """Computed text as markup that leads to other notebooks."""
    return link_notebooks(as_markup(text), links)


class ProseRenderer(IPythonRenderer):
    """nbconvert's markdown with the page's own headings and links; of a picture its alt text."""

    def __init__(self, mark: Mark, links: Links):
        super().__init__(escape=False)
        self.mark, self.links = mark, links

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return self.mark(text, level)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def text(self, text: str) -> str:
        return link_notebooks(super().text(text), self.links)

    def codespan(self, text: str) -> str:
        return self.text(text) if text in self.links else super().codespan(text)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        notebook = NOTEBOOK_FILE.fullmatch(url.partition("#")[0])
        if notebook is None:
            return super().link(text, url, title)
        if "<a " in text or notebook[1] not in self.links:
            return text
        return super().link(text, self.links[notebook[1]]["href"], title)


def prose(source: str, mark: Mark, links: Links) -> str:
    """Markdown as markup, which is yet to be cleaned."""
    return MarkdownWithMath(renderer=ProseRenderer(mark, links)).render(source)
