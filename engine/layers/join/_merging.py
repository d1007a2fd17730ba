"""What layers share that join their inputs number by number: which shapes fit, what masks mean."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Shape, keep_mask
from engine.errors import LearnerError, written


def same_shape(layer: str) -> Callable[[Config, Sequence[Shape]], None]:
    """A check that refuses inputs of different shapes; Keras would stretch some, which hides
    mistakes."""

    def check(_config: Config, shapes: Sequence[Shape]) -> None:
        if any(shape != shapes[0] for shape in shapes):
            raise LearnerError("shapes_differ", layer=layer, shapes=listed(shapes))

    return check


def listed(shapes: Sequence[Shape]) -> str:
    """Shapes as a sentence names them."""
    return ", ".join(written(shape) for shape in shapes)


def counted(
    call: Call, join: Callable[[jax.Array, jax.Array], jax.Array], nothing: float, empty: Any
) -> jax.Array:
    """All inputs joined, ``nothing`` standing where an input's mask leaves a position out, and
    ``empty`` where all masks do: Keras's meaning of masks in a merging layer."""
    masks = call.masks or (None,) * len(call.inputs)
    given = [
        x if mask is None else jnp.where(_spread(mask, x), x, nothing)
        for x, mask in zip(call.inputs, masks, strict=True)
    ]
    joined, kept = functools.reduce(join, given), keep_mask(call)
    return joined if kept is None else jnp.where(_spread(kept, joined), joined, empty)


def _spread(mask: jax.Array, x: jax.Array) -> jax.Array:
    """A mask [batch, time] with as many axes as what it belongs to."""
    return mask.reshape(*mask.shape, *[1] * (x.ndim - mask.ndim))
