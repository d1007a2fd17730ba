"""Hard sigmoid: a sigmoid of three straight lines."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """A line through one half, cut off at 0 and 1."""
    return jax.nn.hard_sigmoid(x)


KIND = ActivationKind(
    name="hard_sigmoid",
    label=Text("Hard sigmoid", "Hartes Sigmoid"),
    summary=Text(
        "A sigmoid of three straight lines: fast, from 0 to 1",
        "Ein Sigmoid aus drei geraden Stücken: schnell, von 0 bis 1",
    ),
    formula=r"f(x) = \min(\max(0, \tfrac{x}{6} + \tfrac12), 1)",
    order=16,
    apply=apply,
    keywords=("piecewise linear", "stückweise linear"),
)
