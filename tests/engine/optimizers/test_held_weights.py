"""Weights that are held: frozen layers stay, norms keep their bound, penalties pull as in Keras."""

import jax
import numpy as np
import pytest

from engine import catalog
from engine.train.loop import Turns
from engine.train.plan import make_plan
from engine.train.schedule import Cursor
from tests.engine.keras_oracle import weights_of
from tests.engine.optimizers.test_steps_like_keras import trained
from tests.engine.train.runs import COMPILER, changed, dense, document

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")

FROZEN = document(
    dense(5, "tanh", trainable=False, kernel_regularizer={"l1": 0.01, "l2": 0.01}),
    ("batch_normalization", {"trainable": False}),
    dense(4, "tanh"),
    dense(1, "tanh"),
)


def taken(plan, run, state, steps=20):
    """The state after so many steps more, as arrays of the host."""
    turns = Turns(plan)
    state, turn = turns.take(plan, run, state, Cursor(), steps)
    assert np.isfinite(turn.losses).all()
    return state


def program(plan, state):
    return plan.step_program(COMPILER, Turns(plan).example(plan, state)).result()


def tensors(plan, state):
    """Every layer's tensors, copied: the steps give their memory away."""
    layers = plan.network.layers
    return {
        layer.name: [np.array(w) for w in weights_of(layer, state)]
        for layer in layers
        if layer.weights
    }


@pytest.mark.parametrize("optimizer", catalog.optimizers())
def test_frozen_layers_stay_and_thaw_without_compiling(optimizer, monkeypatch):
    source = changed(FROZEN, "training.optimizer.kind", optimizer)
    plan = make_plan(source, jax.devices("cpu")[0])
    names = [layer.name for layer in plan.network.layers if layer.weights]
    state = plan.first_state(0)
    run = program(plan, state)
    before = tensors(plan, state)
    state = taken(plan, run, state)
    after = tensors(plan, state)
    for name in names[:2]:
        for a, b in zip(before[name], after[name], strict=True):
            np.testing.assert_array_equal(a, b)
    for name in names[2:]:
        assert not np.array_equal(before[name][0], after[name][0])

    thawed = changed(source, "nodes.1.config.trainable", True)
    thawed = changed(thawed, "nodes.2.config.trainable", True)
    other = make_plan(thawed, jax.devices("cpu")[0])
    assert other.fingerprint == plan.fingerprint
    monkeypatch.setattr(jax, "jit", lambda *_given, **_settings: pytest.fail("compiled again"))
    state = taken(other, run, state)
    moved = tensors(other, state)
    for name in names:
        for a, b in zip(after[name], moved[name], strict=True):
            assert not np.array_equal(a, b), name


def same_as_keras(source):
    ours, losses, model, theirs = trained(source)
    np.testing.assert_allclose(losses, theirs, rtol=1e-4, atol=1e-5)
    for layer in ours.network.layers:
        if layer.weights:
            found = weights_of(layer, ours.state)
            expected = model.get_layer(f"layer_{layer.name}").get_weights()
            for a, b in zip(found, expected, strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4)
    return ours


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_largest_norm_is_keras_s(optimizer):
    hidden = dense(6, "relu", kernel_constraint={"max_norm": 0.4})
    source = document(hidden, dense(1, "tanh"), optimizer=optimizer, batch_size=12)
    ours = same_as_keras(changed(source, "training.optimizer.config", {"learning_rate": 0.05}))
    held = next(layer for layer in ours.network.layers if layer.weights)
    before, after = (
        np.linalg.norm(weights_of(held, variables)[0], axis=0)
        for variables in (ours.network.init(0), ours.state)
    )
    assert before.max() > 0.5
    assert after.max() <= 0.4 + 1e-5


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_penalties_on_outputs_and_biases_are_keras_s(optimizer):
    hidden = dense(
        6,
        "tanh",
        activity_regularizer={"l1": 0.02, "l2": 0.03},
        bias_regularizer={"l1": 0.02, "l2": 0.05},
        bias_initializer="ones",
    )
    source = document(hidden, dense(1, "tanh"), optimizer=optimizer, batch_size=12)
    same_as_keras(source)


def test_frozen_layers_train_as_keras_s():
    same_as_keras(changed(FROZEN, "training.batch_size", 12))


def test_penalties_on_scale_and_shift_are_keras_s():
    prices = {"gamma_regularizer": {"l2": 0.1}, "beta_regularizer": {"l2": 0.2}}
    source = document(
        dense(6), ("batch_normalization", prices), ("layer_normalization", prices), dense(1, "tanh")
    )
    same_as_keras(changed(source, "training.batch_size", 12))
