"""Told batch: the examples that the next step learns from, and how wrong each of them is."""

from collections.abc import Mapping
from typing import Any

import jax
import numpy as np

from engine.contracts import NodeView, ProbeKind, Question, Text, Told
from engine.probes import _asked


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """Any node; ``example`` is the one whose target is wanted, counted within the batch."""
    del view
    return Question((), (_asked.whole(asked, "example", 0, 2**31 - 1),))


def answer(told: Told, static: tuple[Any, ...], traced: tuple[int, ...]) -> tuple[Any, ...]:
    """Numbers in the training part [b], losses [b]; the batch's mean loss, the loss with penalty
    that the curve gets, the step's learning rate and the lengths of the gradient as the loss gives
    it and as the optimizer gets it [5]; and one example's target, flat."""
    del static
    passed, count = told.passed, len(told.which)
    moves = passed["moves"]
    facts = (passed["loss"], told.loss, moves.rate, _length(passed["gradients"]))
    targets = passed["targets"]
    example = min(traced[0], count - 1)
    target = np.zeros(0) if isinstance(targets, tuple) else np.ravel(np.asarray(targets)[example])
    return (
        told.which,
        np.asarray(passed["losses"])[:count],
        np.array([*map(float, facts), _length(moves.clipped)]),
        target,
    )


def _length(tree: Any) -> float:
    """The length of all numbers of a tree taken together."""
    return float(
        np.sqrt(sum(np.square(np.asarray(t, np.float64)).sum() for t in jax.tree.leaves(tree)))
    )


KIND = ProbeKind(
    name="told_batch",
    label=Text("Batch of the next step", "Batch des nächsten Schritts"),
    summary=Text(
        "The examples of the next step and their losses.",
        "Die Beispiele des nächsten Schritts und ihre Verluste.",
    ),
    parts=("which", "losses", "facts", "target"),
    ask=ask,
    answer=answer,
    told=True,
)
