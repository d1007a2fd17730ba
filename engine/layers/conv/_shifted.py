"""Convolution in two ways: as one matrix product of shifted pictures, or as XLA's own operation.

On CPU the matrix product is about twice as fast as XLA's convolution, and unlike it does not slow
down tenfold inside a loop (measured figures: docs and ``python -m engine bench``).
"""

from typing import cast

import jax
import jax.numpy as jnp

from engine.contracts import Config
from engine.layers import _window

# Beyond a 7 x 7 window the copies of the picture cost more than the product saves.
MOST_TAPS = 49
# Up to 3 x 3 all shifts are copied at once; beyond, shifting along one axis after the other runs
# as fast and compiles in half the time (5 x 5: ten slices instead of twenty-five).
FEW_TAPS = 9
# Bytes of copies that are made at a time.
CACHE = 4 << 20


def convolve(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """[batch, h, w, c] with a kernel [kh, kw, c / groups, filters] -> [batch, h', w', filters].

    Strides, padding, dilation and groups as ``conv2d`` names them.
    """
    taps = kernel.shape[0] * kernel.shape[1]
    if config["groups"] > 1 or taps > MOST_TAPS or jax.default_backend() != "cpu":
        return _by_xla(x, kernel, config)
    return _by_shifts(x, kernel, config)


def _by_shifts(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """Each tap of the window sees the picture shifted; all shifts side by side make one product.

    The copies are as many times larger than the picture as the window has taps, so a large batch
    goes through in pieces that stay in the processor's cache, and the copies are made again for
    the gradient instead of being kept: 1.7 times faster on the small CNN's whole step.
    """
    taps, filters = kernel.shape[0] * kernel.shape[1], kernel.shape[-1]
    flat = kernel.reshape(-1, filters)

    def product(images: jax.Array) -> jax.Array:
        return jnp.dot(_shifts(images, kernel.shape[:2], config), flat)

    strides = config["strides"]
    spots = -(-x.shape[1] // strides[0]) * -(-x.shape[2] // strides[1])
    images = _piece(x.shape[0], spots * taps * x.shape[3] * x.dtype.itemsize)
    if images == x.shape[0]:
        return product(x)
    pieces = x.reshape(-1, images, *x.shape[1:])
    answers = cast("jax.Array", jax.lax.map(jax.checkpoint(product), pieces))
    return answers.reshape(x.shape[0], *answers.shape[2:])


def _piece(batch: int, size: int) -> int:
    """How many images of ``size`` bytes of copies go together: a divisor of the batch."""
    if batch * size <= 2 * CACHE:
        return batch
    return max(n for n in range(1, batch + 1) if batch % n == 0 and (n * size <= CACHE or n == 1))


def _shifts(x: jax.Array, window: tuple[int, ...], config: Config) -> jax.Array:
    """[batch, h, w, c] -> [batch, h', w', taps * c], rows of the window first."""
    strides, gaps = config["strides"], config["dilation_rate"]
    reach = _window.reach(window, gaps)
    border = _window.border(x.shape[1:3], reach, strides, config["padding"])
    padded = jnp.pad(x, ((0, 0), *border, (0, 0)))

    def along(axis: int, picture: jax.Array) -> list[jax.Array]:
        """The picture as each tap along one axis sees it."""
        gap, stride = gaps[axis - 1], strides[axis - 1]
        span = (picture.shape[axis] - reach[axis - 1]) // stride * stride + 1
        starts = range(0, window[axis - 1] * gap, gap)
        return [jax.lax.slice_in_dim(picture, at, at + span, stride, axis) for at in starts]

    if window[0] * window[1] <= FEW_TAPS:
        shifted = [piece for row in along(1, padded) for piece in along(2, row)]
    else:
        shifted = along(1, jnp.concatenate(along(2, padded), axis=-1))
    return jnp.concatenate(shifted, axis=-1)


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
