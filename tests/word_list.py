"""One word per thing (see the glossary): words that nobody is to use, each with the right one."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from sfwf_data.words.terms import CHECKS, COLUMNS, PHRASES, VALUES
from sfwf_data.words.twins import keep
from tests.conftest import REPOSITORY
from tests.notebook_rules import text_of, tracked_notebooks

HANGUL = re.compile("[가-힣]")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# Of each language: what is not to be written, the right word, and a text in which it is found.
BANNED = {
    "ko": [
        (r"빈자리|부족", "결원", "빈자리가 가장 많은 곳"),
        (r"(?<!집행)잔액(의)? 비중", "집행잔액 비중", "인쇄: 잔액 비중"),
        (r"(?<!보고서의 )단위목표", "목표", "단위목표 id"),
        (r"(?<!\S)인쇄된 차액", "집행잔액", "인쇄된 차액"),
        (r"연간 목표(?!치)", "연간 목표치", "연간 목표 대비 실적"),
        (r"목표(를|) ?(달성|미달|이루|이룬|대비)", "목표치", "목표를 달성했다"),
        (r"\(목표 \{|실적/목표(?!치)", "목표치", "괄호 안은 실적/목표"),
        (r"몫", "비중", "수입의 몫"),
        (r"항목", "과목, 정정, 행", "항목 8개"),
        (r"셈한|셈법", "집계한, 계산한", "표에서 셈한 값"),
        (r"낱말", "단어, 용어", "여러 낱말"),
        (r"(?<!서울)(?<!서울특별시 )여성공예센터", "서울여성공예센터", "여성공예센터(더아리움)"),
        (r"출연금수입", "출연금", "서울시 출연금수입"),
        (r"이월 잉여금", "이월잉여금", "이월 잉여금은"),
        (r"닿은", "영향을 주는", "이 분석에 닿은 정정"),
        (r"원문 감사", "원자료 점검", "원문 감사"),
        (r"항등식", "산식", "항등식 782개"),
        (r"걷히지 않은", "미수납", "걷히지 않은 금액"),
        (r"견주어|견줄", "비교", "다른 사업과 견주어"),
        (r"공표액", "제Ⅲ부의 금액", "공표액의 94.5%"),
        (r"범위 차이", "다른 범위", "범위 차이"),
        (r"쓰지 않은 돈", "집행잔액", "누가 쓰지 않은 돈을"),
        (r"늦은|늦다|늦게|예정보다", "경과율에 못 미친", "가장 늦다"),
        (r"잘잘못", "성과를 평가하는 근거", "조직의 잘잘못"),
        (r"최종예산(?!액)", "최종예산액", "최종예산 대비"),
        (r"사업 쪽", "사업별 설명", "사업 쪽은"),
        (r"짝을 이루|짝을 이룬", "대응하다", "수입 증가와 짝을 이룬다"),
        (r"제 기간보다", "사업기간의 경과율보다", "제 기간보다 느린 사업"),
    ],
    "en": [
        (r"(?i)\b(re)?organis", "organiz…", "Other organisations"),
        (r"(?i)\bprogrammes?\b", "program", "The programme"),
        (r"(?i)\bcentres?\b", "center", "Kium Centre"),
        (r"(?i)revitalis", "revitaliz…", "Revitalising the Plaza"),
        (r"(?i)current overhead", "operating expenses", "45.5% is Current overhead"),
        (r"(?i)\b(lag(s|ged|ging)?|trail(s|ed|ing)?)\b", "below the elapsed share", "Six lag it"),
        (r"(?i)\blate\b", "below the elapsed share", "Is that late?"),
        (r"(?i)other cover|of cover\b", "different scope", "differences of cover"),
        (r"(?i)\bparts? [Ⅰ-Ⅴ]|(and|or|of) [Ⅰ-Ⅴ]\b", "Part III", "the total of Part Ⅲ"),
        (r"\d %", "7.5%", "7.5 % of the budget"),
        (r"(?i)(?<![\"“])\bfirms?\b", "company", "83 firms"),
        (r"(?i)\bper cent\b", "percent", "in per cent of the target"),
        (r"(?i)merit or fault", "performance", "read as merit or fault"),
        (r"(?i)unit goals?\b", "goal", "a unit goal"),
        (r"(?i)a place in the row", "rank", "a place in the row is no rank"),
        (r"(?i)\bbudget (that is|of) no program", "non-program budget", "Budget of no program"),
        (
            r"(?i)\bheld (against|to) (it|the (calendar|year))\b",
            "compared with",
            "held to the calendar",
        ),
        (r"(?i)found and supported", "identified and supported", "Start-ups found and supported"),
        (r"(?i)running costs?\b", "operating costs", "Basic running cost"),
    ],
}


def faults_in(text: str, lang: str) -> list[str]:
    """What a text says that it is not to say, each with the right word."""
    return [
        f"{found[0]!r}: {right}"
        for wrong, right, _ in BANNED[lang]
        if (found := re.search(wrong, text))
    ]


def texts() -> Iterator[tuple[str, str, str]]:
    """(place, language, text) of all that readers read."""
    yield from in_notebooks(tracked_notebooks())
    for name, pairs in {"VALUES": VALUES, "COLUMNS": COLUMNS, "PHRASES": PHRASES}.items():
        for key, (korean, english) in pairs.items():
            yield f"words {name} {key}", "ko", korean
            yield f"words {name} {key}", "en", english
    for name, korean in CHECKS.items():
        yield f"words CHECKS {name}", "ko", korean
    for room in ("figures", "notebook", "tools/site"):
        for path in sorted((REPOSITORY / "sfwf_data" / room).glob("*.py")):
            yield from in_code(path.read_text(encoding="utf-8"), f"{room}/{path.name}")
    yield from in_table("registry/glossary.csv", "term definition", "term_en definition_en")
    # Korean names are the report's own words, but for those that it writes in pieces.
    yield from in_table("registry/items.csv", "name", "en")
    yield from in_table("registry/labels.csv", "", "en")
    yield from in_table("registry/outputs.csv", "activity", "activity_en unit_en")
    for path in sorted((REPOSITORY / "data" / "reviews").glob("*/corrections.csv")):
        name = path.relative_to(REPOSITORY / "data").as_posix()
        yield from in_table(name, "reason_ko", "reason")
    package = (REPOSITORY / "data" / "datapackage.json").read_text(encoding="utf-8")
    for line in package.splitlines():
        if said := re.match(r'\s*"(title|description)(_en)?": "(.*)"', line):
            yield "datapackage", "en" if said[2] else "ko", said[3]
    for path in sorted([*REPOSITORY.glob("README*.md"), *(REPOSITORY / "docs").glob("*.md")]):
        lang = "ko" if path.name.endswith(".ko.md") else "en"
        for line in CODE.sub("", path.read_text(encoding="utf-8")).splitlines():
            yield f"docs {path.name}", lang, line


def in_notebooks(notebooks: dict[str, dict]) -> Iterator[tuple[str, str, str]]:
    """The prose of notebooks, and the texts in their code."""
    for name, notebook in notebooks.items():
        for cell in notebook["cells"]:
            place = f"notebooks {name} {cell['id']}"
            if cell["cell_type"] == "code":
                yield from in_code(text_of(cell), place)
                continue
            for lang in ("ko", "en"):
                yield place, lang, CODE.sub("", keep(text_of(cell), lang))


def in_code(source: str, place: str) -> Iterator[tuple[str, str, str]]:
    """Texts in code but docstrings: Korean, and English where a blank stands in it."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            if HANGUL.search(node.value):
                yield f"{place}:{node.lineno}", "ko", node.value
            elif " " in node.value:
                yield f"{place}:{node.lineno}", "en", node.value


def in_table(name: str, korean: str, english: str) -> Iterator[tuple[str, str, str]]:
    """The texts of some columns of a table under `data`."""
    path: Path = REPOSITORY / "data" / name
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        for lang, columns in (("ko", korean), ("en", english)):
            for column in columns.split():
                yield f"{name} {column}", lang, row[column]


def planted(text: str, lang: str) -> dict[str, dict]:
    """Notebooks of one cell of prose and one of code that say a text."""
    english = text if lang == "en" else "Text."
    prose = f'{"글" if lang == "en" else text}\n\n<details lang="en"><summary>English</summary>\n\n'
    code = f"nb.say({lang}={json.dumps(f'{text}.', ensure_ascii=False)})"
    cells = [
        {"id": "1", "cell_type": "markdown", "source": [f"{prose}{english}\n\n</details>"]},
        {"id": "2", "cell_type": "code", "source": [code]},
    ]
    return {"planted": {"cells": cells}}
