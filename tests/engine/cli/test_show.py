"""``show``: one kind seen alone, as lines and as a page that is whole in itself."""

import json
import re

from engine.__main__ import main


def test_a_kind_is_printed_and_its_page_written(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    file = tmp_path / "seen" / "conv1d.html"
    assert main(["show", "conv1d", "--out", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.rstrip().endswith(str(file))
    assert re.search(r"-> .*, [\d,]+ parameters", said)
    page = file.read_text("utf-8")
    assert "def apply(call: Call)" in page
    assert "kernel_size" in page
    assert "Plotly.newPlot" in page
    assert "<script src=" not in page


def test_a_name_of_two_things_shows_both(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["show", "cosine_similarity", "--out", str(tmp_path / "seen.html")]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {"seen-losses.html", "seen-metrics.html"}
    assert "Verlust" in (tmp_path / "seen-losses.html").read_text("utf-8")
    assert "losses/cosine_similarity" in capsys.readouterr().out


def test_an_unknown_kind_is_told_with_names_nearby(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert main(["show", "lstn"]) == 2
    said = capsys.readouterr().err
    assert "“lstn”" in said
    assert "lstm" in said
    assert main(["show", "qqqq", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "no_such_kind"
