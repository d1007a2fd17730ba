"""Batch normalization: every channel is brought to mean 0 and spread 1."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Tensors, Text, Weight, keep_mask
from engine.layers import _fields
from engine.layers.norm import _scaling


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """Per channel: a learned scale and shift, and running statistics that are not trained."""
    channels = _fields.length(shapes[0], -1, "BatchNormalization")
    running = (
        Weight(name, (channels,), config[f"{name}_initializer"], trainable=False)
        for name in ("moving_mean", "moving_variance")
    )
    return (*_scaling.gamma_and_beta(config, channels), *running)


def statistics(call: Call) -> tuple[jax.Array, jax.Array]:
    """Mean and variance of each channel over the real rows and the positions that count; those of
    a frozen layer are the ones it has."""
    x, mask = call.inputs[0], call.masks[0] if call.masks else None
    axes = tuple(range(x.ndim - 1))
    if mask is None:
        share = call.present.reshape(-1, *[1] * (x.ndim - 1)) / call.present.sum()
        share = share / (x[0].size // x.shape[-1])
    else:
        counts = jnp.where(mask, call.present[:, None], 0.0)[..., None]
        share = counts / (counts.sum() + 1e-7)  # Keras's guard against an empty mask
    mean = jnp.sum(x * share, axes)
    variance = jnp.sum(jnp.square(x - mean) * share, axes)
    learns = call.knobs["trainable"] > 0
    own = call.weights["moving_mean"], call.weights["moving_variance"]
    return jnp.where(learns, mean, own[0]), jnp.where(learns, variance, own[1])


def apply(call: Call) -> jax.Array:
    """Subtracts the mean, divides by the spread, then scales and shifts; [..., channels]."""
    own = (call.weights["moving_mean"], call.weights["moving_variance"])
    mean, variance = statistics(call) if call.training else own
    y = (call.inputs[0] - mean) * jax.lax.rsqrt(variance + call.knobs["epsilon"])
    return _scaling.scaled(call, y)


def updates(call: Call) -> Tensors:
    """The running statistics move a little towards those of this batch, as in Keras."""
    mean, variance = statistics(call)
    own = call.weights["moving_mean"], call.weights["moving_variance"]
    step = 1 - call.knobs["momentum"]
    return {
        "moving_mean": own[0] + step * (mean - own[0]),
        "moving_variance": own[1] + step * (variance - own[1]),
    }


KIND = LayerKind(
    name="batch_normalization",
    label=Text("Batch normalization", "Batch-Normalisierung"),
    summary=Text("Brings every channel to a common scale", "Bringt jeden Kanal auf ein Maß"),
    help=Text(
        "In training it shifts and stretches each channel so that over the batch its mean is 0 "
        "and its spread 1, then lets two learned numbers choose another scale. It remembers "
        "running statistics for use after training. Deep networks learn faster with it.",
        "Beim Training wird jeder Kanal so verschoben und gestreckt, dass über den Batch der "
        "Mittelwert 0 und die Streuung 1 ist; zwei gelernte Zahlen dürfen das wieder ändern. Für "
        "später merkt sich die Schicht laufende Mittelwerte. Tiefe Netze lernen damit schneller.",
    ),
    keywords=("batch norm", "normalize", "Normalisierung", "Normierung", "running mean"),
    glyph="bell",
    order=0,
    formula=r"y = \gamma\,\frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta",
    fields=(
        Field(
            "momentum",
            "number",
            0.99,
            Text("Momentum", "Trägheit"),
            Text(
                "How much of the running statistics is kept at each step.",
                "Wie viel von den laufenden Mittelwerten bei jedem Schritt bleibt.",
            ),
            minimum=0,
            maximum=1,
            structural=False,
            advanced=True,
        ),
        _scaling.epsilon(0.001),
        *_scaling.GAMMA_AND_BETA,
        _scaling.start("moving_mean", "zeros", "Running mean", "laufender Mittelwert"),
        _scaling.start("moving_variance", "ones", "Running variance", "laufende Varianz"),
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    updates=updates,
    mask=keep_mask,
    examples=(
        ({}, ((4, 4, 3),)),
        ({"momentum": 0.8, "epsilon": 0.01, "center": False}, ((5,),)),
        ({"scale": False, "beta_initializer": "ones"}, ((6,),)),
        ({"gamma_regularizer": {"l2": 0.1}, "moving_mean_initializer": "ones"}, ((4, 3),)),
    ),
)
