"""Max pooling: the largest number of each window survives."""

from functools import reduce

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text
from engine.layers.pool import _pooling


def apply(call: Call) -> jax.Array:
    """The maximum of each window of [batch, height, width, channels]."""
    members = _pooling.members(call)
    if members is not None:
        return reduce(jnp.maximum, members)
    return _pooling.slide(call.inputs[0], call.config, -jnp.inf, jax.lax.max)


KIND = LayerKind(
    name="max_pooling2d",
    label=Text("MaxPooling2D", "MaxPooling2D"),
    summary=Text("Keeps the largest of each window", "Behält das Größte jedes Fensters"),
    help=Text(
        "Of each small window only the largest number stays, so the image shrinks and small shifts "
        "hardly matter. Where a filter fitted best is remembered, exactly where is forgotten.",
        "Von jedem kleinen Fenster bleibt nur die größte Zahl, also schrumpft das Bild, und kleine "
        "Verschiebungen machen kaum etwas aus. Dass ein Filter gut passte, bleibt; wo genau, wird "
        "vergessen.",
    ),
    keywords=(
        "downsampling",
        "subsampling",
        "maximum",
        "Unterabtastung",
        "verkleinern",
        "verdichten",
    ),
    glyph="shrink",
    order=0,
    formula=r"y_{ijc} = \max_{u,v}\ x_{i s + u,\, j s + v,\, c}",
    fields=_pooling.FIELDS,
    apply=apply,
    check=_pooling.checker("MaxPooling2D"),
    examples=(
        ({}, ((6, 6, 2),)),
        ({"pool_size": (3, 2), "strides": (1, 2), "padding": "same"}, ((7, 5, 3),)),
        ({"pool_size": 2}, ((5, 7, 1),)),
    ),
)
