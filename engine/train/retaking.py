"""The past of a run at more steps than were kept: taken again from those that were.

A run takes hundreds of steps from one copy of its state to the next, and most happens at first.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import jax
import numpy as np

from engine.train.compile_cache import Compiler
from engine.train.timeline import Moment, Timeline, Walk, size_of

LONGEST = 3.0  # seconds of stepping in all
BYTES = 64 * 2**20  # of what is found by it
GROWS = 2**0.25  # from one step that is looked at to the next, counted from the oldest


class Retaken:
    """The weights at more steps of one run; kept once they are found."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.forget()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._found: dict[int, Moment] = {}
        self._took = 0.0

    def past(self, timeline: Timeline, until: int) -> dict[int, Mapping[str, Any]]:
        """The weights {owner: {weight: array}} at all steps before one that are known."""
        moments = [*self._found.values(), *timeline.moments]
        return {one.step: one.tensors["params"] for one in moments if one.step < until}

    def take(self, timeline: Timeline, until: int) -> Iterator[None]:
        """Takes steps again where none is known for long, a short piece of work at a time."""
        for after, step in _stretches(next(iter(timeline.steps), until), until):
            known = [*timeline.steps, *self._found]
            if any(after < one <= step for one in known):
                continue
            if self._took > LONGEST or sum(map(size_of, self._found.values())) > BYTES:
                return
            yield from self._to(timeline, step)

    def _to(self, timeline: Timeline, step: int) -> Iterator[None]:
        moments = [*self._found.values(), *timeline.moments]
        before = max((one for one in moments if one.step <= step), key=lambda one: one.step)
        walk, going = Walk(before, step, self._compiler), True
        while going and not walk.done:
            began = time.monotonic()
            going = walk.advance()
            self._took += time.monotonic() - began
            yield
        if walk.done:
            tensors = jax.tree.map(np.array, walk.tensors)
            self._found[step] = replace(before, step=step, cursor=walk.cursor, tensors=tensors)
        walk.leave()


def _stretches(first: int, until: int) -> Iterator[tuple[int, int]]:
    """Stretches of the run that grow with their distance from its first step."""
    after, away = first, 1.0
    while first + round(away) < until:
        step = first + round(away)
        if step > after:
            yield after, step
        after, away = step, away * GROWS
