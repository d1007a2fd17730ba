"""Lanes of a sweep: members that train in one compiled call, or one that takes turns with others.

On a processor one call for all pays for tiny networks alone: 30 networks of 2-4-2-1 take 588,000
steps a second stacked and 200,000 one after the other, but dense networks on MNIST 890 stacked and
1,490 in turns, small convolutional ones 7 to 24 and 30. ``TINY`` draws the line between them.
"""

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

from engine.contracts import Quantised
from engine.train.compile_cache import Compiler, Program
from engine.train.history import Row, Sums
from engine.train.loop import Turn, Turns
from engine.train.pace import Pace
from engine.train.plan import TINY, Plan
from engine.train.recorder import Recorder
from engine.train.schedule import Cursor
from engine.train.scoring import Scoring
from engine.train.together import member, planes, run_together, score_together, stacked

STEPS = 256  # that a stacked call has room for
SIDE = 32  # of a thumbnail


@dataclass(slots=True)
class Member:
    """One network of a sweep: its plan, how far it is and what was measured on the way. At step
    ``diverged`` its loss was no number; ``rows`` are the protocol's."""

    plan: Plan
    step: int = 0
    cursor: Cursor = field(default_factory=Cursor)
    diverged: int | None = None
    rows: list[Row] = field(default_factory=list[Row])
    sums: Sums = field(default_factory=Sums)

    def take(self, turn: Turn, steps: int) -> None:
        """Notes a turn that should have taken so many steps."""
        self.sums.add(turn.losses, np.zeros((turn.applied, 0)), turn.counts)
        self.step += turn.applied
        self.cursor = self.plan.schedule.advanced(self.cursor, turn.applied)
        if turn.applied < steps:
            self.diverged = self.step + 1
            self.note(None)

    def note(self, scores: Row | None) -> None:
        """Writes a row of the mean loss since the last one, with its scores."""
        if not self.sums.weight:
            return
        validation = scores and {name: scores[name] for name in ("loss", "metrics", "rows")}
        sound = validation is not None and math.isfinite(validation["loss"])
        self.rows.append(
            {
                "step": self.step,
                "epoch": self.plan.schedule.settled(self.cursor).epoch,
                "loss": self.sums.loss / self.sums.weight,
                "metrics": {},
                "learning_rate": self.plan.learning_rate(max(self.step - 1, 0)),
                "validation": validation if sound else None,
            }
        )
        self.sums.clear()


class Lane(ABC):
    """Members that are moved on together; ``step`` counts the steps of those that still train."""

    def __init__(self, members: Sequence[Member], compiler: Compiler) -> None:
        self.members = members
        self.plan = members[0].plan
        self.step = 0
        self.pace = Pace(STEPS)
        self._compiler = compiler
        self._programs: dict[str, Program] = {}
        numbers = self.plan.rows.validation
        if len(numbers) > Recorder.WHOLE:
            numbers = numbers[np.linspace(0, len(numbers) - 1, Recorder.GLANCE).astype(int)]
        self.validation = numbers

    @property
    def prepared(self) -> bool:
        """Whether its programs are compiled or being compiled."""
        return bool(self._programs)

    @property
    def ready(self) -> bool:
        """Whether all that training takes is compiled."""
        needed = [one for name, one in self._programs.items() if name != "planes"]
        return self.prepared and all(program.ready for program in needed)

    @property
    def ended(self) -> bool:
        """Whether all its members have diverged."""
        return all(member.diverged is not None for member in self.members)

    @abstractmethod
    def prepare(self) -> None:
        """Makes the first states and begins compiling."""

    def advance(self, until: int) -> None:
        """Some steps on, as many as fit into a few milliseconds, not beyond ``until``."""
        began = time.perf_counter()
        steps = max(1, min(self.pace.wanted(time.monotonic()), until - self.step))
        for one, turn in zip(self.members, self._take(steps), strict=True):
            if one.diverged is None:
                one.take(turn, steps)
        self.step += steps
        self.pace.took(steps, 0, time.perf_counter() - began)

    @abstractmethod
    def score(self) -> bool:
        """Scores the validation rows, in pieces, and notes a row; answers whether that is done."""

    @abstractmethod
    def tensors(self, place: int) -> Any:
        """The state of one of its members, on the host."""

    def pictures(self) -> Quantised | None:
        """Its members' answers over the plane; None while that is being compiled."""
        program = self._programs.get("planes")
        state, knobs = self._many()
        given = ({part: state[part] for part in ("params", "state")}, knobs)
        grid, network = self.plan.rows.grid(SIDE), self.plan.network
        if program is None:
            program = self._programs["planes"] = self.plan.program(
                self._compiler,
                ("sweep planes", len(self.members)),
                lambda *given: planes(network, *given),
                (*given, grid),
                effort=1,
                rank=2,
            )
        if not program.ready:
            return None
        levels, ranges = program.result()(*given, grid)
        return Quantised(np.asarray(levels), np.asarray(ranges))

    def leave(self) -> None:
        """Nobody wants it any more: what is not compiled yet need not be."""
        for program in self._programs.values():
            program.drop()

    @abstractmethod
    def _take(self, steps: int) -> list[Turn]:
        """The turn of each member."""

    @abstractmethod
    def _many(self) -> tuple[Any, Any]:
        """States and knobs with an axis of members."""


class Alone(Lane):
    """One member, by the very program that trains a run of its own."""

    def prepare(self) -> None:
        """The first state; compiling begins."""
        plan = self.plan
        self._state = plan.first_state(plan.schedule.seed)
        self._turns = Turns(plan)
        self.pace = Pace(plan.kmax)
        self._scoring: Scoring | None = None
        example = self._turns.example(plan, self._state)
        self._programs["step"] = plan.step_program(self._compiler, example)
        if len(self.validation):
            example = Scoring(plan, self.validation).example(self._state)
            self._programs["score"] = plan.score_program(self._compiler, example)

    def score(self) -> bool:
        """A chunk of the validation rows."""
        one = self.members[0]
        if one.diverged is not None:
            return True
        if not len(self.validation):
            one.note(None)
            return True
        scoring = self._scoring = self._scoring or Scoring(self.plan, self.validation)
        scoring.advance(self._programs["score"].result(), self._state)
        if scoring.finished:
            one.note(scoring.result())
            self._scoring = None
        return scoring.finished

    def tensors(self, place: int) -> Any:
        """Its state, on the host."""
        del place
        return jax.tree.map(np.array, self._state)

    def _take(self, steps: int) -> list[Turn]:
        run, one = self._programs["step"].result(), self.members[0]
        self._state, turn = self._turns.take(self.plan, run, self._state, one.cursor, steps)
        return [turn]

    def _many(self) -> tuple[Any, Any]:
        return stacked([self._state]), stacked([self.plan.knobs])


class Together(Lane):
    """Members of one structure, stacked; those that diverge stand still while the others go on."""

    def prepare(self) -> None:
        """The first states; compiling begins."""
        plan, count = self.plan, len(self.members)
        plans = [one.plan for one in self.members]
        self._state = plan.own(stacked([one.first_state(one.schedule.seed) for one in plans]))
        self._knobs = plan.own(stacked([one.knobs for one in plans]))
        self._alive = np.ones(count, bool)
        orders = {(p.schedule.batch_size, p.schedule.shuffle, p.schedule.seed) for p in plans}
        self._shared = len(orders) == 1
        axis = () if self._shared else (count,)
        self._order = np.zeros((STEPS, *axis, plan.capacity), np.int32)
        self._counts = np.zeros((STEPS, *axis), np.int32)
        self._programs["step"] = plan.program(
            self._compiler,
            ("sweep step", count),
            lambda *given: run_together(plan.lesson, *given),
            self._arguments(0),
            donate=(0,),
        )
        if len(self.validation):
            self._programs["score"] = plan.program(
                self._compiler,
                ("sweep score", count),
                lambda *given: score_together(plan.lesson, *given),
                self._scored(self.validation[:0]),
                rank=1,
            )

    def _arguments(self, steps: int) -> tuple[Any, ...]:
        given = (self._state, self._alive, self._order, self._counts, np.int32(steps))
        return (*given, self._knobs, self.plan.data())

    def _scored(self, numbers: Any) -> tuple[Any, ...]:
        rows = np.full(self.plan.chunk, self.validation[0], np.int32)
        rows[: len(numbers)] = numbers
        state = {part: self._state[part] for part in ("params", "state")}
        return state, rows, np.int32(len(numbers)), self._knobs, self.plan.data()

    def score(self) -> bool:
        """All validation rows: the networks are tiny."""
        plan, chunk = self.plan, self.plan.chunk
        loss, figures, penalty = 0.0, 0.0, np.zeros(len(self.members))
        count = len(self.validation)
        for start in range(0, count, chunk):
            given = self._scored(self.validation[start : start + chunk])
            told = self._programs["score"].result()(*given)
            more, several, penalty = (np.asarray(part, np.float64) for part in told)
            loss, figures = loss + more, figures + several
        metrics = plan.lesson.metrics
        for place, one in enumerate(self.members):
            if one.diverged is not None:
                continue
            one.note(
                {
                    "loss": float(np.asarray(loss)[place] / count + penalty[place]),
                    "metrics": metrics.told(np.asarray(figures)[place, : metrics.width] / count),
                    "rows": count,
                }
                if count
                else None
            )
        return True

    def tensors(self, place: int) -> Any:
        """The state of one of its members, on the host."""
        return member(self._state, place)

    def _take(self, steps: int) -> list[Turn]:
        order, counts = self._order, self._counts
        if self._shared:
            ahead = next(one for one in self.members if one.diverged is None)
            ahead.plan.schedule.fill(ahead.cursor, order, counts, steps)
        else:
            for place, one in enumerate(self.members):
                one.plan.schedule.fill(one.cursor, order[:, place], counts[:, place], steps)
        run = self._programs["step"].result()
        self._state, alive, taken, losses = run(*self._arguments(steps))
        taken, losses = np.asarray(taken), np.asarray(losses)  # the host sync of the lane
        self._alive = np.asarray(alive)
        return [
            Turn(int(n), losses[:n, at], None, self._counts_of(at)[:n].copy(), 0.0, None)
            for at, n in enumerate(taken)
        ]

    def _counts_of(self, place: int) -> Any:
        return self._counts if self._shared else self._counts[:, place]

    def _many(self) -> tuple[Any, Any]:
        return self._state, self._knobs


def lanes_of(members: Sequence[Member], compiler: Compiler) -> list[Lane]:
    """How members of one structure and one data set train: stacked where that is faster."""
    plan = members[0].plan
    numbers = sum(math.prod(w.shape) for layer in plan.network.layers for w in layer.weights)
    tiny = numbers < TINY and plan.rows.kind.sample_type in ("points", "table")
    if tiny and len(members) > 1:
        return [Together(members, compiler)]
    return [Alone([member], compiler) for member in members]
