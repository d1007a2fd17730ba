"""Chance: what a layer that disturbs training draws at this step, number by number."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked

KINDS = frozenset({"dropout", "spatial_dropout2d", "gaussian_dropout", "gaussian_noise"})


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer that multiplies by chance or adds it, and a sample; ``map`` picks one of an image."""
    if view.kind not in KINDS:
        raise _asked.refused(asked, "node")
    last = view.output[-1] - 1 if len(view.output) == 3 else 0
    chosen = _asked.whole({"map": 0, **asked}, "map", 0, last)
    return Question((), (chosen,), _asked.sample(asked), chance=True)


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """What comes in, its factors, what is added and what goes out, each as [units], [time,
    features] or one map [height, width]; of the whole layer, how many factors are zero and how
    many there are; of each map the largest factor, [maps] or [0]."""
    del static
    assert scene.again is not None
    given = scene.inputs[0]
    # All these layers give a x + b: of zeros they leave b, and of ones a + b.
    plus = scene.again(jnp.zeros_like(given))
    times = scene.again(jnp.ones_like(given)) - plus
    maps = times.max((0, 1)) if times.ndim == 3 else jnp.zeros(0)
    zeros = (times == 0).sum(dtype=jnp.float32)
    rests = jnp.stack([zeros, jnp.float32(times.size)])
    shown = (given, times, plus, scene.output)
    if given.ndim == 3:
        shown = tuple(jnp.take(one, traced[0], axis=-1) for one in shown)
    return (*shown, rests, maps)


KIND = ProbeKind(
    name="chance",
    label=Text("Chance", "Zufall"),
    summary=Text(
        "What dropout and noise draw at this step.",
        "Was Dropout und Rauschen in diesem Schritt ziehen.",
    ),
    parts=("inputs", "times", "plus", "outputs", "rests", "maps"),
    ask=ask,
    answer=answer,
    apart=True,
)
