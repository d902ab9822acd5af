"""The vocabulary: labels, columns, coded values and checks, in Korean and in English."""

from __future__ import annotations

from sfwf_data.words.say import say

# Columns of the measures, and where the data package's title is not what a header should say.
COLUMNS = {
    "gap_krw": ("집행잔액", "Unspent"),
    "gap_share_ratio": ("잔액 비중", "Share of unspent"),
    "revised_krw": ("최종예산액", "Revised budget"),
    "executed_ratio": ("집행률", "Executed"),
    "executed_of_approved_ratio": ("당초예산 대비 집행률", "Executed of approved"),
    "elapsed_ratio": ("경과율", "Elapsed"),
    "pace_pp": ("경과율과의 차이", "Pace"),
    "projected_krw": ("연말 추정", "Projected"),
    "expected_unspent_krw": ("예상 집행잔액", "Expected unspent"),
    "previous_krw": ("전년도", "Previous year"),
    "current_krw": ("올해", "Current year"),
    "change_krw": ("증감", "Change"),
    "change_pct": ("증감률", "Change"),
    "change_ratio": ("증감률", "Change"),
    "is_new": ("신규", "New"),
    "contribution_pp": ("기여도", "Contribution"),
    "previous_share_ratio": ("전년도 비중", "Previous share"),
    "current_share_ratio": ("올해 비중", "Current share"),
    "share_change_pp": ("비중 변화", "Change of share"),
    "outputs_per_million_won": ("백만원당 산출", "Outputs per million won"),
    "attainment_ratio": ("달성률", "Attainment"),
    "kpis": ("지표 수", "KPIs"),
    "reported": ("보고된 지표", "Reported"),
    "met": ("달성한 지표", "Met"),
    "is_reported": ("보고됨", "Reported"),
    "programs": ("사업 수", "Programs"),
    "label": ("구분", "Row"),
    "part": ("구분", "Part"),
    "metric": ("종류", "Counted"),
    "check": ("검산", "Check"),
    "where": ("위치", "Where"),
    "expected": ("인쇄된 값", "Printed"),
    "found": ("계산한 값", "Computed"),
    "difference": ("차이", "Difference"),
    "evidence": ("원문 줄", "Source line"),
    "status": ("결과", "Status"),
    "file": ("파일", "File"),
    "sha256": ("SHA-256", "SHA-256"),
}

# (column, value)
VALUES = {
    ("side", "revenue"): ("수입", "Revenue"),
    ("side", "expenditure"): ("지출", "Expenditure"),
    ("funding", "own"): ("자체", "Own"),
    ("funding", "commissioned"): ("수탁", "Commissioned"),
    ("funding", "entrusted"): ("수탁기관", "Entrusted"),
    ("funding", "remainder"): ("목록에 없는 금액", "Not in the list"),
    ("funding", "overhead"): ("세부사업에 속하지 않은 예산", "Budget of no program"),
    ("scope", "strategic"): ("전략", "Strategic"),
    ("scope", "section"): ("과제", "Section"),
    ("part", "outline"): ("사업개요", "Outline"),
    ("part", "results"): ("추진실적", "Results"),
    ("part", "plan"): ("향후계획", "Plan"),
    ("metric", "people"): ("인원", "People"),
    ("metric", "sample"): ("조사 표본", "Sample"),
    ("metric", "sessions"): ("횟수", "Sessions"),
    ("metric", "cases"): ("건수", "Cases"),
    ("metric", "organisations"): ("기관·단체", "Organizations"),
    ("metric", "sites"): ("개소", "Sites"),
    ("metric", "items"): ("개수", "Items"),
    ("metric", "copies"): ("부수", "Copies"),
    ("metric", "teams"): ("팀 수", "Teams"),
    ("metric", "minutes"): ("시간(분)", "Minutes"),
    ("metric", "hours"): ("시간", "Hours"),
    ("metric", "days"): ("일수", "Days"),
    ("metric", "weeks"): ("주수", "Weeks"),
    ("metric", "percent"): ("비율", "Per cent"),
    ("metric", "score"): ("점수", "Score"),
    ("metric", "amount"): ("금액", "Amount"),
    ("kind", "headquarters"): ("본부", "Headquarters"),
    ("kind", "office"): ("실", "Office"),
    ("kind", "team"): ("팀", "Team"),
    ("kind", "goal"): ("단위목표", "Goal"),
    ("kind", "objective"): ("단위과제", "Objective"),
    ("kind", "direction"): ("추진방향", "Direction"),
    ("kind", "programs"): ("목록의 사업", "Listed programs"),
    ("kind", "remainder"): ("목록에 없는 금액", "Not in the list"),
    ("kind", "total"): ("공표액", "Published"),
    ("kind", "digits"): ("자릿수", "Digits"),
    ("kind", "unit"): ("단위", "Unit"),
    ("kind", "rounding"): ("반올림", "Rounding"),
    ("kind", "label"): ("이름", "Label"),
    ("kind", "contradiction"): ("서로 다름", "Contradiction"),
    ("kind", "base"): ("기준", "Base"),
    ("kind", "scope"): ("범위", "Scope"),
    ("status", "holds"): ("맞음", "Holds"),
    ("status", "rounding"): ("반올림", "Rounding"),
    ("status", "corrected"): ("정정", "Corrected"),
    ("status", "unexplained"): ("설명 안 됨", "Unexplained"),
    ("unit", "KRW"): ("원", "KRW"),
    ("unit", "count"): ("개", "count"),
    ("unit", "month"): ("월", "month"),
}

# Kinds of checks, as `sfwf_data.check` names them (in English).
CHECKS = {
    "approved + adjustment = revised (Ⅲ)": "당초예산 + 증감 = 최종예산액 (Ⅲ)",
    "divisions named (Ⅰ)": "조직 수와 이름 (Ⅰ)",
    "executed + planning fee = revised (Ⅴ)": "집행액 + 기획료 = 예산액 (Ⅴ)",
    "grades make the total (Ⅰ)": "직급별 인원의 합 (Ⅰ)",
    "page agrees with list (Ⅴ)": "사업 쪽과 목록의 일치 (Ⅴ)",
    "parts make the total (Ⅰ)": "부분의 합 = 합계 (Ⅰ)",
    "parts make the total (Ⅲ)": "부분의 합 = 합계 (Ⅲ)",
    "printed change (Ⅰ)": "인쇄된 증감 (Ⅰ)",
    "printed gap (Ⅲ)": "인쇄된 차액 (Ⅲ)",
    "printed rate (Ⅲ)": "인쇄된 집행률 (Ⅲ)",
    "printed rate (Ⅴ)": "인쇄된 집행률 (Ⅴ)",
    "printed share (Ⅰ)": "인쇄된 구성비 (Ⅰ)",
    "programs make their objective's line (Ⅲ, Ⅴ)": "사업의 합 = 단위과제 (Ⅲ, Ⅴ)",
    "research months (Ⅳ, Ⅴ)": "연구 기간 (Ⅳ, Ⅴ)",
    "revenue equals expenditure (Ⅰ)": "수입 = 지출 (Ⅰ)",
    "revenue equals expenditure (Ⅲ)": "수입 = 지출 (Ⅲ)",
    "stated twice": "두 곳에 적힌 같은 수치",
    "Ⅰ agrees with Ⅲ": "Ⅰ과 Ⅲ의 일치",
}

# Short labels that several rooms or figures use; what one figure alone says stands in its file.
PHRASES = {
    "missing": ("자료 없음", "n/a"),
    "as printed": ("그대로", "as printed"),
    "others": ("그 밖의 {n}개", "{n} others"),
    "elapsed": ("경과율 {ratio}", "{ratio} of the year gone"),
    "source": ("출처: {text}", "Source: {text}"),
    "no rows": ("해당하는 자료가 없다", "There are no data for this selection"),
    "no rows note": ("자료 없음", "No data"),
    "axis ratio": ("집행률 (최종예산액 대비 %)", "Executed (% of the revised budget)"),
    "axis pace": (
        "집행률 - 사업기간 경과율 (%p)",
        "Execution ratio minus elapsed share of own months (percentage points)",
    ),
    "axis share": ("합계에서 차지하는 비중 (%)", "Share of the total (%)"),
    "axis attainment": ("목표 달성률 (연간 목표 = 100%)", "Attainment (annual target = 100%)"),
    "new": ("신규", "new"),
    "numbered figure": ("그림 {n}.", "Figure {n}."),
    "numbered table": ("표 {n}.", "Table {n}."),
    "provenance": ("사용한 자료 (sfwf_data {version})", "Data used (sfwf_data {version})"),
    "yes": ("예", "yes"),
    "no": ("아니요", "no"),
}


def term(key: str, lang: str = "ko", **values: object) -> str:
    """A label in `lang`, its blanks filled in."""
    ko, en = PHRASES[key]
    return say(lang, ko=ko, en=en, **values)


def value_name(column: str, value: str, lang: str = "ko") -> str:
    """A coded value of a column in words."""
    ko, en = VALUES[column, value]
    return say(lang, ko=ko, en=en)
