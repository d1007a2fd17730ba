"""Which numbers of a layer's weights belong to which output, and what can be done to one output."""

import math
from collections.abc import Iterable

import jax
import jax.numpy as jnp

from engine.contracts import Weight
from engine.errors import LearnerError


def by_unit(weight: Weight, units: jax.Array) -> jax.Array:
    """One number for each output [units], laid along the axes of a weight that tell outputs apart,
    so that it can be held against the weight; gate by gate where there are gates."""
    axes = {axis % len(weight.shape) for axis in weight.units}
    lengths = [length if axis in axes else 1 for axis, length in enumerate(weight.shape)]
    mine = units if weight.part is None else units[slice(*weight.part)]
    return jnp.tile(mine, math.prod(lengths) // len(mine)).reshape(lengths)


def no_freezing(node: str, weights: Iterable[Weight], count: int) -> LearnerError | None:
    """Why no unit of a layer of so many outputs can be frozen alone; None where each can."""
    learned = [weight for weight in weights if weight.trainable]
    if not learned:
        return LearnerError("units_without_weights", node=node, name=node)
    if not all(_is_apart(weight, count) for weight in learned):
        return LearnerError("units_share_weights", node=node, name=node)
    return None


def no_factor(node: str, readers: Iterable[str]) -> LearnerError | None:
    """Why a unit can only be switched off, never multiplied, by the kinds of layers that read it;
    None where any factor makes sense."""
    if "embedding" in readers:
        return LearnerError("factor_of_words", node=node, name=node)
    return None


def _is_apart(weight: Weight, count: int) -> bool:
    numbers = math.prod(weight.shape[axis] for axis in weight.units) if weight.shape else 0
    first, end = weight.part or (0, count)
    return weight.gates is not None and numbers == weight.gates * (end - first)
