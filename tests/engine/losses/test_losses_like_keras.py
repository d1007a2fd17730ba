"""Every loss, with every setting, computes what Keras 3 computes, gradients included."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.graph.fields import filled, knobs, structure
from engine.learning.supervised import mean_of_present

CLASSES = 4
LOGITS, SMOOTH = {"from_logits": True}, {"label_smoothing": 0.2}
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "huber": [{"delta": 0.4}],
    "binary_crossentropy": [LOGITS, SMOOTH, LOGITS | SMOOTH],
    "binary_focal_crossentropy": [
        {"gamma": 1.5},
        {"apply_class_balancing": True, "alpha": 0.6},
        LOGITS | SMOOTH,
    ],
    "categorical_crossentropy": [LOGITS, SMOOTH, LOGITS | SMOOTH],
    "sparse_categorical_crossentropy": [LOGITS],
}
CASES = [
    pytest.param(name, config, id=f"{name}-{number}")
    for name in catalog.losses()
    for number, config in enumerate([{}, *VARIANTS.get(name, [])])
]


def example(kind, config):
    """Targets as the loss wants them and outputs it may see, some of them extreme."""
    rng = np.random.default_rng(5)
    numbers = rng.integers(0, CLASSES, 6).astype(np.int32)
    sums = (rng.normal(size=(6, CLASSES)) * 3).astype(np.float32)
    shares = np.exp(sums)
    shares /= shares.sum(axis=1, keepdims=True)
    shares[0] = [1, 0, 0, 0]  # certain: the logarithm must not overflow
    sums[0] = [100, -100, 0, 0]
    output = sums if config.get("from_logits") or kind.wants in (None, "signs") else shares
    if kind.targets == "classes":
        return numbers, output
    if kind.targets == "one_hot":
        return np.eye(CLASSES, dtype=np.float32)[numbers], output
    yes_or_no = rng.integers(0, 2, (6, 3)).astype(np.float32)
    if kind.wants == "signs":
        return 2 * yes_or_no - 1, output[:, :3]
    if kind.wants == "probabilities":
        return yes_or_no, output[:, :3]
    values = rng.normal(size=(6, 3)).astype(np.float32)
    return (np.abs(values) if kind.wants == "positive" else values), output[:, :3]


def lossy(kind, config):
    """The loss of a batch, for its settings."""
    full, problems = filled(kind.fields, config)
    assert not problems
    plan = structure(kind.fields, full)
    sliders = {name: jnp.float32(value) for name, value in knobs(kind.fields, full).items()}
    return lambda target, output: kind.apply(jnp.asarray(target), output, plan, sliders)


@pytest.mark.parametrize(("name", "config"), CASES)
def test_value_and_gradient(name, config):
    kind = catalog.losses()[name]
    target, output = example(kind, config)
    oracle: Any = keras.losses.get(name)
    apply = lossy(kind, config)

    def ours(output):
        losses = apply(target, output)
        return jnp.mean(losses), losses

    def theirs(output):
        losses = oracle(target, output, **config)
        return jnp.mean(losses), losses

    with jax.numpy_dtype_promotion("standard"):
        expected, losses = jax.grad(theirs, has_aux=True)(jnp.asarray(output))
    found, mine = jax.grad(ours, has_aux=True)(jnp.asarray(output))
    assert mine.shape == (6,)
    assert np.all(np.isfinite(mine))
    np.testing.assert_allclose(mine, losses, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ["hinge", "squared_hinge"])
def test_hinge_reads_zeros_as_the_other_side(name):
    kind = catalog.losses()[name]
    yes_or_no, output = np.array([[0.0], [1.0]], np.float32), np.array([[0.3], [-0.2]], np.float32)
    found = lossy(kind, {})(yes_or_no, jnp.asarray(output))
    oracle: Any = keras.losses.get(name)
    with jax.numpy_dtype_promotion("standard"):
        expected = np.asarray(oracle(yes_or_no, output))
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    np.testing.assert_allclose(found, lossy(kind, {})(2 * yes_or_no - 1, output), rtol=1e-6)


def test_padding_does_not_count():
    values = jnp.array([1.0, 3.0, jnp.nan])
    assert mean_of_present(values, jnp.array([1.0, 1.0, 0.0])) == 2.0
