"""ReLU6: a ReLU that stops growing at 6."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum kept between 0 and 6."""
    return jax.nn.relu6(x)


KIND = ActivationKind(
    name="relu6",
    label=Text("ReLU6", "ReLU6"),
    summary=Text(
        "ReLU that stops at 6; for phones and small numbers",
        "ReLU, die bei 6 aufhört; für Handys und kleine Zahlen",
    ),
    formula=r"f(x) = \min(\max(0, x), 6)",
    order=14,
    apply=apply,
    keywords=("mobile", "capped", "begrenzt", "Handy"),
)
