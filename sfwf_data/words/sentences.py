"""The sentences of the findings: key -> (Korean, English).  `[은/는]` is a particle that `words.say` fits.

Whole sentences, one per case that the numbers can present, so that no sentence is put together wrongly.
"""

SENTENCES = {
    # findings: who holds the gap
    "gap": (
        "집행하지 않은 {total} 가운데 {share}[이/가] {item}에 남아 있다",
        "{share} of the {total} not spent is held by {item}",
    ),
    "gap revenue": (
        "걷히지 않은 {total} 가운데 {share}[이/가] {item}이다",
        "{share} of the {total} not yet collected is due from {item}",
    ),
    "gap tie": (
        "집행하지 않은 {total} 가운데 {items}[이/가] 각각 {share}로 가장 많다",
        "{items} hold most of the {total} not spent, {share} each",
    ),
    "gap tie revenue": (
        "걷히지 않은 {total} 가운데 {items}[이/가] 각각 {share}로 가장 많다",
        "{items} make up most of the {total} not yet collected, {share} each",
    ),
    "gap one": ("{item}에 {total}[이/가] 집행되지 않고 남아 있다", "{item} has {total} not spent"),
    "gap one revenue": (
        "{item}에서 {total}[이/가] 아직 걷히지 않았다",
        "{total} from {item} is not yet collected",
    ),
    "gap none": ("집행하지 않고 남은 예산이 없다", "No budget is left unspent"),
    "gap none revenue": ("걷히지 않은 수입이 없다", "No revenue is left to collect"),
    "gap over": (
        "집행액이 최종예산액을 {total} 넘었다",
        "Spending exceeds the revised budget by {total}",
    ),
    "gap over revenue": (
        "수입액이 최종예산액을 {total} 넘었다",
        "Revenue exceeds the budget by {total}",
    ),
    "gap mixed": (
        "남은 예산이 가장 많은 곳은 {item}({won})이며, 예산을 넘긴 {n}개를 빼면 합계는 {total}이다",
        "{item} holds most ({won}); net of the {n} over budget, {total} is not spent",
    ),
    "gap mixed revenue": (
        "가장 많이 걷히지 않은 것은 {item}({won})이며, 예산을 넘긴 {n}개를 빼면 합계는 {total}이다",
        "{item} is furthest short ({won}); net of the {n} above budget, {total} is not yet collected",
    ),
    # findings: execution ratio against the year
    "ratio behind": (
        "항목 {n}개 가운데 {below}개가 경과율 {elapsed}에 못 미치고, {item}[이/가] {ratio}로 가장 낮다",
        "{below} of {n} items are below the {elapsed} of the year gone by; lowest: {item} at {ratio}",
    ),
    "ratio all behind": (
        "항목 {n}개 모두 경과율 {elapsed}에 못 미치고, {item}[이/가] {ratio}로 가장 낮다",
        "All {n} items are below the {elapsed} of the year gone by; lowest: {item} at {ratio}",
    ),
    "ratio all ahead": (
        "항목 {n}개 모두 경과율 {elapsed} 이상이고, {item}[이/가] {ratio}로 가장 높다",
        "All {n} items have reached the {elapsed} of the year gone by; highest: {item} at {ratio}",
    ),
    "ratio one": (
        "{item}의 집행률은 {ratio}, 경과율은 {elapsed}이다",
        "{item}: {ratio} executed, {elapsed} of the year gone by",
    ),
    "ratio range": (
        "집행률은 {low_item} {low}부터 {high_item} {high}까지다",
        "Execution runs from {low} ({low_item}) to {high} ({high_item})",
    ),
    "ratio plain": ("{item}의 집행률은 {ratio}이다", "{item}: {ratio} executed"),
    "ratio level": ("{n}개의 집행률이 모두 {ratio}이다", "All {n} have executed {ratio}"),
    # findings: pace of programs
    "pace": (
        "{n}개 사업 가운데 {behind}개가 자기 기간보다 느리고, {item}[이/가] {pp}로 가장 늦다",
        "{behind} of {n} programs are behind their own months; furthest behind: {item} ({pp})",
    ),
    "pace none behind": (
        "{n}개 사업 모두 자기 기간에 뒤처지지 않았고, {item}[이/가] {pp}로 가장 앞선다",
        "None of {n} programs is behind its own months; furthest ahead: {item} ({pp})",
    ),
    "pace one": ("{item}[은/는] 자기 기간보다 {pp}이다", "{item} is {pp} against its own months"),
    # findings: projection
    "projection left": (
        "지금 속도로 가면 연말에 {total}[이/가] 남고, {item}[이/가] {won}으로 가장 많다",
        "At this pace {total} would be unspent at year end; most in {item} ({won})",
    ),
    "projection one": (
        "지금 속도로 가면 연말에 {item}에 {won}[이/가] 남는다",
        "At this pace {item} would have {won} unspent at year end",
    ),
    "projection over": (
        "지금 속도로 가면 연말에 최종예산액을 {total} 넘는다",
        "At this pace spending would exceed the revised budget by {total} at year end",
    ),
    "projection none": (
        "지금 속도로 가면 연말에 남는 예산이 없다",
        "At this pace no budget would be left at year end",
    ),
    # findings: from one year to the next ({total} is what grows: revenue, expenditure)
    "budget": ("예산", "The budget"),
    "budget revenue": ("수입예산", "The revenue budget"),
    "budget expenditure": ("지출예산", "The expenditure budget"),
    "bridge up": (
        "{budget}[이/가] {before}에서 {after}[으로/로] {change} 늘었고, {item}의 증가가 {won}으로 가장 크다",
        "{budget} grew by {change}, from {before} to {after}; the largest increase: {item} ({won})",
    ),
    "bridge down": (
        "{budget}[이/가] {before}에서 {after}[으로/로] {change} 줄었고, {item}의 감소가 {won}으로 가장 크다",
        "{budget} fell by {change}, from {before} to {after}; the largest decrease: {item} ({won})",
    ),
    "bridge level": (
        "{budget}[은/는] 두 해 모두 {after}[으로/로] 같다",
        "{budget} is {after} in both years",
    ),
    "contribution up": (
        "{budget}[은/는] {growth} 늘었고, 그 가운데 {item}의 기여가 {pp}로 가장 크다",
        "{budget} grew by {growth}; the largest contribution: {item} ({pp})",
    ),
    "contribution down": (
        "{budget}[은/는] {growth} 줄었고, 그 가운데 {item}의 기여가 {pp}로 가장 크다",
        "{budget} fell by {growth}; the largest contribution: {item} ({pp})",
    ),
    "contribution level": ("{budget}의 합계는 변하지 않았다", "{budget} did not change in total"),
    "share up": (
        "{item}의 비중이 {before}에서 {after}[으로/로] 늘어 변화가 가장 크다",
        "The largest shift: {item}, from {before} up to {after} of the total",
    ),
    "share down": (
        "{item}의 비중이 {before}에서 {after}[으로/로] 줄어 변화가 가장 크다",
        "The largest shift: {item}, from {before} down to {after} of the total",
    ),
    "share level": ("어느 항목의 비중도 변하지 않았다", "No share of the total changed"),
    "composition": ("{total}의 {share}[이/가] {item}이다", "{share} of {total} is {item}"),
    "composition both": (
        "수입의 {revenue_share}[은/는] {revenue_item}, 지출의 {expenditure_share}[은/는] {expenditure_item}이다",
        "{revenue_share} of revenue is {revenue_item}; {expenditure_share} of expenditure is {expenditure_item}",
    ),
    # findings: targets
    "attainment": (
        "실적이 보고된 지표 {n}개 가운데 {met}개가 연간 목표에 이르렀다{unreported}",
        "{met} of the {n} indicators reported have reached the annual target{unreported}",
    ),
    "attainment all": (
        "실적이 보고된 지표 {n}개 모두 연간 목표에 이르렀다{unreported}",
        "All {n} indicators reported have reached the annual target{unreported}",
    ),
    "attainment none": (
        "실적이 보고된 지표 {n}개 가운데 연간 목표에 이른 것은 없다{unreported}",
        "None of the {n} indicators reported has reached the annual target{unreported}",
    ),
    "attainment one": (
        "{item}의 달성률은 {ratio}이다{unreported}",
        "{item}: {ratio} of the annual target{unreported}",
    ),
    "attainment nothing": (
        "지표 {n}개의 실적이 아직 보고되지 않았다",
        "No result is reported yet ({n} indicators)",
    ),
    "unreported": ("(미보고 {n}개)", " ({n} not yet reported)"),
    "spending": (
        "{n}개 가운데 {both}개는 집행과 성과가 모두, {targets}개는 성과만, {money}개는 집행만 경과율 {elapsed}에 이르렀다",
        "At or above the {elapsed} of the year gone, of {n}: {both} in money and targets, {targets} in targets only, {money} in money only",
    ),
    "spending plain": ("{n}개의 집행률과 목표 달성률", "Execution and attainment of targets ({n})"),
    "peers": (
        "{item}의 집행률 {value}[은/는] {n}개 사업 가운데 {rank}(중앙값 {median})",
        "{item} has executed {value}, {rank} of {n} programs (median {median})",
    ),
    "peers pace": (
        "{item}[은/는] 자기 기간보다 {value}, {n}개 사업 가운데 {rank}(중앙값 {median})",
        "{item} is {value} against its own months, {rank} of {n} programs (median {median})",
    ),
    "rank first": ("가장 높다", "the highest"),
    "rank last": ("가장 낮다", "the lowest"),
    "rank": ("높은 쪽에서 {rank}번째다", "number {rank} from the top"),
    "rank alone": ("하나뿐이다", "the only one"),
    "peers missing": ("{item}에는 비교할 값이 없다", "{item} has no value to compare"),
    # findings: staff, coverage, checks
    "staff below": (
        "정원 {quota}명에 현원 {current}명으로 {gap}명이 모자란다",
        "{current} of {quota} posts are filled; {gap} are vacant",
    ),
    "staff above": (
        "정원 {quota}명에 현원 {current}명으로 {gap}명이 더 많다",
        "{current} people for {quota} posts, {gap} more than the quota",
    ),
    "staff level": ("정원 {quota}명이 모두 찼다", "All {quota} posts are filled"),
    "coverage": (
        "목록의 사업은 공표액 {total}의 {share}이며, 차이는 {item}에서 가장 크다({won})",
        "The listed programs make {share} of the {total} published; the largest difference: {item} ({won})",
    ),
    "coverage whole": (
        "목록의 사업을 더하면 공표액 {total}과 모두 같다",
        "The listed programs add up to the {total} published, line by line",
    ),
    "checks": (
        "검산 {n}건 가운데 {holds}건이 맞고, 정정 {corrected}건, 반올림 {rounding}건, 설명되지 않은 것이 {unexplained}건이다",
        "{holds} of {n} checks hold; {corrected} corrected, {rounding} within rounding, {unexplained} unexplained",
    ),
    "checks whole": ("검산 {n}건이 모두 맞다", "All {n} checks hold"),
}
