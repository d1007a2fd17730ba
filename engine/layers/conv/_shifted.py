"""Convolution in two ways: as one matrix product of shifted pictures, or as XLA's own operation.

On CPU the matrix product is about twice as fast as XLA's convolution, and unlike it does not slow
down tenfold inside a loop (measured figures: docs and ``python -m engine bench``).
"""

import jax
import jax.numpy as jnp

from engine.contracts import Config
from engine.layers import _window

# Beyond a 7 x 7 window the copies of the picture cost more than the product saves.
MOST_TAPS = 49


def convolve(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """[batch, h, w, c] with a kernel [kh, kw, c / groups, filters] -> [batch, h', w', filters].

    Strides, padding, dilation and groups as ``conv2d`` names them.
    """
    taps = kernel.shape[0] * kernel.shape[1]
    if config["groups"] > 1 or taps > MOST_TAPS or jax.default_backend() != "cpu":
        return _by_xla(x, kernel, config)
    return _by_shifts(x, kernel, config)


def _by_shifts(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """Each tap of the window sees the picture shifted; all shifts side by side make one product."""
    strides, gaps = config["strides"], config["dilation_rate"]
    reach = _window.reach(kernel.shape[:2], gaps)
    border = _window.border(x.shape[1:3], reach, strides, config["padding"])
    padded = jnp.pad(x, ((0, 0), *border, (0, 0)))
    height, width = ((padded.shape[axis + 1] - reach[axis]) // strides[axis] + 1 for axis in (0, 1))
    shifted = [
        jax.lax.slice(
            padded,
            (0, row * gaps[0], column * gaps[1], 0),
            (
                x.shape[0],
                row * gaps[0] + (height - 1) * strides[0] + 1,
                column * gaps[1] + (width - 1) * strides[1] + 1,
                x.shape[3],
            ),
            (1, *strides, 1),
        )
        for row in range(kernel.shape[0])
        for column in range(kernel.shape[1])
    ]
    patches = jnp.concatenate(shifted, axis=-1)
    return jnp.dot(patches, kernel.reshape(-1, kernel.shape[-1]))


def _by_xla(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    reach = _window.reach(kernel.shape[:2], config["dilation_rate"])
    return jax.lax.conv_general_dilated(
        x,
        kernel,
        window_strides=config["strides"],
        padding=_window.border(x.shape[1:3], reach, config["strides"], config["padding"]),
        rhs_dilation=config["dilation_rate"],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=config["groups"],
    )
