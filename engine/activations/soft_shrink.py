"""Soft shrink: every sum moves towards zero by one half."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Towards zero by one half, and no further than zero."""
    return jnp.where(x > 0.5, x - 0.5, jnp.where(x < -0.5, x + 0.5, 0.0))


KIND = ActivationKind(
    name="soft_shrink",
    label=Text("Soft shrink", "Weiche Schrumpfung"),
    summary=Text(
        "All sums move towards zero by one half; small ones stay there",
        "Alle Summen rücken um ein Halbes zur Null; kleine bleiben dort",
    ),
    formula=r"f(x) = \operatorname{sign}(x)\,\max(|x| - 0.5,\ 0)",
    order=20,
    apply=apply,
    keywords=("soft thresholding", "sparse", "dünn besetzt"),
)
