"""Several inputs, several outputs and shared weights: twenty steps are Keras's."""

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine.contracts import Batch
from engine.errors import LearnerErrors
from engine.graph.heads import heads
from engine.train.plan import make_plan
from engine.train.rows import row_weights
from tests.engine.keras_oracle import keras_model, set_weights, weights_of
from tests.engine.train.joins import columns, dense, document, two_towers

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")

CPU = jax.devices("cpu")[0]
ROWS, STEPS = 16, 20


def fitted(source):
    """Our losses and figures over twenty steps and Keras's, and both sets of weights."""
    plan = make_plan(source, CPU)
    outputs = heads(plan.names.checked.document.training, plan.network.output)
    ends = [head.node for head in outputs]
    model = keras_model(plan.names.checked, ends)
    set_weights(model, plan.network, plan.network.init(3))
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=[head.loss for head in outputs],
        loss_weights=[head.weight for head in outputs],
        metrics=[[metric.kind for metric in head.metrics] for head in outputs],
    )
    state, data = plan.first_state(3), plan.data()

    @jax.jit
    def step(state, inputs, targets, present, weights, knobs):
        batch = Batch(inputs, targets, present, weights)
        return plan.lesson.step(state, batch, knobs, jax.random.key(0))

    ours, theirs = [], []
    for number in range(STEPS):
        rows = np.arange(number, number + ROWS)
        batch = _batch(data, rows)
        given = (batch.inputs, batch.targets, batch.present, batch.weights)
        after, loss, told = step(state, *given, plan.knobs)
        state = {**after, "step": np.int32(number + 1)}
        ours.append([float(loss), *plan.lesson.metrics.told(np.asarray(told)).values()])
        inputs = [_taken(layer, batch.inputs) for layer in plan.network.layers if not layer.inputs]
        weight = None if batch.weights is None else np.asarray(batch.weights)
        model.reset_metrics()
        with jax.numpy_dtype_promotion("standard"):
            wanted = _targets(plan, batch, outputs)
            told = model.train_on_batch(inputs, wanted, sample_weight=weight, return_dict=True)
        theirs.append([told["loss"], *_named(told, plan.lesson.metrics.names, outputs)])
    return plan, np.array(ours), np.array(theirs), state, model


def _batch(data, rows):
    weights = data["weights"][rows] if "weights" in data else None
    targets = jax.tree.map(lambda each: each[rows], data["targets"])
    present = jnp.ones(len(rows), jnp.float32)
    return Batch(data["inputs"][rows] * data["scale"], targets, present, weights)


def _taken(layer, inputs):
    return np.asarray(inputs if layer.columns is None else inputs[:, np.array(layer.columns)])


def _targets(plan, batch, outputs):
    given = batch.targets if len(outputs) > 1 else (batch.targets,)
    found = []
    for head, targets in zip(outputs, given, strict=True):
        taken = plan.network.targets.get(head.node)
        whole = batch.inputs if taken is None else batch.inputs[:, np.array(taken)]
        found.append(np.asarray(whole if head.target else targets))
    return found


def _named(told, names, outputs):
    """Keras's figures in our order: it calls outputs after their layers."""
    keras_names = {f"layer_{head.node}": head.name for head in outputs}
    renamed = {}
    for name, value in told.items():
        for theirs, ours in keras_names.items():
            name = name.replace(f"{theirs}_", f"{ours}_")
        renamed[name] = value
    return [renamed[name] for name in names]


def agree(plan, ours, theirs, state, model):
    np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=1e-6)
    for layer in plan.network.layers:
        if layer.weights:
            expected = model.get_layer(f"layer_{layer.name}").get_weights()
            for found, wanted in zip(weights_of(layer, state), expected, strict=True):
                np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5)


def test_three_outputs_of_two_inputs_and_a_shared_layer():
    plan, ours, *rest = fitted(two_towers())
    assert plan.lesson.metrics.names == (
        *("kind_loss", "guess_loss", "back_loss"),
        *("kind_accuracy", "guess_mean_squared_error"),
    )
    assert ours[-1, 0] < ours[0, 0]
    agree(plan, ours, *rest)


def test_rows_weigh_what_their_column_says():
    agree(*fitted(two_towers(sample_weight="alcohol")))
    alike, weighed = (make_plan(two_towers(sample_weight=at), CPU) for at in (None, "alcohol"))
    assert alike.fingerprint != weighed.fingerprint
    heavy = np.asarray(weighed.data()["weights"])[: len(weighed.rows.data.training)]
    assert 10 < heavy.min() < heavy.max() < 16  # percent by volume, not standardized


@pytest.mark.parametrize("scaling", ["standardize", "normalize", "none"])
def test_rows_weigh_in_the_unit_of_their_column_however_it_is_scaled(scaling: str):
    source = document([columns("in", "lotsize"), dense("out", 1)], ["in out"])
    source["data"] = {"dataset": "housing", "options": {"scaling": scaling}}
    source["training"]["sample_weight"] = "lotsize"
    weights = row_weights(make_plan(source, CPU).rows, "lotsize")
    assert weights.min() >= 1000  # square feet
    np.testing.assert_allclose(weights, np.rint(weights), atol=0.01)


def test_a_column_with_negative_values_weighs_nothing():
    source = two_towers(sample_weight="x1")
    source["data"] = {"dataset": "circle"}
    source["nodes"] = [columns("in", "x1"), dense("out", 1, "tanh")]
    source["edges"] = [["in", "out"]]
    source["training"]["outputs"] = {"out": {"loss": {"kind": "mean_squared_error"}}}
    with pytest.raises(LearnerErrors) as caught:
        make_plan(source, CPU)
    (problem,) = caught.value.errors
    assert (problem.code, problem.field) == ("negative_weights", "training.sample_weight")


def test_normalization_with_shared_statistics():
    nodes = [
        columns("left", "hue", "ash"),
        columns("right", "proline", "alcohol"),
        {"id": "n", "kind": "batch_normalization"},
        {"id": "n2", "kind": "batch_normalization", "shares": "n"},
        {"id": "both", "kind": "subtract"},
        dense("out", 3, "softmax"),
    ]
    edges = ["left n", "right n2", "n both", "n2 both", "both out"]
    loss = {"kind": "sparse_categorical_crossentropy"}
    plan, *rest = fitted(document(nodes, edges, loss=loss, metrics=["accuracy"]))
    assert plan.names.checked.params == 8 + 9
    agree(plan, *rest)


def test_penalties_of_a_shared_layer_count_once():
    source = two_towers()
    source["nodes"][2]["config"] |= {"kernel_regularizer": {"l1": 0.01, "l2": 0.02}}
    agree(*fitted(source))
