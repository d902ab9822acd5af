"""The last step of a page: style sheet and web font, and a policy that allows just those."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.filters.highlight import Highlight2HTML

from sfwf_data.tools.site.labels import labels
from sfwf_data.tools.site.web_font import font_face, wanted
from sfwf_data.words.say import visible

TEMPLATES = Path(__file__).with_name("templates")
STYLE, POLICY = "@@sfwf-style@@", "@@sfwf-policy@@"  # filled in when the characters are known
BOLD = re.compile(
    r"<(h[1-6]|caption|thead|b|strong|dt|label)\b[^>]*>(.*?)</\1>", re.DOTALL
)  # what the style sheets set in bold


@dataclass(frozen=True)
class Used:
    """Characters that pages show, and those that they show in bold."""

    all: frozenset[str] = frozenset()
    bold: frozenset[str] = frozenset()

    def __or__(self, other: Used) -> Used:
        return Used(self.all | other.all, self.bold | other.bold)

    @classmethod
    def of(cls, code: str) -> Used:
        """Take the characters of a page's HTML."""
        body = re.sub(r'="data:[^"]*"', "", code.partition("<body>")[2].rpartition("<script>")[0])
        return cls(shown(body), shown("".join(match[2] for match in BOLD.finditer(body))))


def shown(code: str) -> frozenset[str]:
    """Characters between tags, and those of attributes that a script shows later."""
    later = "".join(re.findall(r'data-(?:text|none)="([^"]*)"', code))
    return frozenset(html.unescape(re.sub(r"<[^>]*>", "", code) + later))


@cache
def environment() -> Environment:
    """The one environment of the templates: all that is not markup is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    highlight = Highlight2HTML(pygments_lexer="ipython3")
    made.filters["highlight"] = lambda source: Markup(highlight(source))
    return made


def fill(template: str, lang: str, **values: object) -> str:
    """A page or gallery from its template; font, style and policy are yet to come."""
    page = environment().get_template(template)
    code = page.render(lang=lang, say=labels(lang), style=STYLE, policy=POLICY, **values)
    return visible(code)


@cache
def template_file(name: str) -> str:
    """A style sheet or script of the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8").strip()


@cache
def font_faces(characters: str, bold: str, lang: str) -> str:
    return font_face(wanted(characters, lang, 400), 400) + font_face(wanted(bold, lang, 700), 700)


def finish(code: str, used: Used, lang: str, sheet: str, images: str = "data:") -> str:
    """Put style, font and policy into a rendered page, where their placeholders stand.

    These stand before all text that is not ours.  `images` says where pictures may come from.
    """
    faces = font_faces("".join(sorted(used.all)), "".join(sorted(used.bold)), lang)
    style = template_file("common.css") + template_file(sheet) + faces
    script = code.rpartition("<script>")[2].rpartition("</script>")[0]
    policy = (
        f"default-src 'none'; img-src {images}; font-src data:; style-src '{digest(style)}'; "
        f"script-src '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    return code.replace(POLICY, html.escape(policy, quote=True), 1).replace(STYLE, style, 1)


def digest(text: str) -> str:
    """A hash source of a content security policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
