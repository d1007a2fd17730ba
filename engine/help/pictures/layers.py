"""A layer at work: what went in and what really came out of a small example."""

from typing import Any

import numpy as np

from engine.contracts import LayerKind, Text
from engine.errors import LearnerError
from engine.help.drawing import Picture, maps, sheet
from engine.help.running import Alone, alone, digit, inputs_for

MOST_SHEETS = 6
SEEDS = 3
IN, OUT = Text("In", "Hinein"), Text("Out", "Heraus")
BIGGER = {"filters": 4}  # a handful of maps to look at


def pictures(kind: LayerKind) -> list[Picture]:
    """Inputs and outputs as maps; where training draws by chance, several draws and none."""
    if kind.name == "input":
        return [maps(IN, _sheets(digit()))]
    seen = _example(kind)
    inputs = inputs_for(seen)
    drawn = [maps(IN, [part for each in inputs for part in _sheets(each[0])])]
    calm = seen.run(inputs, training=False)[0]
    if not (kind.random and _draws(seen, inputs, calm)):
        return [*drawn, maps(OUT, _sheets(calm))]
    often = [seen.run(inputs, training=True, seed=seed)[0] for seed in range(SEEDS)]
    shown = [part for one in often for part in _sheets(one)[:1]]
    return [
        *drawn,
        maps(Text("Out while training, three times", "Heraus beim Training, dreimal"), shown),
        maps(Text("Out in use", "Heraus bei der Anwendung"), _sheets(calm)),
    ]


def _draws(seen: Alone, inputs: Any, calm: Any) -> bool:
    return not np.array_equal(seen.run(inputs, training=True)[0], calm)


def _example(kind: LayerKind) -> Alone:
    """Its first example on a whole digit where it takes one, else on the example's own shapes."""
    config, shapes = kind.examples[0]
    names = {field.name for field in kind.fields}
    ranks = {len(shape) for shape in shapes}
    if ranks == {3}:
        size = digit().shape
        for given in ({**_only(BIGGER, names)}, dict(config)):
            try:
                return alone(kind, given, [size] * len(shapes))
            except LearnerError:
                continue
    return alone(kind, config, shapes)


def _only(given: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in names}


def _sheets(values: Any) -> list[dict[str, Any]]:
    """One example as maps: a column for a list, a map for each of the first channels."""
    array = np.asarray(values)
    size = Text("×".join(map(str, array.shape)) or "1", "×".join(map(str, array.shape)) or "1")
    if array.ndim < 2:
        return [sheet(size, array.reshape(1, -1))]
    if array.ndim == 2:
        return [sheet(size, array)]
    flat = array.reshape(*array.shape[:2], -1)
    count = min(flat.shape[-1], MOST_SHEETS)
    none = Text("", "")
    return [sheet(size if place == 0 else none, flat[..., place]) for place in range(count)]
