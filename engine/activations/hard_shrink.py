"""Hard shrink: small sums become zero, the others stay as they are."""

import jax
import jax.numpy as jnp

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Zero up to one half on either side."""
    return jnp.where(jnp.abs(x) > 0.5, x, 0.0)


KIND = ActivationKind(
    name="hard_shrink",
    label=Text("Hard shrink", "Harte Schrumpfung"),
    summary=Text(
        "Small sums become zero, the others stay",
        "Kleine Summen werden null, die anderen bleiben",
    ),
    formula=r"f(x) = \begin{cases} x & |x| > 0.5 \\ 0 & \text{else} \end{cases}",
    order=19,
    apply=apply,
    keywords=("hard shrinkage", "denoise", "entrauschen"),
)
