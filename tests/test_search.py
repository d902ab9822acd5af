"""Search: what a researcher types finds the cells that hold it, and nothing else."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

import sfwf_data

REPORT = "2022-09-30"


def test_search__a_word__finds_each_cell_that_holds_it():
    """Recounted from the frames: every text cell with the word, in no other order than theirs."""
    found = sfwf_data.search("키움")
    assert list(found.columns) == ["report", "table", "row", "column", "value", "source_line"]
    expected = [
        (name, column, cell)
        for name in sfwf_data.tables()
        for row in sfwf_data.load(name).astype("str").to_dict("records")
        for column, cell in row.items()
        if "키움" in str(cell)
    ]
    assert len(expected) > 10
    assert list(found[["table", "column", "value"]].itertuples(index=False, name=None)) == expected


def test_search__row__is_the_key_and_leads_to_the_line():
    """The row is named as in corrections(); its lines are those of the table."""
    found = sfwf_data.search("키움 2호", lang="ko").set_index("table").loc["programs"]
    assert (found["row"], found["column"]) == ("p3-14", "title")
    programs = sfwf_data.load("programs").set_index("program_id")
    assert found["source_line"] == programs.at["p3-14", "source_line"]
    keys = set(sfwf_data.search("거점형", report=REPORT)["row"])
    assert "revenue|rev.entrusted.kium-2|2022" in keys


def test_search__several_words__all_stand_in_the_row():
    """Order does not matter; the words may stand in two cells of the row."""
    both = sfwf_data.search("센터 거점형")
    assert both.equals(sfwf_data.search("거점형 센터"))
    rows = set(zip(both["table"], both["row"], strict=True))
    each = [sfwf_data.search(word) for word in ("거점형", "센터")]
    assert rows == set.intersection(*(set(zip(f["table"], f["row"], strict=True)) for f in each))
    across = sfwf_data.search("p3-14 kium")
    assert {"program_id", "title_en"} <= set(across["column"])
    assert sfwf_data.search("키움 없는말").empty


def test_search__case_and_composition__do_not_matter():
    """Typed on a Mac, in capitals or in full width, it is the same word."""
    plain = sfwf_data.search("kium")
    assert not plain.empty
    assert plain.equals(sfwf_data.search("KIUM"))
    assert plain.equals(sfwf_data.search("ＫＩＵＭ"))
    korean = sfwf_data.search("키움")
    assert korean.equals(sfwf_data.search(unicodedata.normalize("NFD", "키움")))


@pytest.mark.parametrize("text", ["832,896", "832896000", "832,896,000"])
def test_search__a_figure__is_found_as_printed_or_in_won(text):
    """Thousand won on the page, won in the table."""
    found = sfwf_data.search(text)
    assert ["p3-14", "executed_krw"] in found[["row", "column"]].to_numpy().tolist()
    assert set(found["value"]) == {"832896000"}


def test_search__a_negative_figure__has_the_sign_of_the_report():
    minus = sfwf_data.load("execution").query("adjustment_krw < 0").iloc[0]
    text = f"△{-minus['adjustment_krw'] // 1000:,}"
    found = sfwf_data.search(text)
    assert str(minus["adjustment_krw"]) in set(found["value"])


def test_search__a_part_of_a_figure__is_not_found():
    assert sfwf_data.search("32,896").empty


def test_search__date_and_month__as_in_the_file():
    found = sfwf_data.search(REPORT)
    assert ("as_of", REPORT) in set(zip(found["column"], found["value"], strict=True))
    assert "end" in set(sfwf_data.search("2022-09")["column"])


def test_search__one_language__leaves_out_the_other():
    """What has no twin (ids, figures) belongs to both."""
    korean, english = sfwf_data.search("키움", lang="ko"), sfwf_data.search("kium", lang="en")
    assert not korean["column"].str.endswith("_en").any()
    assert english["column"].str.endswith("_en").any()
    assert sfwf_data.search("키움", lang="en").empty
    assert len(sfwf_data.search("p3-14", lang="en")) == len(sfwf_data.search("p3-14", lang="ko"))
    with pytest.raises(sfwf_data.UnknownNameError, match="'kr'"):
        sfwf_data.search("키움", lang="kr")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_search__no_word__is_an_error(text):
    with pytest.raises(ValueError, match="at least one word"):
        sfwf_data.search(text)


def test_search__nothing_found__has_the_columns():
    found = sfwf_data.search("없는말")
    assert found.empty
    assert isinstance(found, pd.DataFrame)
    assert "source_line" in found
