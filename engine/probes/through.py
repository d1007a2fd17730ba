"""Through: what comes into a layer and goes out of it, and what it makes of nothing but zeros."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked

KINDS = frozenset(
    {"rescaling", "random_contrast", "masking", "positional_embedding", "time_distributed"}
)


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer that works number by number or position by position, and a sample; where it draws,
    this step's draw."""
    if view.kind not in KINDS:
        raise _asked.refused(asked, "node")
    _asked.bounded(math.prod(view.inputs[0]) + 2 * math.prod(view.output), view.node)
    return Question((), (), _asked.sample(asked), chance=view.draws)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Input and output in their shapes; the output for an input of zeros, which is what the layer
    adds; and what it tells of its way, flat: which positions count [time] of masking, the factor
    [1] of contrast, else nothing. Float32."""
    del static, traced
    assert scene.again is not None
    given, told = scene.inputs[0], scene.told()
    said = [part.astype(jnp.float32).ravel() for part in told.values()]
    return (
        given.astype(jnp.float32),
        scene.output,
        scene.again(jnp.zeros_like(given)),
        jnp.concatenate(said) if said else jnp.zeros(0, jnp.float32),
    )


KIND = ProbeKind(
    name="through",
    label=Text("In and out", "Hinein und hinaus"),
    summary=Text(
        "What comes into a layer and what goes out, number by number.",
        "Was in eine Schicht hineingeht und was herauskommt, Zahl für Zahl.",
    ),
    parts=("inputs", "output", "added", "told"),
    ask=ask,
    answer=answer,
    apart=True,
)
