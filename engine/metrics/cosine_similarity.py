"""Cosine similarity: the cosine of the angle between output and target."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, MetricKind, TargetForm, Text
from engine.metrics._values import written_like


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """One number an example, from -1 to 1."""
    del config
    pair = (written_like(target, output, form), output)
    lengths = [jnp.sqrt(jnp.sum(jnp.square(part), axis=-1)) for part in pair]
    return jnp.sum(pair[0] * pair[1], axis=-1) / jnp.maximum(lengths[0] * lengths[1], 1e-7)


KIND = MetricKind(
    name="cosine_similarity",
    label=Text("Cosine similarity", "Kosinus-Ähnlichkeit"),
    summary=Text(
        "Whether outputs point the same way as their targets.",
        "Ob Ausgaben in dieselbe Richtung zeigen wie ihre Ziele.",
    ),
    formula=r"\frac{y \cdot \hat{y}}{\lVert y \rVert\, \lVert \hat{y} \rVert}",
    better="higher",
    apply=apply,
    keywords=(
        "angle",
        "direction",
        "Winkel",
        "Richtung",
    ),
)
