"""The depthwise convolution: every channel has filters of its own."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.conv import _settings
from engine.layers.conv._shifted import convolve


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image or too small for the window."""
    _settings.check("DepthwiseConv2D", config, shapes)


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [height, width, channels, filters for each] and a bias for each map."""
    channels = _fields.length(shapes[0], -1, "DepthwiseConv2D")
    kernel = Weight(
        "kernel",
        (*config["kernel_size"], channels, config["depth_multiplier"]),
        config["depthwise_initializer"],
        regularizer="depthwise_regularizer",
        constraint="depthwise_constraint",
        units=(-2, -1),
    )
    return (kernel, *_fields.bias(config, channels * config["depth_multiplier"]))


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height', width', channels * filters for each]."""
    sums = channelwise(call.inputs[0], call.weights["kernel"], call.config)
    return call.activate(sums + call.weights["bias"] if call.config["use_bias"] else sums)


def channelwise(x: jax.Array, kernel: jax.Array, config: Config) -> jax.Array:
    """A convolution in which each channel is a group: kernel [kh, kw, channels, filters]."""
    channels = kernel.shape[2]
    grouped = kernel.reshape(*kernel.shape[:2], 1, -1)
    return convolve(x, grouped, {**config, "groups": channels})


KIND = LayerKind(
    name="depthwise_conv2d",
    label=Text("DepthwiseConv2D", "DepthwiseConv2D"),
    summary=Text("Filters for each channel alone", "Filter für jeden Kanal einzeln"),
    help=Text(
        "Every channel is searched by filters of its own, and the channels are not mixed. That "
        "takes far fewer weights than Conv2D; a Conv2D with a window of 1 behind it mixes them. "
        "Networks for telephones are built this way.",
        "Jeder Kanal wird mit eigenen Filtern abgesucht, und die Kanäle werden nicht gemischt. Das "
        "braucht viel weniger Gewichte als Conv2D; ein Conv2D mit Fenster 1 dahinter mischt sie. "
        "So sind Netze für Handys gebaut.",
    ),
    keywords=(
        *("depthwise convolution", "channel", "MobileNet", "filter", "kernel"),
        *("Faltung", "Faltungsschicht", "Kanal", "tiefenweise Faltung"),
    ),
    glyph="sheets",
    order=2,
    formula=r"y_{ij,\,cm} = f\Big(\sum_{u,v} x_{i s + u,\, j s + v,\, c}\, W_{uvcm} + b_{cm}\Big)",
    fields=(
        _settings.KERNEL_SIZE,
        _settings.STRIDES,
        _fields.PADDING,
        _settings.DEPTH_MULTIPLIER,
        _settings.DILATION_RATE,
        _fields.activation(),
        _fields.USE_BIAS,
        *_settings.DEPTHWISE,
        _fields.BIAS_INITIALIZER,
        _fields.BIAS_REGULARIZER,
        _fields.ACTIVITY_REGULARIZER,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"activation": "relu"}, ((7, 6, 3),)),
        ({"depth_multiplier": 2, "strides": 2, "padding": "same"}, ((7, 8, 2),)),
        ({"kernel_size": (2, 3), "use_bias": False, "dilation_rate": (2, 1)}, ((6, 6, 2),)),
        ({"kernel_size": 1, "depth_multiplier": 2}, ((3, 3, 65),)),
    ),
)
