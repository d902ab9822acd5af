"""Names for the ids that a roll-up leaves: of divisions, goals, objectives and remainders."""

from __future__ import annotations

import pandas as pd

from sfwf_data.loader.loading import load
from sfwf_data.words.terms import VALUES

HOMES = (("divisions", "division_id", "name"), ("strategy", "node_id", "name"))
NOBODY = "none"  # in place of an id, where the report names none
BESIDE = ("remainder", "overhead")


def rows_named(frame: pd.DataFrame, key: str, report: str = "latest") -> pd.DataFrame:
    """Add `name` and `name_en` for the ids in one column; several are joined by ``;``.

    Parameters
    ----------
    frame : DataFrame
    key : str
        A column of ids of divisions, goals or objectives; of what `measures.roll_up` adds beside
        them, ``remainder`` and ``overhead``; or ``none``.
    report : str
        As for `sfwf_data.load`.

    Returns
    -------
    DataFrame
        The same rows and order.  An id that is not known is its own name; a missing one is
        ``none``, and the name says so.

    Examples
    --------
    ``team-prevention;team-victim-support`` is called 예방팀·피해지원팀.
    """
    korean, english = {NOBODY: "담당 미기재"}, {NOBODY: "None named"}
    korean |= {one: VALUES["funding", one][0] for one in BESIDE}
    english |= {one: VALUES["funding", one][1] for one in BESIDE}
    for table, column, name in HOMES:
        rows = load(table, report)
        korean |= dict(zip(rows[column], rows[name], strict=True))
        english |= dict(zip(rows[column], rows[f"{name}_en"].fillna(rows[name]), strict=True))
    ids = [one.split(";") if isinstance(one, str) else [NOBODY] for one in frame[key]]
    return frame.assign(
        name=["·".join(korean.get(one, one) for one in some) for some in ids],
        name_en=[", ".join(english.get(one, one) for one in some) for some in ids],
    )
