"""Execution ratios on a part of a printed page: small letters, names beside their bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from sfwf_data.figures.canvas import Canvas
from sfwf_data.figures.colors import INK
from sfwf_data.figures.fit import text_width
from sfwf_data.words.formats import format_ratio, format_won, pick_unit, unit_name

WIDE = 241  # points: half of an A4 side between its margins
SIZE, ROW, APART, THICK = 8.5, 12.5, 0.3, 0.74


def draw_compact(
    canvas: Canvas,
    rows: pd.DataFrame,
    elapsed: float | None,
    apart: pd.Series,
    color: Callable[[float], str],
) -> None:
    """Bars with their ratio inside, the budget in a column on the right, rows `apart` on top."""
    canvas.make_compact(WIDE)
    lang, ax = canvas.lang, canvas.ax
    rows = rows.assign(apart=apart)
    rows = rows.sort_values(["apart", "executed_ratio"], ascending=False, kind="stable")
    first = APART if rows["apart"].any() and not rows["apart"].all() else 0
    lone = int(rows["apart"].sum())
    at = [row if row < lone else row + first for row in range(len(rows))]
    ratios = (100 * rows["executed_ratio"].astype("Float64")).fillna(0).astype(float).tolist()
    canvas.left = 10 + max(text_width(name, SIZE) for name in rows["name"])
    unit = write_budgets(canvas, rows, at, SIZE)
    canvas.height = ROW * (at[-1] + 1)
    ax.set(xlim=(0, max(100, *ratios)), ylim=(at[-1] + 0.5, -0.5), xticks=[])
    ax.set_yticks(at, rows["name"], fontsize=SIZE)
    ax.tick_params(axis="y", length=0, pad=3)
    ax.spines[:].set_visible(False)
    ax.barh(at, ratios, THICK, color=[color(ratio / 100) for ratio in ratios])
    if elapsed is not None:
        ax.axvline(100 * elapsed, color=INK, linewidth=1, zorder=0.9, gid="reference")
        passed = [y for y, ratio in zip(at, ratios, strict=True) if ratio > 100 * elapsed]
        ends = [y - THICK / 2 for y in passed], [y + THICK / 2 for y in passed]
        ax.vlines([100 * elapsed] * len(passed), *ends, color="white", linewidth=1)
    look: dict[str, Any] = {"va": "center_baseline", "fontsize": SIZE, "gid": "value"}
    for y, ratio, known in zip(at, ratios, rows["executed_ratio"], strict=True):
        text = canvas.say(("예산 없음", "no budget")) if pd.isna(known) else ""
        text = text or format_ratio(known, lang)
        room = (text_width(text, SIZE) + 6) * canvas.per_point
        x, ink = (0.0, "white") if ratio > room else (ratio, INK)
        canvas.note(text, (x, y), (3, 0), color=ink, **look)
    canvas.above, canvas.below = 3.0, 0.0
    words = "집행률과 최종예산액({unit})", "Share spent; revised budget ({unit})"
    canvas.measure = canvas.say(words, unit=unit)
    if elapsed is not None:
        line = canvas.say(("세로선은 경과율 {share}", "line: {share} of year gone"),
                          share=format_ratio(elapsed, lang))  # fmt: skip
        canvas.measure += canvas.say((", {line}", "; {line}"), line=line)


def write_budgets(canvas: Canvas, rows: pd.DataFrame, at: Sequence[float], size: float) -> str:
    """Write the revised budgets right of the axes, make room for them, and give their unit."""
    unit = pick_unit(rows["revised_krw"], canvas.lang)
    texts = [format_won(won, canvas.lang, unit, bare=True) for won in rows["revised_krw"]]
    canvas.right = 2 * canvas.edge + max(text_width(text, size) for text in texts)
    look: dict[str, Any] = {"va": "center_baseline", "fontsize": size, "gid": "budget"}
    look |= {"xycoords": canvas.ax.get_yaxis_transform(), "ha": "right", "color": INK}
    for y, text in zip(at, texts, strict=True):
        canvas.note(text, (1, y), (canvas.right - canvas.edge, 0), **look)
    return unit_name(unit, canvas.lang)
