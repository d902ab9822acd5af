"""People against money: posts filled beside execution."""

from __future__ import annotations

import pandas as pd

from sfwf_data.measures.addable import refuse_overlap
from sfwf_data.measures.execution import execution_gap
from sfwf_data.measures.ratios import need, numbers, ratio, summed, whole

POSTS = ("quota", "current")


def posts_filled(posts: pd.DataFrame) -> pd.DataFrame:
    """Add how many posts are vacant, and the share that is filled.

    vacant = quota - current, in posts; below 0 there are more people than posts.
    filled_ratio = current ÷ **quota** (0-1 float, may exceed 1), missing where there are no posts
    or a number is missing.

    Parameters
    ----------
    posts : DataFrame
        `quota`, `current`, such as `staffing` or `entrusted`.

    Returns
    -------
    DataFrame
        The same rows and order with both columns; nothing is added up.

    Examples
    --------
    9 of 15 posts: 6 vacant, 0.6.
    """
    need(posts, "posts_filled", *POSTS)
    vacant = numbers(posts["quota"]) - numbers(posts["current"])
    return posts.assign(vacant=whole(vacant), filled_ratio=ratio(posts["current"], posts["quota"]))


def posts_beside_execution(posts: pd.DataFrame, programs: pd.DataFrame) -> pd.DataFrame:
    """Set the posts of programs beside their execution.

    vacant, filled_ratio as `posts_filled`; gap_krw, executed_ratio as `execution_gap` gives them.
    The two ratios have other denominators (posts and won) and stand side by side: that posts are
    vacant does not prove why money is unspent.

    Several rows of posts of one program are added up, missing where one is missing.  Rows of no
    program, such as the foundation's grades, and programs without posts of their own are left out.

    Parameters
    ----------
    posts : DataFrame
        `program_id`, `quota`, `current`, and `report` where `programs` has it:
        ``pd.concat([load("staffing"), load("entrusted")])``.
    programs : DataFrame
        `program_id`, `revised_krw`, `executed_krw`.

    Returns
    -------
    DataFrame
        The programs that have posts, in their order, with `quota`, `current` and these columns.

    Raises
    ------
    OverlapError
        Posts of one program are a total beside its grades, or of several reports in one sum.

    Examples
    --------
    A program with 9 of 15 posts and 70 of 100 won: filled 0.6, executed 0.7.
    """
    keys = ["report"] if "report" in programs.columns else []
    keys.append("program_id")
    need(programs, "posts_beside_execution", *keys, "revised_krw", "executed_krw")
    need(posts, "posts_beside_execution", *keys, *POSTS)
    own = refuse_overlap(posts[posts["program_id"].notna()], keys)
    both = programs.merge(summed(own, keys, POSTS), on=keys, how="inner", validate="one_to_one")
    return posts_filled(execution_gap(both))
