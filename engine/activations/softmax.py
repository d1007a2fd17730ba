"""Softmax: sums become probabilities that add up to 1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Shares of the exponentials along the last axis."""
    return jax.nn.softmax(x)


KIND = ActivationKind(
    name="softmax",
    label=Text("Softmax", "Softmax"),
    summary=Text(
        "Probabilities of the classes, together 1: for the last layer",
        "Wahrscheinlichkeiten der Klassen, zusammen 1: für die letzte Schicht",
    ),
    formula=r"f(x)_j = \frac{e^{x_j}}{\sum_k e^{x_k}}",
    order=4,
    apply=apply,
    keywords=("probabilities", "classes", "multinomial", "Wahrscheinlichkeiten", "Klassen"),
)
