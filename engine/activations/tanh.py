"""Hyperbolic tangent: a soft step from -1 to 1."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The hyperbolic tangent."""
    return jnp.tanh(x)


KIND = ActivationKind(
    name="tanh",
    label=Text("Tanh", "Tanh"),
    summary=Text(
        "A soft step from −1 to 1",
        "Eine weiche Stufe von −1 bis 1",
    ),
    formula=r"f(x) = \tanh x",
    order=2,
    apply=apply,
    keywords=("hyperbolic tangent", "Tangens hyperbolicus", "weiche Stufe"),
)
