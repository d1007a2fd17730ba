"""Which positions count, and what that does to the numbers: as in Keras, for every kind that takes
sequences."""

import warnings

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest
from keras.src.backend import get_keras_mask, set_keras_mask

from engine import catalog
from engine.contracts import Call
from engine.errors import LearnerError
from engine.graph.build import activations
from engine.graph.fields import knobs, structure
from engine.graph.shapes import frozen, infer
from tests.engine.keras_oracle import batches, full, keras_layer, known

LENGTH, FEATURES, ROWS = 4, 3, 5


def sequences(kind):
    """A config of this kind and as many sequences as it takes, or None when it takes none."""
    shapes = tuple((LENGTH, FEATURES) for _ in range(kind.inputs[0]))
    for config, given in kind.examples:
        wanted = given if all(len(shape) == 2 for shape in given) else shapes
        try:
            infer(kind.name, frozen(structure(kind.fields, full(kind.name, config))), wanted)
        except LearnerError:
            continue
        return config, wanted
    return None


# Word numbers, and queries whose answers nobody reads: see test_sequences_like_keras.py.
APART = ("input", "embedding", "attention", "multi_head_attention")
TAKING = {
    name: found
    for name, kind in catalog.layers().items()
    if name not in APART and known(name) and (found := sequences(kind))
}
CASES = [
    pytest.param(name, training, masked, id=f"{name}-{training}-{masked}")
    for name in TAKING
    for training in (False, True)
    if not (training and catalog.layers()[name].random)
    for masked in ("all", "first", "none")
    if not (masked == "first" and catalog.layers()[name].inputs[0] == 1)
]


def masks_of(shapes, masked):
    """For each input a mask [rows, time] with nothing, something and everything in it, or None."""
    rng = np.random.default_rng(4)
    made = []
    for number, shape in enumerate(shapes):
        mask = rng.random((ROWS, shape[0])) < 0.6
        mask[0], mask[1], mask[2, 0] = True, number == 0, True
        there = masked == "all" or (masked == "first" and number == 0)
        made.append(jnp.asarray(mask) if there else None)
    return tuple(made)


class Pair:
    """A layer on masked sequences, ours and Keras's."""

    def __init__(self, name, masked):
        kind = catalog.layers()[name]
        config, self.shapes = TAKING[name]
        self.kind, self.config = kind, full(name, config)
        self.plan = structure(kind.fields, self.config)
        self.inferred = infer(name, frozen(self.plan), self.shapes)
        rng = np.random.default_rng(1)
        self.weights = {
            w.name: jnp.asarray(rng.uniform(0.2, 1.2, w.shape), jnp.float32)
            for w in self.inferred.weights
        }
        self.inputs = tuple(jnp.asarray(x) for x in batches(self.shapes, ROWS))
        self.masks = masks_of(self.shapes, masked)

    def ours(self, training):
        function = catalog.activations()[self.plan.get("activation", "linear")].apply
        sliders = knobs(self.kind.fields, self.config)
        call = Call(
            self.inputs,
            self.weights,
            self.plan,
            {name: jnp.float32(value) for name, value in sliders.items()},
            training,
            jax.random.key(0),
            jnp.ones(ROWS),
            function,
            self.masks,
            activations(),
        )
        return self.kind.apply(call), self.kind.mask(call)

    def theirs(self, training):
        layer = keras_layer(self.kind.name, self.config)
        given = [jnp.copy(x) for x in self.inputs]
        layer.build([x.shape for x in given] if len(given) > 1 else given[0].shape)
        layer.set_weights([self.weights[w.name] for w in self.inferred.weights])
        for x, mask in zip(given, self.masks, strict=True):
            if mask is not None:
                set_keras_mask(x, mask)
        with warnings.catch_warnings(), jax.numpy_dtype_promotion("standard"):
            warnings.simplefilter("ignore")  # Keras warns where a mask is lost
            answer = layer(given if len(given) > 1 else given[0], training=training)
        return answer, get_keras_mask(answer)


@pytest.mark.parametrize(("name", "training", "masked"), CASES)
def test_masks_and_what_they_do(name, training, masked):
    pair = Pair(name, masked)
    values, mask = pair.ours(training)
    expected, kept = pair.theirs(training)
    np.testing.assert_allclose(values, expected, rtol=1e-5, atol=1e-5)
    assert (mask is None) == (kept is None)
    if mask is not None:
        np.testing.assert_array_equal(mask, kept)


def test_the_kinds_that_sequences_flow_through_are_tried():
    wanted = {"dense", "activation", "batch_normalization", "add", "concatenate", "dot"}
    assert wanted <= set(TAKING)


def test_masks_along_the_time_axis_are_put_in_a_row():
    call_of = Pair("concatenate", "first")
    call_of.plan = {"axis": 1}
    _, mask = call_of.ours(training=False)
    layer = keras.layers.Concatenate(axis=1)
    expected = layer.compute_mask(list(call_of.inputs), list(call_of.masks))
    np.testing.assert_array_equal(mask, expected)
