"""Where a run went wrong: the first layer whose output is no longer a number."""

from typing import Any

import jax
import numpy as np

from engine.contracts import AnyArray
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler
from engine.train.observe import first_unsound
from engine.train.plan import Plan
from engine.train.step import gathered, step_key


def diverged(step: int, node: str | None = None) -> LearnerError:
    """That the loss of a step is no number, and the first layer at fault where it is known."""
    if node is None:
        return LearnerError("diverged", field="learning_rate", step=step)
    return LearnerError("diverged_at", node=node, field="learning_rate", name=node, step=step)


class Diagnosis:
    """Repeats the forward pass of the step that failed, compiled apart; wait for ``ready``."""

    def __init__(self, plan: Plan, compiler: Compiler, state: Any, rows: AnyArray) -> None:
        self._plan = plan
        numbers = np.full(plan.capacity, rows[0], np.int32)
        numbers[: len(rows)] = rows
        network = plan.network

        def look(state: Any, rows: Any, count: Any, knobs: Any, data: Any) -> jax.Array:
            batch = gathered(data, rows, count)
            given = (batch.inputs, batch.present, knobs, step_key(state))
            return first_unsound(network, state, *given)

        self._arguments = (state, numbers, np.int32(len(rows)), plan.knobs, plan.data())
        self._program = plan.program(compiler, "diagnosis", look, self._arguments)

    @property
    def ready(self) -> bool:
        """Whether it can be asked without waiting."""
        return self._program.ready

    def node(self) -> str | None:
        """The learner's name of the first layer that puts out NaN or infinity, or None."""
        if self._program.error is not None:
            return None
        sound = np.asarray(self._program.result()(*self._arguments))
        wrong = np.flatnonzero(~sound)
        if not len(wrong):
            return None
        return self._plan.names.original[self._plan.network.layers[int(wrong[0])].name]
