"""Nudge: a small step of the input against the answer, by the sign of the loss's gradient."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Rows, Scene, Text, Whole, touched
from engine.probes import _asked, _why

PARTS = 1000  # the size of the step is asked for in thousandths


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """The input to be nudged, and by how much: ``size`` in thousandths for every number of it.

    An example of the data has a label; against a drawing's answer it goes by what is said now.
    """
    _asked.bounded(math.prod(view.output), view.node)
    size = _asked.whole(asked, "size", 0, 10 * PARTS)
    sample = _asked.sample(asked)
    if "part" not in sample:
        return Question(("said",), (size,), sample, whole=True)
    row = Rows(str(sample["part"]), 1, _asked.whole(sample, "index", 0, 2**31 - 1))
    return Question(("label",), (size,), sample, rows=row)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array, jax.Array]:
    """The input before and after [*shape], what is answered before and after [k], and [loss
    before, loss after]; pictures stay between their least and greatest value."""
    whole = scene.whole
    assert whole is not None
    assert whole.sample is not None
    outputs = whole.flow(inputs=whole.sample)
    values = outputs.values[whole.node]
    goal = _why.chosen(_why.scores(outputs, whole.output), jnp.int32(_why.WINNER))

    def loss(plus: jax.Array) -> jax.Array:
        if static[0] == "label":
            nodes = touched(whole.knobs["nodes"], whole.node, output_plus=plus)
            return whole.losses(nodes=nodes)[0]
        return _doubt(_why.score_moved(whole)(plus)[0], goal)

    before, slope = jax.value_and_grad(loss)(jnp.zeros_like(values))
    after = values + traced[0] / PARTS * jnp.sign(slope)
    if values.ndim == 4:
        after = jnp.clip(after, values.min(), values.max())
    moved = _moved(whole, after - values)
    said, said_then = (_why.answers(one, whole.output)[0] for one in (outputs, moved))
    return values[0], after[0], said, said_then, jnp.stack([before, loss(after - values)])


def _moved(whole: Whole, plus: jax.Array) -> Any:
    nodes = touched(whole.knobs["nodes"], whole.node, output_plus=plus)
    return whole.flow(inputs=whole.sample, nodes=nodes)


def _doubt(scores: jax.Array, said: jax.Array) -> jax.Array:
    """The cross-entropy of the answer given now; of a single number how far it is on its side."""
    if scores.shape[0] > 1:
        return -jax.nn.log_softmax(scores)[said]
    return -jnp.abs(scores[0])


KIND = ProbeKind(
    name="nudge",
    label=Text("Nudge", "Stups"),
    summary=Text(
        "The input a small step further against the answer, and what is answered then.",
        "Die Eingabe einen kleinen Schritt gegen die Antwort, und was dann geantwortet wird.",
    ),
    parts=("before", "after", "said_before", "said_after", "losses"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.2,
)
