"""The 2-D convolution: small filters slide over an image."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.conv import _settings
from engine.layers.conv._shifted import convolve


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image, too small for the window, or cannot be split into the groups."""
    _settings.check("Conv2D", config, shapes)
    _settings.check_groups("Conv2D", config, shapes)


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [height, width, channels / groups, filters] and a bias [filters]."""
    channels = _fields.length(shapes[0], -1, "Conv2D") // config["groups"]
    kernel = (*config["kernel_size"], channels, config["filters"])
    return _fields.kernel_and_bias(config, kernel, config["filters"])


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height', width', filters]."""
    return call.activate(sums(call))


def sums(call: Call) -> jax.Array:
    """What each filter adds up at each place, before the activation."""
    found = convolve(call.inputs[0], call.weights["kernel"], call.config)
    return found + call.weights["bias"] if call.config["use_bias"] else found


KIND = LayerKind(
    name="conv2d",
    label=Text("Conv2D", "Conv2D"),
    summary=Text("Small filters slide over the image", "Kleine Filter gleiten über das Bild"),
    help=Text(
        "Each filter is a small pattern of weights that looks at every place of the image and "
        "answers how well it fits there; the answers make a feature map. Few weights see the whole "
        "image, and a pattern is found wherever it is. It is the layer for images.",
        "Jeder Filter ist ein kleines Muster aus Gewichten, das sich jede Stelle des Bildes "
        "ansieht und sagt, wie gut es dort passt; die Antworten ergeben eine Merkmalskarte. Mit "
        "wenigen Gewichten wird das ganze Bild gesehen, egal wo das Muster steckt. Das ist die "
        "Schicht für Bilder.",
    ),
    keywords=(
        *("convolution", "CNN", "filter", "kernel", "feature map", "edge detection"),
        *("Faltung", "Faltungsschicht", "Merkmalskarte", "Kanten", "Bilder"),
    ),
    glyph="sheets",
    order=0,
    formula=r"y_{ijf} = f\Big(\sum_{u,v,c} x_{i s + u,\, j s + v,\, c}\, W_{uvcf} + b_f\Big)",
    fields=(
        _settings.FILTERS,
        _settings.KERNEL_SIZE,
        _settings.STRIDES,
        _fields.PADDING,
        _settings.DILATION_RATE,
        _settings.GROUPS,
        _fields.activation(),
        *_fields.KERNEL_AND_BIAS,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"filters": 4, "activation": "relu"}, ((8, 7, 3),)),
        ({"filters": 2, "kernel_size": (2, 3), "strides": (2, 1), "padding": "same"}, ((7, 6, 2),)),
        ({"filters": 4, "groups": 2, "use_bias": False}, ((6, 6, 4),)),
        ({"filters": 3, "dilation_rate": 2, "padding": "same"}, ((9, 9, 1),)),
        ({"filters": 3, "kernel_size": (5, 4), "strides": (2, 3)}, ((11, 12, 2),)),
        ({"filters": 2, "kernel_size": 8, "activation": "tanh"}, ((9, 10, 1),)),
        ({"filters": 130, "kernel_size": 2, "groups": 65}, ((3, 3, 65),)),
        ({"filters": 2, "kernel_regularizer": {"l1": 0.0, "l2": 0.01}}, ((5, 5, 1),)),
    ),
)
