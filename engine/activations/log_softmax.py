"""Log softmax: the logarithms of probabilities that add up to 1."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Logarithms of the shares along the last axis."""
    return jax.nn.log_softmax(x)


KIND = ActivationKind(
    name="log_softmax",
    label=Text("Log softmax", "Logarithmus der Softmax"),
    summary=Text(
        "The logarithms of the classes' probabilities",
        "Die Logarithmen der Wahrscheinlichkeiten der Klassen",
    ),
    formula=r"f(x)_j = x_j - \ln \sum_k e^{x_k}",
    order=24,
    apply=apply,
    keywords=("log probability", "classes", "logarithmisch", "Klassen"),
)
