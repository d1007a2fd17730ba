"""SELU: an ELU whose scale keeps mean and spread of signals."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The scaled exponential linear unit; the constants are those of Keras."""
    return jax.nn.selu(x)


KIND = ActivationKind(
    name="selu",
    label=Text("SELU", "SELU"),
    summary=Text(
        "An ELU scaled so that signals keep their spread from layer to layer",
        "Eine ELU, so skaliert, dass Signale von Schicht zu Schicht ihre Streuung behalten",
    ),
    formula=r"f(x) = 1.0507 \begin{cases} x & x > 0 \\ 1.6733\,(e^x - 1) & x \le 0 \end{cases}",
    order=9,
    apply=apply,
    keywords=("self-normalizing", "scaled exponential linear unit", "selbstnormalisierend"),
)
