"""Batch normalization where it is neither plain training nor plain inference: frozen, masked."""

import jax
import jax.numpy as jnp
import keras
import numpy as np

from engine.contracts import Call
from engine.layers.norm.batch_normalization import apply, updates

RNG = np.random.default_rng(0)
X = RNG.normal(2, 3, (5, 4, 3)).astype(np.float32)
WEIGHTS = {
    name: RNG.uniform(0.2, 1.2, 3).astype(np.float32)
    for name in ("gamma", "beta", "moving_mean", "moving_variance")
}


def call_of(x=X, mask=None, trainable=1.0, present=None):
    return Call(
        (jnp.asarray(x),),
        {name: jnp.asarray(value) for name, value in WEIGHTS.items()},
        {"scale": True, "center": True},
        {
            "momentum": jnp.float32(0.9),
            "epsilon": jnp.float32(0.001),
            "trainable": jnp.float32(trainable),
        },
        True,
        jax.random.key(0),
        jnp.ones(len(x)) if present is None else jnp.asarray(present),
        lambda sums: sums,
        (mask,),
    )


def keras_layer(trainable=True):
    layer = keras.layers.BatchNormalization(momentum=0.9, trainable=trainable)
    layer.build((None, 4, 3))
    layer.set_weights(list(WEIGHTS.values()))
    return layer


def same(call, layer, answer):
    np.testing.assert_allclose(apply(call), answer, rtol=1e-5, atol=1e-5)
    moved = updates(call)
    for name in ("moving_mean", "moving_variance"):
        np.testing.assert_allclose(moved[name], getattr(layer, name), rtol=1e-5, atol=1e-5)


def test_frozen_it_uses_what_it_has_and_remembers_nothing():
    layer = keras_layer(trainable=False)
    call = call_of(trainable=0.0)
    same(call, layer, layer(X, training=True))
    for name in ("moving_mean", "moving_variance"):
        np.testing.assert_array_equal(updates(call)[name], WEIGHTS[name])


def test_masked_positions_do_not_count():
    mask = RNG.random((5, 4)) < 0.6
    layer = keras_layer()
    with jax.numpy_dtype_promotion("standard"):
        answer = layer(jnp.asarray(X), training=True, mask=jnp.asarray(mask))
    same(call_of(mask=jnp.asarray(mask)), layer, answer)


def test_masked_padding_rows_do_not_count_either():
    mask = RNG.random((5, 4)) < 0.6
    more = np.concatenate([X, 99 + X[:2]])
    longer = jnp.asarray(np.concatenate([mask, mask[:2]]))
    padded = call_of(more, longer, present=[1.0] * 5 + [0.0] * 2)
    plain = call_of(mask=jnp.asarray(mask))
    np.testing.assert_allclose(apply(padded)[:5], apply(plain), rtol=1e-5, atol=1e-5)


def test_no_position_at_all_gives_finite_numbers():
    call = call_of(mask=jnp.zeros((5, 4), bool))
    assert np.isfinite(apply(call)).all()
    assert all(np.isfinite(value).all() for value in updates(call).values())
