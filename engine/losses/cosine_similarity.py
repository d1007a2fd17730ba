"""Cosine similarity: minus the cosine of the angle between output and target."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses._direction import direction


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, from -1 to 1; both arrays are [batch, values]."""
    del config, knobs
    return -jnp.sum(direction(target) * direction(output), axis=-1)


KIND = LossKind(
    name="cosine_similarity",
    label=Text("Cosine similarity", "Kosinus-Ähnlichkeit"),
    summary=Text(
        "Whether outputs point the same way as their targets; length is free.",
        "Ob Ausgaben in dieselbe Richtung zeigen wie ihre Ziele; die Länge ist frei.",
    ),
    help=Text(
        "Both are read as arrows, and only the angle between them counts: −1 for the same "
        "direction, 0 for a right angle, 1 for opposite ones. It suits outputs that stand for "
        "meanings rather than amounts.",
        "Beide gelten als Pfeile, und nur der Winkel dazwischen zählt: −1 bei gleicher "
        "Richtung, 0 im rechten Winkel, 1 bei entgegengesetzter. Sie passt, wo Ausgaben "
        "Bedeutungen sind und keine Mengen.",
    ),
    formula=r"L = -\frac{y \cdot \hat{y}}{\lVert y \rVert\, \lVert \hat{y} \rVert}",
    order=16,
    targets="values",
    apply=apply,
    keywords=("angle", "direction", "embedding", "Winkel", "Richtung"),
)
