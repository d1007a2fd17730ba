"""Landscape: the loss of stated examples over two weights, or over two directions of all weights.

The run's own path lies on it: the weights it had at the steps that were kept.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np

from engine.contracts import Config, FloatArray, Ground, NodeView, ProbeKind, Question, Text
from engine.errors import LearnerError
from engine.probes import _asked
from engine.probes._plane import Plane, of_path, of_random, of_weights

MOST_SIZE, MOST_ROWS = 51, 512
MARGIN = 0.15  # of its span around the path
Parts = tuple[Any, ...]


def choose(views: Sequence[NodeView], plane: bool) -> tuple[NodeView, Config]:
    """Any node will do; the question learns what weights there are."""
    del plane
    return views[0], {"views": {view.node: view for view in views}}


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``over``: "weights" with ``across`` and ``up`` (node, weight, index), "random" with a
    ``seed``, or "path"; ``size`` cells a side, ``range`` [left, right, low, high] or None, and rows
    of a part; of no ``node``."""
    views = asked.get("views", {view.node: view})
    rows = _asked.rows(asked, MOST_ROWS)
    size = _asked.whole(asked, "size", 3, MOST_SIZE)
    fixed = (size, *(_range(asked) or (None,) * 4))
    over = asked.get("over")
    if over == "weights":
        one, two = _number(asked, views, "across"), _number(asked, views, "up")
        if one == two:
            raise LearnerError("same_weight_twice", node=one[0])
        return Question((*fixed, over, *one, *two), rows=rows)
    if over == "random":
        return Question((*fixed, over, _asked.whole(asked, "seed", 0, 2**31 - 1)), rows=rows)
    if over == "path":
        return Question((*fixed, over), rows=rows)
    raise _asked.refused(asked, "over")


def _number(
    asked: Mapping[str, Any], views: Mapping[str, NodeView], name: str
) -> tuple[str, str, int]:
    """Node, weight and flat place of one number."""
    given: Any = asked.get(name)
    if not isinstance(given, Mapping):
        raise _asked.refused(asked, name)
    place = cast("Mapping[str, Any]", given)
    view = views.get(str(place.get("node")))
    if view is None:
        raise LearnerError("no_such_node", name=place.get("node"))
    weight = _asked.weight(place, view)
    shape = view.weights[weight]
    index = _asked.index(place, shape, view.node)
    return view.node, weight, int(np.ravel_multi_index(index, shape)) if shape else 0


def _range(asked: Mapping[str, Any]) -> tuple[float, ...] | None:
    given: Any = asked.get("range")
    if given is None:
        return None
    if not isinstance(given, list | tuple) or len(cast("list[Any]", given)) != 4:
        raise _asked.refused(asked, "range")
    ends = cast("list[Any]", given)
    if not all(type(end) in (int, float) and abs(end) <= 1e30 for end in ends):
        raise _asked.refused(asked, "range")
    left, right, low, high = (float(end) for end in ends)
    if not (np.float32(left) < np.float32(right) and np.float32(low) < np.float32(high)):
        raise _asked.refused(asked, "range")
    return left, right, low, high


def answer(ground: Ground, static: tuple[Any, ...], traced: Any) -> Iterator[Parts]:
    """``losses`` [size, size], row 0 the lowest, and at the same places of ``across`` and ``up``
    [size]; ``now`` [x, y, loss], ``path`` [n, 4]: step, x, y and the loss of this map there;
    ``facts``: how much of the path's squared distances from now the plane holds, examples, places
    that are known, places in all. NaN: not known yet. Without a plane everything is empty."""
    del traced
    size, *rest = static
    ends, (over, *which) = rest[:4], rest[4:]
    plane = _PLANES[over](ground, *which)
    if plane is None:
        yield (np.zeros(0),) * 6
        return
    path = plane.path
    chosen = _around(path, plane.least) if ends[0] is None else ends
    left, right, low, high = (float(np.float32(end)) for end in chosen)  # as they are told
    across = np.linspace(left, right, size).astype(np.float32)
    up = np.linspace(low, high, size).astype(np.float32)
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    places = np.concatenate([path, grid]).astype(np.float32)
    losses = np.full(len(places), np.nan, np.float32)
    along = ground.along(plane.origin, *plane.directions)
    for start in range(0, len(places), ground.together):
        done = min(start + ground.together, len(places))
        losses[start:done] = along(places[start:done])
        now = len(path) - 1
        yield (
            losses[now + 1 :].reshape(size, size).copy(),
            across,
            up,
            np.array([*path[now], losses[now]]),
            np.column_stack([plane.steps, path[:now], losses[:now]]),
            np.array([plane.held, ground.rows, max(0, done - now - 1), size * size]),
        )


_PLANES: Mapping[str, Callable[..., Plane | None]] = {
    "weights": of_weights,
    "random": of_random,
    "path": of_path,
}


def _around(path: FloatArray, least: float) -> tuple[float, ...]:
    """Round ends that hold the path with a margin, or ``least`` apart around where it is now."""
    ends: list[float] = []
    for low, high, now in zip(path.min(axis=0), path.max(axis=0), path[-1], strict=True):
        middle, span = (low + high) / 2, (high - low) * (1 + 2 * MARGIN)
        if span < least:
            middle, span = now, least
        unit = 10.0 ** math.floor(math.log10(span))
        unit *= next(part for part in (0.1, 0.2, 0.5, 1.0) if span / (unit * part) <= 16)
        ends += [
            math.floor((middle - span / 2) / unit) * unit,
            math.ceil((middle + span / 2) / unit) * unit,
        ]
    return tuple(ends)


KIND = ProbeKind(
    name="landscape",
    label=Text("Loss landscape", "Verlustlandschaft"),
    summary=Text(
        "The loss over two weights or two directions, and the run's path on it.",
        "Der Verlust über zwei Gewichten oder zwei Richtungen und der Weg des Laufs darauf.",
    ),
    parts=("losses", "across", "up", "now", "path", "facts"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.5,
    survey=True,
    choose=choose,
)
