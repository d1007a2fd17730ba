"""ELU: bends smoothly towards -1 below zero."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The exponential less one below zero."""
    return jax.nn.elu(x)


KIND = ActivationKind(
    name="elu",
    label=Text("ELU", "ELU"),
    summary=Text(
        "Like ReLU, but bends smoothly towards −1",
        "Wie ReLU, biegt aber sanft gegen −1",
    ),
    formula=r"f(x) = \begin{cases} x & x > 0 \\ e^x - 1 & x \le 0 \end{cases}",
    order=6,
    apply=apply,
    keywords=("exponential linear unit", "exponentiell"),
)
