"""Saliency: how the score of an answer changes with each number of the input, or of a layer."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked, _why


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """The node whose numbers are changed: an input, or an embedding where inputs are words."""
    _asked.bounded(math.prod(view.output), view.node)
    return _why.of_sample(asked)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Gradients [*shape], what leaves the node [*shape], and [unit, score]."""
    del static
    whole = scene.whole
    assert whole is not None
    values, found = _why.at_sample(whole)
    unit = _why.chosen(found, traced[0])
    score = _why.score_moved(whole, unit)
    slope = _why.slope(score, jnp.zeros_like(values)[None])
    return slope[0], values, jnp.stack([unit.astype(jnp.float32), found[0, unit]])


KIND = ProbeKind(
    name="saliency",
    label=Text("Saliency", "Salienz"),
    summary=Text(
        "How an answer's score would change with each number of the input.",
        "Wie sich der Wert einer Antwort mit jeder Zahl der Eingabe ändern würde.",
    ),
    parts=("attributions", "values", "told"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.2,
)
