"""What of a Keras model cannot come along is said: which layer, which field, what was done."""

import json
from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Chosen
from engine.errors import LearnerError
from engine.export._keras_training import schedule
from engine.export.read_keras import read_keras
from engine.graph.build import build, knobs
from engine.graph.check import check
from engine.graph.fields import filled, structure
from engine.graph.fields import knobs as sliders
from engine.graph.read import read

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")


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


def test_a_layer_used_twice_shares_its_weights():
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
    assert codes(found) == []
    assert found.document["nodes"][2] == {"id": "d_2", "kind": "dense", "shares": "d"}
    assert found.document["edges"] == [["x", "d"], ["d", "d_2"], ["d", "sum"], ["d_2", "sum"]]
    assert check(read(found.document)).ok


def nested():
    """A model of models, one of them called twice, with two outputs and all that is compiled."""
    first = [keras.Input((4,)), keras.layers.Dense(3, name="a"), keras.layers.Dropout(0.2)]
    inner = keras.Sequential([*first, keras.layers.Dense(4, name="b")], name="inner")
    given = keras.Input((4,))
    ways = [keras.layers.Dense(4, name=name)(given) for name in ("left", "right")]
    fork = keras.Model(given, ways, name="fork")
    x = keras.Input((4,), name="x")
    left, right = fork(inner(x))
    joined = inner(keras.layers.Subtract(name="gap")([left, right]))
    kind = keras.layers.Dense(3, activation="softmax", name="kind")(joined)
    guess = keras.layers.Dense(1, name="guess")(right)
    return keras.Model(x, {"kind": kind, "guess": guess})


def test_models_in_models_come_along_layer_by_layer():
    found = read_keras(nested().to_json())
    checked = check(read(found.document))
    assert (codes(found), checked.problems) == ([], ())
    shares = {node.id: node.shares for node in checked.document.nodes if node.shares}
    assert shares == {"a_2": "a", "b_2": "b"}
    model = nested()
    weights = {name: model.get_layer("inner").get_layer(name).get_weights() for name in "ab"}
    weights |= {
        name: model.get_layer("fork").get_layer(name).get_weights() for name in ("left", "right")
    }
    weights |= {name: model.get_layer(name).get_weights() for name in ("kind", "guess")}
    params: dict[str, Any] = {
        name: dict(zip(("kernel", "bias"), tensors, strict=True))
        for name, tensors in weights.items()
    }
    values = jnp.asarray(np.random.default_rng(0).normal(size=(5, 4)), jnp.float32)
    flow = build(checked).apply(
        {"params": params, "state": {}},
        values,
        knobs(checked.document),
        training=False,
        key=jax.random.key(0),
        present=jnp.ones(5),
    )
    for name, wanted in model(values).items():
        np.testing.assert_allclose(flow.values[name], wanted, atol=1e-6)


def test_all_that_was_compiled_comes_along():
    model = nested()
    rate: Any = keras.optimizers.schedules.CosineDecay(0.0, 500, warmup_target=0.1, warmup_steps=20)
    model.compile(
        optimizer=keras.optimizers.SGD(rate, momentum=0.9, clipnorm=1.0),
        loss={"kind": keras.losses.SparseCategoricalCrossentropy(), "guess": "mse"},
        loss_weights={"kind": 1.0, "guess": 0.5},
        metrics={
            "kind": ["acc", keras.metrics.SparseTopKCategoricalAccuracy(k=2)],
            "guess": [keras.metrics.RootMeanSquaredError()],
        },
    )
    found = read_keras(model.to_json())
    assert codes(found) == []
    assert found.document["training"] == {
        "optimizer": {
            "kind": "sgd",
            "config": {"momentum": 0.9, "clipnorm": 1.0, "learning_rate": 0.1},
            "schedule": {
                "kind": "cosine_decay",
                "config": {"decay_steps": 500, "warmup_steps": 20},
            },
        },
        "outputs": {
            "kind": {
                "loss": {"kind": "sparse_categorical_crossentropy"},
                "metrics": [
                    "accuracy",
                    {"kind": "top_k_categorical_accuracy", "config": {"k": 2}},
                ],
            },
            "guess": {
                "loss": {"kind": "mean_squared_error"},
                "weight": 0.5,
                "metrics": ["root_mean_squared_error"],
            },
        },
    }
    assert check(read(found.document)).ok


@pytest.mark.parametrize("name", catalog.schedules())
def test_schedules_mean_the_same_again(name):
    kind = catalog.schedules()[name]
    config, _ = filled(kind.fields, {f.name: 40 for f in kind.fields if f.name == "warmup_steps"})
    written = schedule(Chosen(name, tuple(sorted(config.items()))), 0.5)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(eval(written, {"keras": keras})), "mse")
    back = read(read_keras(model.to_json()).document).training
    assert back.optimizer_config["learning_rate"] == 0.5
    other = catalog.schedules()[back.schedule.kind]
    for step in (0.0, 17.0, 900.0, 1000.0, 2100.0):
        rates = [
            float(
                each.rate(
                    jnp.float32(0.5),
                    jnp.float32(step),
                    structure(each.fields, known),
                    {key: jnp.float32(value) for key, value in sliders(each.fields, known).items()},
                )
            )
            for each, known in ((kind, config), (other, dict(back.schedule.config)))
        ]
        assert rates[0] == pytest.approx(rates[1], abs=1e-6)


def test_loss_and_optimizer_come_along():
    compiled = {
        "loss": "mean_squared_error",
        "optimizer": {"class_name": "AdamW", "config": {"learning_rate": 0.5, "beta_1": 0.8}},
        "metrics": ["mae", {"class_name": "function", "config": "accuracy"}],
    }
    found = read_keras(sequence(layer("Dense", "a", units=1), compile_config=compiled))
    training = read(found.document).training
    assert (training.loss, training.optimizer) == ("mean_squared_error", "adamw")
    assert training.optimizer_config["beta_1"] == 0.8
    assert [metric.kind for metric in training.metrics] == ["mean_absolute_error", "accuracy"]


def test_what_was_compiled_and_is_not_here_is_named():
    compiled = {
        "loss": "ctc",
        "optimizer": {
            "class_name": "SGD",
            "config": {
                "momentum": 7.0,
                "learning_rate": {"class_name": "CosineDecayRestarts", "config": {}},
            },
        },
        "metrics": ["bleu"],
    }
    found = read_keras(sequence(layer("Dense", "a", units=1), compile_config=compiled))
    assert codes(found) == [
        ("import_training", "training.optimizer.config.momentum"),
        ("import_training", "training.optimizer.schedule"),
        ("import_training", "training.loss"),
        ("import_training", "training.metrics"),
    ]


def nine_times(inner):
    """A model that calls another nine times, one after the other."""
    x = {"name": "x", **layer("InputLayer", "x", batch_shape=[None, 4]), "inbound_nodes": []}
    calls = [heard(("x", 0)), *(heard(("m", number)) for number in range(8))]
    layers = [x, {**inner, "name": "m", "inbound_nodes": calls}]
    ends = {"input_layers": [["x", 0, 0]], "output_layers": [["m", 8, 0]]}
    return layer("Functional", "m", layers=layers, **ends)


def test_models_that_call_each_other_without_end_are_refused():
    inner = layer("Dropout", "d", rate=0.5)
    for _ in range(6):
        inner = nine_times(inner)
    with pytest.raises(LearnerError) as error:
        read_keras(json.dumps(inner))
    assert error.value.code == "too_many_nodes"


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
