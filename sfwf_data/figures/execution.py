"""Figures of budget execution: who holds the unspent money, ratio, pace, projection."""

from __future__ import annotations

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import GREY, INK, MAIN, MUTED, PALE, SOFT, WARN
from sfwf_data.figures.drawing import figure
from sfwf_data.figures.findings import (
    gap_finding,
    is_revenue,
    names,
    pace_finding,
    projection_finding,
    ratio_finding,
)
from sfwf_data.figures.fit import NOTE_SIZE, text_width
from sfwf_data.words.formats import (
    format_pp,
    format_ratio,
    format_won,
    in_unit,
    pick_unit,
    unit_name,
)
from sfwf_data.words.terms import PHRASES, term


@figure(
    finding=gap_finding,
    value="gap_krw",
    ascending=False,
    about={
        "ko": "가로 막대그래프: 항목별 집행잔액(최종예산액 - 집행액)과 전체 잔액에서 차지하는 비중.",
        "en": "Bar chart: budget not executed (revised minus executed) by item, with its share of the total.",
    },
    needs={"gap_krw": "measures.execution_gap(frame)"},
)
def plot_gap_by_item(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    *,
    top_n: int | None = None,
    label: str | None = None,
) -> None:
    """Draw who holds the unspent money: a bar of `gap_krw` per row, largest on top, with its share of the total.

    Parameters
    ----------
    frame : DataFrame
        `gap_krw` (won) and a column that names the rows; `gap_share_ratio` (gap ÷ total gap, as
        `measures.gap_share` gives it) where shares are to be shown; `kind` "remainder" is drawn grey.  Rows must not
        contain each other: choose one level.
    top_n : int, optional
        Only the `top_n` largest; the others together are one grey row, so that the bars still add up.
    label : str, optional
        The column that names the rows.
    title : str, optional
        Instead of the finding.
    source : str, optional
        What stands under the axes after "Source:".

    Returns
    -------
    Axes
    """
    rows = (
        frame[frame["gap_krw"].notna()]
        .assign(name=names(frame, lang, label))
        .sort_values("gap_krw", ascending=False, kind="stable")
    )
    if rows.empty:
        canvas.empty()
        return
    columns = [
        "name",
        "gap_krw",
        *(column for column in ("gap_share_ratio", "kind") if column in rows),
    ]
    rows = fold(rows[columns], top_n, lang)
    unit = pick_unit(rows["gap_krw"], lang)
    values = [in_unit(int(gap), unit) for gap in rows["gap_krw"]]
    labels = [format_won(gap, lang, unit, bare=True) for gap in rows["gap_krw"]]
    if "gap_share_ratio" in rows:
        shares = rows["gap_share_ratio"]
        labels = [
            text if pd.isna(share) else f"{text}  ({format_ratio(share, lang)})"
            for text, share in zip(labels, shares, strict=True)
        ]
    grey = rows.get("kind", pd.Series("", index=rows.index)).eq("remainder").tolist()
    largest = rows["gap_krw"].where(~pd.Series(grey, index=rows.index)).max()
    colors = [
        GREY if is_grey else MAIN if gap == largest else SOFT
        for gap, is_grey in zip(rows["gap_krw"], grey, strict=True)
    ]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(values, labels)
    canvas.ax.barh(range(len(rows)), values, height=0.62, color=colors)
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        canvas.label(value, row, text, negative=value < 0)
    canvas.value_axis(
        term(
            "axis gap revenue" if is_revenue(frame) else "axis gap",
            lang,
            unit=unit_name(unit, lang),
        )
    )


def fold(rows: pd.DataFrame, top_n: int | None, lang: str) -> pd.DataFrame:
    """Keep the first `top_n` rows; the others become one remainder row that holds their sums."""
    if top_n is None or len(rows) <= top_n + 1:
        return rows
    rest = rows.iloc[top_n:]
    sums = {
        column: [rest[column].sum(min_count=1)]
        for column in ("gap_krw", "gap_share_ratio")
        if column in rest
    }
    other = pd.DataFrame(
        {"name": [term("others", lang, n=len(rest))], "kind": ["remainder"], **sums}
    )
    return pd.concat(
        [rows.iloc[:top_n].assign(kind=rows.iloc[:top_n].get("kind", "")), other], ignore_index=True
    )


@figure(
    finding=ratio_finding,
    value="executed_ratio",
    ascending=False,
    about={
        "ko": "가로 막대그래프: 집행률(집행액 ÷ 최종예산액), 점선은 한 해의 경과율.",
        "en": "Bar chart: execution ratio (executed ÷ revised budget); the dashed line is the share of the year gone by.",
    },
    needs={"executed_ratio": "measures.execution_gap(frame)"},
)
def plot_execution_ratio(
    canvas: Canvas,
    frame: pd.DataFrame,
    lang: str,
    elapsed: float | None = None,
    *,
    label: str | None = None,
) -> None:
    """Draw the execution ratio of each row as a bar from 0, highest on top, against the elapsed share of the year.

    Parameters
    ----------
    frame : DataFrame
        `executed_ratio` (executed ÷ revised, 0-1, may exceed 1; missing where there is no budget) and a column that
        names the rows.
    elapsed : float, optional
        Share of the year gone by (0-1), drawn as a line.

    Returns
    -------
    Axes
        x in per cent.
    """
    rows = frame.assign(name=names(frame, lang, label)).sort_values(
        "executed_ratio", ascending=False, kind="stable", na_position="last"
    )
    if rows.empty:
        canvas.empty()
        return
    ratios = [
        float(ratio)
        for ratio in rows["executed_ratio"].astype("Float64").to_numpy(float, na_value=float("nan"))
    ]
    values = [100 * ratio for ratio in ratios]
    labels = [
        term("no budget", lang) if pd.isna(ratio) else format_ratio(ratio, lang) for ratio in ratios
    ]
    colors = [MAIN if elapsed is None or ratio >= elapsed else WARN for ratio in ratios]
    canvas.row_labels(rows["name"].tolist())
    canvas.fit_x(values, labels, upper=100)
    canvas.ax.barh(
        range(len(rows)),
        [0 if pd.isna(value) else value for value in values],
        height=0.5,
        color=colors,
    )
    if elapsed is not None:
        canvas.reference(
            100 * elapsed, term("elapsed", lang, ratio=format_ratio(elapsed, lang)), "center"
        )
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        missing = pd.isna(value)
        past = (
            elapsed is not None
            and not missing
            and 100 * elapsed - value >= 0
            and crosses(canvas, value, 100 * elapsed, text)
        )
        box = (
            {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
            if past
            else None
        )
        canvas.label(
            0 if missing else value, row, text, color=MUTED if missing else INK, bbox=box, zorder=4
        )
    canvas.value_axis(
        term("axis ratio revenue" if is_revenue(frame) else "axis ratio", lang),
        lambda value, _: f"{value:g}%",
    )


def crosses(canvas: Canvas, value: float, line: float, text: str) -> bool:
    """True where the label at `value` would run through the reference line."""
    low, high = canvas.ax.get_xlim()
    return value + (text_width(text) + 8) * (high - low) / canvas.width > line


@figure(
    finding=pace_finding,
    value="pace_pp",
    ascending=True,
    about={
        "ko": "가로 막대그래프: 사업별 집행률에서 사업기간 경과율을 뺀 값. 0보다 작으면 기간보다 느리다.",
        "en": "Bar chart: execution ratio minus the elapsed share of each program's own months; below 0 is behind.",
    },
    needs={"pace_pp": "measures.pace(frame, as_of)"},
)
def plot_pace(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, top_n: int = 20, label: str | None = None
) -> None:
    """Draw how far programs are behind (left) or ahead (right) of the elapsed share of their own months.

    Parameters
    ----------
    frame : DataFrame
        `pace_pp` (executed ratio minus elapsed ratio, percentage points) and a column that names the rows.
    top_n : int, default 20
        Only the `top_n` rows furthest from 0; the axis says how many of how many.

    Returns
    -------
    Axes
    """
    known = frame[frame["pace_pp"].notna()].assign(name=names(frame, lang, label))
    if known.empty:
        canvas.empty()
        return
    chosen = known["pace_pp"].abs().sort_values(ascending=False, kind="stable").index[:top_n]
    rows = known.loc[chosen].sort_values("pace_pp", kind="stable")
    values = rows["pace_pp"].astype(float).tolist()
    labels = [format_pp(value, lang) for value in values]
    canvas.row_labels(rows["name"].tolist(), row=22, widest=215)
    canvas.fit_x(values, labels)
    canvas.ax.barh(
        range(len(rows)),
        values,
        height=0.62,
        color=[WARN if value < 0 else MAIN for value in values],
    )
    for row, (value, text) in enumerate(zip(values, labels, strict=True)):
        canvas.label(value, row, text, negative=value < 0)
    for there, key, align, gap, color in (
        (min(values) < 0, "behind", "right", -6, WARN),
        (max(values) > 0, "ahead", "left", 6, MAIN),
    ):
        low, high = canvas.ax.get_xlim()
        room = (0 - low if key == "behind" else high) / (high - low) * canvas.width
        text = term(key, lang)
        if there and text_width(text, NOTE_SIZE) + 6 <= room:
            canvas.note_above(
                gap * (high - low) / canvas.width,
                text,
                align,
                canvas.ax.get_xaxis_transform(),
                color,
            )
    axis = term("axis pace", lang)
    if len(rows) < len(known):
        axis += "\n" + term("shown of", lang, total=len(known), n=len(rows))
        canvas.below += 13
    canvas.value_axis(axis)


@figure(
    finding=projection_finding,
    value="expected_unspent_krw",
    ascending=False,
    about={
        "ko": "가로 막대그래프: 최종예산액, 집행액, 그리고 집행액을 경과율로 나눈 연말 추정액. 계절성과 계약 시기는 반영하지 않는다.",
        "en": "Bar chart: revised budget, executed, and executed ÷ share of the year gone by. Seasons and contracts are not allowed for.",
    },
    needs={
        "revised_krw": "load('execution')",
        "executed_krw": "load('execution')",
        "projected_krw": "measures.projection(frame, as_of)",
        "expected_unspent_krw": "measures.projection(frame, as_of)",
    },
)
def plot_projection(
    canvas: Canvas, frame: pd.DataFrame, lang: str, *, label: str | None = None
) -> None:
    """Draw executed and straight-line projected money inside the revised budget, the largest expected rest on top.

    Parameters
    ----------
    frame : DataFrame
        `revised_krw`, `executed_krw`, `projected_krw` (executed ÷ elapsed share of the year), `expected_unspent_krw`
        (revised - projected), all won, and a column that names the rows.

    Returns
    -------
    Axes
        Bars from 0: pale the revised budget, light the projection, dark the execution.
    """
    money = ["revised_krw", "executed_krw", "projected_krw", "expected_unspent_krw"]
    rows = frame.assign(name=names(frame, lang, label)).dropna(subset=money)
    rows = rows.sort_values("expected_unspent_krw", ascending=False, kind="stable")
    if rows.empty:
        canvas.empty()
        return
    unit = pick_unit(rows["revised_krw"], lang)
    revised, executed, projected = (
        [in_unit(int(won), unit) for won in rows[column]] for column in money[:3]
    )
    labels = [rest_label(won, lang, unit) for won in rows["expected_unspent_krw"]]
    ends = [max(pair) for pair in zip(revised, projected, strict=True)]
    canvas.row_labels(rows["name"].tolist(), row=31)
    canvas.fit_x(ends, labels)
    canvas.ax.barh(range(len(rows)), revised, height=0.74, color=PALE, label="revised")
    canvas.ax.barh(range(len(rows)), projected, height=0.4, color=SOFT, label="projected")
    canvas.ax.barh(range(len(rows)), executed, height=0.4, color=MAIN, label="executed")
    for row, (end, text) in enumerate(zip(ends, labels, strict=True)):
        canvas.label(end, row, text)
    canvas.key(
        key_texts(
            [
                ("collected" if is_revenue(frame) else "executed", MAIN),
                ("projected", SOFT),
                ("revised", PALE),
            ],
            lang,
        ),
    )
    canvas.value_axis(term("axis projection", lang, unit=unit_name(unit, lang)))


def rest_label(won: int, lang: str, unit: str) -> str:
    """What is left, or what is over, in words."""
    if won == 0:
        return term("nothing left", lang)
    return term(
        "left over" if won > 0 else "over spent", lang, won=format_won(abs(won), lang, unit)
    )


def key_texts(entries: list, lang: str) -> list:
    return [(term(word, lang) if word in PHRASES else word, color) for word, color in entries]
