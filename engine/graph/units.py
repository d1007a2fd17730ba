"""Which numbers of a layer's weights belong to which of its outputs."""

import math

import jax
import jax.numpy as jnp

from engine.contracts import Weight


def by_unit(weight: Weight, units: jax.Array) -> jax.Array:
    """One number for each output [units], laid along the axes of a weight that tell outputs apart,
    so that it can be held against the weight; gate by gate where there are gates."""
    axes = {axis % len(weight.shape) for axis in weight.units}
    lengths = [length if axis in axes else 1 for axis, length in enumerate(weight.shape)]
    return jnp.tile(units, math.prod(lengths) // len(units)).reshape(lengths)


def are_apart(weights: tuple[Weight, ...], count: int) -> bool:
    """Whether a layer of so many outputs has weights to learn, each of which serves one output."""
    learned = [weight for weight in weights if weight.trainable]
    return bool(learned) and all(_is_apart(weight, count) for weight in learned)


def _is_apart(weight: Weight, count: int) -> bool:
    numbers = math.prod(weight.shape[axis] for axis in weight.units) if weight.shape else 0
    return weight.gates is not None and numbers == weight.gates * count
