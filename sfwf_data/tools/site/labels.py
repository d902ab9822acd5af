"""What pages and gallery say around the notebooks' own texts, in Korean and English."""

from __future__ import annotations

from sfwf_data.words.say import LANGUAGES, check_lang, say

LABELS = {
    "site": (
        "서울시여성가족재단 예산과 성과",
        "Budget and results of the Seoul Foundation of Women & Family",
    ),
    "skip": ("본문으로 건너뛰기", "Skip to the text"),
    "other language": ("English", "한국어"),
    "figures": ("그림 모음", "Figures"),
    "gallery": ("모든 분석", "All analyses"),
    "audit": ("원자료 점검", "Source audit"),
    "in short": ("한눈에", "In short"),
    "contents": ("이 페이지에서", "On this page"),
    "show code": ("코드 보기", "Show code"),
    "output": ("출력", "Output"),
    "download png": ("PNG 내려받기", "Download PNG"),
    "download svg": ("SVG 내려받기", "Download SVG"),
    "download csv": ("CSV 내려받기", "Download CSV"),
    "table": ("표 {number}", "Table {number}"),
    "as of": ("{report} 기준 보고", "Report as of {report}"),
    "about": ("이 페이지에 대하여", "About this page"),
    "report": ("보고서", "Report"),
    "report text": (
        "서울시여성가족재단이 서울특별시의회에 낸 보고, {report} 기준. "
        "표의 ‘원문 줄’은 보고서의 부(Ⅰ~Ⅴ)와 원문의 줄 번호입니다.",
        "Report of the Seoul Foundation of Women & Family to the Seoul Metropolitan Council, "
        "as of {report}. “Source line” in a table is the part (Ⅰ–Ⅴ) and the line of that "
        "report’s text.",
    ),
    "corrections": ("정정", "Corrections"),
    "corrections here": (
        "이 분석에 영향을 주는 정정 {count}건",
        "{count} corrections affect this analysis",
    ),
    "corrections one": (
        "이 분석에 영향을 주는 정정 {count}건",
        "{count} correction affects this analysis",
    ),
    "corrections none": (
        "이 분석에 영향을 주는 정정은 없습니다",
        "No corrections affect this analysis",
    ),
    "corrections all": (
        "이 보고서의 정정 {count}건을 모두 다룹니다.",
        "This page shows all {count} corrections of the report.",
    ),
    "data hash": ("자료 해시 (SHA-256)", "Data hash (SHA-256)"),
    "version": ("패키지", "Package"),
    "parameters": ("매개변수", "Parameters"),
    "cite": ("인용 방법", "How to cite"),
    "cite text": (
        "sfwf_data 기여자, “{title}”, sfwf_data {version}. "
        "자료: 서울시여성가족재단 {report} 기준 보고.",
        "sfwf_data contributors, “{title}”, sfwf_data {version}. "
        "Data: Seoul Foundation of Women & Family, report as of {report}.",
    ),
    "cite hash": ("자료 해시 {hash}.", "Data hash {hash}."),
    "cite analysis": (
        "한 분석을 인용할 때는 그 페이지 끝에 있는 자료 해시를 함께 적습니다.",
        "When citing one analysis, add the data hash at the foot of its page.",
    ),
    "data": ("사용한 자료", "Data used"),
    "quoted": ("‘{text}’", "“{text}”"),
    "how to read": ("읽는 법", "How to read"),
    "font": ("글꼴", "Font"),
    "font text": (
        "SFWF Sans는 나눔고딕(© NHN Corporation, 설계 산돌커뮤니케이션)에서 "
        "이 사이트에 쓰인 글자만 뽑아 이름을 바꾼 것이며, "
        "SIL Open Font License 1.1을 따릅니다(openfontlicense.org).",
        "SFWF Sans is a renamed subset, with this site’s characters only, of NanumGothic "
        "(© NHN Corporation, designed by Sandoll Communications), under the SIL Open Font "
        "License 1.1 (openfontlicense.org).",
    ),
    "files": ("파일", "File"),
    "files text": (
        "분석마다 HTML 파일 한 장에 그림(PNG, SVG), 표(CSV), 글꼴이 모두 들어 있습니다. "
        "인터넷 없이 열리고, 한 장만 보내도 됩니다.",
        "An analysis is one HTML file that holds its figures (PNG, SVG), tables (CSV) and fonts. "
        "It opens offline and can be sent alone.",
    ),
    "gallery lead": (
        "보고서의 예산·집행·성과 수치를 표로 옮기고, {questions}에 따라 분석했습니다. "
        "표의 ‘원문 줄’은 수치가 보고서의 어느 줄에 있는지 나타냅니다.",
        "The report’s figures on budget, execution and performance as tables, and analyses that "
        "answer {questions}. "
        "“Source line” in a table is where in the report its figures stand.",
    ),
    "one question": ("한 가지 질문", "one question"),
    "questions": ("{count}가지 질문", "{count} questions"),
    "filters": ("찾기", "Find"),
    "search": ("제목과 설명에서 찾기", "Search titles and captions"),
    "language": ("언어", "Language"),
    "goal": ("목표", "Goal"),
    "division": ("부서", "Division"),
    "any": ("전체", "All"),
    "ko": ("한국어", "Korean"),
    "en": ("영어", "English"),
    "reset": ("처음으로", "Reset"),
    "shown": ("분석 {count}개", "Analyses: {count}"),
    "nothing": (
        "맞는 분석이 없습니다. 조건을 줄여 보십시오.",
        "No analysis matches. Try fewer conditions.",
    ),
}


def label(key: str, lang: str, **values: object) -> str:
    """A label in `lang`, its values filled in."""
    ko, en = LABELS[key]
    return say(lang, ko=ko, en=en, **values)


def labels(lang: str) -> dict[str, str]:
    """All labels in `lang`, with the braces of those that have some."""
    return {key: texts[LANGUAGES.index(check_lang(lang))] for key, texts in LABELS.items()}
