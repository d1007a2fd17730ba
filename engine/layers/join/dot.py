"""Dot: two inputs are multiplied along one axis and added up."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import LearnerError
from engine.layers import _fields


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses axes that are not there or whose lengths differ."""
    pairs = zip(config["axes"], shapes, strict=True)
    places = [_fields.need_axis(axis, len(shape) + 1, "axes") for axis, shape in pairs]
    first, second = (shape[at - 1] for shape, at in zip(shapes, places, strict=True))
    if first != second:
        raise LearnerError("dot_lengths_differ", field="axes", first=first, second=second)


def apply(call: Call) -> jax.Array:
    """Sums of products along one axis of each; what is left of both stands in order."""
    axes = [axis % x.ndim for axis, x in zip(call.config["axes"], call.inputs, strict=True)]
    first, second = call.inputs
    if call.config["normalize"]:
        first, second = unit(first, axes[0]), unit(second, axes[1])
    batch, along = ((0,), (0,)), ((axes[0],), (axes[1],))
    sums = jax.lax.dot_general(first, second, (along, batch))
    return sums[:, None] if sums.ndim == 1 else sums


def unit(x: jax.Array, axis: int) -> jax.Array:
    """Vectors of length 1; those shorter than 1e-7 stay short, as in Keras, and a zero vector has
    a gradient, which Keras's has not."""
    square = jnp.sum(jnp.square(x), axis, keepdims=True)
    return x * jax.lax.rsqrt(jnp.maximum(square, 1e-14))


KIND = LayerKind(
    name="dot",
    label=Text("Dot product", "Skalarprodukt"),
    summary=Text("How alike two wires are", "Wie ähnlich zwei Leitungen sind"),
    help=Text(
        "Multiplies two inputs along one axis and adds up. For two vectors that is one number: "
        "large where both point the same way, and exactly the cosine of their angle when they are "
        "normalized first. It compares users with films, questions with answers; between "
        "sequences it is the heart of attention.",
        "Multipliziert zwei Eingaben entlang einer Achse und zählt zusammen. Bei zwei Vektoren ist "
        "das eine einzige Zahl: groß, wenn beide in dieselbe Richtung zeigen, und genau der "
        "Kosinus ihres Winkels, wenn vorher normiert wird. So lassen sich Personen mit Filmen oder "
        "Fragen mit Antworten vergleichen; zwischen Folgen ist es das Herz der Attention.",
    ),
    keywords=(
        *("inner product", "scalar product", "cosine similarity", "matrix product", "attention"),
        *("inneres Produkt", "Kosinusähnlichkeit", "Ähnlichkeit", "Matrixprodukt"),
    ),
    glyph="knot",
    order=7,
    formula=r"y = \sum_i x^{(1)}_i\, x^{(2)}_i",
    fields=(
        Field(
            "axes",
            "integers",
            -1,
            Text("Axes", "Achsen"),
            Text(
                "Along which axis of each input is multiplied; one number stands for both. Axis 0 "
                "is the batch, −1 the last one.",
                "An welcher Achse jeder Eingabe multipliziert wird; eine Zahl gilt für beide. "
                "Achse 0 ist der Batch, −1 die letzte.",
            ),
            minimum=-6,
            maximum=6,
            length=2,
        ),
        Field(
            "normalize",
            "boolean",
            False,
            Text("Normalize", "Normieren"),
            Text(
                "Brings both to length 1 first, so that only their direction counts (cosine).",
                "Bringt beide vorher auf die Länge 1, sodass nur die Richtung zählt (Kosinus).",
            ),
        ),
    ),
    apply=apply,
    check=check,
    inputs=(2, 2),
    examples=(
        ({}, ((4,), (4,))),
        ({"axes": [2, 1]}, ((3, 4), (4, 5))),
        ({"axes": 1, "normalize": True}, ((3, 2), (3, 4))),
        ({"axes": [1, 3]}, ((4,), (5, 3, 4))),
        ({"axes": [-1, 1], "normalize": True}, ((2, 3, 4), (4, 2))),
    ),
)
