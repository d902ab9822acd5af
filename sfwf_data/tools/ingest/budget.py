"""예산 총괄 (Ⅰ) and 수입·지출 집행현황 (Ⅲ)."""

from __future__ import annotations

import re
from functools import partial

from sfwf_data.tools.ingest.registry import Registry
from sfwf_data.tools.ingest.text import (
    CELL,
    NUMBER,
    Line,
    Row,
    between,
    find,
    number,
    plain_label,
    source,
    squeeze,
    unit_krw,
    won,
)
from sfwf_data.words.errors import IngestError

PERCENT_CELL = rf"(△?{NUMBER})\((△?{NUMBER})%\)"
TOTALS_ROW = re.compile(rf"^(?P<label>.*?)\s*{PERCENT_CELL} {PERCENT_CELL} {PERCENT_CELL}(?:\s|$)")
EXECUTION_ROW = re.compile(
    rf"^(?P<label>.*?)\s*(?P<approved>{CELL}) (?P<adjustment>{CELL}) (?P<revised>{CELL}) "
    rf"(?P<executed>{CELL}) (?P<gap>{CELL}) (?P<percent>△?{NUMBER})%$"
)
FIGURES = re.compile(rf"(?<![\w.,()△-])(?:△?{NUMBER}|-)(?![\w.])")
FORMULA = re.compile(r"\s*\([A-Z+]+\)$")  # 총 계(A+B+C)
AMOUNTS = ("approved", "adjustment", "revised", "executed", "gap")


class LabelParts:
    """The lines of a label that is wrapped above its figures."""

    def __init__(self, registry: Registry, table: str):
        self.registry, self.table = registry, table
        self.parts: list[Line] = []

    def add(self, line: Line) -> None:
        self.parts.append(line)

    def resolve(self, own: str, line: Line, side: str) -> Row:
        """What both tables say of an item, and the lines of its row.

        The label takes the fewest pending lines above that make it a known one.
        """
        for count in range(len(self.parts) + 1):
            used = self.parts[len(self.parts) - count :]
            label = FORMULA.sub("", plain_label(" ".join([*(part.text for part in used), own])))
            row = (
                self.registry.lookup("items", label, side=side, table=self.table) if label else None
            )
            if row:
                break
        else:
            label = FORMULA.sub("", plain_label(own or " ".join(part.text for part in self.parts)))
            used = [] if own else self.parts
            self.registry.unread.add(line.number, "no id", label)
            row = {"item_id": f"{side[:3]}.line-{line.number}"}
        self.parts = []
        return {
            "side": side,
            "item_id": row["item_id"],
            "item": row.get("name") or label,
            "item_en": row.get("en", ""),
            "parent_id": row.get("parent_id", ""),
            "level": row.get("level", ""),
            "goal_id": row.get("goal_id", ""),
            "objective_id": row.get("objective_id", ""),
            "source_line": source(*(part.number for part in used), line.number),
        }


def budget_totals(lines: list[Line], registry: Registry) -> tuple[list[Row], list[Row]]:
    """Rows of `budget_totals`, and of `printed_figures` for the shares and changes beside them."""
    block = between(lines, r"^예 ?산 ?총 ?괄$", r"^시설현황$", "예산 총괄 (Ⅰ)")
    side, unit, years = "", 0, list[int]()
    rows, printed = [], []
    labels = LabelParts(registry, "budget_totals")
    for line in block:
        if match := re.match(r"^(수입|지출)예산", line.text):
            side = {"수입": "revenue", "지출": "expenditure"}[match[1]]
            unit = unit_krw(line.text, line.number)
        elif line.text.replace(" ", "").startswith("구분"):
            years = [int(year) for year in re.findall(r"(\d{4})년", line.text)]
            if len(years) != 2:
                raise IngestError(
                    f"two years are expected in the heading {line.text!r}", line.number
                )
            labels.parts = []
        elif row := TOTALS_ROW.match(line.text):
            if not side or not years:
                raise IngestError("figures of 예산 총괄 stand before their heading", line.number)
            item = labels.resolve(row["label"], line, side)
            _, before, before_share, now, now_share, change, growth = row.groups()
            told = partial(figure, "budget_totals", line=line)
            key = f"{side}|{item['item_id']}"
            for year, cell, share in ((years[0], before, before_share), (years[1], now, now_share)):
                amount = {"fiscal_year": year, "amount_krw": won(cell, unit), "unit_krw": unit}
                rows.append(item | amount)
                printed.append(told(f"{key}|{year}", "share_pct", share, number(share)))
            key = f"{key}|{years[1]}"
            printed.append(told(key, "change_krw", change, won(change, unit)))
            printed.append(told(key, "change_pct", growth, number(growth)))
        elif line.text.startswith(("·", "※")):
            labels.parts = []
        elif len(FIGURES.findall(line.text)) >= 2:
            raise IngestError(
                "a row of 예산 총괄 with a missing figure: 3 amounts with their (%) are expected, "
                f"found {line.text!r}",
                line.number,
            )
        else:
            labels.add(line)
    return rows, printed


def execution(
    lines: list[Line], registry: Registry, fiscal_year: int
) -> tuple[list[Row], list[Row]]:
    """Rows of `execution`, and of `printed_figures` for the printed gaps (차액)."""
    start = find(lines, r"^Ⅲ\.", "Ⅲ. 수입·지출 집행현황")
    block = lines[start + 1 : find(lines, r"^Ⅳ\.", "the end of Ⅲ", start)]
    unit = unit_krw(block[0].text, block[0].number)
    side, rows, printed = "", [], []
    labels = LabelParts(registry, "execution")
    body = find(block, r"률$", "the heading of the table of Ⅲ") + 1
    for line in block[body:]:
        if row := EXECUTION_ROW.match(line.text):
            if squeeze(row["label"]).startswith("총계"):
                side = "expenditure" if side else "revenue"
            if not side:
                raise IngestError("Ⅲ starts with a row that is not 총 계", line.number)
            item, percent = labels.resolve(row["label"], line, side), number(row["percent"])
            amounts = {name: won(row[name], unit) for name in AMOUNTS}
            key, gap = f"{side}|{item['item_id']}", amounts["gap"]
            printed.append(figure("execution", key, "gap_krw", row["gap"], gap, line))
            zeros_from_arithmetic(amounts, side, percent)
            money = {f"{name}_krw": amounts[name] for name in AMOUNTS[:-1]}
            rows.append(
                item
                | {"fiscal_year": fiscal_year, **money, "printed_pct": percent}
                | timing(side, item["item_id"], registry)
            )
        elif line.text.startswith("※"):
            continue
        elif len(FIGURES.findall(line.text)) >= 2:
            raise IngestError(
                "a row of Ⅲ with a missing figure: 5 amounts (당초 증감 최종 집행 차액) and a rate "
                f"(%) are expected, found {line.text!r}",
                line.number,
            )
        elif len(line.text) > 1:  # 수/입/지/출 stand alone, a letter a line
            labels.add(line)
    return rows, printed


def timing(side: str, item_id: str, registry: Registry) -> Row:
    """When a line is spent, and how one knows; empty where nobody has said so."""
    known = registry.lookup("timing", item_id, column="item_id", side=side) or {}
    return {"timing": known.get("timing", ""), "timing_basis": known.get("basis", "")}


def zeros_from_arithmetic(amounts: Row, side: str, percent: float | None) -> None:
    """Make an empty cell (`-`) zero where the arithmetic proves it.

    Proofs are approved + adjustment = revised, revised - executed = gap, and a rate of 0.
    """
    approved, adjustment, revised, executed, gap = (amounts[name] for name in AMOUNTS)
    if adjustment is None and approved is not None and approved == revised:
        amounts["adjustment"] = 0
    if approved is None and adjustment is not None and adjustment == revised:
        amounts["approved"] = 0
    sign = 1 if side == "expenditure" else -1  # the report prints collected - planned for revenue
    if executed is None and (percent == 0 or (gap is not None and sign * gap == revised)):
        amounts["executed"] = 0


def figure(
    table: str, key: str, column: str, printed: str, value: float | int | None, line: Line
) -> Row:
    """A row of `printed_figures`: it repeats, or follows from, a fact of another table."""
    return {
        "table": table,
        "key": key,
        "column": column,
        "printed": printed,
        "value": value,
        "source_line": source(line.number),
    }
