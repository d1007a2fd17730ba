"""Squareplus: a softplus made of a square root."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The half sum of the sum and a root; Keras's b is 4."""
    return jax.nn.squareplus(x)


KIND = ActivationKind(
    name="squareplus",
    label=Text("Squareplus", "Squareplus"),
    summary=Text(
        "A softplus without exponentials",
        "Ein Softplus ohne Exponentialfunktion",
    ),
    formula=r"f(x) = \frac{x + \sqrt{x^2 + 4}}{2}",
    order=28,
    apply=apply,
    keywords=("softplus", "square root", "Quadratwurzel"),
)
