"""The loop's inner turn: one compiled call of some steps, and the next order while it runs."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jax
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

    def parts(self, size: int) -> Iterator["Turn"]:
        """The same in parts of so many steps, the last perhaps of up to twice as many."""
        ends = [*range(size, self.applied - size + 1, size), self.applied]
        for done, end in itertools.pairwise([0, *ends] if self.applied else []):
            part, count = slice(done, end), end - done
            yield Turn(
                applied=count,
                losses=self.losses[part],
                figures=self.figures[part],
                counts=self.counts[part],
                seconds=self.seconds * count / self.applied,
                unsound=None,
            )


@dataclass(slots=True)
class Foothold:
    """A copy of a state on the host, from which the steps of one plan are walked again if need be.

    ``steps`` were taken since; ``last`` is the state they led to. ``turned``: something other than
    steps changed plan or state just before.
    """

    plan: Plan
    tensors: Any
    cursor: Cursor
    when: float
    steps: int
    last: Any
    turned: bool


class Turns:
    """Calls the compiled steps; two order buffers alternate, one read while the other is filled.

    A state's buffers are given away to the steps. So that the one before a bad step can be had, a
    copy is kept twice a second (under 1 % of the time) and the steps since then are taken again.
    """

    KEPT = 0.5  # seconds after which a foothold is renewed

    def __init__(self, plan: Plan) -> None:
        self._buffers = [self._buffer(plan) for _ in range(2)]
        self._ready: tuple[Schedule, Cursor, int] | None = None
        self.foothold: Foothold | None = None

    @staticmethod
    def _buffer(plan: Plan) -> tuple[Rows, Rows]:
        return np.zeros((plan.kmax, plan.capacity), np.int32), np.zeros(plan.kmax, np.int32)

    def example(self, plan: Plan, state: Any) -> tuple[Any, ...]:
        """Arguments of the kind the compiled steps are called with."""
        order, counts = self._buffers[0]
        return state, order, counts, np.int32(0), plan.knobs, plan.data()

    def take(
        self, plan: Plan, run: Any, state: Any, cursor: Cursor, steps: int
    ) -> tuple[Any, Turn]:
        """Takes steps from a state, whose buffers are given away; waits for the device.

        Where a loss is not finite, the answer is the state before that step.
        """
        began = time.perf_counter()
        schedule, foothold = plan.schedule, self._stand(plan, state, cursor)
        if not self._is_ready(schedule, cursor, steps):
            schedule.fill(cursor, *self._buffers[0], steps)
        order, counts = self._buffers[0]
        given = (plan.knobs, plan.data())
        state, losses, figures = run(state, order, counts, np.int32(steps), *given)
        self._buffers.reverse()
        after = schedule.advanced(cursor, steps)
        schedule.fill(after, *self._buffers[0], steps)
        self._ready = (schedule, after, steps)
        losses = np.asarray(losses)[:steps]  # the host sync of the loop
        figures = np.asarray(figures)[:steps]
        wrong = np.flatnonzero(~np.isfinite(losses))
        applied = int(wrong[0]) if len(wrong) else steps
        foothold.steps += applied
        foothold.last = self._walked(foothold, run) if len(wrong) else state
        turn = Turn(
            applied=applied,
            losses=losses[:applied],
            figures=figures[:applied],
            counts=counts[:applied].copy(),
            seconds=time.perf_counter() - began,
            unsound=order[applied, : counts[applied]].copy() if len(wrong) else None,
        )
        return foothold.last, turn

    def _stand(self, plan: Plan, state: Any, cursor: Cursor) -> Foothold:
        """The foothold of this state: kept while nobody but the steps changed plan or state."""
        now, kept = time.monotonic(), self.foothold
        followed = kept is not None and kept.plan is plan and kept.last is state
        if kept is None or not followed or now - kept.when > self.KEPT:
            kept = Foothold(
                plan, jax.tree.map(np.array, state), cursor, now, 0, state, not followed
            )
        self.foothold = kept
        return kept

    def _walked(self, foothold: Foothold, run: Any) -> Any:
        """The state so many steps after the foothold, the same to the bit."""
        plan, cursor, left = foothold.plan, foothold.cursor, foothold.steps
        state, (order, counts) = plan.own(foothold.tensors), self._buffer(plan)
        while left:
            steps = min(left, plan.kmax)
            plan.schedule.fill(cursor, order, counts, steps)
            given = (np.int32(steps), plan.knobs, plan.data())
            state, losses, _ = run(state, order, counts, *given)
            np.asarray(losses)  # the order is read until then
            cursor, left = plan.schedule.advanced(cursor, steps), left - steps
        return state

    def _is_ready(self, schedule: Schedule, cursor: Cursor, steps: int) -> bool:
        if self._ready is None:
            return False
        of, at, filled = self._ready
        return of is schedule and at == cursor and filled >= steps
