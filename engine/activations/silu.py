"""SiLU: the sum lets itself through by its own sigmoid."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The sum times its sigmoid."""
    return jax.nn.silu(x)


KIND = ActivationKind(
    name="silu",
    label=Text("SiLU", "SiLU"),
    summary=Text(
        "The sum times its own sigmoid; also called swish",
        "Die Summe mal ihr eigenes Sigmoid, auch Swish genannt",
    ),
    formula=r"f(x) = x\,\sigma(x)",
    order=8,
    apply=apply,
    keywords=("swish", "sigmoid linear unit", "Swish", "weiche ReLU"),
)
