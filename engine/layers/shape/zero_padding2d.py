"""ZeroPadding2D: an empty border around an image."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.layers import _fields, _window


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image."""
    _fields.need_image("ZeroPadding2D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] with zeros above and below, left and right."""
    rows, columns = call.config["padding"]
    return jnp.pad(call.inputs[0], ((0, 0), (rows, rows), (columns, columns), (0, 0)))


KIND = LayerKind(
    name="zero_padding2d",
    label=Text("ZeroPadding2D", "ZeroPadding2D"),
    summary=Text("An empty border around an image", "Ein leerer Rand um ein Bild"),
    help=Text(
        "It writes rows and columns of zeros around the image. Use it where the border of a "
        "convolution should be wider than “same” makes it, or where a size must come out even.",
        "Es schreibt Zeilen und Spalten aus Nullen um das Bild. Nimm es, wo der Rand einer Faltung "
        "breiter sein soll, als „same“ ihn macht, oder wo eine Größe aufgehen muss.",
    ),
    keywords=("padding", "border", "frame", "Rand", "auffüllen", "Nullen"),
    glyph="sheets",
    order=4,
    formula=r"y_{i + p,\, j + q,\, c} = x_{ijc}",
    fields=(
        _window.integers(
            "padding",
            1,
            Text("Border", "Rand"),
            Text(
                "How many rows go above and below, and how many columns left and right.",
                "Wie viele Zeilen oben und unten dazukommen, und wie viele Spalten links und "
                "rechts.",
            ),
            advanced=False,
            minimum=0,
        ),
    ),
    apply=apply,
    check=check,
    examples=(({}, ((3, 4, 2),)), ({"padding": (0, 2)}, ((3, 2, 1),))),
)
