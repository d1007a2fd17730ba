"""Global average pooling: each feature map becomes one number."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.layers import _fields
from engine.layers.pool import _pooling


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image."""
    _fields.need_image("GlobalAveragePooling2D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, channels], or [batch, 1, 1, channels]."""
    return jnp.mean(call.inputs[0], axis=(1, 2), keepdims=call.config["keepdims"])


KIND = LayerKind(
    name="global_average_pooling2d",
    label=Text("GlobalAveragePooling2D", "GlobalAveragePooling2D"),
    summary=Text("One average for each feature map", "Ein Mittelwert je Merkmalskarte"),
    help=Text(
        "Each feature map becomes its average over the whole image: how much of this pattern is "
        "there at all? It replaces Flatten at the end of many networks, with far fewer weights "
        "behind it.",
        "Aus jeder Merkmalskarte wird ihr Mittelwert über das ganze Bild: Wie viel von diesem "
        "Muster gibt es überhaupt? Am Ende vieler Netze ersetzt das Flatten, mit viel weniger "
        "Gewichten dahinter.",
    ),
    keywords=("GAP", "mean", "average", "global", "Mittelwert"),
    glyph="shrink",
    order=2,
    formula=r"y_c = \frac{1}{H W}\sum_{i,j} x_{ijc}",
    fields=(_pooling.KEEPDIMS,),
    apply=apply,
    check=check,
    examples=(({}, ((5, 4, 3),)), ({"keepdims": True}, ((3, 3, 2),))),
)
