"""Weights: a tensor of a layer as it is now, exactly when small and as pictures when large."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, Picture, ProbeKind, Question, Scene, Text
from engine.probes import _asked

EXACT = 4096  # numbers sent as float32; a person reads none of more, so bytes will do


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """One of the node's weights by name."""
    name = _asked.weight(asked, view)
    _asked.bounded(math.prod(view.weights[name]), view.node)
    return Question(static=(name,))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array | Picture]:
    """The tensor; beyond 4,096 numbers dense [1, in, out], kernels [filters, channels, h, w]."""
    del traced
    tensor = scene.weights[static[0]]
    if tensor.size <= EXACT:
        return (tensor,)
    if tensor.ndim == 4:
        return (Picture(jnp.transpose(tensor, (3, 2, 0, 1))),)
    return (Picture(tensor[None]),)


KIND = ProbeKind(
    name="weights",
    label=Text("Weights", "Gewichte"),
    summary=Text(
        "The numbers a layer has learned so far.",
        "Die Zahlen, die eine Schicht bisher gelernt hat.",
    ),
    parts=("values",),
    ask=ask,
    answer=answer,
)
