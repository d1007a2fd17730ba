"""Surveys: the losses of many other weights, a few at a time, so that training goes on.

Each is of the run at one step: its weights are copied when it begins, and the next one begins when
it is done. Nothing of it happens unless somebody asks.
"""

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import FloatArray, Ground, Lesson, NodeView, ProbeKind, Question
from engine.train.compile_cache import Compiler, Program
from engine.train.plan import Plan
from engine.train.retaking import Retaken
from engine.train.rows import chosen
from engine.train.step import DeviceData, gathered
from engine.train.timeline import Timeline

TURN = 0.03  # seconds of one turn while the run stands still
SELDOM = 5  # while it trains, four fifths of the time are left to it
NUMBERS = 4_000_000  # weights that may lie side by side

Parts = tuple[FloatArray, ...]


def survey(
    lesson: Lesson,
    side_by_side: int,
    origin: Mapping[str, Any],
    directions: tuple[Any, Any],
    places: jax.Array,
    rows: jax.Array,
    count: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> jax.Array:
    """The mean loss [n] over ``count`` of the rows [b], with its penalty, at places [n, 2] of the
    plane through ``origin`` {params, state} along two ``directions`` of its parameters."""
    batch = gathered(data, rows, count)

    def loss(place: jax.Array) -> jax.Array:
        def moved(at: jax.Array, one: jax.Array, two: jax.Array) -> jax.Array:
            return at + place[0] * one + place[1] * two

        params = jax.tree.map(moved, origin["params"], *directions)
        losses, _, penalty = lesson.score({**origin, "params": params}, batch, knobs)
        return jnp.where(batch.present > 0, losses, 0.0).sum() / batch.present.sum() + penalty

    return cast("jax.Array", jax.lax.map(loss, places, batch_size=side_by_side))


@dataclass(slots=True)
class Survey:
    """One question and how far its answer is. ``place``: in the list watched."""

    written: str
    place: int
    kind: ProbeKind
    question: Question
    program: Program
    seen: tuple[Any, ...] = ()  # the state, knobs and rows it is of
    step: int = 0
    pieces: Iterator[Any] | None = None
    found: Parts | None = None
    shown: tuple[int, Parts] | None = None  # the step and what is told of it
    whole: bool = False  # a whole answer is shown: halves of the next would flicker
    told: bool = True
    next: float = 0.0  # before this time it leaves the device to others

    def outdated(self, seen: tuple[Any, ...], busy: bool) -> bool:
        """Whether to begin anew; what a run that trains has only stepped away from is finished."""
        same = [one is other for one, other in zip(seen, self.seen, strict=False)]
        if same and all(same):
            return False
        return not (busy and self.pieces is not None and all(same[1:]))

    def begin(self, seen: tuple[Any, ...], step: int, pieces: Iterator[Any]) -> None:
        """Forgets what is under way and takes up these pieces."""
        self.seen, self.step, self.pieces, self.found = seen, step, pieces, None

    def work(self, *, busy: bool) -> None:
        """Some pieces; one while the run trains, and then it waits."""
        if self.pieces is None:
            return
        began, fresh = time.monotonic(), False
        while self.pieces is not None and time.monotonic() - began < TURN:
            try:
                piece = next(self.pieces)
                self.found = piece or self.found
                fresh |= piece is not None and not self.whole
            except StopIteration:
                self.pieces, fresh, self.whole = None, fresh or self.whole, True
            if busy:
                break
        if fresh and self.found is not None:
            parts = tuple(np.asarray(part, np.float32) for part in self.found)
            self.shown, self.told = (self.step, parts), False
        if busy:
            now, rest = time.monotonic(), self.kind.every * (self.pieces is None)
            self.next = now + max((SELDOM - 1) * (now - began), rest)


class Surveys:
    """Those of one run that its list of probes asks for."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._surveys: list[Survey] = []
        self._before: list[Survey] = []
        self._retaken = Retaken(compiler)

    def begin(self) -> None:
        """The list of probes is replaced: ``ask`` for each, then ``rest``."""
        self._before, self._surveys = self._surveys, []

    def ask(
        self, plan: Plan, state: Any, place: int, asked: Mapping[str, Any],
        kind: ProbeKind, view: NodeView, whole: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """Adds a probe; ``whole`` has what it did not say. Raises ``LearnerError`` for one that
        makes no sense. What is known already is told again."""
        question, written = kind.ask(whole, view), json.dumps(asked, sort_keys=True)
        survey = Survey(written, place, kind, question, self._program(plan, state, question))
        for before in self._before:
            if before.written == written:
                survey = replace(before, place=place, program=survey.program, told=False)
        self._surveys.append(survey)

    def rest(self) -> None:
        """What nobody asks any more is dropped."""
        for survey in self._before:
            survey.program.drop()
        self._before = []
        if not self._surveys:
            self._retaken.forget()

    def forget(self) -> None:
        """The network changed: nothing that is known holds any more."""
        self.begin()
        self.rest()

    @property
    def compiling(self) -> float | None:
        """Seconds that one has been compiling, None when all are ready."""
        programs = [survey.program for survey in self._surveys]
        return max((one.seconds for one in programs if not one.ready), default=None)

    def answers(
        self, plan: Plan, state: Mapping[str, Any], step: int, timeline: Timeline, *, busy: bool
    ) -> list[tuple[int, int, Parts]]:
        """Works for a moment; what is new, as place in the list, step and parts."""
        seen = (state, plan.knobs, plan.rows)
        told: list[tuple[int, int, Parts]] = []
        for survey in self._surveys:
            program, late = survey.program, time.monotonic() >= survey.next
            if program.ready and program.error is None and (late or not busy):
                if survey.outdated(seen, busy):
                    survey.begin(seen, step, self._pieces(survey, plan, state, step, timeline))
                survey.work(busy=busy)
            if survey.shown is not None and not survey.told:
                survey.told = True
                told.append((survey.place, *survey.shown))
        return told

    def _pieces(
        self, survey: Survey, plan: Plan, state: Mapping[str, Any], step: int, timeline: Timeline
    ) -> Iterator[Any]:
        """The answer as it grows; None after a piece that tells nothing yet."""
        origin = {name: jax.tree.map(np.array, state[name]) for name in ("params", "state")}
        return self._answered(survey, plan, origin, step, timeline)

    def _answered(
        self, survey: Survey, plan: Plan, origin: Any, step: int, timeline: Timeline
    ) -> Iterator[Any]:
        yield from self._retaken.take(timeline, step)
        past = self._retaken.past(timeline, step)
        ground = _ground(plan, survey, origin, past)
        yield from survey.kind.answer(ground, survey.question.static, ())

    def _program(self, plan: Plan, state: Any, question: Question) -> Program:
        side_by_side, together = _widths(plan)
        origin = {name: state[name] for name in ("params", "state")}
        given = (
            origin,
            (origin["params"], origin["params"]),
            np.zeros((together, 2), np.float32),
            *_rows(plan, question),
            plan.knobs,
            _data(plan, question),
        )
        lesson = plan.lesson

        def function(*given: Any) -> jax.Array:
            return survey(lesson, side_by_side, *given)

        return plan.program(
            self._compiler,
            ("survey", side_by_side),
            function,
            given,
            effort=1,  # it runs hundreds of times
            rank=2,
        )


def _ground(plan: Plan, survey: Survey, origin: Any, past: Mapping[int, Any]) -> Ground:
    """The run as it was when the survey began, its past oldest first."""
    question, together = survey.question, _widths(plan)[1]
    rows, count = _rows(plan, question)
    given = (rows, count, plan.knobs, _data(plan, question))
    program = survey.program

    def along(at: Any, one: Any, two: Any) -> Callable[[FloatArray], FloatArray]:
        plane = jax.device_put(({**origin, "params": at}, (one, two)), plan.device)

        def losses(places: FloatArray) -> FloatArray:
            padded = np.zeros((together, 2), np.float32)
            padded[: len(places)] = places
            return np.asarray(program.result()(*plane, padded, *given))[: len(places)]

        return losses

    names = plan.names.original
    return Ground(
        params=origin["params"],
        steps=sorted(past),
        past=[past[step] for step in sorted(past)],
        owners={names[layer.name]: layer.owner for layer in plan.network.layers},
        rows=int(count),
        together=together,
        along=along,
    )


def _rows(plan: Plan, question: Question) -> tuple[Any, Any]:
    assert question.rows is not None
    found = chosen(plan.rows, question.rows)
    return found["rows"], found["count"]


def _data(plan: Plan, question: Question) -> DeviceData:
    assert question.rows is not None
    return plan.data(question.rows.part)


def _widths(plan: Plan) -> tuple[int, int]:
    """How many places lie side by side, and how many are computed at a time.

    A convolution whose kernels differ from example to example is slow, and a large network fills
    the machine by itself.
    """
    shapes = [weight.shape for layer in plan.network.layers for weight in layer.weights]
    numbers = sum(math.prod(shape) for shape in shapes)
    if any(len(shape) > 2 for shape in shapes) or numbers > NUMBERS // 2:
        return 1, 5
    return min(25, NUMBERS // max(1, numbers)), 25
