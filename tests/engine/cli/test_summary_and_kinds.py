"""``summary`` and ``kinds`` as a person and as a program call them."""

import json

import pytest

from engine.__main__ import main
from tests.engine.documents import chain

NET = chain(
    ("in", "input", {"shape": [2]}), ("h", "dense", {"units": 3}), ("out", "dense", {"units": 2})
)


@pytest.fixture
def saved(tmp_path):
    def save(document):
        path = tmp_path / "net.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return str(path)

    return save


def test_summary_for_programs(saved, capsys):
    assert main(["summary", saved(NET), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["nodes"][1] == {"id": "h", "kind": "dense", "shape": [3], "params": 9}
    assert (answer["params"], answer["trainable"]) == (17, 17)


def test_summary_for_people(saved, capsys):
    assert main(["summary", saved(NET)]) == 0
    assert "17 parameters" in capsys.readouterr().out


def test_a_document_that_cannot_be_used_exits_with_two(saved, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    broken = {**NET, "edges": [["in", "h"]]}
    assert main(["summary", saved(broken)]) == 2
    assert "out: In Dense fließt noch nichts hinein." in capsys.readouterr().err
    assert main(["summary", saved("{"), "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "not_json"


def test_anything_else_exits_with_one(capsys):
    assert main(["summary", "no-such-file.json"]) == 1
    assert "no-such-file.json" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        main(["summary"])
    assert usage.value.code == 1


def test_kinds(capsys):
    assert main(["kinds"]) == 0
    assert "conv2d" in capsys.readouterr().out
    assert main(["kinds", "--json"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert {"layers", "losses", "optimizers", "metrics", "initializers", "datasets"} <= set(
        described
    )
