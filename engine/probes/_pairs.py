"""The vectors that meet in a dot product."""

import jax

from engine.contracts import Scene


def paired(scene: Scene, place: tuple[jax.Array, ...]) -> list[jax.Array]:
    """What is multiplied for one output number: a vector [n] of each input."""
    found: list[jax.Array] = []
    for given, axis in zip(scene.inputs, scene.view.config["axes"], strict=True):
        at: int = axis % (given.ndim + 1) - 1
        found.append(given[(*place[:at], slice(None), *place[at : given.ndim - 1])])
        place = place[given.ndim - 1 :]
    return found
