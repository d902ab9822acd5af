"""The text engine, the formats and what all rooms share: each rule with the case that breaks it."""

from __future__ import annotations

import ast
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import sfwf_data
from sfwf_data.words import (
    LANGUAGES,
    IngestError,
    MissingColumnError,
    MissingExtraError,
    UnknownNameError,
    join,
    say,
)
from sfwf_data.words.errors import needs_extra, unknown
from sfwf_data.words.formats import (
    format_number,
    format_pp,
    format_ratio,
    format_value,
    format_won,
    in_letters,
    inert,
    pick_unit,
    unit_name,
)
from sfwf_data.words.progress import progress
from sfwf_data.words.records import PHONE, RECORD, records
from sfwf_data.words.say import PARTICLES, particle, twin, visible
from sfwf_data.words.terms import CHECKS, COLUMNS, PHRASES, VALUES, term
from sfwf_data.words.twins import keep
from tests.conftest import REPOSITORY
from tests.word_list import BANNED, faults_in, in_notebooks, planted, texts

# How each is read out: 영 일 이 삼 사 오 육 칠 팔 구, 퍼센트, 엘 엠 엔 알, 에이 …
SOUNDS = {
    "closed": "0 3 6 10 1,000 3.0 M N Ⅲ ③ 예산 억원 건 3만",
    "rieul": "1 7 8 L R l Ⅰ 서울",
    "open": "2 4 5 9 2.5 % 74.8% 3.2%p 12℃ 30㎡ KPI SFWF Ⅱ Ⅳ Ⅴ 인건비",
}
ENDINGS = [(text, sound) for sound, texts in SOUNDS.items() for text in texts.split()]


@pytest.mark.parametrize(("text", "sound"), ENDINGS)
def test_particle__every_ending__takes_the_form_that_is_read(text, sound):
    """Each pair after each digit, sign, letter and final consonant."""
    for pair in PARTICLES:
        closed, open_form = pair.split("/")
        takes_open = sound == "open" or (pair == "으로/로" and sound == "rieul")
        assert particle(text, pair) == (open_form if takes_open else closed), (text, pair)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("서울여성공예센터(더아리움)", "가"),
        ("서울여성공예센터 (더아리움)", "가"),
        ("171.1억원(65.0%)", "이"),
        ("키움센터(1호)(위탁)", "가"),
        ("‘성평등도서관’", "이"),
        ("‘센터(더아리움)’", "가"),
        ("(더아리움)", "이"),
        ("", "가"),
    ],
)
def test_particle__remark_and_quotes__are_passed_over(text, form):
    """A remark in parentheses is not read with the particle; where it is all there is, it is."""
    assert particle(text, "이/가") == form


def test_particle__decomposed_hangul__is_read_as_composed():
    import unicodedata

    assert particle(unicodedata.normalize("NFD", "예산"), "은/는") == "은"


def test_say__particles_fit_what_the_blanks_hold():
    """The elapsed share of a year is 74.8%가, a quarter of it 25%p."""
    korean = "한 해의 {share}[이/가] 지났고 {item}[은/는] {won}[으로/로] {rank}[이다/다]"
    values = {"share": "74.8%", "item": "인건비", "won": "29.0억원", "rank": "1위"}
    assert say("ko", ko=korean, en="", **values) == (
        "한 해의 74.8%가 지났고 인건비는 29.0억원으로 1위다"
    )
    assert say("en", ko="", en="{item}: {share}", **values) == "인건비: 74.8%"


def test_say__values__are_text_to_the_letter():
    """Braces, brackets and particles in a value mean nothing."""
    value = "[이/가] {item} {0}"
    assert say("ko", ko="{x}[을/를] 본다", en="", x=value) == f"{value}을 본다"
    assert say("en", ko="", en="see {x}", x=value) == f"see {value}"


def test_say__what_would_act_unseen__is_shown():
    """Escapes, carriage returns and turned text in a value; tabs and new lines stay."""
    value = "\x1b[2J\x00\r\x7f\x9b\u202e\u2066\udc80\t\n"
    shown = r"\u001b[2J\u0000\u000d\u007f\u009b\u202e\u2066\udc80" + "\t\n"
    assert say("ko", ko="{x}", en="", x=value) == say("en", ko="", en="{x}", x=value) == shown
    assert inert(f"={value}") == f"'={shown}"
    assert visible("줄 1\r\n줄 2") == "줄 1\r\n줄 2"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_say__blank_without_a_value__is_named(lang):
    with pytest.raises(UnknownNameError, match=r"'share'.*Valid: item"):
        say(lang, ko="{item} {share}", en="{item} {share}", item=1)


def test_say__unknown_language__names_both():
    with pytest.raises(UnknownNameError, match="'kr'.*ko, en"):
        say("kr", ko="", en="")


def test_join__names_as_a_list():
    """과 or 와 goes with the name before it, remarks set aside."""
    assert join(["인건비"]) == "인건비"
    assert join(["인건비", "예산", "사업비"]) == "인건비, 예산과 사업비"
    assert join(["공예센터(더아리움)", "예산"]) == "공예센터(더아리움)와 예산"
    assert join(["a", "b", "c"], "en") == "a, b and c"
    assert join([]) == ""


def test_twin__english_where_there_is_one():
    assert twin("item", "en", ["item", "item_en"]) == "item_en"
    assert twin("item", "ko", ["item", "item_en"]) == "item"
    assert twin("unit", "en", ["unit"]) == "unit"


FOLDED = """### 읽기 전에

- 하나
- 둘

<details lang="en"><summary>Before you read on</summary>

- one
- two

</details>
"""


def test_keep__one_language_of_a_cell():
    """Korean: without the fold; English: the summary as a heading of the Korean level."""
    assert keep(FOLDED, "ko") == "### 읽기 전에\n\n- 하나\n- 둘"
    assert keep(FOLDED, "en") == "### Before you read on\n\n- one\n- two"


def test_keep__no_heading__adds_none():
    """A summary of a cell without a heading is a label of the fold and is dropped."""
    cell = '본문. # 3\n\n<details lang="en">\n<summary>English</summary>\n\nText.\n</details>'
    assert keep(cell, "en") == "Text."
    assert keep(cell, "ko") == "본문. # 3"


def test_keep__no_fold__stays():
    """Other folds, and folds that something follows, are text."""
    for cell in ("# 제목", "<details><summary>표</summary>1</details>", FOLDED + "\n끝"):
        assert keep(cell, "ko") == keep(cell, "en") == cell


def test_keep__unknown_language__is_an_error():
    with pytest.raises(UnknownNameError, match="'fr'"):
        keep("# 제목", "fr")


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        (2_902_693_000, {}, "29.0억원"),
        (2_902_693_000, {"lang": "en"}, "KRW 2,903 million"),
        (-35_000_000, {"unit": "million"}, "-35백만원"),
        (35_000_000, {"unit": "million", "signed": True, "bare": True}, "+35"),
        (0, {}, "0억원"),
        (4_000_000, {}, "0.0억원"),
        (5_000_000, {}, "0.1억원"),
        (-4_000_000, {}, "0.0억원"),
        (None, {"lang": "en"}, "n/a"),
        (float("nan"), {}, "자료 없음"),
    ],
)
def test_format_won__units_signs_and_halves(value, options, text):
    assert format_won(value, **options) == text


def test_formats__ratios_points_and_counts():
    """Halves go away from zero; zero and missing stay apart; a count has the decimals it has."""
    assert [format_ratio(x) for x in (0.74795, 0.0005, 0, 1.3, None)] == [
        "74.8%", "0.1%", "0%", "130.0%", "자료 없음",
    ]  # fmt: skip
    assert [format_pp(x, "en") for x in (3.25, -3.25, 0)] == ["+3.3 pp", "-3.3 pp", "0 pp"]
    assert format_pp(-14.8) == "-14.8%p"
    assert [format_number(x) for x in (1205, 93.5, 1.2345, 100.0, 1e6)] == [
        "1,205", "93.5", "1.23", "100", "1,000,000",
    ]  # fmt: skip


def test_in_letters__one_to_nine_in_english_alone():
    assert [in_letters(n, "en") for n in (0, 1, 9, 10, 1205)] == ["0", "one", "nine", "10", "1,205"]
    assert [in_letters(n, "ko") for n in (1, 1205)] == ["1", "1,205"]


@pytest.mark.parametrize(
    ("value", "column", "shown", "bare"),
    [
        (110_000_000, "gap_krw", "1.1억원", "1.1"),
        (0.748, "executed_ratio", "74.8%", "74.8"),
        (3.2, "pace_pp", "+3.2%p", "+3.2"),
        (3.2, "rate_pct", "3.2%", "3.2"),
        (3.2, "count", "3.2", "3.2"),
        (None, "executed_ratio", "자료 없음", "자료 없음"),
    ],
)
def test_format_value__by_the_ending_of_its_column(value, column, shown, bare):
    assert (format_value(value, column), format_value(value, column, bare=True)) == (shown, bare)


def test_pick_unit__by_the_largest():
    """100 million won, or ten of a smaller unit; zeros alone are in the default unit."""
    assert pick_unit([100_000_000, 5]) == "eok"
    assert pick_unit([99_999_999]) == "million"
    assert pick_unit([9_999_999, None]) == "thousand"
    assert pick_unit([0]) == "eok"
    assert pick_unit([], "en") == "million"
    with pytest.raises(UnknownNameError, match="'dollar'.*eok"):
        unit_name("dollar")


def test_terms__every_pair__is_korean_and_english():
    """No Hangul in an English label, and the same blanks in both."""
    pairs = [*COLUMNS.values(), *VALUES.values(), *PHRASES.values()]
    pairs += [(korean, english) for english, korean in CHECKS.items()]
    for korean, english in pairs:
        assert not any("가" <= letter <= "힣" for letter in english), english
        assert set(blanks(korean)) == set(blanks(english)), (korean, english)
    assert term("missing", "ko") == "자료 없음"


def blanks(text: str) -> list[str]:
    import string

    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


def test_unknown__names_the_value_the_nearest_and_the_valid_ones():
    error = unknown("table", "program", ["programs", "execution"])
    assert str(error) == (
        "There is no table 'program'. Did you mean 'programs'? Valid: programs, execution."
    )
    assert "… (40 in all)" in str(unknown("row", "x", range(40)))
    assert isinstance(error, KeyError)
    assert isinstance(error, ValueError)
    assert issubclass(MissingColumnError, KeyError)


def test_ingest_error__names_the_line():
    assert str(IngestError("a figure is missing", 12)) == "line 12: a figure is missing"


def test_needs_extra__missing_package__names_the_extra():
    """A package of others; a missing module of our own goes through."""
    message = r"no_such_package is not installed: pip install 'sfwf-data\[dask\]'"
    with pytest.raises(MissingExtraError, match=message), needs_extra("dask"):
        import no_such_package.part  # noqa: F401
    with pytest.raises(ModuleNotFoundError) as raised, needs_extra("dask"):
        import sfwf_data.no_such_module  # noqa: F401
    assert not isinstance(raised.value, MissingExtraError)


def test_missing_extra__outer_need__names_the_outer_extra():
    """A notebook that lacks what figures need names the extra `notebooks`."""
    with pytest.raises(MissingExtraError, match="notebooks"), needs_extra("notebooks"):
        raise MissingExtraError("matplotlib", "figures")
    error = MissingExtraError("matplotlib", "figures")
    assert (error.name, error.exit_status) == ("matplotlib", 2)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {packages!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Without())
import sfwf_data
assert len(sfwf_data.load("programs")) == 57 and len(sfwf_data.search("키움")) > 10
{code}
"""
DOORS = {
    "import sfwf_data.figures": "figures",
    "from sfwf_data import figures": "figures",
    "sfwf_data.figures": "figures",
    "from sfwf_data.figures.save import save_figure": "figures",
    "import sfwf_data.notebook": "notebooks",
    "sfwf_data.notebook": "notebooks",
}


@pytest.mark.parametrize("code", DOORS)
def test_doors__without_the_extra__say_what_to_install(code):
    """With pandas alone the data load, and every way to the figures names its extra."""
    packages = ("matplotlib", "seaborn", "IPython", "ipywidgets", "koreanize_matplotlib", "tqdm")
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(packages=packages, code=code)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    last = result.stderr.strip().splitlines()[-1]
    assert f"pip install 'sfwf-data[{DOORS[code]}]'" in last


def test_help_and_dir__offer_the_public_names_alone():
    """What a reader is offered after a dot is what is meant for them."""
    from sfwf_data import checks, loader, measures, words

    for module in (checks, loader, measures, words):
        assert dir(module) == sorted(module.__all__)
        assert not [name for name in dir(module) if not hasattr(module, name)]
    offered = {*sfwf_data.__all__, "__version__", "figures", "notebook"}
    assert set(dir(sfwf_data)) == offered


def test_version__is_the_one_of_the_project():
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert sfwf_data.__version__ == project["project"]["version"]


def test_python_m__is_the_command():
    result = subprocess.run(
        [sys.executable, "-m", "sfwf_data", "tables"], capture_output=True, text=True, check=True
    )
    assert "programs" in result.stdout


def test_words__import_no_room():
    """The ground stands on nothing of ours."""
    for path in (Path(sfwf_data.__file__).parent / "words").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sfwf_data"):
                assert node.module.startswith("sfwf_data.words"), path.name


def test_progress__in_a_log__is_a_line_for_each(capsys):
    with progress(2, "run") as advance:
        advance("ok first")
        advance("failed second")
    assert capsys.readouterr().err == "1/2 ok first\n2/2 failed second\n"


def test_progress__a_name__cannot_act_on_the_terminal(capsys):
    with progress(1, "run") as advance:
        advance("a\x1b[2J")
    assert capsys.readouterr().err == "1/1 a\\u001b[2J\n"


def test_progress__on_a_terminal__is_a_bar(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress(2, "run") as advance:
        advance("ok first")
        advance("ok second")
    shown = capsys.readouterr().err
    assert "2/2" in shown
    assert "ok second" in shown
    assert "1/2 ok" not in shown


def test_records__in_their_order_and_nothing_else():
    """Outputs without a record, streams and markdown are passed over."""
    notebook = {
        "cells": [
            {"cell_type": "markdown"},
            {"outputs": [{"name": "stdout", "text": "x"}, {"data": {RECORD: {"title": "a"}}}]},
            {"outputs": [{"data": {PHONE: "…", RECORD: {"say": "b"}}}, {"data": {RECORD: "c"}}]},
        ]
    }
    assert list(records(notebook)) == [{"title": "a"}, {"say": "b"}]


def test_progress__whose_reader_has_gone__leaves_nothing_to_flush(monkeypatch):
    """The next process that is started flushes the streams: that must not fail any more."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr("sys.stderr", stream)
        with progress(2, "run") as advance:
            advance("first")
            stream.flush()
            advance("second")
            stream.flush()


def test_texts__one_word_per_thing():
    """Prose, computed sentences, labels, glossary, reasons and docs say none of the wrong words."""
    faults = [
        f"{place} ({lang}) {fault} in {text!r}"
        for place, lang, text in texts()
        for fault in faults_in(text, lang)
    ]
    assert not faults, "\n".join(faults)


def test_texts__are_read_in_every_place():
    """A place that is no longer found would pass."""
    read = Counter((place.split()[0].partition("/")[0], lang) for place, lang, _ in texts())
    places = ("notebooks", "words", "figures", "notebook", "tools", "registry", "reviews", "docs")
    tables = {place.split()[0] for place, lang, _ in texts() if lang == "en"}
    assert tables >= {f"registry/{name}.csv" for name in ("items", "labels", "outputs", "glossary")}
    for place in places:
        for lang in LANGUAGES:
            assert read[place, lang] > 20, (place, lang)


@pytest.mark.parametrize(
    ("lang", "wrong", "right", "sample"),
    [(lang, *row) for lang in LANGUAGES for row in BANNED[lang]],
)
def test_banned_word__planted_in_a_notebook__is_found_with_the_right_one(
    lang, wrong, right, sample
):
    found = [
        fault
        for _, told, text in in_notebooks(planted(sample, lang))
        if told == lang
        for fault in faults_in(text, lang)
    ]
    assert sum(fault.endswith(f": {right}") for fault in found) >= 2, wrong  # prose and code
