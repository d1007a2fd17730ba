"""The part of an image under one output place of a convolution or a pooling."""

from dataclasses import dataclass, replace

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
    return sequence[:, None], (place[0], jnp.int32(0), place[1]), widened(config)


def widened(config: Config) -> Config:
    """The window over a sequence as one over a picture one pixel wide."""
    return {**config, **{name: (config[name][0], 1) for name in _SLIDING if config.get(name)}}


@dataclass(frozen=True, slots=True)
class Sliding:
    """How a window slides: its taps, steps and gaps along both axes, and the border before each.

    Padding "same" is split as TensorFlow and Keras split it: the odd one goes below and right.
    """

    taps: tuple[int, int]
    strides: tuple[int, int]
    dilation: tuple[int, int]
    before: tuple[int, int]

    @property
    def reach(self) -> tuple[int, int]:
        """How many pixels the window spans, its gaps included."""
        (rows, columns), (down, right) = self.taps, self.dilation
        return (rows - 1) * down + 1, (columns - 1) * right + 1

    @property
    def told(self) -> jax.Array:
        """All of it for the page, float32 [8]."""
        numbers = (*self.taps, *self.strides, *self.dilation, *self.before)
        return jnp.asarray(numbers, jnp.float32)


def sliding(lengths: tuple[int, ...], size: tuple[int, int], config: Config) -> Sliding:
    """The window of a layer over a picture with these lengths (height, width, ...)."""
    strides = pair(config.get("strides"), size)
    dilation = pair(config.get("dilation_rate", 1), (1, 1))
    free = Sliding(size, strides, dilation, (0, 0))
    if config["padding"] == "causal":
        return replace(free, before=(free.reach[0] - 1, 0))
    if config["padding"] == "valid":
        return free
    needed = [
        (-(-length // stride) - 1) * stride + span - length
        for length, stride, span in zip(lengths, strides, free.reach, strict=False)
    ]
    return replace(free, before=(max(0, needed[0]) // 2, max(0, needed[1]) // 2))


def stamping(size: tuple[int, int], config: Config) -> Sliding:
    """How a transposed convolution lays its stamps; ``before``: places in front that are cut off.

    With "same" each pixel gets ``stride`` places of its own; ``output_padding`` says instead how
    many places the last pixel has beyond the middle of its stamp, as Keras counts them.
    """
    strides = pair(config.get("strides"), (1, 1))
    dilation = pair(config.get("dilation_rate", 1), (1, 1))
    free = Sliding(size, strides, dilation, (0, 0))
    if config["padding"] == "valid":
        return free
    extras = config["output_padding"] or (None, None)
    last = [
        stride if extra is None else span % 2 + extra
        for stride, span, extra in zip(strides, free.reach, extras, strict=True)
    ]
    cut = [max((span - own) // 2, 0) for span, own in zip(free.reach, last, strict=True)]
    return replace(free, before=(cut[0], cut[1]))


def each_under(
    inputs: jax.Array, kernels: jax.Array, slide: Sliding, outputs: tuple[int, int]
) -> jax.Array:
    """Each map [h, w, n] under its own kernel [kh, kw, n]: [h', w', n]."""
    border = [
        (before, (count - 1) * stride + span - length - before)
        for before, count, stride, span, length in zip(
            slide.before, outputs, slide.strides, slide.reach, inputs.shape, strict=False
        )
    ]
    return jax.lax.conv_general_dilated(
        inputs[None],
        kernels[:, :, None],
        window_strides=slide.strides,
        padding=border,
        rhs_dilation=slide.dilation,
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=inputs.shape[2],
        precision=jax.lax.Precision.HIGHEST,
    )[0]


def window(
    image: jax.Array, place: tuple[jax.Array, ...], size: tuple[int, int], config: Config
) -> jax.Array:
    """The window [height, width, channels] an output place sees, NaN outside the image."""
    slide = sliding(image.shape, size, config)
    (up, left), reach, dilation = slide.before, slide.reach, slide.dilation
    padded = jnp.pad(image, ((up, reach[0]), (left, reach[1]), (0, 0)), constant_values=jnp.nan)
    start = (place[0] * slide.strides[0], place[1] * slide.strides[1], jnp.int32(0))
    seen = jax.lax.dynamic_slice(padded, start, (*reach, image.shape[2]))
    return seen[:: dilation[0], :: dilation[1]]
