"""Tile: a run at a glance in at most 1,024 bytes, for a wall of many."""

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, Picture, ProbeKind, Question, Scene, Text
from engine.probes import _asked

SIDE = 32  # of the one map of a network with one output
SMALL = 16  # the longest side where there are several maps
MOST = 4  # maps
SAMPLE = {"part": "test", "index": 0}


def choose(nodes: Sequence[NodeView], plane: bool) -> tuple[NodeView, Config]:
    """The output's response to the plane; else the first convolution's maps; else the output."""
    output = nodes[-1]
    if plane and len(output.output) == 1:
        return output, {"plane": True}
    maps = (node for node in nodes if len(node.output) == 3 and "kernel" in node.weights)
    return next(maps, output), {"plane": False}


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``plane``: whether to show the response to the plane or one sample of the test part."""
    if asked.get("plane") is True:
        _asked.vector(view)
        side = SIDE if view.output == (1,) else SMALL
        return Question(static=(side,), plane=side)
    return Question(static=(None,), sample=SAMPLE)


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[Picture]:
    """Maps [1 to 4, height, width]; a vector of numbers as one row."""
    del traced
    side = static[0]
    if side is not None:
        return (Picture(jnp.transpose(scene.output)[:MOST].reshape(-1, side, side)),)
    if scene.output.ndim == 3:
        stride = -(-max(scene.output.shape[:2]) // SMALL)
        picked = scene.output[::stride, ::stride, :MOST]
        return (Picture(jnp.moveaxis(picked, -1, 0)),)
    return (Picture(scene.output.reshape(1, 1, -1)[..., : SIDE * SIDE]),)


KIND = ProbeKind(
    name="tile",
    label=Text("Tile", "Kachel"),
    summary=Text("A run at a glance, once a second.", "Ein Lauf auf einen Blick, sekündlich."),
    parts=("maps",),
    ask=ask,
    answer=answer,
    apart=True,
    every=1.0,
    choose=choose,
)
