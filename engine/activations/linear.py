"""Linear: no bend at all."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum itself."""
    return x


KIND = ActivationKind(
    name="linear",
    label=Text("Linear", "Linear"),
    summary=Text(
        "The sum as it is",
        "Die Summe, wie sie ist",
    ),
    formula=r"f(x) = x",
    order=0,
    apply=apply,
    keywords=("identity", "none", "Identität", "keine"),
)
