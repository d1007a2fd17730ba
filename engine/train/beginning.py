"""The first steps of a run, between which no copies were kept, taken once more.

Most happens there, and a run takes thousands of steps in the half second from one copy to the next.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import jax
import numpy as np

from engine.train.compile_cache import Compiler
from engine.train.timeline import Moment, Timeline, Walk

LONGEST = 1.0  # seconds of stepping in all
GROWS = 2**0.5  # from one step that is looked at to the next
MOST = 23  # of them: two thousand steps


class Beginning:
    """The weights at some steps between a run's oldest moment and the next; kept once found."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.forget()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._first: Moment | None = None
        self._last: Moment | None = None
        self._found: dict[int, Any] = {}
        self._took = 0.0

    def past(self, timeline: Timeline, until: int) -> dict[int, Mapping[str, Any]]:
        """The weights {owner: {weight: array}} at all steps before one that are known."""
        kept = {moment.step: moment.tensors["params"] for moment in timeline.moments}
        return {step: params for step, params in (self._found | kept).items() if step < until}

    def take(self, timeline: Timeline, until: int) -> Iterator[None]:
        """Takes steps again, one short piece of work at a time; none while they are compiled."""
        if not timeline.moments:
            return
        first, *later = timeline.moments
        if first is not self._first:
            self.forget()
            self._first = self._last = first
        end = min([until, *(moment.step for moment in later[:1])])
        for step in sorted({first.step + round(GROWS**power) for power in range(MOST)}):
            if step >= end or self._took > LONGEST:
                return
            if step not in self._found:
                yield from self._to(step)
            if step not in self._found:
                return

    def _to(self, step: int) -> Iterator[None]:
        assert self._last is not None
        walk, going = Walk(self._last, step, self._compiler), True
        while going and not walk.done:
            began = time.monotonic()
            going = walk.advance()
            self._took += time.monotonic() - began
            yield
        walk.leave()
        if walk.done:
            tensors = jax.tree.map(np.array, walk.tensors)
            self._last = replace(self._last, step=step, cursor=walk.cursor, tensors=tensors)
            self._found[step] = tensors["params"]
