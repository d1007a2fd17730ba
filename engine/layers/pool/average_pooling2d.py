"""Average pooling: each window becomes its mean."""

from functools import reduce

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text
from engine.layers.pool import _pooling


def apply(call: Call) -> jax.Array:
    """The mean of each window of [batch, height, width, channels]; the border does not count."""
    members = _pooling.members(call)
    if members is not None:
        return reduce(jnp.add, members) / len(members)
    x = call.inputs[0]
    pixels = _pooling.slide(jnp.ones_like(x[:1, :, :, :1]), call.config, 0, jax.lax.add)
    return _pooling.slide(x, call.config, 0, jax.lax.add) / pixels


KIND = LayerKind(
    name="average_pooling2d",
    label=Text("AveragePooling2D", "AveragePooling2D"),
    summary=Text("Averages each window", "Mittelt jedes Fenster"),
    help=Text(
        "Each small window becomes its average, so the image shrinks and gets smoother. LeNet used "
        "it; today the maximum is more usual.",
        "Aus jedem kleinen Fenster wird sein Mittelwert, also schrumpft das Bild und wird weicher. "
        "LeNet hat das so gemacht; heute nimmt man öfter das Maximum.",
    ),
    keywords=("downsampling", "mean", "smooth", "Mittelwert", "Unterabtastung", "verkleinern"),
    glyph="shrink",
    order=1,
    formula=r"y_{ijc} = \frac{1}{n}\sum_{u,v}\ x_{i s + u,\, j s + v,\, c}",
    fields=_pooling.FIELDS,
    apply=apply,
    check=_pooling.checker("AveragePooling2D"),
    examples=(
        ({}, ((6, 6, 2),)),
        ({"pool_size": (3, 2), "strides": (1, 2), "padding": "same"}, ((7, 5, 3),)),
        ({"pool_size": 3, "strides": 2}, ((7, 7, 1),)),
    ),
)
