"""Hard SiLU: the sum times its hard sigmoid."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum times its hard sigmoid."""
    return jax.nn.hard_silu(x)


KIND = ActivationKind(
    name="hard_silu",
    label=Text("Hard SiLU", "Harte SiLU"),
    summary=Text(
        "SiLU with the hard sigmoid; also called hard swish",
        "SiLU mit hartem Sigmoid, auch Hard Swish genannt",
    ),
    formula=r"f(x) = x \min(\max(0, \tfrac{x}{6} + \tfrac12), 1)",
    order=17,
    apply=apply,
    keywords=("hard swish", "mobile", "Handy"),
)
