"""Which rows may be added up: none contains another, and all are of one report, side and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from sfwf_data.measures.ratios import need
from sfwf_data.words.errors import OverlapError

# Rows that differ in one of these are no parts of one sum.
APART = ("report", "side", "fiscal_year", "scope", "stage", "counted", "unit_code")
# Column of ids -> column of the row that contains it.
PARENTS = {
    "item_id": "parent_id",
    "node_id": "parent_id",
    "division_id": "parent_id",
    "activity_id": "parent_activity_id",
}
# Column, what it says of a row that stands for others, and the column within which it does.
TOTALS = (
    ("grade", "계", "unit"),
    ("grade_en", "Total", "unit_en"),
    ("kind", "total", ""),
    ("role", "repeat", ""),
)
TWICE = "rows that contain each other are counted twice: "
# What has an amount of its own under an id: after a join it may stand there more than once.
ONCE = {
    "program_id": "revised_krw",
    "kpi_id": "target",
    "item_id": "revised_krw",
    "activity_id": "value",
}
NAMES = (*PARENTS, "program_id", "kpi_id", "title", "item", "name", "grade", "grade_en")


def refuse_overlap(frame: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Give a frame back if its rows may be added up; else raise an error that says what to choose.

    Rows may not be added up where

    - one contains another: its id stands in the other's `parent_id` or `parent_activity_id`, or
      begins the other's `item_id` (`exp` contains `exp.overhead.reserve`);
    - a total stands beside its parts: the grade 계 of a unit beside other grades, the kind `total`
      beside other kinds;
    - an activity of the role `repeat` stands beside others, of which it may repeat one;
    - they are of several reports, of both sides of the budget, of several fiscal years, of both
      scopes of KPIs, or count different things (`stage`, `counted`, `unit_code`);
    - a program or KPI stands there more than once, as after a join with its divisions.

    A frame without these columns passes: there is nothing to tell its rows by.

    Parameters
    ----------
    frame : DataFrame
    by : str or list of str
        Columns by whose values the rows are added up apart, such as ``"report"``.

    Returns
    -------
    DataFrame
        The frame itself: ``refuse_overlap(frame)["revised_krw"].sum()``.

    Raises
    ------
    OverlapError
        The message names two rows, and a selection that may be added up.

    Examples
    --------
    The whole table `execution` is refused for its two sides, and one side of it for `rev`, which
    contains `rev.own`; its rows of level 1 pass.
    """
    keys = listed(by)
    need(frame, "refuse_overlap", *keys)
    for said, chosen in overlaps(frame, keys):
        try:
            refuse_overlap(chosen, keys)
        except OverlapError as error:
            said += f" Of these, {error}"
        raise OverlapError(said)
    return frame


def listed(by: str | Sequence[str]) -> list[str]:
    """One column or several as a list."""
    return [by] if isinstance(by, str) else list(by)


def overlaps(frame: pd.DataFrame, keys: list[str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """What is wrong with a sum of these rows and what to choose, in words and as rows."""
    if len(frame) < 2:
        return
    for column in APART:
        if column in frame.columns and column not in keys:
            firsts = frame[frame[column].notna()].drop_duplicates(column).head(2)
            if len(firsts) == 2:
                last = firsts[column].tolist()[-1]
                yield (
                    f"rows of more than one {column} do not belong together: "
                    f'{told(firsts, column)}. Choose one, frame[frame["{column}"] == {last!r}], '
                    f'or keep them apart (by="{column}", groupby).',
                    frame[frame[column] == last],
                )
    for column, parent in PARENTS.items():
        if column not in frame.columns:
            continue
        ids = labels(frame, keys, frame[column])
        for above in containers(frame, column, parent):
            inside = labels(frame, keys, above).isin(ids) & (above != "").to_numpy()
            if inside.any():
                part = frame[inside].head(1)
                whole = frame[ids.isin(labels(part, keys, above[inside].head(1)))].head(1)
                choice, chosen = one_level(frame, parent)
                yield f"{TWICE}{told(pd.concat([whole, part]))}. Choose one level{choice}.", chosen
    for column, amount in ONCE.items():
        if {column, amount} <= set(frame.columns):
            apart = [name for name in APART[:3] if name in frame.columns and name not in keys]
            again = labels(frame, [*keys, *apart], frame[column]).duplicated()
            again &= frame[column].notna().to_numpy()
            if again.any():
                yield (
                    f"{column} {frame.loc[again, column].iloc[0]!r} stands there more than once. "
                    f'Keep one row of each, frame.drop_duplicates("{column}"), or add up by what '
                    "tells them apart (by=…).",
                    frame.drop_duplicates(column),
                )
    for column, value, within in TOTALS:
        if column not in frame.columns or column in keys:
            continue
        units = frame[within] if within in frame.columns else frame[column].notna()
        groups, stands = labels(frame, keys, units), (frame[column] == value).to_numpy()
        both = groups.isin(groups[stands]) & groups.isin(groups[~stands])
        if both.any():
            pair = pd.concat([frame[stands & both].head(1), frame[~stands & both].head(1)])
            choice = f'Leave it out, frame[frame["{column}"] != {value!r}].'
            yield f"{TWICE}{told(pair)}. {choice}", frame[~stands]


def one_level(frame: pd.DataFrame, parent: str) -> tuple[str, pd.DataFrame]:
    """How to choose rows of one level, and these; none where no column tells."""
    choice, chosen = "", frame.iloc[:0]
    if "level" in frame.columns:
        below = frame["level"][frame["level"] > 0].min()
        choice, chosen = f', frame[frame["level"] == {below}]', frame[frame["level"] == below]
    elif parent in frame.columns:
        choice, chosen = f', frame[frame["{parent}"].isna()]', frame[frame[parent].isna()]
    if {"side", "item_id", "parent_id"} <= set(frame.columns):
        choice += ", or measures.leaves(frame)"
    return choice, chosen


def containers(frame: pd.DataFrame, column: str, parent: str) -> Iterator[pd.Series]:
    """The ids of what contains each row, from the nearest; "" where there is none."""
    if parent in frame.columns:
        yield frame[parent].astype("object").fillna("")
    if column == "item_id" and len(frame):
        above = frame[column].astype("str").str.rpartition(".")[0]
        while (above != "").any():
            yield above
            above = above.str.rpartition(".")[0]


def labels(frame: pd.DataFrame, keys: list[str], last: pd.Series) -> pd.MultiIndex:
    """The values of the keys with one more, as one label for each row."""
    return pd.MultiIndex.from_arrays([*(frame[key].astype("object") for key in keys), last])


def told(rows: pd.DataFrame, column: str = "") -> str:
    """Two rows by their ids or names, and by a column that tells them apart."""
    known = [name for name in NAMES if name in rows.columns and rows[name].notna().all()]
    named = known[0] if known else None
    texts = [repr(name) for name in rows[named]] if named else [f"row {row}" for row in rows.index]
    if column:
        texts = [f"{text} ({value})" for text, value in zip(texts, rows[column], strict=True)]
    return " and ".join(texts)
