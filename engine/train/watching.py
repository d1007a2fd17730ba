"""What pages look at: probes made ready, compiled in the background, answered when asked."""

import json
import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine import catalog
from engine.contracts import FloatArray, NodeView
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler
from engine.train.going import Ways
from engine.train.observe import Look, begin, go_on, observe
from engine.train.passes import Asked, Frame, Group, answered, given_to
from engine.train.plan import Plan
from engine.train.schedule import Cursor
from engine.train.slow import Slow
from engine.train.surveying import Surveys
from engine.train.sweeping import Asked as AskedOfSweep
from engine.train.sweeping import Sweeping
from engine.train.timeline import Walk
from engine.train.training import Training

REST = 3  # times the time a heavy pass took, in which training has the device to itself


class Watching:
    """The probes of one run. Standing views share one pass; what a pointer hovers has its own."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._groups: list[Group] = []
        self._standing: Group | None = None
        self._probes: Sequence[Asked] = ()
        self._form: Hashable = None  # how the knobs are nested that its programs take
        self._leaving: Group | None = None  # answers until the standing views that follow are ready
        self._rested = 0.0  # before this time no heavy pass is answered while it trains
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
        elif self._standing is not None and self._standing.answers:
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
            group.given = given_to(plan, group, self.drawn)

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
        return any(g.way and not g.way.finished and g.answers for g in self._groups)

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
        frames = self.frames(*seen, cursor, version, training=training.playing)
        answers = self.surveys.answers(*seen, training.timeline, busy=training.playing)
        answers += self.sweeping.answers()
        if past is None:
            next_step = self.slow.answers(training)
            answers += [(place, training.step, parts) for place, parts in next_step]
        return [*frames, *(Frame(*answer) for answer in answers)]

    def frames(
        self,
        plan: Plan,
        state: Mapping[str, Any],
        step: int,
        cursor: Cursor,
        version: object,
        *,
        training: bool = False,
    ) -> list[Frame]:
        """Answers of all passes that are compiled and have not answered this version of the run,
        which has taken ``step`` steps and stands at ``cursor`` in its data.

        While it trains the heavy ones take turns and share a quarter of the time, however many
        there are. Waits for the device. Where the knobs are nested as never before, all is looked
        up again first: what is on screen stays until that is compiled.
        """
        if self._groups and plan.form != self._form:
            self.watch(plan, self._probes, state)
        if self._standing is None or self._standing.answers:
            self._leaving = None
        light, heavy = self._due(version, training)
        found = answered(light, plan, state, step, cursor, version)
        began = time.monotonic()
        found += answered(heavy, plan, state, step, cursor, version)
        if heavy:
            ended = time.monotonic()
            self._rested = ended + REST * (ended - began)
        return found

    def _due(self, version: object, training: bool) -> tuple[list[Group], list[Group]]:
        """Which passes are answered now, the light and the heavy ones."""
        groups = [*self._groups, *([self._leaving] if self._leaving else [])]
        now = time.monotonic()
        due = [group for group in groups if group.due(version, now)]
        light = [group for group in due if not group.every]
        heavy = sorted((group for group in due if group.every), key=lambda group: group.next)
        if training:
            heavy = heavy[:1] if now >= self._rested else []
        return light, heavy

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
        group.given = given_to(plan, group, self.drawn)
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
