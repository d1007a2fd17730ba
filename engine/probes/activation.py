"""Activation: what comes out of a node for one sample; of chance, what it made of it this time."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, Picture, ProbeKind, Question, Scene, Text
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """Any node and one sample."""
    _asked.bounded(math.prod(view.output), view.node)
    return Question(sample=_asked.sample(asked), chance=view.draws)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array | Picture, jax.Array]:
    """A vector exactly; an image [height, width, channels] as one map for each channel."""
    del static, traced
    values = scene.output
    if values.ndim == 3:
        return Picture(jnp.moveaxis(values, -1, 0)), scene.target
    return values, scene.target


KIND = ProbeKind(
    name="activation",
    label=Text("Activations", "Aktivierungen"),
    summary=Text(
        "What comes out of a layer for one sample.",
        "Was bei einem Beispiel aus einer Schicht herauskommt.",
    ),
    parts=("values", "target"),
    ask=ask,
    answer=answer,
)
