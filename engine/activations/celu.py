"""CELU: an ELU made so that its slope never jumps."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """With Keras's alpha of 1 the same numbers as ELU."""
    return jax.nn.celu(x)


KIND = ActivationKind(
    name="celu",
    label=Text("CELU", "CELU"),
    summary=Text(
        "An ELU whose slope never jumps",
        "Eine ELU, deren Steigung nirgends springt",
    ),
    formula=r"f(x) = \max(0, x) + \min(0, e^x - 1)",
    order=15,
    apply=apply,
    keywords=("continuously differentiable", "stetig differenzierbar"),
)
