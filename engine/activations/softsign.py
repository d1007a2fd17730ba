"""Softsign: a soft step from -1 to 1 with long tails."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum divided by one more than its size."""
    return jax.nn.soft_sign(x)


KIND = ActivationKind(
    name="softsign",
    label=Text("Softsign", "Softsign"),
    summary=Text(
        "Like tanh, but creeps towards its limits",
        "Wie tanh, nähert sich den Grenzen aber langsamer",
    ),
    formula=r"f(x) = \frac{x}{1 + |x|}",
    order=11,
    apply=apply,
    keywords=("soft step", "weiche Stufe"),
)
