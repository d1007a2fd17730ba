"""Entering: what the network gets of a sample, number by number."""

import math
from collections.abc import Mapping
from typing import Any

import jax

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """An input and a sample."""
    if view.kind != "input":
        raise _asked.refused(asked, "node")
    _asked.bounded(math.prod(view.output), view.node)
    return Question(sample=_asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, jax.Array]:
    """What leaves the input in its own shape, and the target [k], NaN if unknown; float32 to the
    bit, also of an image."""
    del static, traced
    return scene.output, scene.target


KIND = ProbeKind(
    name="entering",
    label=Text("What comes in", "Was hereinkommt"),
    summary=Text(
        "The numbers that the network gets of a sample, exactly.",
        "Die Zahlen, die das Netz von einem Beispiel bekommt, ganz genau.",
    ),
    parts=("values", "target"),
    ask=ask,
    answer=answer,
    apart=True,
)
