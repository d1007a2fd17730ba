"""Answers that take rounds: how far each has come, and what it is computed from."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import FloatArray

PASS = 0.05  # seconds that one pass should take, so that commands and steps wait no longer
KEPT = 8  # answers that are finished and remembered


def _zeros(leaf: Any) -> Any:
    return np.zeros(leaf.shape, leaf.dtype)


def _shape(leaf: Any) -> tuple[Any, ...]:
    return (np.shape(leaf), str(leaf.dtype))


class Way:
    """The way to one answer. ``step``: the moment of the run that it is about."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.done = 0
        self.step = 0
        self._trips = 0  # of the next pass; the first one shows where it begins
        self._held: tuple[Any, Any, Any] | None = None
        self._carried: Any = None
        self._parts: tuple[FloatArray, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether all rounds are over."""
        return self.done == self.count

    def prepare(self, carried: Any) -> None:
        """Room for what is carried, of these shapes."""
        if self._carried is None and not self.finished:
            self._carried = jax.tree.map(_zeros, carried)

    @property
    def example(self) -> dict[str, Any]:
        """What a pass is given beside the run, with the rounds it may take now."""
        trips = min(self._trips, self.count - self.done)
        return {"carried": self._carried, "done": np.int32(self.done), "trips": np.int32(trips)}

    def go(self, run: Any, given: tuple[Any, Any, Any], step: int) -> tuple[FloatArray, ...]:
        """Some more rounds, with the compiled pass ``run``; waits for the device.

        ``given``: state, knobs and what is fed. The first pass keeps a copy of the state, as the
        steps of the run give theirs away.
        """
        if self.finished:
            return self._parts
        if self._held is None:
            state, *rest = given
            self._held, self.step = (jax.tree.map(jnp.copy, state), rest[0], rest[1]), step
        began, way = time.monotonic(), self.example
        parts, self._carried = run(*self._held, way)
        self._parts = tuple(np.asarray(part) for part in parts)
        took = time.monotonic() - began
        self.done += int(way["trips"])
        best = int(self._trips * PASS / max(took, 1e-4))
        self._trips = max(1, min(best, 2 * self._trips))
        if self.finished:
            self._held = self._carried = None
        return self._parts


class Ways:
    """The ways of one run by question: a list of probes that is sent anew begins none anew."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Way] = OrderedDict()
        self._shapes: dict[Any, Any] = {}

    def of(self, key: Hashable, count: int) -> Way:
        """The way to this answer as far as it has come, or a new one."""
        way = self._known.pop(key, None) or Way(count)
        self._known[key] = way
        return way

    def example(
        self, way: Way, what: Hashable, first: Callable[..., Any], given: Sequence[Any]
    ) -> Mapping[str, Any]:
        """What the pass of a way takes beside ``given``; ``first`` begins it, and is traced once
        for all that are compiled alike."""
        known = (what, str(jax.tree.map(_shape, tuple(given))))
        if known not in self._shapes:
            self._shapes[known] = jax.eval_shape(first, *given)
        way.prepare(self._shapes[known])
        carried = self._shapes[known]
        return {"carried": carried, "done": np.int32(0), "trips": np.int32(0)}

    def rest(self, wanted: Sequence[Way]) -> None:
        """Who is not asked any more stops; some finished answers are remembered."""
        asked = {id(way) for way in wanted}
        for key, way in list(self._known.items()):
            if id(way) not in asked and not way.finished:
                del self._known[key]
        while len(self._known) > max(KEPT, len(asked)):
            self._known.popitem(last=False)

    def forget(self) -> None:
        """Another network, or new weights: nothing that is known is about them."""
        self._known.clear()
        self._shapes.clear()
