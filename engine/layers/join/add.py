"""Add: several inputs of one shape become their sum."""

import functools

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers.join import _merging


def apply(call: Call) -> jax.Array:
    """The sum of all inputs, number by number."""
    return functools.reduce(jnp.add, call.inputs)


KIND = LayerKind(
    name="add",
    label=Text("Add", "Addition"),
    summary=Text("Sum of several wires", "Summe mehrerer Leitungen"),
    help=Text(
        "Adds its inputs number by number; all must have one shape. A wire that skips some layers "
        "and is added behind them makes a residual connection, which lets very deep networks "
        "learn.",
        "Zählt die Eingaben Zahl für Zahl zusammen; alle brauchen dieselbe Form. Eine Leitung, die "
        "Schichten überspringt und dahinter addiert wird, heißt Residualverbindung. Damit lernen "
        "auch sehr tiefe Netze.",
    ),
    keywords=("sum", "residual", "skip connection", "ResNet", "Summe", "Residualverbindung"),
    glyph="knot",
    order=0,
    formula=r"y = \sum_k x^{(k)}",
    fields=(),
    apply=apply,
    check=_merging.same_shape("Add"),
    mask=keep_mask,
    inputs=(2, None),
    examples=(({}, ((4,), (4,))), ({}, ((3, 3, 2), (3, 3, 2), (3, 3, 2)))),
)
