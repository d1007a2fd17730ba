"""Global max pooling: of each feature map its largest number stays."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.layers import _fields
from engine.layers.pool import _pooling


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image."""
    _fields.need_image("GlobalMaxPooling2D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, channels], or [batch, 1, 1, channels]."""
    return jnp.max(call.inputs[0], axis=(1, 2), keepdims=call.config["keepdims"])


KIND = LayerKind(
    name="global_max_pooling2d",
    label=Text("GlobalMaxPooling2D", "GlobalMaxPooling2D"),
    summary=Text("The largest number of each map", "Die größte Zahl jeder Merkmalskarte"),
    help=Text(
        "Each feature map becomes its largest number: does this pattern occur anywhere in the "
        "image, and how clearly? One strong place is enough, where the average asks for many.",
        "Aus jeder Merkmalskarte wird ihre größte Zahl: Kommt dieses Muster irgendwo im Bild vor, "
        "und wie deutlich? Eine starke Stelle genügt, wo der Mittelwert viele verlangt.",
    ),
    keywords=("GMP", "maximum", "global", "Maximum", "größter Wert"),
    glyph="shrink",
    order=3,
    formula=r"y_c = \max_{i,j} x_{ijc}",
    fields=(_pooling.KEEPDIMS,),
    apply=apply,
    check=check,
    examples=(({}, ((5, 4, 3),)), ({"keepdims": True}, ((3, 3, 2),))),
)
