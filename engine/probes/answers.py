"""Answers: what the network says to many examples, what they should be, and how wrong each is."""

from collections.abc import Mapping
from typing import Any

import jax

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """An output node and rows of a part."""
    _asked.vector(view)
    rows = _asked.rows(asked)
    _asked.bounded(rows.count * view.output[0], view.node)
    return Question(rows=rows)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Outputs [b, k], targets as the output's loss takes them [b] or [b, ...], losses [b] of all
    outputs together, and the rows' numbers in their part [b], -1 for padding."""
    del static, traced
    whole = scene.whole
    assert whole is not None
    outputs = whole.flow().values[whole.node]
    return outputs, whole.targets, whole.losses(), whole.which


KIND = ProbeKind(
    name="answers",
    label=Text("Answers", "Antworten"),
    summary=Text(
        "What the network says to many examples, and how wrong it is.",
        "Was das Netz zu vielen Beispielen sagt und wie falsch es liegt.",
    ),
    parts=("outputs", "targets", "losses", "which"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.5,
)
