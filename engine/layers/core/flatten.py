"""Flatten: an image becomes one long list of numbers."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.errors import LearnerError


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses lengths that are not known: the next layer could not count its weights."""
    if None in shapes[0]:
        raise LearnerError("unknown_length", layer="Flatten")


def apply(call: Call) -> jax.Array:
    """Writes all axes but the batch into one, last axis fastest."""
    x = call.inputs[0]
    return x.reshape(x.shape[0], -1)


KIND = LayerKind(
    name="flatten",
    label=Text("Flatten", "Flatten"),
    summary=Text("Turns an image into a list", "Macht aus einem Bild eine Liste"),
    help=Text(
        "It computes nothing: it writes all numbers of an image one after the other, row by row. "
        "Put it between images and dense layers that should see the whole image.",
        "Hier wird nichts gerechnet: Alle Zahlen eines Bildes werden hintereinander geschrieben, "
        "Zeile für Zeile. Setz es zwischen Bilder und Dense-Schichten, die das ganze Bild sehen "
        "sollen.",
    ),
    keywords=("reshape", "vector", "unroll", "flach", "Vektor", "umformen"),
    glyph="list",
    order=2,
    formula=r"y_{(i\,W + j)\,C + c} = x_{ijc}",
    fields=(),
    apply=apply,
    check=check,
    examples=(({}, ((4, 5, 3),)), ({}, ((7,),))),
)
