"""What pages look at: probes made ready, compiled in the background, answered when asked."""

import json
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

import jax
import numpy as np

from engine import catalog
from engine.contracts import NEXT_STEP, FloatArray, NodeView, Quantised, Rows
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler, Program
from engine.train.going import Way, Ways
from engine.train.observe import Look, begin, go_on, observe
from engine.train.plan import Plan
from engine.train.rows import chosen
from engine.train.schedule import Cursor
from engine.train.slow import Slow
from engine.train.surveying import Surveys
from engine.train.sweeping import Asked as AskedOfSweep
from engine.train.sweeping import Sweeping
from engine.train.timeline import Walk
from engine.train.training import Training

SELDOM = 5  # what need not be answered at every frame leaves training four fifths of the time

Part: TypeAlias = Quantised | FloatArray
Asked: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """The answer to one probe: ``probe`` is its place in the last list watched."""

    probe: int
    step: int
    parts: tuple[Part, ...]


@dataclass(slots=True)
class Group:
    """Probes that are answered in one pass. ``places`` are theirs in the list, None when gone."""

    every: float

    asked: list[Asked]
    places: list[int | None]
    looks: list[Look]
    samples: list[Asked]
    given: dict[str, Any] | None = None
    program: Program | None = None
    shown: object = None  # the version of the run that was answered last
    next: float = 0.0  # before this time it is not answered again
    way: Way | None = None  # where the answer takes rounds

    def due(self, version: object, now: float) -> bool:
        """Whether it can answer what it has not answered yet."""
        if self.way is not None:
            new = self.shown is None or not self.way.finished
        else:
            new = self.shown != version
        return _answers(self) and new and now >= self.next

    def seen(self, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """What its pass takes of a state: weights, or all where it takes a training step."""
        if any(look.needs_whole for look in self.looks):
            return state
        return {"params": state["params"], "state": state["state"]}

    def given_at(self, plan: Plan, step: int, cursor: Cursor) -> dict[str, Any] | None:
        """What its pass is fed; the step and its rows only where they are asked for, as that costs
        a copy."""
        given: dict[str, Any] | None = self.given
        if given is not None and any(look.question.chance for look in self.looks):
            given = {**given, "step": np.int32(step)}
        if given is not None and any(look.question.rows == NEXT_STEP for look in self.looks):
            given = {**given, "numbers": self._numbers_at(plan, cursor, given["numbers"])}
        return given

    def _numbers_at(self, plan: Plan, cursor: Cursor, numbers: tuple[Any, ...]) -> tuple[Any, ...]:
        ahead = _ahead(plan, cursor)
        return tuple(
            ahead if look.question.rows == NEXT_STEP else asked
            for look, asked in zip(self.looks, numbers, strict=True)
        )


class Watching:
    """The probes of one run. Standing views share one pass; what a pointer hovers has its own."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._groups: list[Group] = []
        self._standing: Group | None = None
        self._probes: Sequence[Asked] = ()
        self._form: Hashable = None  # how the knobs are nested that its programs take
        self._leaving: Group | None = None  # answers until the standing views that follow are ready
        self.drawn: FloatArray | None = None
        self.slow = Slow(compiler)
        self.surveys = Surveys(compiler)
        self._ways = Ways()
        self.sweeping = Sweeping(compiler)

    def watch(self, plan: Plan, probes: Sequence[Asked], state: Any) -> list[LearnerError | None]:
        """Replaces the list of probes; answers what is wrong with each, None where nothing is."""
        problems: list[LearnerError | None] = []
        form, self._form, self._probes = self._form, plan.form, probes
        standing = Group(0.0, [], [], [], [])
        groups = [standing]
        self.slow.begin()
        self.surveys.begin()
        self.sweeping.asked = []
        for place, asked in enumerate(probes):
            try:
                kind, group = _kind(asked), standing
                if kind.swept:
                    self.sweeping.asked.append(AskedOfSweep(place, kind))
                    problems.append(None)
                    continue
                if kind.told:
                    self.slow.ask(plan, place, kind, asked)
                    problems.append(None)
                    continue
                if kind.survey:
                    self.surveys.ask(plan, state, place, asked, kind, *_completed(plan, asked))
                    problems.append(None)
                    continue
                if kind.apart:
                    group = Group(kind.every, [], [], [], [])
                    groups.append(group)
                self._join(plan, group, place, asked)
                problems.append(None)
            except LearnerError as problem:
                problems.append(problem)
        if form is None or form != plan.form:
            self._leaving = None  # it cannot be asked about these knobs
        elif self._standing is not None and _answers(self._standing):
            self._leaving = self._standing
        self.slow.rest()
        self.surveys.rest()
        self._ways.rest([group.way for group in groups if group.way is not None])
        before = self._groups
        self._standing = standing if standing.looks else None
        self._groups = [group for group in groups if group.looks]
        self._follow(probes)
        for group in self._groups:
            self._compile(plan, group, state)
        _leave(before)  # last, so that a program both lists want is never unwanted between
        return problems

    def refresh(self, plan: Plan) -> None:
        """Samples and planes are looked up again: the data or the drawing changed."""
        for group in [*self._groups, *([self._leaving] if self._leaving else [])]:
            group.given = _given(plan, group, self.drawn)

    def forget(self) -> None:
        """The network changed: what was compiled for the old one answers nothing any more."""
        _leave(self._groups)
        self.slow.forget()
        self.surveys.forget()
        self._ways.forget()
        self.sweeping.asked = []
        self._standing, self._leaving, self._groups = None, None, []

    @property
    def compiling(self) -> float | None:
        """Seconds that a pass has been compiling, None when all are ready."""
        waiting = [g.program.seconds for g in self._groups if g.program and not g.program.ready]
        waiting += [s for s in (self.slow.compiling, self.surveys.compiling) if s is not None]
        return max(waiting, default=None)

    @property
    def going(self) -> bool:
        """Whether an answer that takes rounds is ready to go on."""
        return any(g.way and not g.way.finished and _answers(g) for g in self._groups)

    def failure(self) -> BaseException | None:
        """Why a pass could not be compiled, if one could not."""
        return next((g.program.error for g in self._groups if g.program and g.program.error), None)

    def told(self, training: Training, past: Walk | None, version: object) -> list[Frame]:
        """Every answer there is about a run as it is now, or as its past is shown: of passes, of
        surveys, of its sweep and of its next step."""
        seen, cursor = (training.plan, training.tensors, training.step), training.cursor
        if past is not None:
            plan = replace(training.plan, knobs=past.plan.knobs)
            seen, cursor = (plan, past.tensors, past.step), past.cursor
        frames = self.frames(*seen, cursor, version)
        answers = self.surveys.answers(*seen, training.timeline, busy=training.playing)
        answers += self.sweeping.answers()
        if past is None:
            next_step = self.slow.answers(training)
            answers += [(place, training.step, parts) for place, parts in next_step]
        return [*frames, *(Frame(*answer) for answer in answers)]

    def frames(
        self, plan: Plan, state: Mapping[str, Any], step: int, cursor: Cursor, version: object
    ) -> list[Frame]:
        """Answers of all passes that are compiled and have not answered this version of the run,
        which has taken ``step`` steps and stands at ``cursor`` in its data.

        Waits for the device once. Where the knobs are nested as never before, all is looked up
        again first: what is on screen stays until that is compiled.
        """
        if self._groups and plan.form != self._form:
            self.watch(plan, self._probes, state)
        if self._standing is None or _answers(self._standing):
            self._leaving = None
        groups = [*self._groups, *([self._leaving] if self._leaving else [])]
        now = time.monotonic()
        ready = [group for group in groups if group.due(version, now)]
        still = {id(group) for group in ready if group.shown == version}
        for group in ready:
            group.shown, group.next = version, now + group.every
        launched = [
            (
                group,
                group.program.result()(
                    group.seen(state), plan.knobs, group.given_at(plan, step, cursor)
                ),
            )
            for group in ready
            if group.program is not None and group.way is None
        ]
        found = [frame for group, answers in launched for frame in _frames(group, answers, step)]
        for group in ready:
            if group.way is not None and group.program is not None:
                given = (group.seen(state), plan.knobs, group.given_at(plan, step, cursor))
                parts = group.way.go(group.program.result(), given, step)
                found += _frames(group, [parts], group.way.step)
            if group.every and id(group) not in still:
                group.next = max(group.next, now + SELDOM * (time.monotonic() - now))
        return found

    def _join(self, plan: Plan, group: Group, place: int, asked: Asked) -> None:
        kind, (view, whole) = _kind(asked), _completed(plan, asked)
        question = kind.ask(whole, view)
        if question.plane is not None and plan.rows.kind.embed is None:
            raise LearnerError("probe_needs_plane", node=view.node)
        if question.moved and plan.rows.kind.sample_type == "tokens":
            raise LearnerError("no_picture_of_words", node=view.node)
        slot = None
        if question.sample is not None:
            plan.rows.sample(question.sample, self.drawn)
            if question.sample not in group.samples:
                group.samples.append(question.sample)
            slot = group.samples.index(question.sample)
        group.asked.append(asked)
        group.places.append(place)
        group.looks.append(Look(kind.name, plan.names.standard[view.node], view, question, slot))
        if kind.rounds is not None:
            key = (_written(asked), repr(plan.rows.spec))
            group.way = self._ways.of(key, kind.rounds.count)

    def _compile(self, plan: Plan, group: Group, state: Any) -> None:
        group.given = _given(plan, group, self.drawn)
        network, lesson = plan.network, plan.lesson
        looks = [_without_sample(look) for look in group.looks]

        what = ("observe", *(look.static for look in looks))
        arguments = (group.seen(state), plan.knobs, group.given)

        def function(variables: Any, knobs: Any, given: Any, *way: Any) -> Any:
            if group_goes_on:
                return go_on(network, lesson, looks[0], variables, knobs, given, *way)
            return observe(network, lesson, looks, variables, knobs, given)

        def first(variables: Any, knobs: Any, given: Any) -> Any:
            return begin(network, lesson, looks[0], variables, knobs, given)

        group_goes_on = group.way is not None
        if group.way is not None:
            arguments = (*arguments, self._ways.example(group.way, what, first, arguments))
        # Thousands of points of a plane, or hundreds of rounds, are worth a little more of the
        # compiler's time.
        effort = 1 if group.given["planes"] or group.way is not None else 0
        rank = 2 if group.every else 0  # what is shown now and then can wait
        group.program = plan.program(
            self._compiler, what, function, arguments, effort=effort, rank=rank
        )

    def _follow(self, probes: Sequence[Asked]) -> None:
        """Gives the old pass's probes their places in the new list, None where they are gone."""
        if self._leaving is None:
            return
        wanted = {_written(asked): place for place, asked in enumerate(probes)}
        self._leaving.places = [wanted.get(_written(asked)) for asked in self._leaving.asked]


def _leave(groups: Sequence[Group]) -> None:
    """Nobody looks at them any more: what is not compiled yet need not be."""
    for group in groups:
        if group.program is not None:
            group.program.drop()


def _answers(group: Group) -> bool:
    program = group.program
    return program is not None and program.ready and program.error is None


def _kind(asked: Asked) -> Any:
    known = catalog.probes()
    name = asked.get("probe")
    if not isinstance(name, str) or name not in known:
        raise LearnerError("unknown_probe", name=name, names=", ".join(known))
    return known[name]


def _completed(plan: Plan, asked: Asked) -> tuple[NodeView, Asked]:
    """The node that a probe is about, and the probe with what its kind adds to it."""
    kind = _kind(asked)
    if kind.choose is None or asked.get("node") is not None:
        return plan.view(str(asked.get("node"))), asked
    view, rest = kind.choose(plan.views(), plan.rows.kind.embed is not None)
    return view, {**rest, **asked}


def _written(asked: Asked) -> str:
    return json.dumps(asked, sort_keys=True, default=str)


def _without_sample(look: Look) -> Look:
    """The look as it is compiled: nothing in it that may change from frame to frame."""
    question = look.question
    return replace(
        look,
        question=replace(question, traced=tuple(0 for _ in question.traced), sample=None),
    )


def _given(plan: Plan, group: Group, drawn: FloatArray | None) -> dict[str, Any]:
    """The arrays that a pass is fed: samples, their targets, planes, and traced numbers."""
    found = [plan.rows.sample(asked, drawn) for asked in group.samples]
    shape, width = plan.rows.data.shape, plan.rows.target_width
    planes = {look.question.plane for look in group.looks if look.question.plane is not None}
    given = {
        "samples": _stacked([row for row, _ in found], shape),
        "targets": _stacked([target for _, target in found], (width,)),
        "planes": {str(size): plan.rows.grid(size) for size in sorted(planes)},
        "traced": tuple(np.array(look.question.traced, np.int32) for look in group.looks),
        "numbers": tuple(_numbers(plan, look.question.rows) for look in group.looks),
        "step": np.int32(0),
    }
    parts = {look.question.rows.part for look in group.looks if look.question.rows is not None}
    rows = {part: plan.data(part) for part in sorted(parts)}
    return {**jax.device_put(given, plan.device), "rows": rows}


def _numbers(plan: Plan, rows: Rows | None) -> dict[str, Any] | None:
    """Which rows a look is fed."""
    if rows is None:
        return None
    return _ahead(plan, Cursor()) if rows == NEXT_STEP else chosen(plan.rows, rows)


def _ahead(plan: Plan, cursor: Cursor) -> dict[str, Any]:
    """What a look is fed that asks for the rows of the step that is taken next."""
    order, counts = np.zeros((1, plan.capacity), np.int32), np.zeros(1, np.int32)
    plan.schedule.fill(cursor, order, counts, 1)
    which = np.full(plan.capacity, -1, np.int32)
    which[: counts[0]] = np.searchsorted(plan.schedule.rows, order[0, : counts[0]])
    return {"rows": order[0], "which": which, "count": counts[0]}


def _stacked(rows: list[FloatArray], shape: tuple[int, ...]) -> FloatArray:
    return np.stack(rows) if rows else np.zeros((0, *shape), np.float32)


def _frames(group: Group, answers: Sequence[Any], step: int) -> list[Frame]:
    host: Callable[[Any], Part] = _on_host
    return [
        Frame(place, step, tuple(host(part) for part in parts))
        for place, parts in zip(group.places, answers, strict=True)
        if place is not None
    ]


def _on_host(part: Any) -> Part:
    if isinstance(part, tuple):
        levels, ranges = cast("tuple[Any, Any]", part)
        return Quantised(np.asarray(levels), np.asarray(ranges))
    return np.asarray(part)
