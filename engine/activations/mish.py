"""Mish: a smooth ReLU that dips a little below zero."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum times the hyperbolic tangent of its softplus."""
    return jax.nn.mish(x)


KIND = ActivationKind(
    name="mish",
    label=Text("Mish", "Mish"),
    summary=Text(
        "A smooth ReLU that dips a little below zero",
        "Eine glatte ReLU, die ein wenig unter null taucht",
    ),
    formula=r"f(x) = x \tanh(\ln(1 + e^x))",
    order=12,
    apply=apply,
    keywords=("smooth relu", "glatte ReLU"),
)
