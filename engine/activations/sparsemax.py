"""Sparsemax: shares of which many are exactly zero, with the numbers of Keras."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """What is left of the sums above a threshold that follows from the largest of them.

    Keras 3.15 adds up the running totals of all kept sums, where the published function takes the
    last one: outputs add up to 1 only where a single one is kept, and to less otherwise.
    """
    falling = -jnp.sort(-x, axis=-1)
    total = jnp.cumsum(falling, axis=-1)
    place = jnp.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    kept = falling - (total - 1) / place > 0
    count = jnp.sum(kept, axis=-1, keepdims=True).astype(x.dtype)
    threshold = (jnp.sum(jnp.where(kept, total, 0.0), axis=-1, keepdims=True) - 1) / count
    return jnp.maximum(x - threshold, 0.0)


KIND = ActivationKind(
    name="sparsemax",
    label=Text("Sparsemax", "Sparsemax"),
    summary=Text(
        "Only sums close to the largest stay above zero; numbers as in Keras",
        "Nur Summen nahe der größten bleiben über null; Zahlen wie in Keras",
    ),
    formula=r"f(x)_j = \max(x_j - \tau(x),\ 0)",
    order=25,
    apply=apply,
    keywords=("sparse", "softmax", "dünn besetzt"),
)
