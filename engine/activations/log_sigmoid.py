"""Log sigmoid: the logarithm of a probability for yes or no."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """Minus the softplus of minus the sum, which cannot overflow."""
    return jax.nn.log_sigmoid(x)


KIND = ActivationKind(
    name="log_sigmoid",
    label=Text("Log sigmoid", "Logarithmus des Sigmoids"),
    summary=Text(
        "The logarithm of the sigmoid, never above zero",
        "Der Logarithmus des Sigmoids, nie über null",
    ),
    formula=r"f(x) = -\ln(1 + e^{-x})",
    order=23,
    apply=apply,
    keywords=("log probability", "logistic", "logarithmisch"),
)
