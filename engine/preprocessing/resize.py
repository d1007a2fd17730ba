"""Resize: images get another height and width, each new pixel the mean of what it covers."""

import numpy as np

from engine.contracts import AnyArray, Config, Field, FloatArray, StepKind, Text

ROWS = 256  # images at a time, so that the float copies stay small


def apply(rows: AnyArray, fitted: None, config: Config) -> AnyArray:
    """Images uint8 [n, h, w, c] as [n, size, size, c]."""
    del fitted
    size = int(config["size"])
    if rows.shape[1:3] == (size, size):
        return rows
    down, across = (_covering(length, size) for length in rows.shape[1:3])
    parts = [
        np.einsum(
            "yh,nhwc,xw->nyxc", down, rows[n : n + ROWS].astype(np.float32), across, optimize=True
        )
        for n in range(0, len(rows), ROWS)
    ]
    return np.rint(np.concatenate(parts)).astype(np.uint8)


def _covering(length: int, size: int) -> FloatArray:
    """[size, length]: the share of each old pixel in each new one; rows add up to 1."""
    edges = np.arange(size + 1) * (length / size)
    low = np.maximum(edges[:-1, np.newaxis], np.arange(length))
    high = np.minimum(edges[1:, np.newaxis], np.arange(1, length + 1))
    return (np.maximum(high - low, 0) * (size / length)).astype(np.float32)


KIND = StepKind(
    name="resize",
    label=Text("Resize", "Größe ändern"),
    summary=Text("Fewer or more pixels", "Weniger oder mehr Pixel"),
    help=Text(
        "Gives all images one height and width. A new pixel is the mean of the old ones that it "
        "covers. Half the side is a quarter of the numbers, and of the time.",
        "Bringt alle Bilder auf eine Höhe und Breite. Ein neues Pixel ist das Mittel der alten, "
        "die es bedeckt. Die halbe Seite heißt ein Viertel der Zahlen und der Zeit.",
    ),
    order=50,
    formula=r"x'_{i,j} = \sum_{u,v} d_{i,u}\, a_{j,v}\, x_{u,v}",
    apply=apply,
    fields=(
        Field(
            "size", "integer", 32,
            Text("Side in pixels", "Seite in Pixeln"),
            Text("Height and width of the images.", "Höhe und Breite der Bilder."),
            minimum=8, maximum=64,
        ),
    ),
    keywords=("scale", "area", "pixels", "verkleinern", "Auflösung"),
)  # fmt: skip
