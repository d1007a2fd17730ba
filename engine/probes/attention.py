"""Attention: which keys each query looks at, head by head, and one comparison in numbers."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """An attention layer and an ``index`` of head, query and key; the sample."""
    if view.kind not in ("attention", "multi_head_attention"):
        raise LearnerError("bad_probe", probe=asked.get("probe"), name="node")
    queries, keys = view.inputs[0][0], view.inputs[-1][0]
    _asked.bounded(3 * queries * keys, view.node)
    heads = int(view.config.get("num_heads", 1))
    place = _asked.index(asked, (heads, queries, keys), view.node)
    return Question((), place, _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """Of the asked head the ``scores`` before any mask and the ``shares`` [queries, keys], what
    each query may look at as 0 or 1 (``seen``), the ``query`` and ``key`` compared at the asked
    place [size], and the ``factors`` of the comparison: inside, and for ``concat`` outside."""
    del static
    head, row, column = traced[0], traced[1], traced[2]
    told, weights = scene.told(), scene.weights
    size = jnp.float32(scene.view.config.get("key_dim", 1))
    scale = weights.get("scale", 1 / jnp.sqrt(size))
    weight = weights.get("concat_score_weight", jnp.float32(1))
    return (
        told["scores"][head],
        told["shares"][head],
        told["seen"].astype(jnp.float32),
        told["query"][row, head],
        told["key"][column, head],
        jnp.stack([scale, weight]),
    )


KIND = ProbeKind(
    name="attention",
    label=Text("Attention", "Aufmerksamkeit"),
    summary=Text(
        "Which positions each position looks at, and how the shares come about.",
        "Welche Positionen jede Position ansieht und wie die Anteile entstehen.",
    ),
    parts=("scores", "shares", "seen", "query", "key", "factors"),
    ask=ask,
    answer=answer,
    apart=True,
)
