"""Layer normalization: within each example the numbers are brought to mean 0 and spread 1."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight, keep_mask
from engine.layers import _fields
from engine.layers.norm import _scaling


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A learned scale and shift for each place of the axis."""
    return _scaling.gamma_and_beta_along("LayerNormalization", config, shapes)


def apply(call: Call) -> jax.Array:
    """Mean and variance along the axis, each position by itself; [..., features]."""
    x, axis = call.inputs[0], call.config["axis"]
    mean = jnp.mean(x, axis, keepdims=True)
    variance = jnp.mean(jnp.square(x - mean), axis, keepdims=True)
    y = (x - mean) * jax.lax.rsqrt(variance + call.knobs["epsilon"])
    return _scaling.scaled(call, y, axis)


KIND = LayerKind(
    name="layer_normalization",
    label=Text("Layer normalization", "Layer-Normalisierung"),
    summary=Text("Brings each example to a common scale", "Bringt jedes Beispiel auf ein Maß"),
    help=Text(
        "Within each example, and at each position of a sequence, it shifts and stretches the "
        "features so that their mean is 0 and their spread 1; two learned numbers per feature may "
        "choose another scale. It looks at no other example, so it works the same in training and "
        "after it, and with tiny batches. Transformers use it everywhere.",
        "In jedem Beispiel, bei Folgen an jeder Stelle, werden die Merkmale so verschoben und "
        "gestreckt, dass ihr Mittelwert 0 und ihre Streuung 1 ist; zwei gelernte Zahlen je Merkmal "
        "dürfen das wieder ändern. Andere Beispiele spielen keine Rolle, also rechnet die Schicht "
        "nach dem Training genauso, auch bei winzigen Batches. Transformer nutzen sie überall.",
    ),
    keywords=(
        *("layer norm", "LayerNorm", "normalize", "transformer"),
        *("Normalisierung", "Normierung", "Schichtnormalisierung"),
    ),
    glyph="bell",
    order=1,
    formula=r"y_i = \gamma_i\,\frac{x_i - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta_i",
    fields=(
        _scaling.AXIS,
        _scaling.epsilon(0.001),
        *_scaling.GAMMA_AND_BETA,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    mask=keep_mask,
    examples=(
        ({}, ((5,),)),
        ({"epsilon": 0.1, "center": False}, ((4, 6),)),
        ({"axis": 1, "gamma_regularizer": {"l2": 0.1}}, ((3, 4, 2),)),
        ({"scale": False, "beta_initializer": {"kind": "ones"}}, ((4, 4, 3),)),
        ({"axis": -2, "beta_regularizer": {"l1": 0.1}, "gamma_initializer": "zeros"}, ((3, 4),)),
    ),
)
