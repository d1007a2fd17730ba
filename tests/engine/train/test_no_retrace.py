"""Moving any slider traces nothing: every knob there is, one by one."""

import jax
import pytest

from engine import catalog
from engine.graph.read import read
from tests.engine.train.runs import changed, compiled, dense, document, session
from tests.engine.train.runs import steps as take

PENALTY = {"l1": 0.001, "l2": 0.002}


def everything(optimizer):
    """A network with a knob of every sort."""
    return document(
        dense(6, "tanh", kernel_regularizer=PENALTY),
        ("dropout", {"rate": 0.1}),
        ("batch_normalization", {}),
        dense(1, "tanh"),
        optimizer=optimizer,
    )


def moved(value, field):
    """Another value that the field accepts."""
    if field.type == "boolean":
        return not value
    other = value * 0.5 if value else 0.25
    return min(other, field.maximum) if field.maximum is not None else other


def sliders(source):
    """Dotted places of every knob in a document and a new value for each."""
    document = read(source)
    assert document.data is not None
    found = []
    for number, node in enumerate(document.nodes):
        for field in catalog.layers()[node.kind].fields:
            place = f"nodes.{number}.config.{field.name}"
            if field.type == "regularizer" and node.config[field.name]:
                found += [(f"{place}.l1", 0.0), (f"{place}.l2", 0.05)]
            elif not field.structural and node.config[field.name] is not None:
                found.append((place, moved(node.config[field.name], field)))
    training = document.training
    for field in catalog.optimizers()[training.optimizer].fields:
        if not field.structural and training.optimizer_config[field.name] is not None:
            value = moved(training.optimizer_config[field.name], field)
            found.append((f"training.optimizer.config.{field.name}", value))
    for field in catalog.datasets()[document.data.dataset].fields:
        if not field.structural:
            value = 300 if field.name == "samples" else 20
            found.append((f"data.options.{field.name}", value))
    return [
        *found,
        ("data.validation_split", 0.2),
        ("data.seed", 3),
        ("training.batch_size", 1),
        ("training.batch_size", 32),
        ("training.shuffle", False),
        ("data.dataset", "xor"),
    ]


@pytest.mark.parametrize("optimizer", catalog.optimizers())
def test_no_slider_traces(optimizer, monkeypatch):
    source = everything(optimizer)
    run = session(source)
    run.watch([{"probe": "plane", "node": "l1", "size": 10}])
    compiled(run)
    take(run, 30)
    run.frames()
    lowered = []
    monkeypatch.setattr(
        jax, "jit", lambda *given, **settings: lowered.append(given) or pytest.fail("retraced")
    )
    for place, value in sliders(source):
        assert run.edit(changed(source, place, value)), place
        before = run.step_count
        take(run, 2)
        assert run.step_count == before + 2, place
        assert run.frames(), place
    assert not lowered
