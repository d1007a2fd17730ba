"""Spatial dropout: switches whole feature maps off while training."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, keep_mask
from engine.layers import _fields


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image."""
    _fields.need_image("SpatialDropout2D", shapes)


def apply(call: Call) -> jax.Array:
    """In training each map becomes zero with the chance ``rate``; the others grow to make up."""
    x, keep = call.inputs[0], 1 - call.knobs["rate"]
    if not call.training:
        return x
    kept = jax.random.bernoulli(call.key, keep, (x.shape[0], x.shape[-1]))
    return jnp.where(kept[:, None, None], x / keep, 0.0)


KIND = LayerKind(
    name="spatial_dropout2d",
    label=Text("SpatialDropout2D", "SpatialDropout2D"),
    summary=Text("Switches feature maps off at random", "Schaltet zufällig Merkmalskarten aus"),
    help=Text(
        "Neighboring pixels of a feature map say nearly the same, so switching single ones off "
        "hides little. This layer switches whole maps off in training: what one filter found is "
        "gone everywhere at once. Use it between convolutions instead of dropout.",
        "Benachbarte Pixel einer Merkmalskarte sagen fast dasselbe, einzelne auszuschalten "
        "verbirgt also wenig. Diese Schicht schaltet beim Training ganze Karten aus: Was ein "
        "Filter gefunden hat, fehlt dann überall. Nimm sie zwischen Faltungen statt Dropout.",
    ),
    keywords=(
        *("dropout", "regularization", "feature map", "channel"),
        *("Regularisierung", "Überanpassung", "Merkmalskarte", "Kanal"),
    ),
    glyph="rest",
    order=1,
    formula=r"y_{ijc} = \frac{m_c}{1 - p}\, x_{ijc},\quad m_c \sim \mathrm{Bernoulli}(1 - p)",
    fields=(
        Field(
            "rate",
            "number",
            0.5,
            Text("Rate", "Anteil"),
            Text(
                "The share of feature maps that is switched off in each step.",
                "Welcher Anteil der Merkmalskarten in jedem Schritt ausgeschaltet wird.",
            ),
            minimum=0,
            maximum=0.99,
            structural=False,
        ),
    ),
    apply=apply,
    check=check,
    mask=keep_mask,
    random=True,
    only_in_training=True,
    examples=(({"rate": 0.0}, ((4, 4, 3),)), ({"rate": 0.4}, ((3, 5, 8),))),
)
