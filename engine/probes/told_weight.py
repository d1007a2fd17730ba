"""Told weight: one weight from its gradient to its next value, with the optimizer's memory."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import FloatArray, NodeView, ProbeKind, Question, Text, Told
from engine.probes import _asked

# What optimizers remember; a slot is told by its number here.
MEMORY = ("count", "largest", "mean", "moved", "product", "square", "sum", "velocity")


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A weight's name and a place in it."""
    name = _asked.weight(asked, view)
    return Question((name,), _asked.index(asked, view.weights[name], view.node))


def answer(told: Told, static: tuple[Any, ...], traced: tuple[int, ...]) -> tuple[Any, ...]:
    """The weight now and after the step [2]; its gradient, that with penalty, that clipped, the
    weight after decay, the change and the learning rate [6], none of what is not learned; numbers
    in ``MEMORY`` [m] of what the optimizer remembers, before [m] and after [m]; and, for a dense
    layer, each example's share in the gradient [b]."""
    (name,), owner, passed = static, told.owner, told.passed
    part = "params" if name in told.before["params"].get(owner, {}) else "state"
    ends = [_at(state[part], told, name, traced) for state in (told.before, told.after)]
    if part == "state":
        return np.array(ends), *(np.zeros(0),) * 5
    moves = passed["moves"]
    trees = (passed["gradients"], moves.penalized, moves.clipped, moves.decayed, moves.change)
    way = [*(_at(tree, told, name, traced) for tree in trees), float(moves.rate)]
    memory, after = told.before["optimizer"], told.after["optimizer"]
    slots = sorted(memory)
    return (
        np.array(ends),
        np.array(way),
        np.array([MEMORY.index(slot) for slot in slots]),
        np.array([_remembered(memory[slot], told, name, traced) for slot in slots]),
        np.array([_remembered(after[slot], told, name, traced) for slot in slots]),
        _shares(told, name, traced),
    )


def _at(tree: Any, told: Told, name: str, place: tuple[int, ...]) -> float:
    return float(np.asarray(tree[told.owner][name])[place])


def _remembered(slot: Any, told: Told, name: str, place: tuple[int, ...]) -> float:
    """A number kept for this weight, or one for all of them."""
    return _at(slot, told, name, place) if isinstance(slot, Mapping) else float(slot)


def _shares(told: Told, name: str, place: tuple[int, ...]) -> FloatArray:
    """Each example's input times the gradient of its sum, where that is all there is to it."""
    passed, count = told.passed, len(told.which)
    felt = passed["sum_gradients"].get(told.node)
    if told.view.kind != "dense" or told.owner != told.node or felt is None or felt.ndim != 2:
        return np.zeros(0, np.float32)
    arriving = np.asarray(felt)[:count, place[-1]]
    if name == "bias":
        return arriving
    given = np.asarray(passed["values"][told.sources[0]])[:count, place[0]] * told.arrives[0]
    return given * arriving


KIND = ProbeKind(
    name="told_weight",
    label=Text("Weight in the next step", "Gewicht im nächsten Schritt"),
    summary=Text(
        "One weight of the next step: gradient, memory, change, next value.",
        "Ein Gewicht im nächsten Schritt: Gradient, Gedächtnis, Änderung, nächster Wert.",
    ),
    parts=("ends", "way", "slots", "memory", "memory_after", "shares"),
    ask=ask,
    answer=answer,
    told=True,
)
