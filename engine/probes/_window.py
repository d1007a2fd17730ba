"""The part of an image under one output place of a convolution or a pooling."""

import jax
import jax.numpy as jnp

from engine.contracts import Config

_SLIDING = ("kernel_size", "pool_size", "strides", "dilation_rate")


def pair(value: int | tuple[int, ...] | None, default: tuple[int, int]) -> tuple[int, int]:
    """One number for both axes, or one for each."""
    if value is None:
        return default
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def taps(config: Config, field: str) -> tuple[int, int]:
    """The window's height and width, before it is dilated."""
    return pair(config[field], (1, 1))


def as_picture(
    sequence: jax.Array, place: tuple[jax.Array, ...], config: Config
) -> tuple[jax.Array, tuple[jax.Array, ...], Config]:
    """A sequence, a place in it and its window as a picture one pixel wide."""
    wide = {name: (config[name][0], 1) for name in _SLIDING if config.get(name)}
    return sequence[:, None], (place[0], jnp.int32(0), place[1]), {**config, **wide}


def window(
    image: jax.Array, place: tuple[jax.Array, ...], size: tuple[int, int], config: Config
) -> jax.Array:
    """The window [height, width, channels] that output (row, column) sees, NaN outside the image.

    Padding "same" is split as TensorFlow and Keras split it: the odd one goes below and right.
    """
    strides = pair(config.get("strides"), size)
    dilation = pair(config.get("dilation_rate", 1), (1, 1))
    reach = [(n - 1) * d + 1 for n, d in zip(size, dilation, strict=True)]
    before = [0, 0]
    if config["padding"] == "same":
        for axis in (0, 1):
            length = image.shape[axis]
            outputs = -(-length // strides[axis])
            needed = (outputs - 1) * strides[axis] + reach[axis] - length
            before[axis] = max(0, needed) // 2
    if config["padding"] == "causal":
        before[0] = reach[0] - 1
    padded = jnp.pad(
        image,
        ((before[0], reach[0]), (before[1], reach[1]), (0, 0)),
        constant_values=jnp.nan,
    )
    start = (place[0] * strides[0], place[1] * strides[1], jnp.int32(0))
    seen = jax.lax.dynamic_slice(padded, start, (reach[0], reach[1], image.shape[2]))
    return seen[:: dilation[0], :: dilation[1]]
