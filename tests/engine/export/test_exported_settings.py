"""Every loss, optimizer, schedule, metric and callback is written as something that Keras has."""

from typing import Any

import jax.numpy as jnp
import keras
import pytest

from engine import catalog
from engine.contracts import Chosen
from engine.export import _keras_training as written
from engine.export._facts import facts
from engine.graph.check import check
from engine.graph.fields import filled, knobs, structure
from engine.graph.heads import Head
from engine.graph.read import read
from tests.engine.documents import circle, digits


def exported(document):
    """The text of the part that trains."""
    return "\n".join(written.plan(facts(check(read(document))), None).sections)


def compiled(document):
    """A model that the exported function has made ready."""
    space: dict[str, Any] = {
        "keras": keras,
        "accuracy": lambda y, p: keras.ops.mean(p - y, axis=-1),
    }
    exec(exported(document), space)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    return space["compile_model"](model)


@pytest.mark.parametrize("name", catalog.optimizers())
def test_optimizers(name):
    fields = catalog.optimizers()[name].fields
    given = {f.name: 0.25 for f in fields if f.type == "number" and (f.maximum or 1) > 0.25}
    clips = [each for each in ("clipnorm", "global_clipnorm", "clipvalue") if each in given]
    given = {key: value for key, value in given.items() if key not in clips[1:]}
    loss = {"loss": {"kind": "mean_squared_error"}}
    optimizer = {"optimizer": {"kind": name, "config": given}}
    document = circle(training=loss | optimizer)
    made = compiled(document).optimizer
    assert f"learning_rate={given['learning_rate']}" in exported(document)
    for key, value in given.items() - {("learning_rate", 0.25)}:
        assert getattr(made, key) == pytest.approx(value), key


@pytest.mark.parametrize("name", catalog.schedules())
def test_schedules(name):
    kind = catalog.schedules()[name]
    config, _ = filled(kind.fields, {f.name: 40 for f in kind.fields if f.name == "warmup_steps"})
    text = written.schedule(Chosen(name, tuple(sorted(config.items()))), 0.5)
    made = eval(text, {"keras": keras})
    sliders = {key: jnp.float32(value) for key, value in knobs(kind.fields, config).items()}
    for step in (0.0, 17.0, 700.0, 1000.0, 1900.0):
        plan = structure(kind.fields, config)
        ours = float(kind.rate(jnp.float32(0.5), jnp.float32(step), plan, sliders))
        theirs = made if isinstance(made, float) else float(made(step))
        assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("name", catalog.callbacks())
def test_callbacks(name):
    fields = catalog.callbacks()[name].fields
    given = {
        "monitor": "loss",
        **({"patience": 3} if "patience" in {f.name for f in fields} else {}),
    }
    training = {
        "loss": {"kind": "mean_squared_error"},
        "callbacks": [{"kind": name, "config": given}],
    }
    text = exported(circle(training=training))
    start = text.index("callbacks=[") + len("callbacks=")
    [made] = eval(text[start : text.index("]", start) + 1], {"keras": keras})
    assert (made.monitor, made.patience) == ("loss", 3)


@pytest.mark.parametrize("name", catalog.losses())
def test_losses(name):
    kind = catalog.losses()[name]
    given = {f.name: True if f.type == "boolean" else 0.5 for f in kind.fields}
    head = Head("out", "out", name, filled(kind.fields, given)[0], ())
    written_out = f"loss = {written._loss(head)}"
    space: dict[str, Any] = {"keras": keras}
    exec(written_out, space)
    assert keras.losses.get(space["loss"]) is not None
    assert all(f"{key}={value}" in written_out for key, value in given.items())


@pytest.mark.parametrize("name", catalog.metrics())
def test_metrics(name):
    if "classification" in catalog.metrics()[name].tasks:
        last = ("out", "dense", {"units": 10, "activation": "softmax"})
        loss = {"kind": "categorical_crossentropy"}
        document = digits(("flat", "flatten", {}), last, loss=loss, metrics=[name])
    else:
        loss = {"kind": "mean_squared_error"}
        document = circle(data={"dataset": "plane"}, training={"loss": loss, "metrics": [name]})
    text = exported(document)
    told = f"Keras cannot tell for these targets: {name}." in text
    assert told == catalog.metrics()[name].table
    assert compiled(document).optimizer is not None
