"""What of a Keras model cannot come along is said: which layer, which field, what was done."""

import json

import pytest

from engine.errors import LearnerError
from engine.export.read_keras import read_keras
from engine.graph.check import check
from engine.graph.read import read


def layer(class_name, name, **config):
    return {"class_name": class_name, "config": {"name": name, **config}}


def sequence(*layers, **more):
    first = layer("InputLayer", "in", batch_shape=[None, 4])
    model = {"class_name": "Sequential", "config": {"name": "net", "layers": [first, *layers]}}
    return json.dumps({**model, **more})


def heard(*names):
    tensors = [
        {"class_name": "__keras_tensor__", "config": {"keras_history": [name, call, 0]}}
        for name, call in names
    ]
    return {"args": [tensors if len(tensors) > 1 else tensors[0]], "kwargs": {}}


def codes(found):
    return [(note.code, note.field or note.node) for note in found.notes]


def test_an_unknown_layer_is_left_out_and_its_neighbors_joined():
    found = read_keras(
        sequence(layer("Dense", "a", units=3), layer("Lambda", "odd"), layer("Dense", "b", units=2))
    )
    assert codes(found) == [("import_layer", "odd")]
    assert found.document["edges"] == [["in", "a"], ["a", "b"]]
    assert check(read(found.document)).shapes == {"in": (4,), "a": (3,), "b": (2,)}


def test_a_setting_that_we_lack_is_named():
    found = read_keras(
        sequence(
            layer("Dense", "a", units=3, lora_rank=4, activation="relu", dtype="float16"),
            layer("Dense", "b", units="many"),
        )
    )
    assert codes(found) == [("import_field", "a.lora_rank"), ("import_field", "b.units")]
    assert found.document["nodes"][1]["config"] == {"units": 3, "activation": "relu"}
    assert "config" not in found.document["nodes"][2]


def test_a_layer_used_twice_becomes_two():
    layers = [
        {"name": "x", **layer("InputLayer", "x", batch_shape=[None, 4]), "inbound_nodes": []},
        {"name": "sum", **layer("Add", "sum"), "inbound_nodes": [heard(("d", 0), ("d", 1))]},
        {
            "name": "d",
            **layer("Dense", "d", units=4),
            "inbound_nodes": [heard(("x", 0)), heard(("d", 0))],
        },
    ]
    model = {"class_name": "Functional", "config": {"name": "net", "layers": layers}}
    found = read_keras(json.dumps(model))
    assert codes(found) == [("import_shared", "d_2")]
    assert found.document["edges"] == [["x", "d"], ["d", "d_2"], ["d", "sum"], ["d_2", "sum"]]
    assert check(read(found.document)).ok


def test_loss_and_optimizer_come_along():
    compiled = {
        "loss": "mean_squared_error",
        "optimizer": {"class_name": "AdamW", "config": {"learning_rate": 0.5, "beta_1": 0.8}},
    }
    found = read_keras(sequence(layer("Dense", "a", units=1), compile_config=compiled))
    training = read(found.document).training
    assert (training.loss, training.optimizer) == ("mean_squared_error", "adamw")
    assert training.optimizer_config["beta_1"] == 0.8
    compiled["loss"] = "ctc"
    found = read_keras(sequence(layer("Dense", "a", units=1), compile_config=compiled))
    assert codes(found) == [("import_training", "training.loss")]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"class_name": "Sequential"}', "[" * 100_000, '{"format": 1}']
)
def test_what_is_no_model_is_refused(text):
    with pytest.raises(LearnerError) as error:
        read_keras(text)
    assert error.value.code == "import_not_keras"


@pytest.mark.parametrize("broken", [None, 3, {"config": 5}, {"class_name": []}, []])
def test_broken_layers_never_end_in_a_stack_trace(broken):
    for class_name in ("Sequential", "Functional"):
        model = {"class_name": class_name, "config": {"layers": [broken, broken]}}
        found = read_keras(json.dumps(model))
        assert [note.code for note in found.notes] == ["import_layer", "import_layer"]
