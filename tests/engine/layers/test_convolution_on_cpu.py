"""On the CPU a convolution is a product of shifted pictures, for inside a loop XLA's own crawls."""

import jax
import jax.numpy as jnp
import pytest

from engine.layers.conv._shifted import convolve
from engine.train.compile_cache import compiled
from engine.train.devices import find_device

CPU = find_device("cpu")
PLAIN = {"groups": 1, "strides": (1, 1), "padding": "same", "dilation_rate": (1, 1)}


def written(image, kernel, **config):
    """The compiled step of a convolution's gradient as text."""

    def pull(x, weights):
        return jnp.sum(jnp.square(convolve(x, weights, {**PLAIN, **config})))

    given = (jax.ShapeDtypeStruct(image, jnp.float32), jax.ShapeDtypeStruct(kernel, jnp.float32))
    return compiled(jax.grad(pull, (0, 1)), given, CPU).as_text()


@pytest.mark.parametrize(
    ("image", "kernel", "config"),
    [
        ((4, 9, 9, 8), (3, 3, 4, 8), {"groups": 2}),
        ((4, 9, 9, 80), (3, 3, 1, 160), {"groups": 80}),
        ((4, 9, 9, 256), (1, 1, 128, 8), {"groups": 2}),
        ((4, 20, 20, 2), (9, 9, 2, 4), {"strides": (2, 2)}),
    ],
    ids=["groups", "depthwise", "two wide groups", "81 taps"],
)
def test_no_stock_convolution(image, kernel, config):
    assert "convolution(" not in written(image, kernel, **config)


def test_copies_of_absurd_size_are_not_made():
    assert "convolution(" in written((1, 64, 64, 16), (32, 32, 16, 2))


def test_a_gpu_beside_it_changes_nothing(monkeypatch):
    """What counts is the device of the run, not the best one of the machine."""
    monkeypatch.setattr(jax, "default_backend", lambda: "gpu")
    assert "convolution(" not in written((2, 9, 9, 1), (3, 3, 1, 2))
