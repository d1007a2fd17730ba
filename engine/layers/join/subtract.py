"""Subtract: the second input is taken from the first."""

import jax

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers.join import _merging


def apply(call: Call) -> jax.Array:
    """The first input minus the second, number by number."""
    first, second = call.inputs
    return first - second


KIND = LayerKind(
    name="subtract",
    label=Text("Subtract", "Subtraktion"),
    summary=Text("Difference of two wires", "Differenz zweier Leitungen"),
    help=Text(
        "Takes the second input from the first, number by number; both must have one shape. The "
        "order of the wires matters. Use it where the difference says something, for instance "
        "between two images or between a prediction and its correction.",
        "Zieht die zweite Eingabe Zahl für Zahl von der ersten ab; beide brauchen dieselbe Form. "
        "Auf die Reihenfolge der Leitungen kommt es an. Gut, wenn der Unterschied etwas sagt, etwa "
        "zwischen zwei Bildern.",
    ),
    keywords=("minus", "difference", "siamese", "Differenz", "abziehen", "Unterschied"),
    glyph="knot",
    order=2,
    formula=r"y = x^{(1)} - x^{(2)}",
    fields=(),
    apply=apply,
    check=_merging.same_shape("Subtract"),
    mask=keep_mask,
    inputs=(2, 2),
    examples=(({}, ((4,), (4,))), ({}, ((3, 2), (3, 2)))),
)
