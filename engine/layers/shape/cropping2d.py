"""Cropping2D: the edge of an image is cut away."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.errors import LearnerError, written
from engine.layers import _fields, _window


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image, and a cut that leaves nothing."""
    _fields.need_image("Cropping2D", shapes)
    for length, cut in zip(shapes[0][:2], config["cropping"], strict=True):
        if length is not None and 2 * cut >= length:
            shape = written(shapes[0])
            raise LearnerError("nothing_left", field="cropping", layer="Cropping2D", shape=shape)


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] without the outer rows and columns."""
    x, (rows, columns) = call.inputs[0], call.config["cropping"]
    return x[:, rows : x.shape[1] - rows, columns : x.shape[2] - columns]


KIND = LayerKind(
    name="cropping2d",
    label=Text("Cropping2D", "Cropping2D"),
    summary=Text("Cuts the edge off an image", "Schneidet den Rand eines Bildes ab"),
    help=Text(
        "It takes rows and columns away at the edge of the image, above and below as well as left "
        "and right. Use it where two images of different size should be joined, or where the edge "
        "only disturbs.",
        "Es nimmt am Rand des Bildes Zeilen und Spalten weg, oben wie unten und links wie rechts. "
        "Nimm es, wo zwei verschieden große Bilder zusammengeführt werden sollen oder der Rand nur "
        "stört.",
    ),
    keywords=("crop", "trim", "cut", "zuschneiden", "Rand", "abschneiden"),
    glyph="shrink",
    order=5,
    formula=r"y_{ijc} = x_{i + p,\, j + q,\, c}",
    fields=(
        _window.integers(
            "cropping",
            0,
            Text("Cut", "Schnitt"),
            Text(
                "How many rows go above and below, and how many columns left and right.",
                "Wie viele Zeilen oben und unten wegfallen, und wie viele Spalten links und "
                "rechts.",
            ),
            advanced=False,
            minimum=0,
        ),
    ),
    apply=apply,
    check=check,
    examples=(({}, ((3, 4, 2),)), ({"cropping": (1, 2)}, ((4, 6, 2),))),
)
