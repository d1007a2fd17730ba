"""Warped: an image before and after a layer that moves it by chance, and where each pixel was."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked

# A pixel that is mixed of neighbors varies by a quarter at most; rounding adds a little.
NEIGHBORS = 0.26
KINDS = frozenset(
    {"random_crop", "random_flip", "random_rotation", "random_translation", "random_zoom"}
)


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer that moves images by chance, ``map`` one of their channels, and a sample."""
    if view.kind not in KINDS:
        raise LearnerError("probe_moves_nothing", node=view.node, name=view.node)
    _asked.bounded(math.prod(view.inputs[0][:-1]) + 4 * math.prod(view.output[:-1]), view.node)
    chosen = _asked.whole({"map": 0, **asked}, "map", 0, view.output[-1] - 1)
    return Question((), (chosen,), _asked.sample(asked), chance=True)


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """One map before [h, w] and after [h', w']; for each pixel after it the row and the column it
    came from, between pixels too, and whether there is one such place: 1, or 0 where it is a value
    from outside or mixed of places far apart. Float32.

    The same draw moves pictures of the rows and columns themselves, and of their squares.
    """
    del static
    assert scene.again is not None
    again, given = scene.again, scene.inputs[0]
    height, width = given.shape[:2]

    def moved(places: jax.Array) -> jax.Array:
        whole = jnp.broadcast_to(places[..., None], given.shape).astype(given.dtype)
        return again(whole)[..., 0]

    nothing = moved(jnp.zeros((height, width)))
    kept = moved(jnp.ones((height, width))) - nothing
    single = kept > 1 - 1e-4
    found: list[jax.Array] = []
    for axis, length in enumerate((height, width)):
        places = jnp.arange(length, dtype=jnp.float32) - (length - 1) / 2  # small squares
        grid = jnp.broadcast_to(places[:, None] if axis == 0 else places, (height, width))
        mean = moved(grid) - nothing
        single &= moved(grid**2) - nothing - mean**2 < NEIGHBORS
        found.append(mean + (length - 1) / 2)
    before, after = (jnp.take(x, traced[0], axis=-1) for x in (given, scene.output))
    return before, after, *found, single.astype(jnp.float32)


KIND = ProbeKind(
    name="warped",
    label=Text("Moved by chance", "Vom Zufall bewegt"),
    summary=Text(
        "An image before and after a random move, and where each pixel was.",
        "Ein Bild vor und nach einer zufälligen Bewegung, und wo jedes Pixel war.",
    ),
    parts=("before", "after", "rows", "columns", "single"),
    ask=ask,
    answer=answer,
    apart=True,
)
