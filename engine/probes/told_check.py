"""Told check: a gradient of the next step beside a difference quotient of the loss."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import OUTPUT_PLUS, SUM_PLUS, NodeView, ProbeKind, Question, Text, Told
from engine.probes import _asked

# The cube root of float32's precision: rounding and curvature disturb the quotient least there.
STEP = float(np.cbrt(np.finfo(np.float32).eps))
PLACES = {"output": OUTPUT_PLUS, "sum": SUM_PLUS}


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A weight and a place in it; or ``place``, output or sum, an index and an example."""
    if "weight" in asked:
        name = _asked.weight(asked, view)
        return Question((name,), _asked.index(asked, view.weights[name], view.node))
    if asked.get("place") not in PLACES:
        raise _asked.refused(asked, "place")
    index = _asked.index(asked, view.output, view.node)
    example = _asked.whole(asked, "example", 0, 2**31 - 1)
    return Question((PLACES[asked["place"]],), (example, *index))


def answer(told: Told, static: tuple[Any, ...], traced: tuple[int, ...]) -> tuple[Any]:
    """The gradient, by how much the number was moved either way, the mean loss above and below,
    the quotient, and their relative difference [6]; nothing where there is no gradient.

    The losses are float32, subtracted example by example in float64 before their mean is taken.
    """
    (what,), place = static, traced
    found = _found(told, what)
    if found is None:
        return (np.zeros(0),)
    values, gradients = found
    if what in (OUTPUT_PLUS, SUM_PLUS):
        place = (min(place[0], len(told.which) - 1), *place[1:])
        if len(place) != values.ndim or any(
            a >= n for a, n in zip(place, values.shape, strict=True)
        ):
            return (np.zeros(0),)
    value, gradient = np.float32(values[place]), float(gradients[place])
    by = STEP * max(1.0, abs(float(value)))
    flat = int(np.ravel_multi_index(place, values.shape)) if values.ndim else 0
    up, down = (told.nudged(what, flat, way).astype(np.float64) for way in (by, -by))
    width = float(value + np.float32(by)) - float(value - np.float32(by))
    quotient = float((up - down).mean() / width)
    apart = abs(quotient - gradient) / max(abs(quotient), abs(gradient), 1e-30)
    return (np.array([gradient, width / 2, up.mean(), down.mean(), quotient, apart]),)


def _found(told: Told, what: str) -> tuple[Any, Any] | None:
    """The numbers of which one is moved, and their gradients."""
    passed = told.passed
    pairs = {OUTPUT_PLUS: ("values", "value_gradients"), SUM_PLUS: ("sums", "sum_gradients")}
    if what in pairs:
        values, gradients = (passed[name].get(told.node) for name in pairs[what])
        return None if values is None else (np.asarray(values), np.asarray(gradients))
    weights = told.before["params"].get(told.owner, {})
    if what not in weights:
        return None
    return np.asarray(weights[what]), np.asarray(passed["gradients"][told.owner][what])


KIND = ProbeKind(
    name="told_check",
    label=Text("Check of a gradient", "Probe auf einen Gradienten"),
    summary=Text(
        "A gradient of the next step beside the loss just above and below.",
        "Ein Gradient des nächsten Schritts neben dem Verlust knapp darüber und darunter.",
    ),
    parts=("numbers",),
    ask=ask,
    answer=answer,
    apart=True,
    told=True,
)
