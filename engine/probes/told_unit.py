"""Told unit: one output number in the next step, and how its gradient comes to its sum."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

import jax
import numpy as np

from engine.contracts import FloatArray, NodeView, ProbeKind, Question, Text, Told
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A place in the node's output and an example of the batch."""
    place = _asked.index(asked, view.output, view.node)
    return Question((), (_asked.whole(asked, "example", 0, 2**31 - 1), *place))


def answer(told: Told, static: tuple[Any, ...], traced: tuple[int, ...]) -> tuple[Any, ...]:
    """Output [1], incoming gradient [1], and where an activation stands between them the sum [1]
    and its gradient [1]; the derivatives of the outputs of the same line with respect to this sum
    [k], and their gradients [k]: the products add up to the gradient of the sum."""
    del static
    example, *rest = traced
    place = (min(example, len(told.which) - 1), *rest)
    passed, node = told.passed, told.node
    values, gradients = (np.asarray(passed[name][node]) for name in ("values", "value_gradients"))
    told_of_output = values[place][None], gradients[place][None]
    sums = passed["sums"].get(node)
    if sums is None or sums.shape != values.shape:
        return (*told_of_output, *(np.zeros(0),) * 4)
    line = np.asarray(sums)[place[:-1]]
    local = derivatives(told.activation, line, place[-1])
    arriving = gradients[place[:-1]]
    return (
        *told_of_output,
        line[place[-1]][None],
        np.asarray(passed["sum_gradients"][node])[place][None],
        local,
        arriving,
    )


def derivatives(activation: Callable[[Any], Any], sums: FloatArray, at: int) -> FloatArray:
    """How each output of an activation [k] moves with one of its sums [k]."""
    direction = np.zeros(len(sums), np.float32)
    direction[at] = 1
    return np.asarray(_moving(activation)(sums, direction))


@functools.cache
def _moving(activation: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def moving(sums: jax.Array, direction: jax.Array) -> jax.Array:
        return jax.jvp(activation, (sums,), (direction,))[1]

    return jax.jit(moving)


KIND = ProbeKind(
    name="told_unit",
    label=Text("Unit in the next step", "Neuron im nächsten Schritt"),
    summary=Text(
        "One output number of the next step with its gradients.",
        "Eine Ausgabezahl des nächsten Schritts mit ihren Gradienten.",
    ),
    parts=("output", "output_gradient", "sum", "sum_gradient", "local", "arriving"),
    ask=ask,
    answer=answer,
    told=True,
)
