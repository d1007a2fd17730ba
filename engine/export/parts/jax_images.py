# pyright: basic
"""Layers in JAX that look at pictures [batch, height, width, channels]: windows that slide,
and disturbances of training."""

import math

import jax
import jax.numpy as jnp


def conv2d(weights, x, *, strides=(1, 1), padding="valid", dilation_rate=(1, 1), groups=1):
    """Filters slide over pictures: -> [batch, height', width', filters]."""
    sums = jax.lax.conv_general_dilated(
        x,
        weights["kernel"],
        window_strides=strides,
        padding=padding.upper(),
        rhs_dilation=dilation_rate,
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=groups,
    )
    return sums + weights.get("bias", 0.0)


def conv1d(weights, x, *, strides=(1,), padding="valid", dilation_rate=(1,), groups=1):
    """Filters slide along sequences; "causal": no output sees what comes after it."""
    if padding == "causal":
        past = (len(weights["kernel"]) - 1) * dilation_rate[0]
        x, padding = jnp.pad(x, ((0, 0), (past, 0), (0, 0))), "valid"
    sums = jax.lax.conv_general_dilated(
        x,
        weights["kernel"],
        window_strides=strides,
        padding=padding.upper(),
        rhs_dilation=dilation_rate,
        dimension_numbers=("NWC", "WIO", "NWC"),
        feature_group_count=groups,
    )
    return sums + weights.get("bias", 0.0)


def depthwise_conv2d(weights, x, *, strides=(1, 1), padding="valid", dilation_rate=(1, 1)):
    """Every channel has filters of its own."""
    kernel = weights["kernel"]
    grouped = {**weights, "kernel": kernel.reshape(*kernel.shape[:2], 1, -1)}
    return conv2d(
        grouped,
        x,
        strides=strides,
        padding=padding,
        dilation_rate=dilation_rate,
        groups=x.shape[-1],
    )


def separable_conv2d(weights, x, *, strides=(1, 1), padding="valid", dilation_rate=(1, 1)):
    """Filters for each channel alone, then a mix of the channels."""
    maps = depthwise_conv2d(
        {"kernel": weights["depthwise_kernel"]},
        x,
        strides=strides,
        padding=padding,
        dilation_rate=dilation_rate,
    )
    return maps @ weights["pointwise_kernel"][0, 0] + weights.get("bias", 0.0)


def conv2d_transpose(
    weights, x, *, strides=(1, 1), padding="valid", output_padding=None, dilation_rate=(1, 1)
):
    """Every pixel stamps the filters, as strong as it is, on a larger picture."""
    numbers = ("NHWC", "HWIO", "NHWC")
    return stamped(weights, x, strides, padding, output_padding, dilation_rate, numbers)


def conv1d_transpose(
    weights, x, *, strides=(1,), padding="valid", output_padding=None, dilation_rate=(1,)
):
    """Every step stamps the filters on a longer sequence."""
    numbers = ("NWC", "WIO", "NWC")
    return stamped(weights, x, strides, padding, output_padding, dilation_rate, numbers)


def stamped(weights, x, strides, padding, output_padding, dilation_rate, numbers):
    """A transposed convolution; the borders are those that Keras has."""
    borders = []
    windows = weights["kernel"].shape[: len(strides)]
    rests = output_padding or [None] * len(strides)
    for window, gap, stride, rest in zip(windows, dilation_rate, strides, rests):
        reach = (window - 1) * gap + 1
        if padding == "valid":
            cut, last = 0, max(reach, stride) if rest is None else reach + rest
        else:
            last = stride if rest is None else reach % 2 + rest
            cut = max((reach - last) // 2, 0)
        borders.append((reach - 1 - cut, last - 1 + cut))
    sums = jax.lax.conv_transpose(
        x,
        weights["kernel"],
        strides,
        borders,
        rhs_dilation=dilation_rate,
        dimension_numbers=numbers,
        transpose_kernel=True,
    )
    return sums + weights.get("bias", 0.0)


def max_pooling2d(x, *, pool_size=(2, 2), strides=None, padding="valid"):
    """The largest number of each window."""
    return windows(x, jax.lax.max, -jnp.inf, pool_size, strides, padding)


def max_pooling1d(x, *, pool_size=(2,), strides=None, padding="valid"):
    """The largest number of each few steps."""
    return windows(x, jax.lax.max, -jnp.inf, pool_size, strides, padding)


def average_pooling2d(x, *, pool_size=(2, 2), strides=None, padding="valid"):
    """The mean of each window; what lies beyond the edge does not count."""
    sums = windows(x, jax.lax.add, 0.0, pool_size, strides, padding)
    return sums / windows(jnp.ones_like(x), jax.lax.add, 0.0, pool_size, strides, padding)


def average_pooling1d(x, *, pool_size=(2,), strides=None, padding="valid"):
    """The mean of each few steps; what lies beyond the edge does not count."""
    sums = windows(x, jax.lax.add, 0.0, pool_size, strides, padding)
    return sums / windows(jnp.ones_like(x), jax.lax.add, 0.0, pool_size, strides, padding)


def windows(x, join, start, size, strides, padding):
    """Every window of a picture or a sequence joined to one number for each channel."""
    step = strides or size
    return jax.lax.reduce_window(x, start, join, (1, *size, 1), (1, *step, 1), padding.upper())


def global_average_pooling2d(x, keepdims=False):
    """Each feature map becomes its mean."""
    return jnp.mean(x, axis=(1, 2), keepdims=keepdims)


def global_max_pooling2d(x, keepdims=False):
    """Each feature map becomes its largest number."""
    return jnp.max(x, axis=(1, 2), keepdims=keepdims)


def global_average_pooling1d(x, keepdims=False, mask=None):
    """Each feature becomes its mean over the steps that count."""
    if mask is None:
        return jnp.mean(x, axis=1, keepdims=keepdims)
    total = jnp.sum(jnp.where(mask[..., None], x, 0.0), axis=1, keepdims=keepdims)
    return total / jnp.maximum(jnp.sum(mask[..., None], axis=1, keepdims=keepdims), 1)


def global_max_pooling1d(x, keepdims=False):
    """Each feature becomes its largest number."""
    return jnp.max(x, axis=1, keepdims=keepdims)


def up_sampling2d(x, size=(2, 2), interpolation="nearest"):
    """Pictures made larger without learning."""
    batch, height, width, channels = x.shape
    larger = (batch, height * size[0], width * size[1], channels)
    return jax.image.resize(x, larger, interpolation)


def zero_padding2d(x, padding=(1, 1)):
    """Zeros around pictures."""
    return jnp.pad(x, ((0, 0), (padding[0],) * 2, (padding[1],) * 2, (0, 0)))


def cropping2d(x, cropping):
    """Pictures without their edge."""
    rows, columns = cropping
    return x[:, rows : x.shape[1] - rows, columns : x.shape[2] - columns]


def random_crop(x, key, height, width):
    """In training a piece from a random place, after it the one from the middle."""
    rows, columns = x.shape[1] - height, x.shape[2] - width
    top, left = rows // 2, columns // 2
    if key is not None:
        down, across = jax.random.split(key)
        top = jax.random.randint(down, (), 0, rows + 1)
        left = jax.random.randint(across, (), 0, columns + 1)
    x = jax.lax.dynamic_slice_in_dim(x, top, height, axis=1)
    return jax.lax.dynamic_slice_in_dim(x, left, width, axis=2)


def random_flip(x, key, mode="horizontal_and_vertical"):
    """In training half of the pictures are mirrored."""
    if key is None:
        return x
    axes = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}[mode]
    flipped = jax.random.bernoulli(key, 0.5, (len(x), 1, 1, 1))
    return jnp.where(flipped, jnp.flip(x, axes), x)


def random_contrast(x, key, factor=0.2, value_range=(0, 1)):
    """In training every picture gets more or less contrast."""
    if key is None:
        return x
    mean = jnp.mean(x, (1, 2), keepdims=True)
    return jnp.clip(
        (x - mean) * (1 + drawn(x, key, factor)[:, None, None, None]) + mean, *value_range
    )


def random_rotation(
    x, key, factor=0.1, fill_mode="reflect", interpolation="bilinear", fill_value=0.0
):
    """In training every picture is turned, at most by ``factor`` of a full turn."""
    if key is None:
        return x
    angle = 2 * math.pi * drawn(x, key, factor)
    cos, sin = jnp.cos(angle), jnp.sin(angle)
    return warped(x, ((cos, -sin), (sin, cos)), (0, 0), fill_mode, interpolation, fill_value)


def random_zoom(
    x,
    key,
    height_factor=0.2,
    width_factor=None,
    fill_mode="reflect",
    interpolation="bilinear",
    fill_value=0.0,
):
    """In training every picture is shown larger or smaller."""
    if key is None:
        return x
    first, second = jax.random.split(key)
    down = 1 + drawn(x, first, height_factor)
    across = 1 + drawn(x, second, width_factor) if width_factor else down
    return warped(x, ((across, 0), (0, down)), (0, 0), fill_mode, interpolation, fill_value)


def random_translation(
    x,
    key,
    height_factor=0.1,
    width_factor=0.1,
    fill_mode="reflect",
    interpolation="bilinear",
    fill_value=0.0,
):
    """In training every picture is shifted."""
    if key is None:
        return x
    first, second = jax.random.split(key)
    down = drawn(x, first, height_factor) * x.shape[1]
    right = drawn(x, second, width_factor) * x.shape[2]
    return warped(x, ((1, 0), (0, 1)), (-right, -down), fill_mode, interpolation, fill_value)


def drawn(x, key, most):
    """An even draw from -most to most for every picture, [batch]."""
    return jax.random.uniform(key, (len(x),), minval=-most, maxval=most)


def warped(images, linear, shift, fill_mode, interpolation, fill_value):
    """Every picture seen through a map of its own: a new pixel at (x, y) from the middle shows
    what the old one has at ``linear`` (x, y) + ``shift``."""
    height, width = images.shape[1:3]
    x = jnp.arange(width) - (width - 1) / 2
    y = (jnp.arange(height) - (height - 1) / 2)[:, None]

    def places(row, offset, middle):
        a, b, c = (jnp.broadcast_to(n, (len(images),))[:, None, None] for n in (*row, offset))
        return a * x + b * y + c + middle

    columns = places(linear[0], shift[0], (width - 1) / 2)
    rows = places(linear[1], shift[1], (height - 1) / 2)

    def pixels(row, column):
        row, column = row.astype(int), column.astype(int)
        outside = (row < 0) | (row >= height) | (column < 0) | (column >= width)
        each = jnp.arange(len(images))[:, None, None]
        found = images[each, inside(row, height, fill_mode), inside(column, width, fill_mode)]
        if fill_mode != "constant":
            return found
        return jnp.where(outside[..., None], fill_value, found)

    if interpolation == "nearest":
        return pixels(jax.lax.round(rows), jax.lax.round(columns))
    top, left = jnp.floor(rows), jnp.floor(columns)
    down, right = (rows - top)[..., None], (columns - left)[..., None]
    upper = pixels(top, left) * (1 - right) + pixels(top, left + 1) * right
    lower = pixels(top + 1, left) * (1 - right) + pixels(top + 1, left + 1) * right
    return upper * (1 - down) + lower * down


def inside(index, size, fill_mode):
    """The pixel of a row of ``size`` that stands for one outside."""
    if fill_mode == "wrap":
        return index % size
    if fill_mode == "reflect":
        index = index % (2 * size)
        return jnp.minimum(index, 2 * size - 1 - index)
    return jnp.clip(index, 0, size - 1)
