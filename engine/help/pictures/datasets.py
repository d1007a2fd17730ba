"""A data set as it is: its points, images or rows, when they are on this machine."""

from typing import Any

import numpy as np

from engine.contracts import Data, DatasetKind, Text
from engine.graph.fields import filled
from engine.help.drawing import Picture, maps, points, sheet, table
from engine.preprocessing import gray

IMAGES, ROWS, COLUMNS, POINTS = 10, 6, 5, 300


def pictures(kind: DatasetKind) -> list[Picture]:
    """The first rows of its training part; none when it has not been fetched yet."""
    if kind.missing() != 0:
        return []
    config, _ = filled(kind.fields, {})
    data = kind.load(config, 0)
    if kind.sample_type == "image":
        return [_images(data)]
    if kind.embed is not None:
        return [_points(data)]
    return [_table(data)]


def _names(data: Data, targets: Any) -> list[str]:
    if not data.classes:
        return [f"{float(np.ravel(target)[0]):.3g}" for target in targets]
    return [data.classes[int(target)] for target in targets]


def _images(data: Data) -> Picture:
    """One of each class."""
    chosen = [int(np.argmax(data.training.targets == one)) for one in range(len(data.classes))]
    chosen = chosen[:IMAGES]
    images = gray.apply(data.training.inputs[chosen], None, {})[..., 0] * data.scale
    names = _names(data, data.training.targets[chosen])
    sheets = [sheet(Text(name, name), image) for name, image in zip(names, images, strict=True)]
    return maps(Text("One of each class", "Aus jeder Klasse eines"), sheets)


def _points(data: Data) -> Picture:
    places = data.columns.get("points", data.training.inputs)[:POINTS]
    targets = data.training.targets[:POINTS]
    title = Text("Training points", "Trainingspunkte")
    if data.classes:
        names = _names(data, targets)
        groups = {one: places[[name == one for name in names]] for one in data.classes}
    else:
        low = np.ravel(targets) < 0
        groups = {"< 0": places[low], "≥ 0": places[~low]}
    return points(title, Text("x₁", "x₁"), Text("x₂", "x₂"), groups)


def _table(data: Data) -> Picture:
    names = _names(data, data.training.targets[:ROWS])
    heads = [Text(name, name) for name in _columns(data)]
    rows = [[*_cells(data, row), names[row]] for row in range(min(ROWS, len(data.training)))]
    return table(
        Text("The first rows", "Die ersten Zeilen"), [*heads, Text("target", "Ziel")], rows
    )


def _cells(data: Data, row: int) -> list[float | str]:
    """The first numbers of a row, or the last tokens of a text: its beginning may be filled up."""
    if data.words is not None:
        return [word or "" for word in data.words("training", row)[-COLUMNS:]]
    return data.training.inputs[row].ravel()[:COLUMNS].tolist()


def _columns(data: Data) -> list[str]:
    """What these cells are called: by name, else by the place in the row."""
    places = [str(place + 1) for place in range(data.shape[0])]
    if data.words is not None:
        return places[-COLUMNS:]
    return [*(data.features or places)][:COLUMNS]
