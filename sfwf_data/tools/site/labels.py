"""What pages and gallery say around the notebooks' own texts, in Korean and English."""

from __future__ import annotations

from sfwf_data.words.say import LANGUAGES, check_lang

LABELS = {
    "site": (
        "서울시여성가족재단 예산과 성과",
        "Budget and results of the Seoul Foundation of Women & Family",
    ),
    "skip": ("본문으로 건너뛰기", "Skip to the text"),
    "other language": ("English", "한국어"),
    "gallery": ("모든 분석", "All analyses"),
    "audit": ("원문 감사", "Audit of the source"),
    "in short": ("한눈에", "In short"),
    "contents": ("이 페이지에서", "On this page"),
    "show code": ("코드 보기", "Show code"),
    "download png": ("PNG 내려받기", "Download PNG"),
    "download svg": ("SVG 내려받기", "Download SVG"),
    "download csv": ("CSV 내려받기", "Download CSV"),
    "table": ("표 {number}", "Table {number}"),
    "as of": ("{report} 기준 보고", "Report as of {report}"),
    "about": ("이 페이지에 대하여", "About this page"),
    "report": ("보고서", "Report"),
    "report text": (
        "서울시여성가족재단이 서울특별시의회에 낸 보고, {report} 기준. 표의 ‘원문 줄’은 보고서의 부(Ⅰ~Ⅴ)와 원문의 줄 번호입니다.",
        "Report of the Seoul Foundation of Women & Family to the Seoul Metropolitan Council, as of {report}. "
        "“Source line” in a table is the part (Ⅰ–Ⅴ) and the line of that report’s text.",
    ),
    "corrections": ("정정", "Corrections"),
    "corrections here": (
        "이 분석에 닿은 정정 {count}건",
        "{count} corrections touch this analysis",
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
        "sfwf_data 기여자, “{title}”, sfwf_data {version}. 자료: 서울시여성가족재단 {report} 기준 보고. 자료 해시 {hash}.",
        "sfwf_data contributors, “{title}”, sfwf_data {version}. Data: Seoul Foundation of Women & Family, "
        "report as of {report}. Data hash {hash}.",
    ),
    "cite site": (
        "sfwf_data 기여자, “{title}”, sfwf_data {version}. 자료: 서울시여성가족재단 {report} 기준 보고. "
        "한 분석을 인용할 때는 그 페이지 끝에 있는 자료 해시를 함께 적습니다.",
        "sfwf_data contributors, “{title}”, sfwf_data {version}. Data: Seoul Foundation of Women & Family, report as of {report}. "
        "Who cites one analysis adds the data hash at the foot of its page.",
    ),
    "how to read": ("읽는 법", "How to read"),
    "font": ("글꼴", "Font"),
    "font text": (
        "SFWF Sans는 나눔고딕(© NHN Corporation, 설계 산돌커뮤니케이션)에서 이 페이지의 글자만 뽑아 이름을 바꾼 것이며, "
        "SIL Open Font License 1.1을 따릅니다(openfontlicense.org).",
        "SFWF Sans is a renamed subset, with this page’s characters only, of NanumGothic (© NHN Corporation, designed by "
        "Sandoll Communications), under the SIL Open Font License 1.1 (openfontlicense.org).",
    ),
    "files": ("파일", "File"),
    "files text": (
        "분석마다 HTML 파일 한 장에 그림(PNG, SVG), 표(CSV), 글꼴이 모두 들어 있습니다. 인터넷 없이 열리고, 한 장만 보내도 됩니다.",
        "An analysis is one HTML file that holds its figures (PNG, SVG), tables (CSV) and fonts. It opens offline and can be sent alone.",
    ),
    "gallery lead": (
        "재단이 시의회에 낸 보고서의 모든 숫자를 표로 옮기고, 질문 일곱 가지로 읽었습니다. 숫자마다 원문의 줄 번호가 있습니다.",
        "Every number of the foundation’s report to the city council as tables, read through seven questions. "
        "Each number names its line in the report.",
    ),
    "filters": ("찾기", "Find"),
    "search": ("제목과 설명에서 찾기", "Search titles and captions"),
    "language": ("언어", "Language"),
    "goal": ("전략목표", "Goal"),
    "division": ("부서", "Division"),
    "any": ("전체", "All"),
    "ko": ("한국어", "Korean"),
    "en": ("영어", "English"),
    "reset": ("처음으로", "Reset"),
    "shown": ("분석 {count}개", "{count} analyses"),
    "nothing": (
        "맞는 분석이 없습니다. 조건을 줄여 보십시오.",
        "No analysis matches. Try fewer conditions.",
    ),
}

# Which question a notebook asks, by the two digits that its name starts with.
QUESTIONS = {
    "00": ("여기서 시작", "Start here"),
    "01": ("한눈에 보기", "Overview"),
    "02": ("집행 잔액: 쓰지 않은 돈", "Gaps: money not spent"),
    "03": ("해마다의 변화", "Year over year"),
    "04": ("부서", "Divisions"),
    "05": ("성과지표", "KPIs"),
    "06": ("사업", "Programs"),
    "07": ("원문 감사", "Audit of the source"),
}


def label(key: str, lang: str, **values: object) -> str:
    """A label in `lang`, its values filled in."""
    return LABELS[key][LANGUAGES.index(check_lang(lang))].format(**values)


def labels(lang: str) -> dict[str, str]:
    """All labels in `lang`, with the braces of those that have some."""
    return {key: texts[LANGUAGES.index(check_lang(lang))] for key, texts in LABELS.items()}


def question(notebook: str, lang: str) -> str:
    """The question of a notebook; its own name where it has no number that is known."""
    texts = QUESTIONS.get(notebook[:2])
    return texts[LANGUAGES.index(check_lang(lang))] if texts else notebook


def question_id(notebook: str) -> str:
    """The id of a question's group in the gallery."""
    return f"question-{notebook[:2]}"
