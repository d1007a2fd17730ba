"""Slow motion: the next step told ahead for as long as somebody asks, at no cost to anybody else.

The step under way is left alone: it is told on copies, by a program of its own, and where it leads
is computed by the very program that will take it, so the weights told are those of the run, bit for
bit. Everything stays on the device until a page asks for it.
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import catalog
from engine.contracts import (
    INPUT_TIMES,
    OUTPUT_PLUS,
    SUM_PLUS,
    FloatArray,
    NodeView,
    ProbeKind,
    Question,
    Text,
    Told,
)
from engine.errors import Fix, LearnerError
from engine.graph.build import Layer
from engine.train.compile_cache import Compiler, Program
from engine.train.plan import Plan
from engine.train.schedule import Rows
from engine.train.step import capacity
from engine.train.telling import felt, nudge, places, tell
from engine.train.training import Training

LARGEST = 256_000_000  # numbers that a telling may hold on the device


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next step of a training: the rows it will see and the arguments of its programs."""

    plan: Plan
    tensors: Any
    order: Rows
    counts: Rows

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What ``tell`` and ``nudge`` are called with."""
        plan, rows = self.plan, self.order[0]
        return self.tensors, rows, self.counts[0], plan.knobs, plan.data()


@dataclass(slots=True)
class Asked:
    """A probe about the step: its place in the list watched, and whether it was answered."""

    place: int
    kind: ProbeKind
    view: NodeView
    question: Question
    answered: bool = False


class Slow:
    """Tells the next step of one run while its list of probes asks about it."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._asked: list[Asked] = []
        self._program: Program | None = None
        self._nudge: Program | None = None
        self._ahead: Ahead | None = None
        self._passed: Mapping[str, Any] | None = None
        self._after: tuple[Any, float] | None = None

    def ask(self, plan: Plan, place: int, kind: ProbeKind, asked: Mapping[str, Any]) -> None:
        """Adds a probe; raises ``LearnerError`` for one that makes no sense or is too large."""
        view = plan.view(str(asked.get("node")))
        _refuse_large(plan)
        self._asked.append(Asked(place, kind, view, kind.ask(asked, view)))

    def forget(self) -> None:
        """Nobody asks any more: nothing is kept."""
        self._asked = []
        self.rest()

    def rest(self) -> None:
        """What was told is dropped if nobody asks."""
        if self._asked:
            return
        self._drop()
        self._ahead = self._passed = self._after = None

    def begin(self) -> None:
        """The list of probes is replaced: ``ask`` for each, then ``rest``."""
        self._asked = []

    @property
    def compiling(self) -> float | None:
        """Seconds that it has been compiling, None when it is ready."""
        waiting = [p.seconds for p in (self._program, self._nudge) if p and not p.ready]
        return max(waiting, default=None)

    def answers(self, training: Training) -> list[tuple[int, tuple[FloatArray, ...]]]:
        """What is new about the step that this training takes next, by place in the list.

        Nothing while it trains: a step is told when the run stands still before it.
        """
        if not self._asked or training.playing:
            return []
        ahead = self._look(training)
        if self._passed is None and not self._tell(training, ahead):
            return []
        found: list[tuple[int, tuple[FloatArray, ...]]] = []
        for asked in self._asked:
            if asked.answered or (asked.kind.apart and not self._nudges(ahead)):
                continue
            asked.answered = True
            question = asked.question
            parts = asked.kind.answer(self._seen(ahead, asked), question.static, question.traced)
            found.append((asked.place, tuple(np.asarray(part, np.float32) for part in parts)))
        return found

    def _look(self, training: Training) -> Ahead:
        """The step it takes next; another than before is told anew."""
        ahead, plan = self._ahead, training.plan
        if ahead is not None and ahead.plan is plan and ahead.tensors is training.tensors:
            return ahead
        order = np.zeros((plan.kmax, plan.capacity), np.int32)
        counts = np.zeros(plan.kmax, np.int32)
        plan.schedule.fill(training.cursor, order, counts, 1)
        self._ahead = Ahead(plan, training.tensors, order, counts)
        self._passed = self._after = None
        for asked in self._asked:
            asked.answered = False
        self._drop()
        self._program = plan.program(
            self._compiler,
            "tell",
            lambda *given: tell(plan.lesson, *given),
            self._ahead.arguments,
            effort=0,  # it runs once a step
        )
        return self._ahead

    def _drop(self) -> None:
        """Gives up the programs of another plan; those compiled already are found again."""
        for program in (self._program, self._nudge):
            if program is not None:
                program.drop()
        self._program = self._nudge = None

    def _tell(self, training: Training, ahead: Ahead) -> bool:
        """Tells it if all is compiled that it takes."""
        if training.program is None:
            training.prepare()
        step, program = training.program, self._program
        if step is None or program is None or not (step.ready and program.ready):
            return False
        plan = ahead.plan
        self._passed = program.result()(*ahead.arguments)
        given = (ahead.order, ahead.counts, np.int32(1), plan.knobs, plan.data())
        after, losses, _ = step.result()(plan.own(ahead.tensors), *given)
        self._after = after, float(np.asarray(losses)[0])
        return True

    def _nudges(self, ahead: Ahead) -> bool:
        """Whether numbers can be moved; compiled when somebody first checks a gradient."""
        if self._nudge is None:
            plan = ahead.plan
            where = (np.int32(0), np.int32(0), np.float32(0))
            self._nudge = plan.program(
                self._compiler,
                "nudge",
                lambda *given: nudge(plan.lesson, *given),
                (*ahead.arguments, where),
                effort=0,
            )
        return self._nudge.ready

    def _seen(self, ahead: Ahead, asked: Asked) -> Told:
        plan, passed = ahead.plan, self._passed
        assert passed is not None
        assert self._after is not None
        layer = plan.network.layer(plan.names.standard[asked.view.node])
        count = int(ahead.counts[0])
        numbers = places(ahead.tensors["params"], felt(passed))

        def nudged(what: str, at: int, by: float) -> FloatArray:
            assert self._nudge is not None
            own = what in (OUTPUT_PLUS, SUM_PLUS)
            number = numbers.index((layer.name if own else layer.owner, what))
            where = (np.int32(number), np.int32(at), np.float32(by))
            return np.asarray(self._nudge.result()(*ahead.arguments, where))[:count]

        return Told(
            view=asked.view,
            node=layer.name,
            owner=layer.owner,
            sources=layer.inputs,
            arrives=_arrives(plan, layer),
            activation=catalog.activations()[layer.structure.get("activation", "linear")].apply,
            which=_numbers(plan.rows.part("training")[1], ahead.order[0, :count]),
            passed=passed,
            before=ahead.tensors,
            after=self._after[0],
            loss=self._after[1],
            nudged=nudged,
        )


def _arrives(plan: Plan, layer: Layer) -> tuple[np.float32, ...]:
    times = plan.knobs["nodes"].get(layer.name, {}).get(INPUT_TIMES)
    return tuple(np.ones(len(layer.inputs), np.float32) if times is None else times)


def _refuse_large(plan: Plan) -> None:
    """Outputs, sums and the gradients of both are kept for every row of a step."""
    each = 4 * sum(math.prod(n or 1 for n in layer.shape) for layer in plan.network.layers)
    if each * plan.capacity <= LARGEST:
        return
    sample_type = plan.rows.kind.sample_type
    halves = itertools.takewhile(bool, (plan.capacity >> n for n in itertools.count(1)))
    fits = next((n for n in halves if each * capacity(n, sample_type) <= LARGEST), None)
    fix = None
    if fits is not None:
        edit = {"op": "training", "field": "batch_size", "value": fits}
        fix = Fix(Text(f"A batch of {fits}", f"Ein Batch mit {fits}"), (edit,))
    count, rows = each * plan.capacity, plan.capacity
    field = "training.batch_size"
    raise LearnerError(
        "told_too_large",
        field=field,
        fix=fix,
        count=round(count / 1e6),
        rows=rows,
        limit=LARGEST // 10**6,
    )


def _numbers(part: Any, rows: Rows) -> Rows:
    """The numbers in a part of rows of the data set."""
    order = np.argsort(part)
    return order[np.searchsorted(part, rows, sorter=order)].astype(np.int32)
