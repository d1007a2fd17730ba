# pyright: basic
"""Layers in JAX: what a network remembers goes in as ``weights``, pictures are [batch, height,
width, channels], sequences [batch, time, features]; a ``key`` is given in training only."""

import math

import jax
import jax.numpy as jnp
import numpy as np


def dense(weights, x):
    """Weighted sums of the last axis: [..., inputs] -> [..., units]."""
    return x @ weights["kernel"] + weights.get("bias", 0.0)


def flatten(x):
    """All axes but the batch in one, the last axis fastest."""
    return x.reshape(len(x), -1)


def activation(x):
    """Nothing but the function around it."""
    return x


def reshape(x, target_shape):
    """The same numbers in other rows; None stands for the length that is left over."""
    return x.reshape(len(x), *(-1 if length is None else length for length in target_shape))


def permute(x, dims):
    """The axes in another order, counted from 1 behind the batch."""
    return jnp.transpose(x, (0, *dims))


def repeat_vector(x, n):
    """[batch, features] -> [batch, n, features]."""
    return jnp.repeat(x[:, None], n, axis=1)


def rescaling(x, scale=1.0, offset=0.0):
    """Every number multiplied and shifted."""
    return x * scale + offset


def add(*inputs):
    """The sum, number by number."""
    return sum(inputs[1:], inputs[0])


def subtract(first, second):
    """The first minus the second."""
    return first - second


def average(*inputs):
    """The mean, number by number."""
    return sum(inputs[1:], inputs[0]) / len(inputs)


def multiply(*inputs, masks=()):
    """The product; what a mask leaves out counts as 1, and as 0 where all masks do."""
    return counted(jnp.multiply, inputs, masks, 1.0, 0.0)


def maximum(*inputs, masks=()):
    """The largest; what a mask leaves out takes no part."""
    return counted(jnp.maximum, inputs, masks, -jnp.inf, inputs[0])


def minimum(*inputs, masks=()):
    """The smallest; what a mask leaves out takes no part."""
    return counted(jnp.minimum, inputs, masks, jnp.inf, inputs[0])


def counted(join, inputs, masks, nothing, empty):
    """Inputs joined, ``nothing`` where a mask leaves one out, ``empty`` where all are left out."""
    masks = [None if mask is None else spread(mask, inputs[0]) for mask in masks]
    given = [
        x if mask is None else jnp.where(mask, x, nothing)
        for x, mask in zip(inputs, masks or [None] * len(inputs))
    ]
    joined = given[0]
    for x in given[1:]:
        joined = join(joined, x)
    known = [mask for mask in masks if mask is not None]
    if len(known) < len(inputs):
        return joined
    return jnp.where(jnp.any(jnp.stack(known), axis=0), joined, empty)


def spread(mask, x):
    """A mask [batch, time] with as many axes as what it belongs to."""
    return mask.reshape(*mask.shape, *[1] * (x.ndim - mask.ndim))


def concatenate(*inputs, axis=-1):
    """All inputs in a row along one axis."""
    return jnp.concatenate(inputs, axis)


def concatenate_mask(*inputs, masks, axis=-1):
    """Masks in a row along the time axis, else where one of them counts."""
    masks = [
        jnp.ones(x.shape[:2], bool) if mask is None else mask for x, mask in zip(inputs, masks)
    ]
    if axis % inputs[0].ndim == 1:
        return jnp.concatenate(masks, axis=1)
    return jnp.any(jnp.stack(masks), axis=0)


def dot(*inputs, axes, normalize=False):
    """Sums of products along one axis of each; what is left of both stands in order."""
    first, second = inputs
    axes = [axis % x.ndim for axis, x in zip(axes, (first, second))]
    if normalize:
        first, second = unit(first, axes[0]), unit(second, axes[1])
    sums = jax.lax.dot_general(first, second, (((axes[0],), (axes[1],)), ((0,), (0,))))
    return sums[:, None] if sums.ndim == 1 else sums


def unit(x, axis):
    """Vectors of length 1."""
    return x * jax.lax.rsqrt(jnp.maximum(jnp.sum(x * x, axis, keepdims=True), 1e-14))


def dropout(x, key, rate=0.5):
    """In training each number becomes zero with the chance ``rate``; the others make up for it."""
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0.0)


def spatial_dropout2d(x, key, rate=0.5):
    """In training each map becomes zero with the chance ``rate``; the others make up for it."""
    if key is None:
        return x
    kept = jax.random.bernoulli(key, 1 - rate, (len(x), 1, 1, x.shape[-1]))
    return jnp.where(kept, x / (1 - rate), 0.0)


def gaussian_noise(x, key, stddev=0.1):
    """In training every number is moved by a normal draw."""
    return x if key is None else x + stddev * jax.random.normal(key, x.shape)


def gaussian_dropout(x, key, rate=0.5):
    """In training every number is multiplied by a normal draw around 1."""
    if key is None:
        return x
    return x * (1 + math.sqrt(rate / (1 - rate)) * jax.random.normal(key, x.shape))


def batch_normalization(weights, x, key, *, mask=None, momentum=0.99, epsilon=0.001):
    """Every channel brought to mean 0 and spread 1; answers the moving statistics too.

    In training the batch says what they are and moves the statistics a little.
    """
    mean, variance = weights["moving_mean"], weights["moving_variance"]
    moved = {"moving_mean": mean, "moving_variance": variance}
    if key is not None:
        share = jnp.ones(x.shape[:-1]) if mask is None else mask.astype(x.dtype)
        share = share[..., None] / (share.sum() + (0.0 if mask is None else 1e-7))
        axes = tuple(range(x.ndim - 1))
        mean = jnp.sum(x * share, axes)
        variance = jnp.sum((x - mean) ** 2 * share, axes)
        moved = {
            "moving_mean": moved["moving_mean"] * momentum + mean * (1 - momentum),
            "moving_variance": moved["moving_variance"] * momentum + variance * (1 - momentum),
        }
    y = (x - mean) * jax.lax.rsqrt(variance + epsilon)
    return scaled(weights, y), moved


def layer_normalization(weights, x, axis=-1, epsilon=0.001):
    """Each position brought to mean 0 and spread 1 along the axis."""
    mean = jnp.mean(x, axis, keepdims=True)
    variance = jnp.mean((x - mean) ** 2, axis, keepdims=True)
    return scaled(weights, (x - mean) * jax.lax.rsqrt(variance + epsilon), axis)


def group_normalization(weights, x, groups=32, axis=-1, epsilon=0.001):
    """Groups of channels brought to mean 0 and spread 1 within each example; -1: every channel."""
    y = jnp.moveaxis(x, axis, -1)
    groups = groups if groups > 0 else y.shape[-1]
    grouped = y.reshape(len(y), -1, groups, y.shape[-1] // groups)
    mean = jnp.mean(grouped, (1, 3), keepdims=True)
    variance = jnp.mean((grouped - mean) ** 2, (1, 3), keepdims=True)
    grouped = (grouped - mean) * jax.lax.rsqrt(variance + epsilon)
    return scaled(weights, jnp.moveaxis(grouped.reshape(y.shape), -1, axis), axis)


def rms_normalization(weights, x, epsilon=1e-6):
    """Divided by the root of the features' mean square, then scaled."""
    square = jnp.mean(x * x, -1, keepdims=True)
    return x * jax.lax.rsqrt(square + epsilon) * weights["scale"]


def scaled(weights, y, axis=-1):
    """What was normalized, stretched by gamma and shifted by beta along one axis."""
    along = [1] * y.ndim
    along[axis] = -1
    y = y * weights["gamma"].reshape(along) if "gamma" in weights else y
    return y + weights["beta"].reshape(along) if "beta" in weights else y


def embedding(weights, x):
    """Looks up the row of each word number: [batch, time] -> [batch, time, features]."""
    return jnp.take(weights["embeddings"], x.astype(jnp.int32), axis=0, mode="clip")


def embedding_mask(x):
    """The word number 0, which fills short texts up, does not count."""
    return x != 0


def masking(x, mask_value=0.0):
    """The sequence with zeros where a position holds nothing but the filler."""
    return x * masking_mask(x, mask_value)[..., None]


def masking_mask(x, mask_value=0.0):
    """A position counts when one of its features is no filler."""
    return jnp.any(x != mask_value, axis=-1)


def positional_embedding(weights, x, mode="learned"):
    """Adds to each position a row of its own: learned, or fixed waves."""
    if mode == "learned":
        return x + weights["position_embeddings"]
    place, pair = np.arange(x.shape[1])[:, None], np.arange(x.shape[2])[None, :]
    angle = place / 10_000 ** (2 * (pair // 2) / x.shape[2])
    return x + np.where(pair % 2 == 0, np.sin(angle), np.cos(angle)).astype("float32")
