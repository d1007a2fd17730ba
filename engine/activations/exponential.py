"""Exponential: always positive, growing ever faster."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The exponential."""
    return jnp.exp(x)


KIND = ActivationKind(
    name="exponential",
    label=Text("Exponential", "Exponentialfunktion"),
    summary=Text(
        "Grows ever faster and is always positive",
        "Wächst immer schneller und ist immer positiv",
    ),
    formula=r"f(x) = e^x",
    order=13,
    apply=apply,
    keywords=("exp", "positive", "positiv"),
)
