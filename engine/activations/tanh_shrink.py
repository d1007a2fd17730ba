"""Tanh shrink: what is left of a sum without its tanh."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum less its hyperbolic tangent."""
    return x - jnp.tanh(x)


KIND = ActivationKind(
    name="tanh_shrink",
    label=Text("Tanh shrink", "Tanh-Schrumpfung"),
    summary=Text(
        "What tanh leaves over: small sums nearly vanish",
        "Was tanh übrig lässt: Kleine Summen verschwinden fast",
    ),
    formula=r"f(x) = x - \tanh x",
    order=21,
    apply=apply,
    keywords=("shrinkage", "schrumpfen"),
)
