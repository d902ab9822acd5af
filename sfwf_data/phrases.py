"""The phrases of figures and notebooks: key -> (Korean, English).  `[은/는]` is a particle that `words.say` fits.

Findings are whole sentences, one per case that the numbers can present, so that no sentence is put together wrongly.
"""

PHRASES = {
    # single words and labels
    "missing": ("자료 없음", "n/a"),
    "others": ("그 밖의 {n}개", "{n} others"),
    "elapsed": ("경과율 {ratio}", "{ratio} of the year gone"),
    "source": ("출처: {text}", "Source: {text}"),
    "no rows": ("해당하는 자료가 없다", "There are no data for this selection"),
    "no rows note": ("자료 없음", "No data"),
    "no budget": ("예산 없음", "no budget"),
    "revised": ("예산현액", "Revised budget"),
    "executed": ("집행액", "Executed"),
    "collected": ("수입액", "Collected"),
    "projected": ("연말 추정", "Projected"),
    # axes
    "axis gap": ("집행잔액 ({unit})", "Unspent budget ({unit})"),
    "axis gap revenue": ("미수입액 ({unit})", "Revenue not yet collected ({unit})"),
    "axis ratio": ("집행률 (예산현액 대비 %)", "Executed (% of the revised budget)"),
    "axis ratio revenue": ("달성률 (예산현액 대비 %)", "Collected (% of the revised budget)"),
    "axis pace": ("집행률 - 사업기간 경과율 (%p)", "Execution ratio minus elapsed share of own months (percentage points)"),
    "axis projection": ("{unit}", "{unit}"),
    "behind": ("기간보다 느림", "behind its own months"),
    "ahead": ("기간보다 빠름", "ahead of its own months"),
    "shown of": ("{total}개 가운데 차이가 큰 {n}개", "the {n} of {total} furthest from their own months"),
    "left over": ("잔액 예상 {won}", "{won} left"),
    "over spent": ("초과 예상 {won}", "{won} over"),
    "nothing left": ("잔액 없음", "none left"),
    # findings: who holds the gap
    "gap": ("집행하지 않은 {total} 가운데 {share}[이/가] {item}에 남아 있다", "{share} of the {total} not spent is held by {item}"),
    "gap revenue": ("걷히지 않은 {total} 가운데 {share}[이/가] {item}에서 나왔다", "{share} of the {total} not yet collected is due from {item}"),
    "gap tie": (
        "집행하지 않은 {total} 가운데 {items}[이/가] 각각 {share}로 가장 많다",
        "{items} hold most of the {total} not spent, {share} each",
    ),
    "gap tie revenue": (
        "걷히지 않은 {total} 가운데 {items}[이/가] 각각 {share}로 가장 많다",
        "{items} make up most of the {total} not yet collected, {share} each",
    ),
    "gap one": ("{item}에 {total}[이/가] 집행되지 않고 남아 있다", "{item} has {total} not spent"),
    "gap one revenue": ("{item}에서 {total}[이/가] 아직 걷히지 않았다", "{total} from {item} is not yet collected"),
    "gap none": ("집행하지 않고 남은 예산이 없다", "No budget is left unspent"),
    "gap none revenue": ("걷히지 않은 수입이 없다", "No revenue is left to collect"),
    "gap over": ("집행액이 예산현액을 {total} 넘었다", "Spending exceeds the revised budget by {total}"),
    "gap over revenue": ("수입액이 예산현액을 {total} 넘었다", "Revenue exceeds the budget by {total}"),
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
        "{n}개 가운데 {below}개가 경과율 {elapsed}에 못 미치고, {item}[이/가] {ratio}로 가장 낮다",
        "{below} of {n} are below the {elapsed} of the year gone by; {item} is lowest at {ratio}",
    ),
    "ratio all behind": (
        "{n}개 모두 경과율 {elapsed}에 못 미치고, {item}[이/가] {ratio}로 가장 낮다",
        "All {n} are below the {elapsed} of the year gone by; {item} is lowest at {ratio}",
    ),
    "ratio all ahead": (
        "{n}개 모두 경과율 {elapsed} 이상이고, {item}[이/가] {ratio}로 가장 높다",
        "All {n} have reached the {elapsed} of the year gone by; {item} is highest at {ratio}",
    ),
    "ratio one": ("{item}의 집행률은 {ratio}, 경과율은 {elapsed}이다", "{item}: {ratio} executed, {elapsed} of the year gone by"),
    "ratio range": (
        "집행률은 {low_item} {low}부터 {high_item} {high}까지다",
        "Execution runs from {low} ({low_item}) to {high} ({high_item})",
    ),
    "ratio plain": ("{item}의 집행률은 {ratio}이다", "{item}: {ratio} executed"),
    "ratio level": ("{n}개의 집행률이 모두 {ratio}이다", "All {n} have executed {ratio}"),
    # findings: pace of programs
    "pace": (
        "{n}개 사업 가운데 {behind}개가 자기 기간보다 느리고, {item}[이/가] {pp}로 가장 늦다",
        "{behind} of {n} programs are behind their own months; {item} is furthest behind ({pp})",
    ),
    "pace none behind": (
        "{n}개 사업 모두 자기 기간에 뒤처지지 않았고, {item}[이/가] {pp}로 가장 앞선다",
        "None of {n} programs is behind its own months; {item} is furthest ahead ({pp})",
    ),
    "pace one": ("{item}[은/는] 자기 기간보다 {pp}이다", "{item} is {pp} against its own months"),
    # findings: projection
    "projection left": (
        "지금 속도로 가면 연말에 {total}[이/가] 남고, {item}[이/가] {won}으로 가장 많다",
        "At this pace {total} would be unspent at year end; {item} leaves most ({won})",
    ),
    "projection one": ("지금 속도로 가면 연말에 {item}에 {won}[이/가] 남는다", "At this pace {item} would have {won} unspent at year end"),
    "projection over": (
        "지금 속도로 가면 연말에 예산현액을 {total} 넘는다",
        "At this pace spending would exceed the revised budget by {total} at year end",
    ),
    "projection none": ("지금 속도로 가면 연말에 남는 예산이 없다", "At this pace no budget would be left at year end"),
}
