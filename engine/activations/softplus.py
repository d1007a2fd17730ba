"""Softplus: a ReLU with a round corner."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The logarithm of one plus the exponential."""
    return jax.nn.softplus(x)


KIND = ActivationKind(
    name="softplus",
    label=Text("Softplus", "Softplus"),
    summary=Text(
        "A ReLU with a round corner; always positive",
        "Eine ReLU mit runder Ecke, immer positiv",
    ),
    formula=r"f(x) = \ln(1 + e^x)",
    order=10,
    apply=apply,
    keywords=("smooth relu", "positive", "glatte ReLU", "positiv"),
)
