"""Transposed convolution: every pixel stamps the filters, as strong as it is, on a larger picture.

A matrix product makes all stamps; where they overlap, they are added. Each stamp is as large as the
window, so a large batch goes through in pieces, as in ``_shifted``.
"""

import math
from collections.abc import Callable, Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Config
from engine.layers import _window
from engine.layers._platform import on_cpu
from engine.layers.conv._shifted import MOST_COPIES, in_pieces


def spans(lengths: Sequence[int], config: Config) -> tuple[tuple[int, int], ...]:
    """For each axis, how many places in front are cut off, and how many are left.

    With "same" each pixel gets ``stride`` places of its own; ``output_padding`` says instead how
    many places the last pixel has beyond the middle of its stamp, as Keras counts them.
    """
    reaches = _window.reach(config["kernel_size"], config["dilation_rate"])
    extras = config["output_padding"] or (None,) * len(reaches)
    found: list[tuple[int, int]] = []
    for length, reach, stride, extra in zip(
        lengths, reaches, config["strides"], extras, strict=True
    ):
        if config["padding"] == "valid":
            cut, last = 0, max(reach, stride) if extra is None else reach + extra
        else:
            last = stride if extra is None else reach % 2 + extra
            cut = max((reach - last) // 2, 0)
        found.append((cut, (length - 1) * stride + last))
    return tuple(found)


def stamp(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """[batch, h, w, c] with a kernel [kh, kw, filters, c] -> [batch, h', w', filters]."""
    (above, height), (left, width) = spans(x.shape[1:3], config)
    size = math.prod((*x.shape[1:3], *kernel.shape[:3], x.dtype.itemsize))
    if not on_cpu() or size > MOST_COPIES:
        return _by_xla(x, kernel, config)

    def product(images: jax.Array) -> jax.Array:
        stamps = jnp.dot(images, kernel.reshape(-1, kernel.shape[-1]).T)
        stamps = stamps.reshape(*images.shape[:3], *kernel.shape[:3])
        rows = _laid(lambda tap: stamps[:, :, :, :, tap], 1, left, width, config)
        return _laid(lambda tap: rows[:, :, :, tap], 0, above, height, config)

    return in_pieces(product, x, size)


def _laid(
    picture: Callable[[int], jax.Array], axis: int, cut: int, length: int, config: Config
) -> jax.Array:
    """The sum of what each tap of the window stamps along one axis of the image."""
    stride, gap = config["strides"][axis], config["dilation_rate"][axis]
    total = None
    for tap in range(config["kernel_size"][axis]):
        stamps = picture(tap)
        before = tap * gap - cut
        spread = (stamps.shape[axis + 1] - 1) * stride + 1
        places = [(0, 0, 0)] * stamps.ndim
        places[axis + 1] = (before, length - before - spread, stride - 1)
        laid = jax.lax.pad(stamps, jnp.zeros((), stamps.dtype), places)
        total = laid if total is None else total + laid
    assert total is not None
    return total


def _by_xla(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    reaches = _window.reach(config["kernel_size"], config["dilation_rate"])
    borders = [
        (reach - 1 - cut, length - (size - 1) * stride - 1 + cut)
        for (cut, length), reach, stride, size in zip(
            spans(x.shape[1:3], config), reaches, config["strides"], x.shape[1:3], strict=True
        )
    ]
    return jax.lax.conv_transpose(
        x,
        kernel,
        config["strides"],
        borders,
        rhs_dilation=config["dilation_rate"],
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        transpose_kernel=True,
    )
