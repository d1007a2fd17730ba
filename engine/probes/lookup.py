"""Lookup: the row an embedding looks up at one position, and which other rows point its way."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked

NEAREST = 8


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """An embedding of a list of numbers, and an ``index`` of one position; the sample."""
    if view.kind != "embedding" or len(view.inputs[0]) != 1:
        raise LearnerError("bad_probe", probe=asked.get("probe"), name="node")
    place = _asked.index(asked, view.inputs[0], view.node)
    return Question((), place, _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """The ``tokens`` [time], the table's ``row`` for the asked one [dim], what leaves the layer
    there, ``output`` [dim], and the other rows with the largest cosines: their ``numbers`` and
    ``cosines``, largest first; float32."""
    del static
    position, tokens = traced[0], scene.inputs[0]
    table = scene.weights["embeddings"]
    number = jnp.clip(tokens[position].astype(jnp.int32), 0, len(table) - 1)
    row = table[number]
    lengths = jnp.sqrt(jnp.square(table).sum(1) * jnp.square(row).sum())
    cosines = jnp.where(lengths > 0, table @ row / lengths, 0.0).at[number].set(-jnp.inf)
    found, numbers = jax.lax.top_k(cosines, min(NEAREST, len(table) - 1))
    return tokens, row, scene.output[position], numbers, found


KIND = ProbeKind(
    name="lookup",
    label=Text("Row looked up", "Nachgeschlagene Zeile"),
    summary=Text(
        "The row of the table for one word, and the words nearest to it.",
        "Die Zeile der Tabelle für ein Wort und die Wörter, die ihr am nächsten sind.",
    ),
    parts=("tokens", "row", "output", "numbers", "cosines"),
    ask=ask,
    answer=answer,
    apart=True,
)
