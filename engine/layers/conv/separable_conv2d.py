"""The separable convolution: filters for each channel alone, then a mix of the channels."""

from collections.abc import Sequence
from dataclasses import replace

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.conv import _settings
from engine.layers.conv.depthwise_conv2d import channelwise

POINTWISE = (
    replace(
        _fields.KERNEL_INITIALIZER,
        name="pointwise_initializer",
        label=Text("Mixture starts as", "Startwerte der Mischung"),
    ),
    replace(
        _fields.KERNEL_REGULARIZER,
        name="pointwise_regularizer",
        label=Text("Regularization of the mixture", "Regularisierung der Mischung"),
    ),
    replace(
        _fields.KERNEL_CONSTRAINT,
        name="pointwise_constraint",
        label=Text("Largest norm of the mixture", "Größte Norm der Mischung"),
    ),
)


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image or too small for the window."""
    _settings.check("SeparableConv2D", config, shapes)


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel for each channel, one [1, 1, maps, filters] that mixes, and a bias [filters]."""
    channels = _fields.length(shapes[0], -1, "SeparableConv2D")
    return (
        Weight(
            "depthwise_kernel",
            (*config["kernel_size"], channels, config["depth_multiplier"]),
            config["depthwise_initializer"],
            regularizer="depthwise_regularizer",
            constraint="depthwise_constraint",
            units=(-2, -1),
            gates=None,
        ),
        Weight(
            "pointwise_kernel",
            (1, 1, channels * config["depth_multiplier"], config["filters"]),
            config["pointwise_initializer"],
            regularizer="pointwise_regularizer",
            constraint="pointwise_constraint",
        ),
        *_fields.bias(config, config["filters"]),
    )


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height', width', filters]."""
    maps = channelwise(call.inputs[0], call.weights["depthwise_kernel"], call.config)
    sums = jnp.dot(maps, call.weights["pointwise_kernel"][0, 0])
    return call.activate(sums + call.weights["bias"] if call.config["use_bias"] else sums)


KIND = LayerKind(
    name="separable_conv2d",
    label=Text("SeparableConv2D", "SeparableConv2D"),
    summary=Text("Each channel alone, then mixed", "Erst jeder Kanal für sich, dann gemischt"),
    help=Text(
        "A convolution in two steps: first every channel is searched by a filter of its own, then "
        "each place mixes its channels. It does nearly what Conv2D does with a fraction of the "
        "weights; Xception is built of it.",
        "Eine Faltung in zwei Schritten: Erst wird jeder Kanal mit einem eigenen Filter abgesucht, "
        "dann mischt jede Stelle ihre Kanäle. Das leistet fast dasselbe wie Conv2D mit einem "
        "Bruchteil der Gewichte; Xception besteht daraus.",
    ),
    keywords=(
        *("separable convolution", "depthwise", "pointwise", "Xception", "MobileNet", "filter"),
        *("Faltung", "Faltungsschicht", "trennbare Faltung", "Kanal"),
    ),
    glyph="sheets",
    order=3,
    formula=r"y_{ijf} = f\Big(\sum_{c,m} P_{cm,\,f} \sum_{u,v} "
    r"x_{i s + u,\, j s + v,\, c}\, D_{uvcm} + b_f\Big)",
    fields=(
        _settings.FILTERS,
        _settings.KERNEL_SIZE,
        _settings.STRIDES,
        _fields.PADDING,
        _settings.DILATION_RATE,
        _settings.DEPTH_MULTIPLIER,
        _fields.activation(),
        _fields.USE_BIAS,
        *_settings.DEPTHWISE,
        *POINTWISE,
        _fields.BIAS_INITIALIZER,
        _fields.BIAS_REGULARIZER,
        _fields.ACTIVITY_REGULARIZER,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"filters": 4, "activation": "relu"}, ((7, 6, 3),)),
        ({"filters": 3, "depth_multiplier": 2, "strides": 2, "padding": "same"}, ((7, 8, 2),)),
        ({"filters": 2, "dilation_rate": 2, "use_bias": False}, ((6, 7, 2),)),
    ),
)
