"""Writing a number of a tensor by hand, into a run that trains or stands still."""

from collections.abc import Sequence

import jax
import numpy as np

from engine.contracts import FloatArray
from engine.errors import LearnerError
from engine.train.rows import Rows
from engine.train.training import Training


def set_number(
    training: Training, node: str, weight: str, index: Sequence[int], value: float
) -> float:
    """Sets one number of one tensor and answers the one that stood there before; raises for a
    tensor, a place or a number that is none."""
    plan, tensors = training.plan, training.tensors
    view, place = plan.view(node), tuple(index)
    if weight not in view.weights:
        raise LearnerError("no_such_weight", node=node, name=node, weight=weight)
    shape = view.weights[weight]
    inside = len(place) == len(shape) and all(
        0 <= at < length for at, length in zip(place, shape, strict=True)
    )
    if not inside:
        raise LearnerError("index_outside", node=node, index=list(place), shape=list(shape))
    if not abs(value) <= np.finfo(np.float32).max:
        raise LearnerError("value_not_finite", node=node, field=weight)
    standard = plan.network.layer(plan.names.standard[node]).owner
    part = "params" if weight in tensors["params"].get(standard, {}) else "state"
    # Through the host: an indexed update on the device compiles for every shape.
    layer = tensors[part][standard]
    tensor = np.array(layer[weight])
    before = float(tensor[place])
    tensor[place] = value
    layer = {**layer, weight: jax.device_put(tensor, plan.device)}
    # Another state, not the same one changed: what was learned before leads elsewhere.
    training.tensors = {**tensors, part: {**tensors[part], standard: layer}}
    training.changes += 1
    return before


def drawn(rows: Rows, values: Sequence[float]) -> FloatArray:
    """A drawn sample as the network gets it; raises ``LearnerError`` for one that does not fit."""
    expected = int(np.prod(rows.data.shape))
    if len(values) != expected:
        raise LearnerError("sample_size", count=len(values), expected=expected)
    if not all(abs(value) <= np.finfo(np.float32).max for value in values):
        raise LearnerError("value_not_finite")
    return rows.scaled(np.array(values, np.float32).reshape(rows.data.shape))
