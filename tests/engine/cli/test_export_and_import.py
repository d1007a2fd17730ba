"""The commands export and import: what they print, write and refuse."""

import json

from safetensors import numpy as tensor_files

from engine.__main__ import main
from engine.graph.check import check
from engine.graph.read import read
from engine.train.checkpoint import snapshot
from tests.engine.documents import circle


def test_a_program_with_its_weights(tmp_path, capsys):
    from engine.graph.build import build
    from engine.graph.canonical import canonical

    document = tmp_path / "net.json"
    document.write_text(json.dumps(circle()), "utf-8")
    state = build(canonical(check(read(circle()))).checked).init(3)
    snapshot(state, {}).write(tmp_path / "trained.safetensors")
    given = ["--to", "keras", "--weights", str(tmp_path / "trained.safetensors")]
    assert main(["export", str(document), *given]) == 0
    source = capsys.readouterr().out
    compile(source, "program", "exec")
    assert "engine" not in source
    assert 'load_weights(model, "trained.keras.safetensors")' in source
    written = tensor_files.load_file(tmp_path / "trained.keras.safetensors")
    assert {name: tensor.shape for name, tensor in written.items()} == {
        "h/00": (2, 3),
        "h/01": (3,),
        "out/00": (3, 1),
        "out/01": (1,),
    }


def test_a_notebook_speaks_the_language_of_the_terminal(tmp_path, capsys, monkeypatch):
    document = tmp_path / "net.json"
    document.write_text(json.dumps(circle()), "utf-8")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["export", str(document), "--notebook"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["nbformat"] == 4
    assert "## Die Beispiele\n" in found["cells"][2]["source"]


def test_what_cannot_be_exported_is_told(tmp_path, capsys):
    document = tmp_path / "net.json"
    document.write_text(json.dumps(circle()), "utf-8")
    assert main(["export", str(document), "--to", "abacus", "--json"]) == 2
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "export_target"


def test_an_import_with_its_notes(tmp_path, capsys):
    layers = [
        {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [None, 2]}},
        {"class_name": "Lambda", "config": {"name": "odd"}},
        {"class_name": "Dense", "config": {"name": "out", "units": 1}},
    ]
    model = {"class_name": "Sequential", "config": {"name": "net", "layers": layers}}
    file = tmp_path / "model.json"
    file.write_text(json.dumps(model), "utf-8")
    assert main(["import", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert check(read(found["document"])).shapes == {"in": (2,), "out": (1,)}
    assert [note["code"] for note in found["notes"]] == ["import_layer"]
    assert main(["import", str(file)]) == 0
    told = capsys.readouterr()
    assert read(told.out.encode()).nodes[1].id == "out"
    assert "odd" in told.err
