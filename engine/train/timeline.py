"""The past of a run: moments kept on the way, steps taken again, and what of it is shown.

A moment is a copy of everything training needs, so what follows from it is the same to the bit.
"""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import jax
import numpy as np

from engine.errors import LearnerError
from engine.train.compile_cache import Compiler, Program
from engine.train.history import History
from engine.train.loop import Turn
from engine.train.plan import Plan
from engine.train.recorder import Recorder
from engine.train.schedule import Cursor

MOST = 240  # moments; more than a slider has places
BYTES = 512 * 2**20  # of all moments of all runs in this process


@dataclass(frozen=True, slots=True)
class Moment:
    """A run before its step number ``step``: the plan it followed then, the state on the host, and
    what rows and callbacks had added up. ``turned``: something other than a step led here."""

    step: int
    cursor: Cursor
    plan: Plan
    tensors: Any
    recorder: Mapping[str, Any]
    callbacks: Mapping[str, Any]
    turned: bool


class Timeline:
    """The moments of one run, oldest first, thinned as they become many.

    Runs share the room: of thirty each gets a thirtieth.
    """

    _all: ClassVar["weakref.WeakSet[Timeline]"] = weakref.WeakSet()

    def __init__(self) -> None:
        self._all.add(self)
        self._moments: list[Moment] = []
        self._bytes = 0

    def add(self, moment: Moment) -> None:
        """Keeps a moment; where there are too many, every second one that can be walked to goes."""
        if self._moments and self._moments[-1].step == moment.step:
            self._drop(len(self._moments) - 1)
        self._moments.append(moment)
        self._bytes += size_of(moment)
        room = BYTES // len(self._all)
        while len(self._moments) > 2 and (len(self._moments) > MOST or self._bytes > room):
            self._thin()

    def _thin(self) -> None:
        spare = [
            place
            for place in range(len(self._moments) - 2, 0, -2)
            if not self._moments[place].turned
        ]
        for place in spare or [0]:  # all of them are turns: the oldest is forgotten
            self._drop(place)

    def _drop(self, place: int) -> None:
        self._bytes -= size_of(self._moments.pop(place))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All that are kept."""
        return tuple(self._moments)

    @property
    def steps(self) -> list[int]:
        """The steps of all moments, ascending."""
        return [moment.step for moment in self._moments]

    def before(self, step: int) -> Moment | None:
        """The last moment not after a step; None where the past does not reach back so far."""
        found = [moment for moment in self._moments if moment.step <= step]
        return found[-1] if found else None


def size_of(moment: Moment) -> int:
    """Bytes that it holds."""
    leaves = jax.tree.leaves(moment.tensors)
    return sum(int(np.asarray(leaf).nbytes) for leaf in leaves)


class Walk:
    """The way from a moment to a step after it, in short pieces; ``tensors`` when it is done.

    ``row``: the step of the curves' last row up to there, after which another one is open.
    """

    def __init__(self, moment: Moment, step: int, compiler: Compiler, row: int = 0) -> None:
        self.moment, self.step, self.plan, self._row = moment, step, moment.plan, row
        self.tensors: Any = self.plan.own(moment.tensors)
        self.cursor = self.plan.schedule.settled(moment.cursor)
        self._left = step - moment.step
        self._recorder = Recorder(History(), self.plan.lesson.metrics)
        self._recorder.from_json(dict(moment.recorder))
        kmax, room = self.plan.kmax, self.plan.capacity
        self._order = np.zeros((kmax, room), np.int32), np.zeros(kmax, np.int32)
        self._program: Program | None = None
        if self._left:
            given = (*self._order, np.int32(0), self.plan.knobs, self.plan.data())
            self._program = self.plan.step_program(compiler, (self.tensors, *given))

    @property
    def done(self) -> bool:
        """Whether the step is reached."""
        return self._left == 0

    def advance(self) -> bool:
        """Some steps more; False while they are being compiled."""
        program = self._program
        if program is None or not program.ready:
            return False
        at, steps = self.step - self._left, min(self._left, self.plan.kmax)
        if at < self._row:
            steps = min(steps, self._row - at)
        order, counts = self._order
        self.plan.schedule.fill(self.cursor, order, counts, steps)
        given = (np.int32(steps), self.plan.knobs, self.plan.data())
        self.tensors, losses, figures = program.result()(self.tensors, order, counts, *given)
        losses, figures = (np.asarray(told)[:steps] for told in (losses, figures))
        turn = Turn(steps, losses, figures, counts[:steps].copy(), 0.0, None)
        self._recorder.take(self.plan.schedule, self.cursor, turn)
        if at + steps == self._row:
            self._recorder.begin_row()
        self.cursor = self.plan.schedule.advanced(self.cursor, steps)
        self._left -= steps
        return True

    def about(self, history: History) -> dict[str, Any]:
        """What a checkpoint of this moment says besides its tensors."""
        return {
            "document": self.plan.document.to_json(),
            "seed": self.plan.schedule.seed,
            "step": self.step,
            "cursor": [self.cursor.epoch, self.cursor.offset],
            "rows": [row for row in history.rows if row["step"] <= self.step],
            "epochs": [row for row in history.epochs if row["epoch"] <= self.cursor.epoch],
            "recorder": self._recorder.to_json(),
            "divergence": None,
            "callbacks": dict(self.moment.callbacks),
            "interventions": self.plan.interventions,
        }

    def leave(self) -> None:
        """Nobody wants to get there any more."""
        if self._program is not None:
            self._program.drop()


class Past:
    """What of a run's past is shown, or on its way to be; ``shown`` None: the run as it is now."""

    def __init__(self) -> None:
        self.shown: Walk | None = None
        self._walk: Walk | None = None

    @property
    def step(self) -> int | None:
        """The step that is shown, None: the newest."""
        return None if self.shown is None else self.shown.step

    @property
    def settled(self) -> bool:
        """Whether nothing has to be walked."""
        return self._walk is None

    def leave(self) -> None:
        """The run is shown as it is now."""
        if self._walk is not None:
            self._walk.leave()
        self.shown = self._walk = None

    def seek(
        self, timeline: Timeline, history: History, step: int, now: int, compiler: Compiler
    ) -> None:
        """Begins the way to a step; what was shown stays until it is reached.

        Raises ``no_such_moment`` for one that the timeline does not know; ``now`` is the last.
        """
        moment = timeline.before(step) if 0 <= step < now else None
        if moment is None:
            first = next(iter(timeline.steps), now)
            raise LearnerError("no_such_moment", step=step, first=first, last=now)
        if self._walk is not None:
            self._walk.leave()
        rows = [row["step"] for row in history.rows if row["step"] <= step]
        self._walk = Walk(moment, step, compiler, rows[-1] if rows else 0)

    def advance(self) -> tuple[bool, bool]:
        """Some steps of the way: whether there were any to take, and whether it ended."""
        walk = self._walk
        if walk is None or (not walk.done and not walk.advance()):
            return False, False
        if not walk.done:
            return True, False
        self.shown, self._walk = walk, None
        return True, True
