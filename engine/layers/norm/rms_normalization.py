"""RMS normalization: each example is divided by the root of its mean square."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.norm import _scaling


def weights(_config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A learned factor for each feature. Keras 3.15 knows other axes but fails on them."""
    return (Weight("scale", (_fields.length(shapes[0], -1, "RMSNormalization"),), "ones"),)


def apply(call: Call) -> jax.Array:
    """Divides by the root of the features' mean square, then scales; [..., features]."""
    x = call.inputs[0]
    square = jnp.mean(jnp.square(x), -1, keepdims=True)
    return x * jax.lax.rsqrt(square + call.knobs["epsilon"]) * call.weights["scale"]


KIND = LayerKind(
    name="rms_normalization",
    label=Text("RMS normalization", "RMS-Normalisierung"),
    summary=Text("Divides each example by its size", "Teilt jedes Beispiel durch seine Größe"),
    help=Text(
        "It divides the features of each example by the root of their mean square, so that they "
        "keep their proportions and get a common size. Nothing is subtracted and nothing shifted, "
        "which makes it simpler and faster than layer normalization. Recent language models "
        "use it.",
        "Die Merkmale jedes Beispiels werden durch die Wurzel ihres mittleren Quadrats geteilt: "
        "Ihre Verhältnisse bleiben, ihre Größe wird gleich. Nichts wird abgezogen oder verschoben, "
        "das ist einfacher und schneller als Layer-Normalisierung. Neue Sprachmodelle nutzen sie.",
    ),
    keywords=(
        *("RMSNorm", "root mean square", "normalize", "language model"),
        *("quadratisches Mittel", "Normalisierung", "Normierung"),
    ),
    glyph="bell",
    order=3,
    formula=r"y_i = \gamma_i\,\frac{x_i}{\sqrt{\frac{1}{n}\sum_j x_j^2 + \varepsilon}}",
    fields=(_scaling.epsilon(1e-6), _fields.TRAINABLE),
    apply=apply,
    weights=weights,
    examples=(
        ({}, ((5,),)),
        ({"epsilon": 0.1}, ((4, 3, 6),)),
        ({}, ((4, 3),)),
    ),
)
