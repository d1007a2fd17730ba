"""Layers for sequences under masks, with dropout and with starts of their own, beside Keras 3."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Weight
from engine.graph.build import drawn
from engine.graph.fields import structure
from engine.layers.text import positional_embedding
from tests.engine.keras_oracle import full
from tests.engine.test_layers_like_keras import Case, close

MASK = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1], [1, 0, 0, 0], [1, 1, 1, 0]], bool)
SEEING = [
    ("simple_rnn", {"units": 3}),
    ("simple_rnn", {"units": 3, "return_sequences": True, "go_backwards": True}),
    ("lstm", {"units": 2}),
    ("lstm", {"units": 2, "return_sequences": True}),
    ("gru", {"units": 2, "go_backwards": True}),
    ("gru", {"units": 2, "return_sequences": True, "reset_after": False}),
    ("bidirectional", {"layer": {"kind": "lstm", "config": {"units": 2}}}),
    (
        "bidirectional",
        {"layer": {"kind": "gru", "config": {"units": 2, "return_sequences": True}}},
    ),
]


@pytest.mark.parametrize(("name", "config"), SEEING)
def test_positions_that_do_not_count_are_passed_over(name, config):
    kind = catalog.layers()[name]
    case = Case(kind, config, ((4, 3),))
    call = case.call(case.weights, case.inputs, False)
    call = replace(call, masks=(jnp.asarray(MASK),))
    ours = kind.apply(call)
    with jax.numpy_dtype_promotion("standard"):
        theirs = case.oracle(jnp.asarray(case.inputs[0]), mask=jnp.asarray(MASK))
    close(ours, theirs)
    assert (kind.mask(call) is not None) == (np.ndim(ours) == 3)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("name", ["attention", "multi_head_attention"])
def test_attention_sees_only_what_counts(name, causal):
    """Rows of queries that do not count themselves are of no interest: nobody reads them."""
    kind = catalog.layers()[name]
    given = {"num_heads": 2, "key_dim": 3} if name == "multi_head_attention" else {}
    case = Case(kind, {**given, "use_causal_mask": causal}, ((4, 3), (4, 3)))
    call = case.call(case.weights, case.inputs, False)
    masks = (jnp.asarray(MASK), jnp.asarray(MASK[::-1] | MASK))
    call = replace(call, masks=masks)
    query, value = (jnp.asarray(x) for x in case.inputs)
    with jax.numpy_dtype_promotion("standard"):
        theirs = case.oracle([query, value], mask=list(masks))
    close(np.asarray(kind.apply(call))[MASK], np.asarray(theirs)[MASK])
    np.testing.assert_array_equal(kind.mask(call), MASK)


def test_an_embedding_marks_fillers():
    kind = catalog.layers()["embedding"]
    case = Case(kind, {"input_dim": 5, "output_dim": 2, "mask_zero": True}, ((3,),))
    words = np.array([[1, 2, 0], [4, 0, 0]], np.float32)
    found = kind.mask(case.call(case.weights, (words,), False))
    np.testing.assert_array_equal(found, case.oracle.compute_mask(jnp.asarray(words)))


def test_an_lstm_starts_with_an_open_forget_gate():
    kind = catalog.layers()["lstm"]
    plan = structure(kind.fields, full("lstm", {"units": 3}))
    bias = next(weight for weight in kind.weights(plan, ((4, 2),)) if weight.name == "bias")
    ours = drawn(bias, np.random.default_rng(0))
    layer = keras.layers.LSTM(3)
    layer.build((None, 4, 2))
    np.testing.assert_array_equal(ours, np.asarray(layer.weights[2].value))
    assert isinstance(bias, Weight)


@pytest.mark.parametrize("name", ["simple_rnn", "lstm", "gru"])
def test_dropout_switches_off_the_same_inputs_at_every_position(name):
    """With an input whose features weigh alike, all positions lose the same share or none do."""
    kind = catalog.layers()[name]
    case = Case(kind, {"units": 2, "dropout": 0.5, "return_sequences": True}, ((6, 3),))
    first = kind.apply(case.call(case.weights, case.inputs, True))
    again = kind.apply(case.call(case.weights, case.inputs, True))
    still = kind.apply(case.call(case.weights, case.inputs, False))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, still)
    calm = Case(kind, {"units": 2, "return_sequences": True}, ((6, 3),))
    quiet = kind.apply(calm.call(case.weights, case.inputs, True))
    close(quiet, still)


def test_fixed_positions_are_the_papers_waves():
    added = np.asarray(positional_embedding.waves(5, 4))[None]
    for place in range(5):
        for pair in range(2):
            angle = place / 10_000 ** (2 * pair / 4)
            close(added[0, place, 2 * pair], np.sin(angle))
            close(added[0, place, 2 * pair + 1], np.cos(angle))
