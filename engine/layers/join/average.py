"""Average: several inputs of one shape become their mean."""

import functools

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers.join import _merging


def apply(call: Call) -> jax.Array:
    """The mean of all inputs, number by number."""
    return functools.reduce(jnp.add, call.inputs) / len(call.inputs)


KIND = LayerKind(
    name="average",
    label=Text("Average", "Mittelwert"),
    summary=Text("Mean of several wires", "Mittel mehrerer Leitungen"),
    help=Text(
        "Takes the mean of its inputs number by number; all must have one shape. Behind several "
        "branches that answer the same question it makes a small committee (an ensemble): their "
        "chance mistakes partly cancel.",
        "Bildet Zahl für Zahl das Mittel der Eingaben; alle brauchen dieselbe Form. Hinter "
        "mehreren Zweigen, die dieselbe Frage beantworten, entsteht so ein kleines Ensemble: "
        "Zufällige Fehler heben sich zum Teil auf.",
    ),
    keywords=("mean", "ensemble", "committee", "Mittel", "Durchschnitt", "mitteln"),
    glyph="knot",
    order=4,
    formula=r"y = \frac{1}{n}\sum_{k=1}^{n} x^{(k)}",
    fields=(),
    apply=apply,
    check=_merging.same_shape("Average"),
    mask=keep_mask,
    inputs=(2, None),
    examples=(({}, ((4,), (4,))), ({}, ((3, 2), (3, 2), (3, 2)))),
)
