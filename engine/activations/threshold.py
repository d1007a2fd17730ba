"""Threshold: only what is above one half gets through."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum above one half, else zero. Keras leaves both numbers open."""
    return jnp.where(x > 0.5, x, 0.0)


KIND = ActivationKind(
    name="threshold",
    label=Text("Threshold", "Schwelle"),
    summary=Text(
        "Only what is above one half gets through",
        "Nur was über einem Halben liegt, kommt durch",
    ),
    formula=r"f(x) = \begin{cases} x & x > 0.5 \\ 0 & x \le 0.5 \end{cases}",
    order=22,
    apply=apply,
    keywords=("step", "gate", "Schwellenwert", "Stufe"),
)
