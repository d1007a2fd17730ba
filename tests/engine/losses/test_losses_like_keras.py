"""Every loss and metric computes what Keras 3 computes, gradients included."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.learning.supervised import mean_of_present

CLASSES = 4
RNG = np.random.default_rng(5)


def example(kind):
    """Targets as the loss wants them and outputs it may see, some of them extreme."""
    numbers = RNG.integers(0, CLASSES, 6).astype(np.int32)
    shares = np.exp(RNG.normal(size=(6, CLASSES)) * 3).astype(np.float32)
    shares /= shares.sum(axis=1, keepdims=True)
    shares[0] = [1, 0, 0, 0]  # certain: the logarithm must not overflow
    if kind.targets == "classes":
        return numbers, shares
    if kind.targets == "one_hot":
        return np.eye(CLASSES, dtype=np.float32)[numbers], shares
    if kind.name.startswith("binary"):
        return RNG.integers(0, 2, (6, 3)).astype(np.float32), shares[:, :3]
    return RNG.normal(size=(6, 3)).astype(np.float32), RNG.normal(size=(6, 3)).astype(np.float32)


@pytest.mark.parametrize("name", catalog.losses())
def test_value_and_gradient(name):
    kind = catalog.losses()[name]
    target, output = example(kind)
    oracle: Any = keras.losses.get(name)

    def ours(output):
        return jnp.mean(kind.apply(jnp.asarray(target), output, {}, {}))

    def theirs(output):
        return jnp.mean(oracle(target, output))

    np.testing.assert_allclose(ours(output), theirs(output), rtol=1e-5, atol=1e-6)
    with jax.numpy_dtype_promotion("standard"):
        expected = jax.grad(theirs)(jnp.asarray(output))
    found = jax.grad(ours)(jnp.asarray(output))
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", catalog.losses())
def test_one_finite_number_an_example(name):
    kind = catalog.losses()[name]
    target, output = example(kind)
    losses = kind.apply(jnp.asarray(target), jnp.asarray(output), {}, {})
    assert losses.shape == (6,)
    assert np.all(np.isfinite(losses))


@pytest.mark.parametrize(
    ("form", "oracle"),
    [
        ("classes", keras.metrics.sparse_categorical_accuracy),
        ("one_hot", keras.metrics.categorical_accuracy),
        ("zero_one", keras.metrics.binary_accuracy),
    ],
)
def test_accuracy_is_keras_s(form, oracle):
    numbers = RNG.integers(0, CLASSES, 200).astype(np.int32)
    output = RNG.uniform(size=(200, CLASSES)).astype(np.float32)
    target = {
        "classes": numbers,
        "one_hot": np.eye(CLASSES, dtype=np.float32)[numbers],
        "zero_one": RNG.integers(0, 2, (200, CLASSES)).astype(np.float32),
    }[form]
    found = catalog.metrics()["accuracy"].apply(jnp.asarray(target), jnp.asarray(output), form, {})
    with jax.numpy_dtype_promotion("standard"):
        expected = np.asarray(oracle(target, output), np.float32)
    means = expected.reshape(len(output), -1).mean(axis=1)  # Keras averages outputs later
    np.testing.assert_allclose(found, means, atol=1e-6)


def test_accuracy_splits_signs_at_zero():
    target = jnp.array([[1.0], [-1.0], [1.0], [-1.0]])
    output = jnp.array([[0.2], [-0.1], [-0.3], [0.4]])
    found = catalog.metrics()["accuracy"].apply(target, output, "signs", {})
    np.testing.assert_array_equal(found, [1, 1, 0, 0])


def test_mean_absolute_error_is_keras_s():
    target, output = (RNG.normal(size=(7, 3)).astype(np.float32) for _ in range(2))
    found = catalog.metrics()["mean_absolute_error"].apply(
        jnp.asarray(target), jnp.asarray(output), "values", {}
    )
    np.testing.assert_allclose(found, keras.losses.mean_absolute_error(target, output), rtol=1e-6)


def test_padding_does_not_count():
    values = jnp.array([1.0, 3.0, jnp.nan])
    assert mean_of_present(values, jnp.array([1.0, 1.0, 0.0])) == 2.0
