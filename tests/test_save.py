"""Saving: the same bytes, whole files, safe names, no missing glyph."""

from __future__ import annotations

import os

import pytest

pytest.importorskip("matplotlib")
from matplotlib import pyplot as plt

from sfwf_data.figures import drawn, plot_gap_by_item
from sfwf_data.figures.save import MissingGlyphError, render, save_figure, slug
from tests.figure_frames import small


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_same_bytes_each_time(kind, tmp_path, monkeypatch):
    first = (
        save_figure(
            plot_gap_by_item(small()),
            "gap",
            tmp_path / "a",
            formats=[kind],
            title="제목",
            alt="설명",
        )
        .paths[kind]
        .read_bytes()
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    second = (
        save_figure(
            plot_gap_by_item(small()),
            "gap",
            tmp_path / "b",
            formats=[kind],
            title="제목",
            alt="설명",
        )
        .paths[kind]
        .read_bytes()
    )
    assert first == second


def test_texts_are_in_the_files_and_the_metadata(tmp_path):
    ax = plot_gap_by_item(small())
    texts = drawn(ax).texts()
    saved = save_figure(ax, "Gap by item", tmp_path, **texts)
    assert saved.metadata == {
        "name": "gap-by-item",
        "lang": "ko",
        "files": ["gap-by-item.png", "gap-by-item.svg"],
        **texts,
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "gap-by-item.png",
        "gap-by-item.svg",
    ]
    drawing = saved.paths["svg"].read_text(encoding="utf-8")
    assert texts["title"]["ko"] in drawing
    assert texts["alt"]["ko"] in drawing
    assert "<text" not in drawing  # letters are paths: right without the font


def test_resolution_is_good_for_print(tmp_path):
    path = save_figure(plot_gap_by_item(small()), "gap", tmp_path, formats=["png"]).paths["png"]
    assert plt.imread(path).shape[1] == round(7.5 * 192)


def test_empty_folder_means_not_saved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    saved = save_figure(plot_gap_by_item(small()), "gap", "")
    assert saved.paths == {}
    assert saved.metadata["files"] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("letter", ["･", "−", "‣", "✔"])
def test_missing_glyph_is_an_error_and_writes_nothing(letter, tmp_path):
    ax = plot_gap_by_item(small(), title=f"돌봄{letter}보육")
    with pytest.raises(MissingGlyphError, match=f"U\\+{ord(letter):04X}"):
        save_figure(ax, "gap", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_dollar_signs_are_plain_text(tmp_path):
    frame = small().assign(item=["$a_b$", "<script>", "100%"])
    save_figure(plot_gap_by_item(frame), "gap", tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../gap", "a/b", "a\\b", "/etc/gap", ".gap", "", "  ", "집행률", "C:gap", "a\x00b", "a..b"],
)
def test_names_that_are_no_slug_are_refused(name, tmp_path):
    with pytest.raises(ValueError, match="cannot name a figure"):
        save_figure(plot_gap_by_item(small()), name, tmp_path / "inside")
    assert list(tmp_path.iterdir()) == []


def test_slug():
    assert slug("Gap by_item 2022") == "gap-by-item-2022"


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    old = (
        save_figure(plot_gap_by_item(small()), "gap", tmp_path, formats=["svg"])
        .paths["svg"]
        .read_bytes()
    )

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        save_figure(plot_gap_by_item(small(), title="x"), "gap", tmp_path, formats=["svg"])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [old]


def test_unknown_format_and_half_a_translation():
    ax = plot_gap_by_item(small())
    with pytest.raises(ValueError, match="'gif'.*png, svg, pdf"):
        render(ax, "gif")
    with pytest.raises(ValueError, match="alt lacks the text in en"):
        save_figure(ax, "gap", alt={"ko": "설명"})
