"""The vocabulary: labels, columns, coded values and checks, in Korean and in English."""

from __future__ import annotations

from sfwf_data.words.say import say
from sfwf_data.words.sentences import SENTENCES

# Columns of the measures, and of tables whose title is longer than a header should be.
COLUMNS = {
    "gap_krw": ("집행잔액", "Unspent"),
    "gap_share_ratio": ("잔액 비중", "Share of unspent"),
    "revised_krw": ("최종예산액", "Revised budget"),
    "executed_krw": ("집행액", "Executed"),
    "approved_krw": ("당초예산", "Approved budget"),
    "executed_ratio": ("집행률", "Executed"),
    "executed_of_approved_ratio": ("당초예산 대비 집행률", "Executed of approved"),
    "elapsed_ratio": ("경과율", "Elapsed"),
    "pace_pp": ("경과율과의 차이", "Pace"),
    "projected_krw": ("연말 추정", "Projected"),
    "expected_unspent_krw": ("예상 잔액", "Expected unspent"),
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
    "met": ("이룬 지표", "Met"),
    "is_reported": ("보고됨", "Reported"),
    "programs": ("사업 수", "Programs"),
    "label": ("구분", "Row"),
    "check": ("검산", "Check"),
    "where": ("위치", "Where"),
    "expected": ("인쇄된 값", "Printed"),
    "found": ("계산한 값", "Computed"),
    "difference": ("차이", "Difference"),
    "printed": ("인쇄된 값", "Printed"),
    "used": ("쓰는 값", "Used"),
    "reason": ("이유", "Reason"),
    "evidence": ("원문 줄", "Source line"),
    "status": ("결과", "Status"),
    "file": ("파일", "File"),
    "sha256": ("SHA-256", "SHA-256"),
}

# (column, value); the column "" is any.
VALUES = {
    ("side", "revenue"): ("수입", "Revenue"),
    ("side", "expenditure"): ("지출", "Expenditure"),
    ("funding", "own"): ("자체", "Own"),
    ("funding", "commissioned"): ("수탁", "Commissioned"),
    ("funding", "entrusted"): ("수탁기관", "Entrusted"),
    ("scope", "strategic"): ("전략", "Strategic"),
    ("scope", "section"): ("과제", "Section"),
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

# Short labels of figures, tables and notebooks.
PHRASES = {
    # single words and labels
    "missing": ("자료 없음", "n/a"),
    "as printed": ("그대로", "as printed"),
    "others": ("그 밖의 {n}개", "{n} others"),
    "elapsed": ("경과율 {ratio}", "{ratio} of the year gone"),
    "source": ("출처: {text}", "Source: {text}"),
    "no rows": ("해당하는 자료가 없다", "There are no data for this selection"),
    "no rows note": ("자료 없음", "No data"),
    "no budget": ("예산 없음", "no budget"),
    "revised": ("최종예산액", "Revised budget"),
    "executed": ("집행액", "Executed"),
    "collected": ("수입액", "Collected"),
    "projected": ("연말 추정", "Projected"),
    # axes
    "axis gap": ("집행잔액 ({unit})", "Unspent budget ({unit})"),
    "axis gap revenue": ("미수입액 ({unit})", "Revenue not yet collected ({unit})"),
    "axis ratio": ("집행률 (최종예산액 대비 %)", "Executed (% of the revised budget)"),
    "axis ratio revenue": ("달성률 (최종예산액 대비 %)", "Collected (% of the revised budget)"),
    "axis pace": (
        "집행률 - 사업기간 경과율 (%p)",
        "Execution ratio minus elapsed share of own months (percentage points)",
    ),
    "axis projection": (
        "금액 ({unit}), 연말 추정 = 집행액 ÷ 경과율",
        "{unit}; projected = executed ÷ share of the year gone",
    ),
    "behind": ("기간보다 느림", "behind its own months"),
    "ahead": ("기간보다 빠름", "ahead of its own months"),
    "shown of": (
        "{total}개 가운데 차이가 큰 {n}개",
        "The {n} of {total} furthest from their own months",
    ),
    "left over": ("잔액 예상 {won}", "{won} left"),
    "over spent": ("초과 예상 {won}", "{won} over"),
    "nothing left": ("잔액 없음", "none left"),
    "axis change": ("예산 ({unit})", "Budget ({unit})"),
    "axis amount": ("금액 ({unit})", "Amount ({unit})"),
    "axis contribution": (
        "증감 기여도 (전년도 합계 대비 %p)",
        "Contribution to the change (percentage points of the previous total)",
    ),
    "axis share": ("합계에서 차지하는 비중 (%)", "Share of the total (%)"),
    "axis attainment": ("목표 달성률 (연간 목표 = 100%)", "Attainment (annual target = 100%)"),
    "axis staff": ("인원 (명)", "Persons"),
    "axis checks": ("검산 (건)", "Checks"),
    "new": ("신규", "new"),
    "year total": ("{year}년", "{year}"),
    "target": ("연간 목표", "annual target"),
    "not reported": ("아직 보고되지 않음", "not yet reported"),
    "not reported target": (
        "아직 보고되지 않음 (목표 {target}{unit})",
        "not yet reported (target {target}{unit})",
    ),
    "actual of target": (
        "{ratio}  ({actual}/{target}{unit})",
        "{ratio}  ({actual}/{target}{unit})",
    ),
    "share and shift": ("{share}  ({pp})", "{share}  ({pp})"),
    "median": ("중앙값 {value}", "median {value}"),
    "all programs": ("전체 사업 {n}개", "All {n} programs"),
    "same goal": ("같은 단위목표 {n}개", "Same goal ({n})"),
    "quota": ("정원", "Quota"),
    "current": ("현원", "Current"),
    "staff label": ("{current}/{quota} ({gap})", "{current}/{quota} ({gap})"),
    "programs": ("목록의 사업", "Listed programs"),
    "remainder": ("목록에 없는 금액", "Not in the list"),
    "excess": ("공표액 초과", "More than published"),
    "published": ("공표액", "Published"),
    "coverage label": ("{share}, 차이 {won}", "{share}, difference {won}"),
    "coverage equal": ("{share}", "{share}"),
    "revenue": ("수입", "Revenue"),
    "expenditure": ("지출", "Expenditure"),
    "the total": ("합계", "the total"),
    "holds": ("맞음", "Holds"),
    "rounding": ("반올림", "Rounding"),
    "corrected": ("정정", "Corrected"),
    "unexplained": ("설명 안 됨", "Unexplained"),
    "count": ("{n}건", "{n}"),
    # notebooks
    "numbered figure": ("그림 {n}.", "Figure {n}."),
    "numbered table": ("표 {n}.", "Table {n}."),
    "provenance": ("사용한 자료 (sfwf_data {version})", "Data used (sfwf_data {version})"),
    "yes": ("예", "yes"),
    "no": ("아니요", "no"),
    # what a figure shows, for captions and alt texts
    "chart gap_by_item": (
        "가로 막대그래프: 항목별 집행잔액(최종예산액 - 집행액)과 전체 잔액에서 차지하는 비중.",
        "Bar chart: budget not executed (revised minus executed) by item, with its share of the total.",
    ),
    "chart execution_ratio": (
        "가로 막대그래프: 집행률(집행액 ÷ 최종예산액), 점선은 한 해의 경과율.",
        "Bar chart: execution ratio (executed ÷ revised budget); the dashed line is the share of the year gone by.",
    ),
    "chart pace": (
        "가로 막대그래프: 사업별 집행률에서 사업기간 경과율을 뺀 값. 0보다 작으면 기간보다 느리다.",
        "Bar chart: execution ratio minus the elapsed share of each program's own months; below 0 is behind.",
    ),
    "chart projection": (
        "가로 막대그래프: 최종예산액, 집행액, 그리고 집행액을 경과율로 나눈 연말 추정액. 계절성과 계약 시기는 반영하지 않는다.",
        "Bar chart: revised budget, executed, and executed ÷ share of the year gone by. Seasons and contracts are not allowed for.",
    ),
    "chart bridge": (
        "폭포 그래프: 전년도 예산에서 항목별 증감을 거쳐 올해 예산에 이른다.",
        "Waterfall chart: from the previous year's budget through the change of each item to the current one.",
    ),
    "chart contribution": (
        "가로 막대그래프: 항목별 증감액을 전년도 합계로 나눈 기여도.",
        "Bar chart: change of each item divided by the previous year's total.",
    ),
    "chart share_shift": (
        "점그래프: 합계에서 차지하는 비중의 두 해 비교.",
        "Dot chart: shares of the total in two years, joined by a line.",
    ),
    "chart composition": (
        "누적 막대그래프: 합계를 이루는 항목의 비중.",
        "Stacked bar: shares of the items in the total.",
    ),
    "chart attainment": (
        "점그래프: 연간 목표 대비 실적. 아직 보고되지 않은 지표는 아래에 따로 둔다.",
        "Dot chart: result as a share of the annual target; indicators not yet reported stand apart at the bottom.",
    ),
    "chart spending_vs_targets": (
        "산점도: 가로는 집행률, 세로는 목표 달성률, 점선은 경과율. 두 값의 관계가 원인을 뜻하지는 않는다.",
        "Scatter plot: execution ratio across, attainment up, dashed lines at the elapsed share of the year. It shows no cause.",
    ),
    "chart program_peers": (
        "점그래프: 한 사업을 다른 사업들과 견준다.",
        "Strip of dots: one program among the others.",
    ),
    "chart staffing": ("가로 막대그래프: 정원과 현원.", "Bar chart: quota and current staff."),
    "chart coverage": (
        "가로 막대그래프: 목록에 있는 사업의 합계와 공표액, 그 차이.",
        "Bar chart: sum of the listed programs against the published figure, and the difference.",
    ),
    "chart check_status": (
        "누적 막대그래프: 검산의 종류와 결과.",
        "Stacked bars: checks by kind and result.",
    ),
}


def term(key: str, lang: str = "ko", **values: object) -> str:
    """A label in `lang`, its blanks filled in."""
    ko, en = PHRASES.get(key) or SENTENCES[key]
    return say(lang, ko=ko, en=en, **values)
