"""Programs in four bands around the calendar, by number and by money."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import AHEAD, BEHIND, ENDED, WATCH
from sfwf_data.figures.composition import BAR, draw_stack, fits
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.fit import NOTE_SIZE
from sfwf_data.figures.recipe import Said
from sfwf_data.figures.rows import told
from sfwf_data.words.formats import fixed, format_ratio, format_won, in_letters, pick_unit

# Band -> its name and color, in the order of the bars.
BANDS = {
    "behind": (("{pp}%p 넘게 못 미침", "Over {pp} points below"), BEHIND),
    "watch": (("{pp}%p 이내로 못 미침", "Within {pp} points below"), WATCH),
    "on_track": (("경과율 이상", "On or ahead"), AHEAD),
    "finished": (("기간 종료", "Finished"), ENDED),
}
SENTENCES = {
    "some": (
        "{total}개 사업 중 {n}개(예산의 {share})가 경과율에 {pp}%p 넘게 못 미친다",
        "{n} programs, {share} of the budget, over {pp} points behind the calendar",
    ),
    "one": (
        "{total}개 사업 중 1개(예산의 {share})가 경과율에 {pp}%p 넘게 못 미친다",
        "One program, {share} of the budget, over {pp} points behind the calendar",
    ),
    "none": (
        "{total}개 사업 중 경과율에 {pp}%p 넘게 못 미치는 것은 없다",
        "None of {total} programs is over {pp} points behind the calendar",
    ),
}


def bands_finding(rows: pd.DataFrame, lang: str, *, tolerance_pp: float) -> Said:
    """How many programs are behind the calendar by more than the tolerance, and their money."""
    behind, money = rows["band"].eq("behind"), rows["revised_krw"]
    total = money.sum()
    return SENTENCES[{0: "none", 1: "one"}.get(int(behind.sum()), "some")], {
        "n": in_letters(int(behind.sum()), lang),
        "total": len(rows),
        "share": format_ratio(money[behind].sum() / total if total else float("nan"), lang),
        "pp": fixed(tolerance_pp, 1).removesuffix(".0"),
    }


def bands_in_words(rows: pd.DataFrame, lang: str, *, tolerance_pp: float) -> list[str]:
    """Number and budget of the programs in each band."""
    points = fixed(tolerance_pp, 1).removesuffix(".0")
    words, found = ("{band}: {n}개({won})", "{band}: {n} ({won})"), []
    unit = pick_unit([rows["revised_krw"].sum()], lang)
    for band, (name, _) in BANDS.items():
        won = rows.loc[rows["band"].eq(band), "revised_krw"]
        if len(won):
            values = {"n": len(won), "won": format_won(int(won.sum()), lang, unit)}
            found.append(told(words, lang, band=told(name, lang, pp=points), **values))
    return found


@figure(
    finding=bands_finding,
    spell=bands_in_words,
    about=(
        "누적 막대그래프 두 개: 사업 수와 예산을 네 구간으로 나눈 비중.",
        "Two stacked bars: programs in four bands, by number and by budget.",
    ),
    note=(
        "경과율은 비교 기준일 뿐이며, 보고서에 월별 계획은 없다. "
        "끝난 사업의 집행잔액에는 기획료 등이 들어 있을 수 있다.",
        "The calendar is a yardstick: the report has no monthly plan. "
        "What finished programs have left may include planning fees.",
    ),
    needs=dict.fromkeys(["band", "revised_krw"], "measures.tolerance_bands(frame, as_of)"),
    named=False,
    adds=(),
)
def plot_bands(canvas: Canvas, rows: pd.DataFrame, *, tolerance_pp: float = 5.0) -> None:
    """Draw the programs in four bands around the calendar, by number and by money.

    Parameters
    ----------
    frame : DataFrame
        Programs with `band` (behind, on_track, watch, finished) and `revised_krw` in won.
    tolerance_pp : float, default 5
        The tolerance that the bands were made with, for the words.
    """
    lang, points = canvas.lang, fixed(tolerance_pp, 1).removesuffix(".0")
    money = int(rows["revised_krw"].sum())
    unit = pick_unit([money], lang)
    counts = rows["band"].value_counts().reindex(list(BANDS), fill_value=0)
    sums = rows.groupby(rows["band"].astype(str))["revised_krw"].sum().reindex(list(BANDS))
    labels = [
        canvas.say(("사업 {n}개", "{n} programs"), n=len(rows)),
        canvas.say(("예산\n{won}", "Budget\n{won}"), won=format_won(money, lang, unit)),
    ]
    canvas.row_labels(labels, row=BAR)
    stacks = [
        [(str(counts[band]), counts[band] / len(rows)) for band in BANDS],
        [(amount(won, money, unit, lang), won / money if money else 0) for won in sums.fillna(0)],
    ]
    sized = [
        [
            ((text, share * canvas.width), color)
            for (text, share), (_, color) in zip(stack, BANDS.values(), strict=True)
            if share > 0
        ]
        for stack in stacks
    ]
    crowded = max(sum(not fits(*part) for part, _ in stack) for stack in sized)
    row = BAR + crowded * NOTE_SIZE * 1.7
    canvas.height = len(stacks) * row
    canvas.ax.set(xlim=(0, 100), ylim=(1.5, -0.5))
    height = 0.8 * BAR / row
    for number, stack in enumerate(sized):
        draw_stack(canvas, number - 0.46, height, NOTE_SIZE * 1.7 / row, stack)
    ticks = [text.get_text() for text in canvas.ax.get_yticklabels()]
    canvas.ax.set_yticks([one - 0.46 + height / 2 for one in range(2)], ticks)
    canvas.ax.set_xticks([])
    canvas.ax.spines[:].set_visible(False)
    there = [band for band in BANDS if counts[band]]
    entries = [(canvas.say(BANDS[band][0], pp=points), BANDS[band][1]) for band in there]
    canvas.key(*entries)
    canvas.below = 6
    canvas.measure = canvas.say(
        (
            "집행률과 사업기간 경과율의 차이로 나눈 구간",
            "Bands by share spent minus own months gone",
        )
    )


def amount(won: float, total: int, unit: str, lang: str) -> str:
    """Money of a band with its share."""
    share = format_ratio(won / total if total else float("nan"), lang)
    return f"{format_won(int(won), lang, unit, bare=True)} ({share})"
