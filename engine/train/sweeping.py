"""What a session has to do with its sweep, if it has one: it is begun, asked about and ended."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from engine.contracts import ProbeKind
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler
from engine.train.devices import Device
from engine.train.history import History
from engine.train.lanes import Member
from engine.train.pace import AIM
from engine.train.sweep import Sweep
from engine.train.training import Training
from engine.train.varying import Knob

Answer: TypeAlias = tuple[int, int, tuple[Any, ...]]  # place in the list, step, parts


class Asked:
    """A probe about the sweep: its place in the list watched, and what was answered last."""

    def __init__(self, place: int, kind: ProbeKind) -> None:
        self.place, self.kind = place, kind
        self.shown: object = None
        self.next = 0.0


class Sweeping:
    """The sweep of one run. While it plays, the run itself stands still."""

    def __init__(self, compiler: Compiler) -> None:
        self.sweep: Sweep | None = None
        self.asked: list[Asked] = []
        self._compiler = compiler
        self._aim = AIM

    def begin(
        self, document: Mapping[str, Any], knobs: Sequence[Knob], steps: int, device: Device
    ) -> None:
        """Another sweep in place of the one before, if it can be; without knobs none."""
        sweep = Sweep(document, knobs, steps, device, self._compiler) if knobs else None
        if self.sweep is not None:
            self.sweep.leave()
        self.sweep = sweep
        self.share(self._aim)

    def play(self, playing: bool) -> None:
        """Goes on, or stands still."""
        if self.sweep is not None:
            self.sweep.playing = playing

    def share(self, seconds: float) -> None:
        """How long one piece of work should last."""
        self._aim = seconds
        if self.sweep is not None:
            self.sweep.share(seconds)

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return self.sweep is None or self.sweep.settled

    def advance(self) -> bool:
        """Does one short piece of work; False when there is nothing to do now."""
        return self.sweep is not None and self.sweep.advance()

    def status(self) -> dict[str, Any] | None:
        """How it stands, None without one."""
        return self.sweep and self.sweep.status()

    def member(self, number: int) -> tuple[Member, Any]:
        """One of the networks and its state; raises ``no_such_member`` where there is none yet."""
        count = 0 if self.sweep is None else len(self.sweep.members)
        tensors = self.sweep.tensors(number) if self.sweep and 0 <= number < count else None
        if self.sweep is None or tensors is None:
            raise LearnerError("no_such_member", number=number + 1, count=count)
        return self.sweep.members[number], tensors

    def answers(self) -> list[Answer]:
        """What is new to those who ask about the sweep; nothing where there is none."""
        sweep, now = self.sweep, time.monotonic()
        if sweep is None:
            return []
        found: list[Answer] = []
        for asked in self.asked:
            version = (sweep, sweep.changes)
            if asked.shown == version or now < asked.next:
                continue
            parts = asked.kind.answer(sweep, (), ())
            if parts is None:  # it is being compiled
                continue
            asked.shown, asked.next = version, now + asked.kind.every
            found.append((asked.place, sweep.status()["step"], parts))
        return found


def hand_over(member: Member, tensors: Any, training: Training, history: History) -> None:
    """Takes a fresh training of a member's plan to where that member is."""
    training.tensors = training.plan.own(tensors)
    training.step, training.cursor = member.step, member.cursor
    if member.diverged is not None:
        training.divergence = {"node": None}
    history.rows = list(member.rows)
    history.generation += 1
