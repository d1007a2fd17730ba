"""Maximum: of several inputs of one shape the largest number stays."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers.join import _merging


def apply(call: Call) -> jax.Array:
    """The largest of all inputs, number by number; what a mask leaves out takes no part."""
    return _merging.counted(call, jnp.maximum, -jnp.inf, call.inputs[0])


KIND = LayerKind(
    name="maximum",
    label=Text("Maximum", "Maximum"),
    summary=Text("Largest of several wires", "Größter Wert mehrerer Leitungen"),
    help=Text(
        "Compares its inputs number by number and keeps the largest; all must have one shape. So "
        "the branch that found a pattern most clearly has the word. Only that branch learns from "
        "the example, since only its number reached the output.",
        "Vergleicht die Eingaben Zahl für Zahl und behält die größte; alle brauchen dieselbe Form. "
        "So spricht der Zweig, der ein Muster am deutlichsten gefunden hat. Nur dieser lernt aus "
        "dem Beispiel, denn nur seine Zahl kam am Ausgang an.",
    ),
    keywords=("max", "maxout", "largest", "größte", "Vergleich"),
    glyph="knot",
    order=5,
    formula=r"y = \max_k\, x^{(k)}",
    fields=(),
    apply=apply,
    check=_merging.same_shape("Maximum"),
    mask=keep_mask,
    inputs=(2, None),
    examples=(({}, ((4,), (4,))), ({}, ((3, 2), (3, 2), (3, 2)))),
)
