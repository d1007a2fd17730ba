"""A sweep: up to 64 networks that differ in one or two settings, all trained to the same step."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import jax
import numpy as np

from engine import catalog
from engine.contracts import Quantised
from engine.errors import LearnerError, LearnerErrors
from engine.train.compile_cache import Compiler
from engine.train.devices import Device
from engine.train.lanes import SIDE, Lane, Member, lanes_of
from engine.train.plan import Plan, make_plan
from engine.train.varying import Knob, variants

MARKS = 60  # rows of a member, evenly spread
ROOM = 2**30  # bytes that the states of all members may take
COPIES = 3  # of a state: as it is, as it becomes, and the one to walk from after a divergence
AT_ONCE = 2  # lanes whose programs are being compiled


class Sweep:
    """Trains its members in short pieces. ``changes`` counts what pictures should follow.

    Raises ``LearnerError`` or ``LearnerErrors`` for values that cannot be trained, before anything
    is computed.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        knobs: Sequence[Knob],
        steps: int,
        device: Device,
        compiler: Compiler,
    ) -> None:
        self.knobs, self.steps = tuple(knobs), steps
        self.every = max(1, math.ceil(steps / MARKS))
        if document["training"].get("callbacks"):
            raise LearnerError("sweep_callbacks", field="training.callbacks")
        self.members = [
            Member(_planned(varied, ", ".join(map(str, values)), device))
            for values, varied in variants(document, knobs)
        ]
        _demand_room([one.plan for one in self.members])
        groups: dict[Any, list[Member]] = {}
        for one in self.members:
            groups.setdefault(_form(one.plan, device), []).append(one)
        self.lanes = [lane for group in groups.values() for lane in lanes_of(group, compiler)]
        self.playing = True
        self.changes = 0
        self.problem: LearnerError | None = None
        self._scoring: Lane | None = None

    @property
    def finished(self) -> bool:
        """Whether every member is at the last step, or has diverged."""
        return self._scoring is None and all(map(self._at_end, self.lanes))

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return not self.playing or self.finished

    @property
    def compiling(self) -> int:
        """Members whose programs are not ready yet."""
        return sum(len(lane.members) for lane in self.lanes if not lane.ready)

    def status(self) -> dict[str, Any]:
        """How it stands, for the protocol's status."""
        return {
            "knobs": [knob.to_json() for knob in self.knobs],
            "steps": self.steps,
            "step": min((lane.step for lane in self.lanes if not lane.ended), default=self.steps),
            "playing": not self.settled,
            "finished": self.finished,
            "members": len(self.members),
            "together": max(len(lane.members) for lane in self.lanes),
            "compiling": self.compiling,
            "problem": self.problem.to_json() if self.problem else None,
        }

    def share(self, seconds: float) -> None:
        """How long one call of ``advance`` should last."""
        for lane in self.lanes:
            lane.pace.aim = seconds

    def advance(self) -> bool:
        """Does one short piece of work if there is any; False when there is nothing to do now."""
        self._prepare()
        ready = [lane for lane in self.lanes if lane.ready and not self._at_end(lane)]
        lane = self._scoring or min(ready, key=lambda lane: lane.step, default=None)
        if lane is None:
            return False
        try:
            self._move(lane)
        except Exception as error:  # the compiler's, or the device's: it ends, not its owner
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            self.problem, self.playing = LearnerError("cannot_compile", reason=reason), False
        self.changes += 1
        return True

    def tensors(self, number: int) -> Any:
        """The state of a member, on the host; None while it has none."""
        for lane in self.lanes:
            for place, one in enumerate(lane.members):
                if one is self.members[number] and lane.prepared:
                    return lane.tensors(place)
        return None

    def planes(self) -> Quantised | None:
        """Each member's answer over the plane, NaN where it is not ready; None: none of them is."""
        plan = self.members[0].plan
        if plan.rows.kind.embed is None or plan.network.layers[-1].shape != (1,):
            return Quantised(np.zeros((0, SIDE, SIDE), np.uint8), np.zeros((0, 2), np.float32))
        count = len(self.members)
        levels = np.zeros((count, SIDE, SIDE), np.uint8)
        ranges = np.full((count, 2), np.nan, np.float32)
        numbers = {id(one): number for number, one in enumerate(self.members)}
        for lane in self.lanes:
            found = lane.pictures() if lane.ready else None
            if found is not None:
                places = [numbers[id(one)] for one in lane.members]
                levels[places], ranges[places] = found.bytes, found.ranges
        return None if np.isnan(ranges).all() else Quantised(levels, ranges)

    def leave(self) -> None:
        """Nobody wants it any more."""
        for lane in self.lanes:
            lane.leave()

    def _at_end(self, lane: Lane) -> bool:
        return lane.ended or lane.step >= self.steps

    def _prepare(self) -> None:
        """A few lanes at a time, so that whoever presses play meanwhile need not wait for all."""
        waiting = [lane for lane in self.lanes if not lane.prepared]
        under_way = sum(lane.prepared and not lane.ready for lane in self.lanes)
        for lane in waiting[: max(0, AT_ONCE - under_way)]:
            lane.prepare()

    def _move(self, lane: Lane) -> None:
        if self._scoring is not None:
            self._scoring = None if lane.score() else lane
            return
        until = min((lane.step // self.every + 1) * self.every, self.steps)
        lane.advance(until)
        if lane.step == until and not lane.ended:
            self._scoring = lane


def _planned(document: Mapping[str, Any], values: str, device: Device) -> Plan:
    """A member's plan; where it cannot be trained the refusal says with which values."""
    try:
        return make_plan(document, device)
    except LearnerErrors as refused:
        first = refused.errors[0]
        place: dict[str, Any] = {"node": first.node, "field": first.field}
        raise LearnerError("sweep_value", values=values, reason=first.message, **place) from refused


def _demand_room(plans: Sequence[Plan]) -> None:
    """Refuses what would not fit into memory; each structure is measured once."""
    sizes: dict[str, int] = {}
    for plan in plans:
        if plan.fingerprint not in sizes:
            sizes[plan.fingerprint] = COPIES * _size(plan)
    needed = sum(sizes[plan.fingerprint] for plan in plans)
    if needed > ROOM:
        need, room = (f"{size / 2**20:.0f}" for size in (needed, ROOM))
        raise LearnerError("sweep_memory", count=len(plans), need=need, room=room)


def _size(plan: Plan) -> int:
    """Bytes of a state: weights, and what the optimizer remembers."""
    weights = {
        layer.name: {one.name: jax.ShapeDtypeStruct(one.shape, np.float32) for one in layer.weights}
        for layer in plan.network.layers
    }
    memory = jax.eval_shape(plan.lesson.init, weights)
    return sum(4 * math.prod(leaf.shape) for leaf in jax.tree.leaves((weights, memory)))


def _form(plan: Plan, device: Device) -> Any:
    """Equal for members that one compiled step serves on the same data: where weights begin is no
    part of it, and the names of layers are, since twins may be listed either way."""
    layers = [
        (layer.name, layer.kind, layer.inputs, layer.owner, _structure(layer))
        for layer in plan.network.layers
    ]
    document = plan.document.to_json()
    for node in document["nodes"]:
        config = node.get("config", {})
        for field in catalog.layers()[node["kind"]].fields:
            if field.type == "initializer":
                config.pop(field.name, None)
    rest = make_plan(document, device).fingerprint
    data = json.dumps(document["data"], sort_keys=True)
    weight = plan.document.training.sample_weight
    return str(layers), rest, data, weight, plan.capacity


def _structure(layer: Any) -> Any:
    initial = {f.name for f in catalog.layers()[layer.kind].fields if f.type == "initializer"}
    return sorted((name, str(value)) for name, value in layer.structure.items()
                  if name not in initial)  # fmt: skip
