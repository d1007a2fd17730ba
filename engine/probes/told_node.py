"""Told node: all that leaves a layer in the next step for one example, or its gradient."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import NodeView, ProbeKind, Question, Text, Told
from engine.probes import _asked

WHAT = {
    "output": "values",
    "sum": "sums",
    "output_gradient": "value_gradients",
    "sum_gradient": "sum_gradients",
}


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A node, an example of the batch and ``what``: output, sum, or the gradient of either."""
    if asked.get("what") not in WHAT:
        raise _asked.refused(asked, "what")
    _asked.bounded(int(np.prod(view.output)), view.node)
    example = _asked.whole(asked, "example", 0, 2**31 - 1)
    return Question((str(asked["what"]),), (example,))


def answer(told: Told, static: tuple[Any, ...], traced: tuple[int, ...]) -> tuple[Any]:
    """The numbers, of the layer's shape; none where it has no sum before an activation."""
    found = told.passed[WHAT[static[0]]].get(told.node)
    example = min(traced[0], len(told.which) - 1)
    return (np.zeros(0) if found is None else np.asarray(found)[example],)


KIND = ProbeKind(
    name="told_node",
    label=Text("Layer in the next step", "Schicht im nächsten Schritt"),
    summary=Text(
        "What a layer puts out in the next step, or the gradient there.",
        "Was eine Schicht im nächsten Schritt ausgibt, oder der Gradient dort.",
    ),
    parts=("values",),
    ask=ask,
    answer=answer,
    told=True,
)
