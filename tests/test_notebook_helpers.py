"""What notebooks show and record."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("IPython")
pytest.importorskip("matplotlib")
from matplotlib import pyplot as plt

from sfwf_data import load
from sfwf_data.notebook import outputs as notebook
from sfwf_data.figures import drawn, plot_gap_by_item
from sfwf_data.loader.schema import data_folder
from sfwf_data.notebook.tables import table_html
from tests.figure_frames import small


@pytest.fixture
def shown(monkeypatch):
    outputs: list[dict] = []

    def display(data, metadata=None, raw=False):
        assert raw
        outputs.append({"data": json.loads(json.dumps(data)), "metadata": metadata or {}})

    monkeypatch.setattr(notebook, "display", display)
    return outputs


def test_caption_is_numbered_in_each_language(shown):
    notebook.caption("끝 & 시작", "ko", 2)
    notebook.caption("end", "en", 3, "table")
    assert "<b>그림 2.</b> 끝 &amp; 시작" in shown[0]["data"]["text/html"]
    assert "<b>Table 3.</b> end" in shown[1]["data"]["text/html"]


def test_table_is_for_readers_and_inert(shown):
    frame = small().assign(
        item=["<script>x</script>", '" onclick="x', "예비비"],
        note=[None, "a", "b"],
        grade=[None, "a", "b"],
    )
    notebook.show_table(
        frame,
        "ko",
        "<b>표</b>",
        columns=["item", "revised_krw", "executed_ratio", "note", "grade"],
        number=1,
    )
    code = shown[0]["data"]["text/html"]
    assert "<script>" not in code
    assert '" onclick="x' not in code
    assert "&lt;b&gt;표&lt;/b&gt;" in code
    assert "표 1." in code
    assert "최종예산액 (백만원)" in code
    assert "집행률 (%)" in code
    assert '<th scope="col"' in code
    assert code.count('<th scope="row"') == 3
    assert 'data-value="100000000">100</td>' in code
    assert ">70.0</td>" in code
    assert code.count("자료 없음") == 1  # the grade; a note that nobody made is not missing


def test_english_table_uses_twins_and_falls_back_to_the_proper_name():
    frame = pd.DataFrame(
        {
            "item": ["인건비", "이름"],
            "item_en": ["Personnel", None],
            "side": "revenue",
            "amount_krw": [0, 5_000_000_000],
        }
    )
    code = table_html(frame, "en")
    assert "인건비" not in code
    assert "이름" in code
    assert code.count('scope="col"') == 3
    assert "Revenue" in code
    assert "(KRW million)" in code
    assert ">0</td>" in code


def test_table_of_nothing_and_of_an_unknown_column():
    assert "자료 없음" in table_html(small().iloc[:0], "ko")
    with pytest.raises(KeyError, match="itm"):
        table_html(small(), columns=["itm"])


def test_every_table_can_be_shown_in_both_languages():
    from sfwf_data import tables

    for name in tables():
        for lang in ("ko", "en"):
            code = table_html(load(name), lang)
            assert code.count("<tr>") == len(load(name)) + 1
            assert "&lt;NA&gt;" not in code
            assert ">nan<" not in code


def test_figure_is_shown_with_alt_text_saved_noted_and_closed(shown, tmp_path):
    ax = plot_gap_by_item(small())
    texts = drawn(ax).texts()
    saved = notebook.show_figure(ax, "gap", str(tmp_path), texts=texts, number=1)
    figure, caption = shown
    assert figure["metadata"]["image/png"]["alt"] == texts["alt"]["ko"]
    assert figure["metadata"]["image/png"]["width"] == 720
    assert (
        figure["data"][notebook.RECORD]["figure"]["files"]
        == [path.name for path in saved.paths.values()]
        == ["gap.png", "gap.svg"]
    )
    assert "그림 1." in caption["data"]["text/html"]
    assert plt.get_fignums() == []
    notebook.show_figure(plot_gap_by_item(small(), lang="en"), "gap", texts=texts, lang="en")
    assert shown[2]["data"][notebook.RECORD]["figure"]["files"] == []
    assert shown[2]["metadata"]["image/png"]["alt"] == texts["alt"]["en"]


def test_recorded_numbers_come_back(shown):
    notebook.record(
        total_krw=np.int64(5),
        ratio=np.float64(0.5),
        missing=pd.NA,
        name="p1-01",
        many=pd.Series([1, 2]),
        flag=np.bool_(True),
    )
    numbers = shown[0]["data"][notebook.RECORD]["numbers"]
    assert numbers == {
        "total_krw": 5,
        "ratio": 0.5,
        "missing": None,
        "name": "p1-01",
        "many": [1, 2],
        "flag": True,
    }
    with pytest.raises(ValueError, match="infinite"):
        notebook.record(ratio=float("inf"))


def test_provenance_names_the_files_and_no_time(shown):
    hashes = notebook.provenance("2022-09-30", ["execution", "execution", "kpis"])
    assert list(hashes) == [
        "2022-09-30/execution.csv",
        "2022-09-30/kpis.csv",
        "2022-09-30/corrections.csv",
    ]
    content = (data_folder() / "2022-09-30" / "kpis.csv").read_bytes()
    assert hashes["2022-09-30/kpis.csv"] == hashlib.sha256(content).hexdigest()
    assert "사용한 자료" in shown[0]["data"]["text/html"]
    again = notebook.provenance("2022-09-30", ["execution", "kpis"])
    assert shown[1] == shown[0]
    assert again == hashes
    with pytest.raises(ValueError, match="budgets"):
        notebook.provenance("2022-09-30", ["budgets"])
