"""The loop's inner turn: one compiled call of some steps, and the next order while it runs."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.train.plan import Plan
from engine.train.schedule import Cursor, Rows, Schedule


@dataclass(frozen=True, slots=True)
class Turn:
    """What one call did: ``applied`` steps with their losses [applied], metrics and row counts.

    ``unsound`` holds the rows of the step whose loss was not finite, if there was one.
    """

    applied: int
    losses: Any
    figures: Any
    counts: Rows
    seconds: float
    unsound: Rows | None


class Turns:
    """Calls the compiled steps; two order buffers alternate, one read while the other is filled."""

    def __init__(self, plan: Plan) -> None:
        shape = (plan.kmax, plan.capacity)
        self._buffers = [
            (np.zeros(shape, np.int32), np.zeros(plan.kmax, np.int32)) for _ in range(2)
        ]
        self._ready: tuple[Schedule, Cursor, int] | None = None

    def example(self, plan: Plan, state: Any) -> tuple[Any, ...]:
        """Arguments of the kind the compiled steps are called with."""
        order, counts = self._buffers[0]
        return state, order, counts, np.int32(0), plan.knobs, plan.data()

    def take(
        self, plan: Plan, run: Any, state: Any, cursor: Cursor, steps: int
    ) -> tuple[Any, Turn]:
        """Takes steps from a state and waits for the device; the state itself stays as it is.

        Where a loss is not finite, the answer is the state before that step, made by taking the
        steps up to it once more: they are the same to the bit.
        """
        began = time.perf_counter()
        schedule = plan.schedule
        if not self._is_ready(schedule, cursor, steps):
            schedule.fill(cursor, *self._buffers[0], steps)
        order, counts = self._buffers[0]
        given = (plan.knobs, plan.data())
        moved, losses, figures = run(state, order, counts, np.int32(steps), *given)
        self._buffers.reverse()
        after = schedule.advanced(cursor, steps)
        schedule.fill(after, *self._buffers[0], steps)
        self._ready = (schedule, after, steps)
        losses = np.asarray(losses)[:steps]  # the host sync of the loop
        figures = np.asarray(figures)[:steps]
        wrong = np.flatnonzero(~np.isfinite(losses))
        applied = int(wrong[0]) if len(wrong) else steps
        if len(wrong):
            moved, _, _ = run(state, order, counts, np.int32(applied), *given)
        turn = Turn(
            applied=applied,
            losses=losses[:applied],
            figures=figures[:applied],
            counts=counts[:applied].copy(),
            seconds=time.perf_counter() - began,
            unsound=order[applied, : counts[applied]].copy() if len(wrong) else None,
        )
        return moved, turn

    def _is_ready(self, schedule: Schedule, cursor: Cursor, steps: int) -> bool:
        if self._ready is None:
            return False
        of, at, filled = self._ready
        return of is schedule and at == cursor and filled >= steps
