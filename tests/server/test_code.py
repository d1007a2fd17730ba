"""Networks as code over the routes: the program, its weights, Keras's models, and bad requests."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import pytest
from safetensors import numpy as tensor_files
from serving import circle
from visitors import HEAPS, Visitor, bring

from server.routes.code_shapes import Code, TakenOver
from server.wire import frames

KERAS = {
    "class_name": "Sequential",
    "config": {
        "name": "net",
        "layers": [
            {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [None, 2]}},
            {"class_name": "Lambda", "config": {"name": "odd"}},
            {"class_name": "Dense", "config": {"name": "out", "units": 1}},
        ],
    },
}


def refused(answer):
    status, _, content = answer
    (problem, *_) = json.loads(content)["problems"]
    assert problem["message"]["en"] != problem["message"]["de"]
    return status, problem["code"]


def unpacked(server, run, **asked):
    body = {"document": circle(), **asked}
    status, headers, content = server.request("POST", f"/api/runs/{run}/program", body)
    assert status == 200, content
    assert headers["content-type"] == "application/zip"
    assert int(headers["content-length"]) == len(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return headers["content-disposition"], {
            name: packed.read(name) for name in packed.namelist()
        }


def test_the_program_of_a_document(live_server):
    asked = {"document": circle(), "target": "keras"}
    source = live_server.post("/api/code", asked)
    Code.model_validate(source)
    compile(source["text"], source["file"], "exec")
    assert source["file"].endswith(".py")
    told = live_server.post("/api/code", {**asked, "form": "notebook", "language": "de"})
    assert told["file"] == source["file"].replace(".py", ".ipynb")
    assert "## Die Beispiele" in told["text"]
    assert json.loads(told["text"])["nbformat"] == 4
    assert told["packages"] == source["packages"]
    assert source["reads"] is None
    assert source["packages"] == ["jax", "keras", "numpy", "safetensors"]
    assert {"name": "keras", "label": "Keras 3"} in live_server.get("/api/catalog")["targets"]


def test_what_cannot_be_written_is_refused_with_its_place(live_server):
    def ask(**body):
        return live_server.request("POST", "/api/code", body)

    wrong = circle()
    wrong["nodes"][2]["kind"] = "no_such_layer"
    assert refused(ask(document=wrong)) == (422, "unknown_kind")
    assert json.loads(ask(document=wrong)[2])["problems"][0]["node"] == "out"
    assert refused(ask(document=circle(), target="abacus")) == (422, "export_target")
    for bad in (
        {"document": []},
        {"document": circle(), "target": "../keras"},
        {"document": circle(), "form": "picture"},
        {"document": circle(), "language": "fr"},
        {"document": circle(), "more": 1},
    ):
        assert refused(ask(**bad)) == (422, "bad_request")


def test_a_keras_model_is_taken_over_with_notes(live_server):
    found = live_server.post("/api/import", {"model": json.dumps(KERAS)})
    TakenOver.model_validate(found)
    assert [note["code"] for note in found["notes"]] == ["import_layer"]
    assert [node["id"] for node in found["document"]["nodes"]] == ["in", "out"]
    checked = live_server.post("/api/check", {"document": found["document"]})
    assert checked["ok"]


@pytest.mark.parametrize("model", ["", "{", "[" * 100_000, '{"format": 1}', "\ud800"])
def test_what_is_no_keras_model_is_refused(live_server, model):
    status, code = refused(live_server.request("POST", "/api/import", {"model": model}))
    assert (status, code) in {(422, "import_not_keras"), (422, "bad_document")}


def test_a_model_that_is_too_long_is_refused(live_server):
    answer = live_server.request("POST", "/api/import", {"model": " " * 2_100_000})
    assert refused(answer) == (413, "too_large")


def test_a_run_is_packed_with_the_weights_it_has_now(live_server, page):
    run = live_server.run(circle())
    client = page(run)
    client.ask("step", count=5)
    client.wait_status(lambda status: status["step"] == 5 and not status["playing"])
    (stream,) = client.watch({"probe": "weights", "node": "h1", "weight": "kernel"})
    shown = next(
        frame.parts[0].values
        for frame in frames.decode(client.wait_picture())
        if frame.stream == stream and frame.step == 5
    )
    named, files = unpacked(live_server, run)
    assert 'filename="' in named
    (source,) = [name for name in files if name.endswith(".py")]
    (weights,) = [name for name in files if name.endswith(".keras.safetensors")]
    compile(files[source], source, "exec")
    assert f'load_weights(model, "{weights}")'.encode() in files[source]
    tensors = tensor_files.load(files[weights])
    np.testing.assert_array_equal(tensors["h1/00"], shown)
    assert list((live_server.home / "packs").iterdir()) == []
    _, files = unpacked(live_server, run, target="keras", language="de")
    (told,) = [files[name].decode() for name in files if name.endswith(".ipynb")]
    assert "## Die Beispiele" in told
    assert f'load_weights(model, \\"{weights}\\")' in told


def test_what_a_program_cannot_make_itself_is_packed_too(live_server, tmp_path, monkeypatch):
    brought = json.loads(bring(Visitor(live_server))[2])
    document = {**circle(), "data": {"dataset": "own_points", "options": {"set": brought["id"]}}}
    assert live_server.post("/api/code", {"document": document})["reads"] == "own_points.npz"
    run = live_server.run(document)
    _, files = unpacked(live_server, run, document=document, target="jax")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (source,) = [content for name, content in files.items() if name.endswith(".py")]
    monkeypatch.chdir(tmp_path)
    program: dict[str, Any] = {"__name__": "program"}
    exec(source, program)
    (x, y), *others = program["load_data"]()
    found = [*zip(x.tolist(), y.ravel().tolist(), strict=True)]
    for more_x, more_y in others:
        found += zip(more_x.tolist(), more_y.ravel().tolist(), strict=True)
    points: Any = HEAPS["points"]
    drawn = [([one, two], 2.0 * which - 1) for one, two, which in points]
    assert sorted(found) == sorted(drawn)


def test_runs_that_cannot_be_packed(live_server):
    run = live_server.run(circle())

    def ask(name, **asked):
        body = {"document": circle(), **asked}
        return refused(live_server.request("POST", f"/api/runs/{name}/program", body))

    assert ask("0" * 32) == (404, "run_unknown")
    assert ask("x")[0] == 422
    assert ask(run, target="abacus") == (422, "export_target")
    assert ask(run, language="fr") == (422, "bad_request")
    other = circle()
    other["nodes"][1]["config"]["units"] = 5
    assert ask(run, document=other) == (422, "export_run_differs")
    slower = circle(optimizer={"kind": "sgd", "config": {"learning_rate": 0.001}})
    assert unpacked(live_server, run, document=slower)[1]
    busy = live_server.home / "packs" / run
    busy.mkdir(parents=True)
    assert ask(run) == (409, "program_waiting")
    busy.rmdir()
    assert unpacked(live_server, run)[1]
