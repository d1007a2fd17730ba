"""Points that somebody set on the plane by hand, each of a class."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from engine.errors import LearnerError
from engine.own import limits
from engine.own.store import Own
from engine.own.words import clean, distinct

LEAST_CLASSES, MOST_CLASSES = 2, 5  # as many colors as the plane has
REACH = 6.0
LEAST = 3  # of each class: one of them is kept apart for testing


def read(given: Mapping[str, Any]) -> Own:
    """``{"classes": [name, name], "points": [[x, y, class], ...]}`` as a set."""
    named = given.get("classes")
    names = cast("list[Any]", named) if isinstance(named, list) else []
    if not LEAST_CLASSES <= len(names) <= MOST_CLASSES:
        raise LearnerError("own_points_classes", least=LEAST_CLASSES, most=MOST_CLASSES)
    classes = distinct([clean(str(name)) or f"{place}" for place, name in enumerate(names, 1)])
    points = given.get("points")
    rows = cast("list[Any]", points) if isinstance(points, list) else []
    if len(rows) > limits.MAX_POINTS:
        raise LearnerError("own_too_many_points", limit=limits.MAX_POINTS)
    read = [_point(row, number, len(classes)) for number, row in enumerate(rows, 1)]
    targets = np.array([which for _, _, which in read], np.int32)
    for number, name in enumerate(classes):
        count = int((targets == number).sum())
        if count < LEAST:
            raise LearnerError("own_few_points", name=name, count=count, limit=LEAST)
    xy = np.array([[x, y] for x, y, _ in read], np.float32)
    about = {"sort": "points", "rows": len(read), "classes": classes}
    return Own(about, {"points": xy, "targets": targets})


def _point(row: Any, number: int, classes: int) -> tuple[float, float, int]:
    items = cast("Sequence[Any]", row) if isinstance(row, list | tuple) else ()
    if len(items) == 3 and all(type(item) in (int, float) for item in items):
        x, y, which = items
        if all(math.isfinite(v) and abs(v) <= REACH for v in (x, y)) and which in range(classes):
            return float(x), float(y), int(which)
    raise LearnerError("own_bad_point", number=number, reach=REACH)
