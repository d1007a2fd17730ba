"""Sparse plus: a softplus that is exactly zero below -1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Zero, then a parabola between -1 and 1, then the sum."""
    return jax.nn.sparse_plus(x)


KIND = ActivationKind(
    name="sparse_plus",
    label=Text("Sparse plus", "Dünn besetztes Softplus"),
    summary=Text(
        "A ReLU with a round corner that is exactly zero below −1",
        "Eine ReLU mit runder Ecke, unter −1 genau null",
    ),
    formula=r"f(x) = \begin{cases} 0 & x \le -1 \\ \tfrac14 (x + 1)^2 & |x| < 1 \\"
    r" x & x \ge 1 \end{cases}",
    order=27,
    apply=apply,
    keywords=("softplus", "round corner", "runde Ecke"),
)
