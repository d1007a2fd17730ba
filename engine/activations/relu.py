"""ReLU: negative sums become zero."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The greater of the sum and zero."""
    return jax.nn.relu(x)


KIND = ActivationKind(
    name="relu",
    label=Text("ReLU", "ReLU"),
    summary=Text(
        "Cuts off what is negative; the usual choice inside",
        "Schneidet Negatives ab; innen die übliche Wahl",
    ),
    formula=r"f(x) = \max(0, x)",
    order=1,
    apply=apply,
    keywords=("rectified linear unit", "ramp", "gleichgerichtet", "Rampe"),
)
