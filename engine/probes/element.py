"""Element: one number of one weight, exactly."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A weight's name and a place in it; the place is traced, so pointing never recompiles."""
    name = _asked.weight(asked, view)
    shape = view.weights[name]
    place = _asked.index(asked, shape, view.node)
    flat = int(np.ravel_multi_index(place, shape)) if shape else 0
    return Question((name,), (flat,))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array]:
    """That number, [1]."""
    return (jnp.ravel(scene.weights[static[0]])[traced[0]][None],)


KIND = ProbeKind(
    name="element",
    label=Text("One number", "Eine Zahl"),
    summary=Text("One weight as it is now.", "Ein einzelnes Gewicht, wie es gerade ist."),
    parts=("value",),
    ask=ask,
    answer=answer,
    apart=True,
)
