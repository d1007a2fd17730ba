"""Minimum: of several inputs of one shape the smallest number stays."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers.join import _merging


def apply(call: Call) -> jax.Array:
    """The smallest of all inputs, number by number; what a mask leaves out takes no part."""
    return _merging.counted(call, jnp.minimum, jnp.inf, call.inputs[0])


KIND = LayerKind(
    name="minimum",
    label=Text("Minimum", "Minimum"),
    summary=Text("Smallest of several wires", "Kleinster Wert mehrerer Leitungen"),
    help=Text(
        "Compares its inputs number by number and keeps the smallest; all must have one shape. The "
        "result is large only where all branches agree, much like a logical and.",
        "Vergleicht die Eingaben Zahl für Zahl und behält die kleinste; alle brauchen dieselbe "
        "Form. Groß ist das Ergebnis nur dort, wo alle Zweige sich einig sind, ähnlich wie bei "
        "einem logischen Und.",
    ),
    keywords=("min", "smallest", "and", "kleinste", "Vergleich"),
    glyph="knot",
    order=6,
    formula=r"y = \min_k\, x^{(k)}",
    fields=(),
    apply=apply,
    check=_merging.same_shape("Minimum"),
    mask=keep_mask,
    inputs=(2, None),
    examples=(({}, ((4,), (4,))), ({}, ((3, 2), (3, 2), (3, 2)))),
)
