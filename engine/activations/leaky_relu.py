"""Leaky ReLU: negative sums are kept small instead of cut off."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """A fifth of the sum below zero, as in Keras."""
    return jax.nn.leaky_relu(x, 0.2)


KIND = ActivationKind(
    name="leaky_relu",
    label=Text("Leaky ReLU", "Leaky ReLU"),
    summary=Text(
        "Like ReLU, but a little of the negative comes through",
        "Wie ReLU, doch ein wenig Negatives kommt durch",
    ),
    formula=r"f(x) = \max(0.2\,x,\ x)",
    order=5,
    apply=apply,
    keywords=("dying relu", "undichte ReLU"),
)
