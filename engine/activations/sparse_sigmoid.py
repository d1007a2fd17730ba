"""Sparse sigmoid: a straight ramp from 0 to 1 between -1 and 1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Exactly 0 below -1 and exactly 1 above 1."""
    return jax.nn.sparse_sigmoid(x)


KIND = ActivationKind(
    name="sparse_sigmoid",
    label=Text("Sparse sigmoid", "Dünn besetztes Sigmoid"),
    summary=Text(
        "A straight ramp from 0 to 1 between −1 and 1",
        "Eine gerade Rampe von 0 bis 1 zwischen −1 und 1",
    ),
    formula=r"f(x) = \min(\max(0, \tfrac{x + 1}{2}), 1)",
    order=26,
    apply=apply,
    keywords=("ramp", "piecewise linear", "Rampe"),
)
