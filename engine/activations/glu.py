"""GLU: the second half of the units says how much of the first comes through."""

import jax

from engine.contracts import ActivationKind, Text
from engine.errors import LearnerError


def apply(x: jax.Array) -> jax.Array:
    """The first half of the last axis times the sigmoid of the second: half as many come out."""
    if x.shape[-1] % 2:
        raise LearnerError("glu_needs_pairs", field="activation", count=x.shape[-1])
    return jax.nn.glu(x)


KIND = ActivationKind(
    name="glu",
    label=Text("GLU", "GLU"),
    summary=Text(
        "One half of the units opens and closes the other",
        "Die eine Hälfte der Neuronen öffnet und schließt die andere",
    ),
    formula=r"f(a, b) = a\,\sigma(b)",
    order=29,
    apply=apply,
    keywords=("gated linear unit", "gate", "Tor"),
)
