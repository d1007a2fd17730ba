"""Passes over the network that answer several probes at once: what each is fed and what it says."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import jax
import numpy as np

from engine.contracts import NEXT_STEP, FloatArray, Quantised, Rows
from engine.train.compile_cache import Program
from engine.train.going import Way
from engine.train.observe import Look
from engine.train.plan import Plan
from engine.train.rows import chosen
from engine.train.schedule import Cursor

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

    @property
    def answers(self) -> bool:
        """Whether its pass is compiled and sound."""
        program = self.program
        return program is not None and program.ready and program.error is None

    def due(self, version: object, now: float) -> bool:
        """Whether it can answer what it has not answered yet."""
        if self.way is not None:
            new = self.shown is None or not self.way.finished
        else:
            new = self.shown != version
        return self.answers and new and now >= self.next

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


def given_to(plan: Plan, group: Group, drawn: FloatArray | None) -> dict[str, Any]:
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


def answered(
    groups: Sequence[Group],
    plan: Plan,
    state: Mapping[str, Any],
    step: int,
    cursor: Cursor,
    version: object,
) -> list[Frame]:
    """What these passes answer of a state; all are launched before the first is waited for."""
    launched: list[tuple[Group, Any]] = []
    found: list[Frame] = []
    for group in groups:
        assert group.program is not None
        anew = group.shown != version
        group.shown, group.next = version, time.monotonic() + group.every * anew
        seen = (group.seen(state), plan.knobs, group.given_at(plan, step, cursor))
        if group.way is None:
            launched.append((group, group.program.result()(*seen)))
        else:
            parts = group.way.go(group.program.result(), seen, step)
            found += _frames(group, [parts], group.way.step)
    return found + [frame for group, parts in launched for frame in _frames(group, parts, step)]


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
