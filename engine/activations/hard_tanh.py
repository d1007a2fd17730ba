"""Hard tanh: the sum, cut off at -1 and 1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum kept between -1 and 1."""
    return jax.nn.hard_tanh(x)


KIND = ActivationKind(
    name="hard_tanh",
    label=Text("Hard tanh", "Harter tanh"),
    summary=Text(
        "The sum, cut off at −1 and 1",
        "Die Summe, bei −1 und 1 abgeschnitten",
    ),
    formula=r"f(x) = \min(\max(-1, x), 1)",
    order=18,
    apply=apply,
    keywords=("clip", "saturating", "begrenzt"),
)
