"""Twenty training steps give Keras's weights, for every loss and optimizer, with L1 and L2."""

from typing import Any

import jax
import keras
import numpy as np
import pytest

from engine import catalog
from engine.train.loop import Turns
from engine.train.plan import make_plan
from engine.train.schedule import Cursor
from tests.engine.keras_oracle import keras_model, set_weights, weights_of
from tests.engine.train.runs import COMPILER, changed, dense, document

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")

VARIANTS = {
    "sgd": [{"learning_rate": 0.05}, {"momentum": 0.9}, {"momentum": 0.8, "nesterov": True}],
    "rmsprop": [{}, {"rho": 0.8, "momentum": 0.5, "epsilon": 1e-4}, {"centered": True}],
    "adam": [{}, {"beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-5}, {"amsgrad": True}],
    "adamw": [{}, {"weight_decay": 0.3, "amsgrad": True}],
    "adamax": [{}, {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-4}],
    "nadam": [{}, {"beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-5}],
    "adagrad": [{}, {"initial_accumulator_value": 0.3, "learning_rate": 0.1, "epsilon": 1e-3}],
    "adadelta": [{}, {"learning_rate": 1.0, "rho": 0.8, "epsilon": 1e-4}],
    "lion": [{}, {"beta_1": 0.8, "beta_2": 0.9, "learning_rate": 0.01}],
}
ENDS = {
    "mean_squared_error": dense(1, "tanh"),
    "binary_crossentropy": dense(1, "sigmoid"),
    "categorical_crossentropy": dense(2, "softmax"),
    "sparse_categorical_crossentropy": dense(2, "softmax"),
    "mean_absolute_error": dense(1, "tanh"),
    "mean_absolute_percentage_error": dense(1, "tanh"),
    "mean_squared_logarithmic_error": dense(1, "softplus"),
    "huber": dense(1, "tanh"),
    "log_cosh": dense(1, "tanh"),
    "hinge": dense(1, "tanh"),
    "squared_hinge": dense(1),
    "categorical_hinge": dense(2),
    "binary_focal_crossentropy": dense(1, "sigmoid"),
    "kl_divergence": dense(2, "softmax"),
    "poisson": dense(1, "softplus"),
    "cosine_similarity": dense(2, "tanh"),
}
# Losses for plain values only; the others learn the two classes of a circle.
VALUES: dict[str, Any] = {"data": {"dataset": "gauss_regression"}, "metrics": []}
CLASSES = {"sgd": "SGD", "rmsprop": "RMSprop", "adamw": "AdamW"}
CASES = [
    pytest.param(loss, optimizer, config, id=f"{loss}-{optimizer}-{number}")
    for loss in catalog.losses()
    for optimizer in catalog.optimizers()
    for number, config in enumerate(VARIANTS[optimizer])
    # Losses and optimizers know nothing of each other: every loss once, every optimizer in full.
    if loss == "mean_squared_error" or (optimizer, number) == ("sgd", 0)
]
LIMITS = [
    {"clipnorm": 0.02, "weight_decay": 0.1},
    {"global_clipnorm": 0.05},
    {"clipvalue": 0.003},
]
LIMITED = [
    pytest.param(optimizer, config, id=f"{optimizer}-{next(iter(config))}")
    for optimizer in catalog.optimizers()
    for config in LIMITS
]


def test_every_kind_is_tried():
    assert set(VARIANTS) == set(catalog.optimizers())
    assert set(ENDS) == set(catalog.losses())


@pytest.mark.parametrize(("loss", "optimizer", "config"), CASES)
def test_twenty_steps(loss, optimizer, config):
    hidden = dense(5, "tanh", kernel_regularizer={"l1": 0.003, "l2": 0.01})
    how: dict[str, Any] = {"optimizer": optimizer, "optimizer_config": config, "batch_size": 12}
    values = "classification" not in catalog.losses()[loss].tasks
    source = document(hidden, ENDS[loss], loss=loss, **how, **(VALUES if values else {}))
    same(trained(source))


@pytest.mark.parametrize(("optimizer", "config"), LIMITED)
def test_clipping_and_decay(optimizer, config):
    layers = dense(5, "tanh", trainable=False), dense(4, "tanh"), dense(1, "tanh")
    same(trained(document(*layers, optimizer=optimizer, optimizer_config=config, batch_size=12)))


@pytest.mark.parametrize("optimizer", catalog.optimizers())
def test_a_schedule_moves_every_optimizer(optimizer):
    config = {"learning_rate": 0.05, "weight_decay": 0.1}
    source = document(dense(4, "tanh"), dense(1, "tanh"), optimizer=optimizer)
    source["training"]["optimizer"] |= {
        "config": config,
        "schedule": {"kind": "exponential_decay", "config": {"decay_steps": 4, "decay_rate": 0.5}},
    }
    same(trained(source, rate=keras.optimizers.schedules.ExponentialDecay(0.05, 4, 0.5)))


def same(both):
    """Equal losses at every step, equal weights after the last."""
    ours, losses, model, theirs = both
    np.testing.assert_allclose(losses, theirs, rtol=1e-4, atol=1e-5)
    for layer in ours.network.layers:
        if layer.weights:
            found = weights_of(layer, ours.state)
            expected = model.get_layer(f"layer_{layer.name}").get_weights()
            for a, b in zip(found, expected, strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)


def test_batch_normalization_and_short_batches():
    source = document(
        dense(6, "relu"), ("batch_normalization", {}), dense(1, "tanh"), batch_size=60
    )
    same(trained(changed(source, "training.optimizer.kind", "adam")))


class Ours:
    def __init__(self, network, state):
        self.network, self.state = network, state


def trained(source, steps=20, rate=None):
    """Our network and Keras's model after the same steps from the same weights, with losses."""
    plan = make_plan(source, jax.devices("cpu")[0])
    network, schedule = plan.network, plan.schedule
    model = keras_model(plan.names.checked)
    set_weights(model, network, network.init(0))
    spec = plan.document.training
    fields = dict(spec.optimizer_config)
    if rate is not None:
        fields["learning_rate"] = rate
    name = CLASSES.get(spec.optimizer, spec.optimizer.title())
    model.compile(
        optimizer=getattr(keras.optimizers, name)(**fields),
        loss=spec.loss,
    )
    order = np.zeros((steps, plan.capacity), np.int32)
    counts = np.zeros(steps, np.int32)
    schedule.fill(Cursor(), order, counts, steps)
    training = plan.rows.data.training
    targets = plan.lesson.encode(training.targets)
    theirs = []
    with jax.numpy_dtype_promotion("standard"):
        for rows, count in zip(order, counts, strict=True):
            model.reset_metrics()
            chosen = rows[:count]
            theirs.append(model.train_on_batch(training.inputs[chosen], targets[chosen]))
    turns = Turns(plan)
    state = plan.first_state(0)
    run = plan.step_program(COMPILER, turns.example(plan, state)).result()
    state, turn = turns.take(plan, run, state, Cursor(), steps)
    return Ours(network, state), turn.losses, model, np.array(theirs, np.float32).ravel()
