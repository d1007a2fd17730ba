"""Moved: what comes into a layer that only moves numbers, what leaves it, and what went where."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer that moves numbers, and a sample."""
    if view.weights or len(view.inputs) != 1 or _sources(view) is None:
        raise LearnerError("probe_moves_nothing", node=view.node, name=view.node)
    _asked.bounded(math.prod(view.inputs[0]) + 2 * math.prod(view.output), view.node)
    return Question(sample=_asked.sample(asked))


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Inputs and output in their shapes, and for each number of the output the place in the
    flattened input that it came from, -1 for a new zero."""
    del static, traced
    sources = _sources(scene.view)
    assert sources is not None
    return scene.inputs[0], scene.output, jnp.asarray(sources, jnp.float32)


def _sources(view: NodeView) -> np.ndarray[Any, np.dtype[np.int64]] | None:
    """Where each number of the output came from; None where numbers are not moved but mixed."""
    config, shape = view.config, view.inputs[0]
    places = np.arange(math.prod(shape), dtype=np.int64).reshape(shape)
    if "dims" in config:
        return places.transpose([axis - 1 for axis in config["dims"]])
    if "size" in config:
        if config["interpolation"] != "nearest":
            return None
        return places.repeat(config["size"][0], axis=0).repeat(config["size"][1], axis=1)
    if "cropping" in config:
        rows, columns = config["cropping"]
        return places[rows : shape[0] - rows, columns : shape[1] - columns]
    if view.kind == "zero_padding2d":
        border = [(side, side) for side in config["padding"]]
        return np.pad(places, [*border, (0, 0)], constant_values=-1)
    if view.kind == "repeat_vector":
        return np.broadcast_to(places, view.output)
    if view.kind == "flatten" or "target_shape" in config:
        return places.reshape(view.output)
    return None


KIND = ProbeKind(
    name="moved",
    label=Text("What went where", "Was wohin ging"),
    summary=Text(
        "Where each number of a layer's output came from.",
        "Woher jede Zahl der Ausgabe einer Schicht kam.",
    ),
    parts=("inputs", "output", "sources"),
    ask=ask,
    answer=answer,
    apart=True,
)
