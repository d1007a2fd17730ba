"""Class weights: a step is Keras's, scores are left alone, moving a weight compiles nothing."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine.contracts import Batch
from engine.errors import LearnerErrors
from engine.graph.build import knobs as node_knobs
from engine.graph.check import check
from engine.graph.fingerprint import fingerprint
from engine.graph.read import read
from engine.train.class_weight import class_weights
from engine.train.plan import make_plan
from tests.engine.keras_oracle import keras_model, set_weights, weights_of
from tests.engine.train.runs import changed, dense, document, session, settle

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")

CPU = jax.devices("cpu")[0]
ENDS = {
    "binary_crossentropy": dense(1, "sigmoid"),
    "sparse_categorical_crossentropy": dense(2, "softmax"),
    "categorical_crossentropy": dense(2, "softmax"),
}


def stepped(plan, rows):
    """The state after one step over the first rows, and its loss."""
    state = plan.first_state(0)
    examples = plan.rows.data.training
    inputs, targets = examples.inputs[:rows], plan.lesson.encode(examples.targets[:rows])

    def step(state, inputs, targets, knobs):
        batch = Batch(inputs, targets, jnp.ones(rows, jnp.float32))
        return plan.lesson.step(state, batch, knobs, jax.random.key(0))

    after, loss, _ = jax.jit(step)(state, inputs, targets, plan.knobs)
    return after, float(loss), inputs, targets


@pytest.mark.parametrize("loss", ENDS)
def test_a_weighted_step_is_keras_s(loss):
    source = document(
        dense(4, "tanh"), ENDS[loss], loss=loss, class_weight={"0": 0.5, "1": 3}, metrics=[]
    )
    plan = make_plan(source, CPU)
    model = keras_model(plan.names.checked)
    set_weights(model, plan.network, plan.network.init(0))
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss=loss)
    state, ours, inputs, targets = stepped(plan, 20)
    fit: Any = model.train_on_batch
    with jax.numpy_dtype_promotion("standard"):
        theirs = fit(inputs, targets, class_weight={0: 0.5, 1: 3.0})
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)
    for layer in plan.network.layers:
        if layer.weights:
            expected = model.get_layer(f"layer_{layer.name}").get_weights()
            for found, wanted in zip(weights_of(layer, state), expected, strict=True):
                np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


def test_balanced_classes_count_the_same_in_sum():
    source = document(dense(1, "tanh"), data={"validation_split": 0.37}, class_weight="balanced")
    rows = make_plan(source, CPU).rows
    weights = class_weights("balanced", rows)["classes"]
    labels = rows.data.training.targets[rows.training]
    sums = [weights[number] * (labels == number).sum() for number in range(2)]
    np.testing.assert_allclose(sums, len(labels) / 2, rtol=1e-6)


def test_signs_and_one_hot_rows_find_their_weights():
    for layers in ((dense(1, "tanh"),), (dense(2, "tanh"),)):
        plain = document(*layers, metrics=[])
        only_second = changed(plain, "training.class_weight", {"0": 0, "1": 1})
        plan = make_plan(only_second, CPU)
        _, loss, inputs, targets = stepped(plan, 20)
        _, whole, _, _ = stepped(make_plan(plain, CPU), 20)
        second = plan.rows.data.training.targets[:20] == 1
        assert 0 < second.sum() < 20
        variables = plan.network.init(0)
        outputs = plan.network.apply(
            variables,
            jnp.asarray(inputs),
            node_knobs(plan.names.checked.document),
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(20, jnp.float32),
        ).values[plan.network.output]
        losses = np.mean((np.asarray(outputs) - targets) ** 2, axis=1)
        np.testing.assert_allclose(loss, losses[second].sum() / 20, rtol=1e-5)
        np.testing.assert_allclose(whole, losses.mean(), rtol=1e-5)


def test_scores_have_no_weights():
    plain = document(dense(2, "tanh"), dense(1, "tanh"))
    heavy = changed(plain, "training.class_weight", {"0": 7, "1": 9})
    figures = [session(source).score("test") for source in (plain, heavy)]
    assert figures[0] == figures[1]


def test_moving_a_weight_goes_on_and_switching_weights_on_begins_anew():
    source = document(dense(1, "tanh"), class_weight={"0": 1, "1": 2})
    other = changed(source, "training.class_weight", {"0": 1, "1": 5})
    without = changed(source, "training.class_weight", None)
    prints = [fingerprint(check(read(each))) for each in (source, other, without)]
    assert prints[0] == prints[1] != prints[2]
    run = session(source)
    run.step(3)
    settle(run)
    assert run.edit(other)
    assert run.step_count == 3
    run.step(1)
    settle(run)
    assert run.step_count == 4


def test_a_loss_about_counts_refuses_targets_below_zero():
    source = document(
        dense(1, "softplus"), data={"dataset": "gauss_regression"}, loss="poisson", metrics=[]
    )
    with pytest.raises(LearnerErrors) as refused:
        make_plan(source, CPU)
    (problem,) = refused.value.errors
    assert (problem.code, problem.field) == ("negative_targets", "training.loss.kind")
