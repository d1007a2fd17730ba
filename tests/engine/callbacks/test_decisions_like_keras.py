"""Fed with the same epochs, callbacks decide as Keras's do: stop, restore, slow down."""

import random

import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import EpochEnd
from engine.graph.fields import filled

# Keras 3.15 itself calls something that NumPy 2.5 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")

START = 0.1
CURVES = {
    "falls, then rises": [1.0, 0.8, 0.7, 0.72, 0.71, 0.75, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3],
    "flat": [0.5] * 12,
    "rises": [0.1 * number for number in range(12)],
    "to and fro": [random.Random(4).random() for _ in range(30)],
    "slowly down": [1 - 0.00005 * number for number in range(30)],
}
STOPPING = [
    {},
    {"patience": 2},
    {"patience": 3, "restore_best_weights": True},
    {"patience": 2, "min_delta": 0.05, "start_from_epoch": 3},
    {"patience": 4, "baseline": 0.6, "restore_best_weights": True},
    {"patience": 2, "mode": "max"},
]
SLOWING = [
    {"patience": 2},
    {"patience": 1, "cooldown": 2, "factor": 0.5},
    {"patience": 0, "min_lr": 0.02},
    {"patience": 2, "min_delta": 0.1, "mode": "max"},
]


class Model:
    """As much of a model as Keras's callbacks ask for; its weights are the epoch's number."""

    metrics = ()

    def __init__(self):
        self.optimizer = keras.optimizers.SGD(START)
        self.stop_training, self.weights = False, -1

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def keras_told(callback, curve):
    """The epoch it stopped at, the weights there, and each epoch's learning rate."""
    model, rates = Model(), []
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(curve):
        model.weights = epoch
        callback.on_epoch_end(epoch, {"val_loss": value})
        rates.append(float(np.asarray(model.optimizer.learning_rate)))
        if model.stop_training:
            callback.on_train_end()
            return epoch, model.weights, rates
    return None, model.weights, rates


def ours_told(kind, config, curve):
    values, problems = filled(kind.fields, config)
    assert not problems
    memory, rate, best, rates = {}, float(np.float32(START)), None, []
    for epoch, value in enumerate(curve):
        memory, verdict = kind.judge(memory, EpochEnd(epoch, value, "lower", rate), values)
        rate = rate if verdict.learning_rate is None else verdict.learning_rate
        rates.append(rate)
        best = epoch if verdict.keep else best
        if verdict.stop:
            return epoch, best if verdict.restore else epoch, rates
    return None, len(curve) - 1, rates


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("config", STOPPING, ids=str)
def test_early_stopping(config, curve):
    theirs = keras.callbacks.EarlyStopping(**config)
    ours = ours_told(catalog.callbacks()["early_stopping"], config, CURVES[curve])
    assert ours[:2] == keras_told(theirs, CURVES[curve])[:2]


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("config", SLOWING, ids=str)
def test_reduce_on_plateau(config, curve):
    theirs = keras.callbacks.ReduceLROnPlateau(**config)
    ours = ours_told(catalog.callbacks()["reduce_lr_on_plateau"], config, CURVES[curve])
    np.testing.assert_allclose(ours[2], keras_told(theirs, CURVES[curve])[2], rtol=1e-5)


@pytest.mark.parametrize("name", catalog.callbacks())
def test_the_fields_are_keras_s(name):
    kind = catalog.callbacks()[name]
    values, _ = filled(kind.fields, {})
    made = {"early_stopping": "EarlyStopping", "reduce_lr_on_plateau": "ReduceLROnPlateau"}
    theirs = getattr(keras.callbacks, made[name])()
    for field, value in values.items():
        assert (
            abs(value - getattr(theirs, field)) == 0
            if isinstance(value, float)
            else (value == getattr(theirs, field))
        )
