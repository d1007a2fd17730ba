"""Sigmoid: a soft step from 0 to 1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The logistic function."""
    return jax.nn.sigmoid(x)


KIND = ActivationKind(
    name="sigmoid",
    label=Text("Sigmoid", "Sigmoid"),
    summary=Text(
        "A soft step from 0 to 1: a probability for yes or no",
        "Eine weiche Stufe von 0 bis 1: eine Wahrscheinlichkeit für Ja oder Nein",
    ),
    formula=r"f(x) = \frac{1}{1 + e^{-x}}",
    order=3,
    apply=apply,
    keywords=("logistic", "probability", "logistisch", "Wahrscheinlichkeit"),
)
