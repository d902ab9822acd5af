"""What people know about the labels of reports: names, ids and twins, in ``data/registry/*.csv``.

A label that has no row there is reported and goes on with an id made from its place; it never stops
a run.  What they found out about one report lies beside it, in ``data/reviews/<report>/``.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sfwf_data.tools.ingest.text import Row, clean, squeeze
from sfwf_data.tools.ingest.unread import Unread
from sfwf_data.words.errors import IngestError

NOT_REVIEWED = dict.fromkeys(("role", "parent_activity_id", "stage", "value", "source_line"), "")


class Registry:
    """The tables of the registry by name, looked up by squeezed label.

    Parameters
    ----------
    folder : Path
        Holds items.csv, divisions.csv, kpis.csv, labels.csv, outputs.csv, glossary.csv, …
    review : Path or None
        The reviewed outputs of the text that is read; None where it has none yet.
    """

    def __init__(self, folder: Path, review: Path | None, unread: Unread):
        self.unread = unread
        self.tables = {path.stem: read_csv(path) for path in sorted(folder.glob("*.csv"))}
        self.index: dict[tuple[str, str], dict[str, list[Row]]] = {}
        twins = by_key(self.rows("labels"), "ko", folder / "labels.csv")
        self.twins = {label: row["en"] for label, row in twins.items()}
        by_key(self.rows("outputs"), "activity_id", folder / "outputs.csv")
        self.reviews = by_key(read_csv(review) if review else [], "activity_id", review)

    def rows(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def reviewed(self, activity_id: str) -> Row:
        """Role and stage of an output in this report; all empty where nobody has reviewed it."""
        return self.reviews.get(squeeze(activity_id), NOT_REVIEWED)

    def lookup(self, name: str, label: str, column: str = "label", **where: str) -> Row | None:
        """The row of a table whose label is the same but for spaces, dots and quotes.

        `where` narrows it: a row fits with the same value in that column or an empty one; the same
        value goes first.
        """
        wanted = squeeze(label)
        rows = [
            row
            for row in self.by_label(name, column).get(wanted, [])
            if all(row[key] in (value, "") for key, value in where.items())
        ]
        return max(rows, key=lambda row: sum(row[key] != "" for key in where), default=None)

    def by_label(self, name: str, column: str) -> dict[str, list[Row]]:
        if (name, column) not in self.index:
            index: dict[str, list[Row]] = {}
            for row in self.rows(name):
                index.setdefault(squeeze(row[column]), []).append(row)
            self.index[name, column] = index
        return self.index[name, column]

    def pair(self, column: str, label: str, line: int) -> Row:
        """A label and its twin, as the cells of a column and of its `_en`."""
        return {column: label, f"{column}_en": self.twin(label, line)}

    def twin(self, label: str | None, line: int) -> str:
        """The English twin of a label; if there is none, an empty text and an entry of unread."""
        if not label:
            return ""
        found = self.twins.get(squeeze(label))
        if found is None:
            self.unread.add(line, "no twin", clean(label))
            return ""
        return found


def by_key(rows: list[Row], column: str, file: object) -> dict[str, Row]:
    """Rows by a column; one that stands twice is refused, since one row would shadow the other."""
    found: dict[str, Row] = {}
    for row in rows:
        key = squeeze(row[column])
        if key in found:
            raise IngestError(f"{file}: {column} {row[column]!r} stands there a second time")
        found[key] = row
    return found


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
