"""Plane: how a node's units respond to every point of the plane, as TensorFlow Playground shows."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, Picture, ProbeKind, Question, Scene, Text
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``size`` points a side, ``unit`` or null for all; for nodes whose output is a vector."""
    _asked.vector(view)
    size = _asked.whole(asked, "size", 2, 512)
    units = view.output[0]
    if asked.get("unit") is None:
        _asked.bounded(units * size * size, view.node)
        return Question(static=(size, "all"), plane=size)
    return Question((size, "one"), (_asked.whole(asked, "unit", 0, units - 1),), plane=size)


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[Picture]:
    """Maps [units, size, size], row 0 at the top of the plane, column 0 at its left."""
    size, which = static
    maps = jnp.transpose(scene.output)
    if which == "one":
        maps = maps[traced[0]][None]
    return (Picture(maps.reshape(-1, size, size)),)


KIND = ProbeKind(
    name="plane",
    label=Text("Response over the plane", "Antwort über der Ebene"),
    summary=Text(
        "What each unit answers at every point of the plane.",
        "Was jedes Neuron an jedem Punkt der Ebene antwortet.",
    ),
    parts=("maps",),
    ask=ask,
    answer=answer,
)
