"""Batch normalization: every channel is brought to mean 0 and spread 1."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Tensors, Text, Weight
from engine.layers import _fields


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """Per channel: a learned scale and shift, and running statistics that are not trained."""
    channels = (_fields.length(shapes[0], -1, "BatchNormalization"),)
    return (
        *((Weight("gamma", channels, "ones"),) if config["scale"] else ()),
        *((Weight("beta", channels, "zeros"),) if config["center"] else ()),
        Weight("moving_mean", channels, "zeros", trainable=False),
        Weight("moving_variance", channels, "ones", trainable=False),
    )


def statistics(call: Call) -> tuple[jax.Array, jax.Array]:
    """Mean and variance of each channel over the real rows of the batch and all positions."""
    x = call.inputs[0]
    axes = tuple(range(x.ndim - 1))
    share = call.present.reshape(-1, *[1] * (x.ndim - 1)) / call.present.sum()
    share = share / (x[0].size // x.shape[-1])
    mean = jnp.sum(x * share, axes)
    return mean, jnp.sum(jnp.square(x - mean) * share, axes)


def apply(call: Call) -> jax.Array:
    """Subtracts the mean, divides by the spread, then scales and shifts; [..., channels]."""
    own = (call.weights["moving_mean"], call.weights["moving_variance"])
    mean, variance = statistics(call) if call.training else own
    y = (call.inputs[0] - mean) * jax.lax.rsqrt(variance + call.knobs["epsilon"])
    if call.config["scale"]:
        y = y * call.weights["gamma"]
    return y + call.weights["beta"] if call.config["center"] else y


def updates(call: Call) -> Tensors:
    """The running statistics move a little towards those of this batch, as in Keras."""
    mean, variance = statistics(call)
    keep = call.knobs["momentum"]
    return {
        "moving_mean": keep * call.weights["moving_mean"] + (1 - keep) * mean,
        "moving_variance": keep * call.weights["moving_variance"] + (1 - keep) * variance,
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
        Field(
            "epsilon",
            "number",
            0.001,
            Text("Epsilon", "Epsilon"),
            Text(
                "A small number that keeps the division from exploding.",
                "Eine kleine Zahl, damit beim Teilen nichts explodiert.",
            ),
            minimum=1e-7,
            maximum=1,
            structural=False,
            advanced=True,
            scale="log",
        ),
        Field(
            "center",
            "boolean",
            True,
            Text("Shift", "Verschieben"),
            Text("Learns a number to add (beta).", "Lernt eine Zahl zum Addieren (Beta)."),
            advanced=True,
        ),
        Field(
            "scale",
            "boolean",
            True,
            Text("Scale", "Strecken"),
            Text("Learns a factor (gamma).", "Lernt einen Faktor (Gamma)."),
            advanced=True,
        ),
    ),
    apply=apply,
    weights=weights,
    updates=updates,
    examples=(
        ({}, ((4, 4, 3),)),
        ({"momentum": 0.8, "epsilon": 0.01, "center": False}, ((5,),)),
        ({"scale": False}, ((6,),)),
    ),
)
