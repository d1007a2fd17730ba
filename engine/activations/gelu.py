"""GELU: the sum times the chance that a normal draw is smaller."""

import jax

from engine.contracts import ActivationKind, Text


def apply(x: jax.Array) -> jax.Array:
    """The exact form with the error function, Keras's default."""
    return jax.nn.gelu(x, approximate=False)


KIND = ActivationKind(
    name="gelu",
    label=Text("GELU", "GELU"),
    summary=Text(
        "A soft ReLU, used in transformers",
        "Eine weiche ReLU, üblich in Transformern",
    ),
    formula=r"f(x) = x\,\Phi(x)",
    order=7,
    apply=apply,
    keywords=("gaussian error linear unit", "transformer", "Gauß", "Transformer"),
)
