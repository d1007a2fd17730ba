"""Convolution in two ways: as one matrix product of shifted pictures, or as XLA's own operation.

On CPU the matrix product is about twice as fast as XLA's convolution, and unlike it does not slow
down tenfold inside a loop (measured figures: docs and ``python -m engine bench``).
"""

import math
from collections.abc import Callable
from typing import cast

import jax
import jax.numpy as jnp

from engine.contracts import Config
from engine.layers import _window
from engine.layers._platform import on_cpu

# Bytes of copies of one image beyond which XLA's own operation must do, slow as it is in a loop.
MOST_COPIES = 64 << 20
# Up to 3 x 3 all shifts are copied at once; beyond, shifting along one axis after the other runs
# as fast and compiles in half the time (5 x 5: ten slices instead of twenty-five).
FEW_TAPS = 9
# Bytes of copies that are made at a time.
CACHE = 4 << 20
# Channels up to which groups share one product, most of whose kernel is then zero: a product for
# each group would compile for seconds, one for thousands of channels would be nearly all zeros.
BUNDLE, MOST_BUNDLES = 64, 8


def convolve(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """[batch, h, w, c] with a kernel [kh, kw, c / groups, filters] -> [batch, h', w', filters].

    Strides, padding, dilation and groups as ``conv2d`` names them.
    """
    if not on_cpu() or _copies(x, kernel, config) > MOST_COPIES:
        return _by_xla(x, kernel, config)
    groups, (channels, filters) = config["groups"], kernel.shape[2:]
    each = max(1, max(BUNDLE, x.shape[3] // MOST_BUNDLES) // channels)  # groups to a bundle
    answers: list[jax.Array] = []
    for first in range(0, groups, each):
        end = min(groups, first + each)
        ours = kernel[..., filters // groups * first : filters // groups * end]
        seen = x[..., channels * first : channels * end]
        answers.append(_by_shifts(seen, _spread(ours, end - first), config))
    return jnp.concatenate(answers, axis=-1) if len(answers) > 1 else answers[0]


def _copies(x: jax.Array, kernel: jax.Array, config: Config) -> int:
    """Bytes of all shifts of one image, at most."""
    spots = [-(-x.shape[axis + 1] // config["strides"][axis]) for axis in (0, 1)]
    return math.prod((*spots, *kernel.shape[:2], x.shape[3], x.dtype.itemsize))


def _spread(kernel: jax.Array, groups: int) -> jax.Array:
    """The kernel [kh, kw, c / groups, filters] over all channels, zero where a filter sees none."""
    if groups == 1:
        return kernel
    channels, filters = kernel.shape[2:]
    mine = jnp.arange(filters, dtype=jnp.int32) // (filters // groups)
    theirs = jnp.arange(groups * channels, dtype=jnp.int32) // channels
    return jnp.where(theirs[:, None] == mine, jnp.tile(kernel, (1, 1, groups, 1)), 0)


def _by_shifts(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """Each tap of the window sees the picture shifted; all shifts side by side make one product.

    The copies are as many times larger than the picture as the window has taps, so a large batch
    goes through in pieces that stay in the processor's cache, and the copies are made again for
    the gradient instead of being kept: 1.7 times faster on the small CNN's whole step.
    """
    flat = kernel.reshape(-1, kernel.shape[-1])

    def product(images: jax.Array) -> jax.Array:
        return jnp.dot(_shifts(images, kernel.shape[:2], config), flat)

    return in_pieces(product, x, _copies(x, kernel, config))


def in_pieces(run: Callable[[jax.Array], jax.Array], x: jax.Array, size: int) -> jax.Array:
    """``run`` over a batch whose images make ``size`` bytes of copies each, a few at a time."""
    images = _piece(x.shape[0], size)
    if images == x.shape[0]:
        return run(x)
    pieces = x.reshape(-1, images, *x.shape[1:])
    answers = cast("jax.Array", jax.lax.map(jax.checkpoint(run), pieces))
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
