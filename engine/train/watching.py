"""What pages look at: probes made ready, compiled in the background, answered when asked."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

import jax
import numpy as np

from engine import catalog
from engine.contracts import FloatArray, Quantised, Rows
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler, Program
from engine.train.observe import Look, observe
from engine.train.plan import Plan
from engine.train.slow import Slow

REST = 3  # times the time a heavy pass took, in which training has the device to itself

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

    def due(self, version: object, now: float) -> bool:
        """Whether it can answer what it has not answered yet."""
        return _answers(self) and self.shown != version and now >= self.next

    def seen(self, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """What its pass takes of a state: weights, or all where it takes a training step."""
        if any(look.needs_whole for look in self.looks):
            return state
        return {"params": state["params"], "state": state["state"]}

    def given_at(self, step: int) -> dict[str, Any] | None:
        """What its pass is fed; the step only where chance is drawn for it, as it costs a copy."""
        if self.given is None or not any(look.question.chance for look in self.looks):
            return self.given
        return {**self.given, "step": np.int32(step)}


class Watching:
    """The probes of one run. Standing views share one pass; what a pointer hovers has its own."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._groups: list[Group] = []
        self._standing: Group | None = None
        self._leaving: Group | None = None  # answers until the standing views that follow are ready
        self._rested = 0.0  # before this time no heavy pass is answered while it trains
        self.drawn: FloatArray | None = None
        self.slow = Slow(compiler)

    def watch(self, plan: Plan, probes: Sequence[Asked], state: Any) -> list[LearnerError | None]:
        """Replaces the list of probes; answers what is wrong with each, None where nothing is."""
        problems: list[LearnerError | None] = []
        standing = Group(0.0, [], [], [], [])
        groups = [standing]
        self.slow.begin()
        for place, asked in enumerate(probes):
            try:
                kind, group = _kind(asked), standing
                if kind.told:
                    self.slow.ask(plan, place, kind, asked)
                    problems.append(None)
                    continue
                if kind.apart:
                    group = Group(kind.every, [], [], [], [])
                    groups.append(group)
                self._join(plan, group, place, asked)
                problems.append(None)
            except LearnerError as problem:
                problems.append(problem)
        if self._standing is not None and _answers(self._standing):
            self._leaving = self._standing
        self.slow.rest()
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
        self._standing, self._leaving, self._groups = None, None, []

    @property
    def compiling(self) -> float | None:
        """Seconds that a pass has been compiling, None when all are ready."""
        waiting = [g.program.seconds for g in self._groups if g.program and not g.program.ready]
        if self.slow.compiling is not None:
            waiting.append(self.slow.compiling)
        return max(waiting, default=None)

    def failure(self) -> BaseException | None:
        """Why a pass could not be compiled, if one could not."""
        return next((g.program.error for g in self._groups if g.program and g.program.error), None)

    def frames(
        self,
        plan: Plan,
        state: Mapping[str, Any],
        step: int,
        version: object,
        *,
        training: bool = False,
    ) -> list[Frame]:
        """Answers of all passes that are compiled and have not answered this version of the run.

        While it trains the heavy ones take turns and share a quarter of the time, however many
        there are. Waits for the device.
        """
        if self._standing is None or _answers(self._standing):
            self._leaving = None
        light, heavy = self._due(version, training)
        found = _answered(light, plan, state, step, version)
        began = time.monotonic()
        found += _answered(heavy, plan, state, step, version)
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
        kind = _kind(asked)
        whole = asked
        if kind.choose is not None and asked.get("node") is None:
            view, rest = kind.choose(plan.views(), plan.rows.kind.embed is not None)
            whole = {**rest, **asked}
        else:
            view = plan.view(str(asked.get("node")))
        question = kind.ask(whole, view)
        if question.plane is not None and plan.rows.kind.embed is None:
            raise LearnerError("probe_needs_plane", node=view.node)
        slot = None
        if question.sample is not None:
            plan.rows.sample(question.sample, self.drawn)
            if question.sample not in group.samples:
                group.samples.append(question.sample)
            slot = group.samples.index(question.sample)
        group.asked.append(asked)
        group.places.append(place)
        group.looks.append(Look(kind.name, plan.names.standard[view.node], view, question, slot))

    def _compile(self, plan: Plan, group: Group, state: Any) -> None:
        group.given = _given(plan, group, self.drawn)
        network, lesson = plan.network, plan.lesson
        looks = [_without_sample(look) for look in group.looks]

        def function(variables: Any, knobs: Any, given: Any) -> Any:
            return observe(network, lesson, looks, variables, knobs, given)

        what = ("observe", *(look.static for look in looks))
        arguments = (group.seen(state), plan.knobs, group.given)
        # Thousands of points of a plane are worth a little more of the compiler's time.
        effort = 1 if group.given["planes"] else 0
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
    """Which rows a look is fed: ``rows`` of the part's arrays, ``which`` of the part, ``count``."""
    if rows is None:
        return None
    numbers = plan.rows.part(rows.part)[1]
    here = min(rows.count, len(numbers))
    if rows.first is None:
        chosen = np.linspace(0, max(len(numbers) - 1, 0), here).astype(np.int32)
    else:
        chosen = np.arange(rows.first, min(rows.first + here, len(numbers)), dtype=np.int32)
    which, place = np.full(rows.count, -1, np.int32), np.zeros(rows.count, np.int32)
    which[: len(chosen)], place[: len(chosen)] = chosen, numbers[chosen]
    return {"rows": place, "which": which, "count": np.int32(len(chosen))}


def _stacked(rows: list[FloatArray], shape: tuple[int, ...]) -> FloatArray:
    return np.stack(rows) if rows else np.zeros((0, *shape), np.float32)


def _answered(
    groups: Sequence[Group], plan: Plan, state: Mapping[str, Any], step: int, version: object
) -> list[Frame]:
    """What these passes answer of a state; all are launched before the first is waited for."""
    launched: list[tuple[Group, Any]] = []
    for group in groups:
        assert group.program is not None
        group.shown, group.next = version, time.monotonic() + group.every
        seen = (group.seen(state), plan.knobs, group.given_at(step))
        launched.append((group, group.program.result()(*seen)))
    return [frame for group, answers in launched for frame in _frames(group, answers, step)]


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
