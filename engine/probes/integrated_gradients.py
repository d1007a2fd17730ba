"""Integrated gradients: an answer's score shared out among the numbers of the input."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked, _why

STEPS = 32  # places on the way from "nothing" to the sample, each in the middle of its share


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """The node whose numbers share the score, and the ``baseline`` it is compared with."""
    _asked.bounded(STEPS * math.prod(view.output), view.node)
    return _why.against_nothing(asked)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Shares [*shape], what leaves the node [*shape], and [unit, score, score at the baseline, sum
    of the shares]: the last is the difference of the two before, but for the finite steps."""
    del static
    whole = scene.whole
    assert whole is not None
    values, found = _why.at_sample(whole)
    unit = _why.chosen(found, traced[0])
    score = _why.score_moved(whole, unit)
    away = values - _why.nothing(whole, values, traced[1])
    places = (jnp.arange(STEPS, dtype=jnp.float32) + 0.5) / STEPS
    way = (places.reshape(-1, *[1] * values.ndim) - 1) * away
    shares = away * _why.slope(score, way).mean(axis=0)
    told = [unit.astype(jnp.float32), found[0, unit], score(-away[None])[0], shares.sum()]
    return shares, values, jnp.stack(told)


KIND = ProbeKind(
    name="integrated_gradients",
    label=Text("Integrated gradients", "Integrierte Gradienten"),
    summary=Text(
        "What each number of the input adds to an answer's score.",
        "Was jede Zahl der Eingabe zum Wert einer Antwort beiträgt.",
    ),
    parts=("attributions", "values", "told"),
    ask=ask,
    answer=answer,
    apart=True,
    every=1.0,
)
