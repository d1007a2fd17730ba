"""Reading a page's questions: whole numbers, places and samples, each refused with a sentence."""

from collections.abc import Mapping
from typing import Any, cast

from engine.contracts import MOST_ROWS, NodeView, Rows
from engine.errors import LearnerError

MAX_NUMBERS = 4_000_000  # in one answer: four megabytes as bytes


def whole(asked: Mapping[str, Any], name: str, low: int, high: int) -> int:
    """A whole number of the question within [low, high]."""
    value = asked.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise refused(asked, name)
    return value


def index(asked: Mapping[str, Any], shape: tuple[int, ...], node: str) -> tuple[int, ...]:
    """A place in an array of this shape; raises when it lies outside."""
    given = asked.get("index")
    if not isinstance(given, list | tuple):
        raise refused(asked, "index")
    items = cast("list[Any]", given)
    if any(isinstance(item, bool) or not isinstance(item, int) for item in items):
        raise refused(asked, "index")
    place = tuple(int(item) for item in items)
    inside = len(place) == len(shape) and all(
        0 <= at < length for at, length in zip(place, shape, strict=True)
    )
    if not inside:
        raise LearnerError("index_outside", node=node, index=list(place), shape=list(shape))
    return place


def weight(asked: Mapping[str, Any], view: NodeView) -> str:
    """The name of one of the node's weights."""
    name = asked.get("weight")
    if not isinstance(name, str) or name not in view.weights:
        raise LearnerError("no_such_weight", node=view.node, name=view.node, weight=name)
    return name


def sample(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sample of the question; the session finds it in the data."""
    given = asked.get("sample")
    if not isinstance(given, Mapping):
        raise refused(asked, "sample")
    return cast("Mapping[str, Any]", given)


def vector(view: NodeView) -> None:
    """Refuses a node whose output is no vector: over a plane only units can be shown."""
    if len(view.output) != 1:
        raise LearnerError("probe_needs_plane", node=view.node)


def bounded(count: int, node: str) -> None:
    """Refuses an answer too large to be sent many times a second."""
    if count > MAX_NUMBERS:
        raise LearnerError("probe_too_large", node=node, count=count, limit=MAX_NUMBERS)


def refused(asked: Mapping[str, Any], name: str) -> LearnerError:
    """The problem with one entry of a question."""
    return LearnerError("bad_probe", probe=asked.get("probe"), name=name)


def rows(asked: Mapping[str, Any], most: int = MOST_ROWS) -> Rows:
    """Which examples: ``part``, ``count`` and, unless they are spread over the part, ``first``."""
    if asked.get("part") not in ("training", "validation", "test"):
        raise refused(asked, "part")
    first = None if asked.get("first") is None else whole(asked, "first", 0, 2**31 - 1)
    return Rows(str(asked["part"]), whole(asked, "count", 1, most), first)
