"""The 2-D convolution: small filters slide over an image."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight
from engine.errors import LearnerError
from engine.layers import _fields, _window
from engine.layers.conv._shifted import convolve


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image, too small for the window, or cannot be split into the groups."""
    _fields.need_image("Conv2D", shapes)
    reach = _window.reach(config["kernel_size"], config["dilation_rate"])
    _fields.need_room("Conv2D", shapes[0], reach, config["padding"])
    if max(config["strides"]) > 1 and max(config["dilation_rate"]) > 1:
        raise LearnerError("strides_and_dilation", field="dilation_rate")
    channels, groups = _fields.length(shapes[0], -1, "Conv2D"), config["groups"]
    for count in (channels, config["filters"]):
        if count % groups:
            raise LearnerError(
                "groups_do_not_divide", field="groups", groups=groups, channels=count
            )


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [height, width, channels / groups, filters] and a bias [filters]."""
    channels = _fields.length(shapes[0], -1, "Conv2D") // config["groups"]
    kernel = (*config["kernel_size"], channels, config["filters"])
    return _fields.kernel_and_bias(config, kernel, config["filters"])


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height', width', filters]."""
    sums = convolve(call.inputs[0], call.weights["kernel"], call.config)
    if call.config["use_bias"]:
        sums = sums + call.weights["bias"]
    return call.activate(sums)


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
        Field(
            "filters",
            "integer",
            16,
            Text("Filters", "Filter"),
            Text(
                "How many patterns are looked for, and so how many feature maps come out.",
                "Wie viele Muster gesucht werden, also wie viele Merkmalskarten herauskommen.",
            ),
            minimum=1,
            maximum=4096,
            scale="log",
        ),
        _window.integers(
            "kernel_size",
            3,
            Text("Window", "Fenster"),
            Text(
                "Height and width of each filter in pixels.",
                "Höhe und Breite jedes Filters in Pixeln.",
            ),
            advanced=False,
        ),
        _window.integers(
            "strides",
            1,
            Text("Stride", "Schrittweite"),
            Text(
                "How many pixels the window moves at a time; 2 halves the image.",
                "Um wie viele Pixel das Fenster weiterrückt; 2 halbiert das Bild.",
            ),
        ),
        _fields.PADDING,
        _window.integers(
            "dilation_rate",
            1,
            Text("Dilation", "Dilatation"),
            Text(
                "Distance between the pixels a filter looks at; 2 leaves gaps of one pixel.",
                "Abstand der Pixel, die ein Filter ansieht; 2 lässt Lücken von einem Pixel.",
            ),
        ),
        Field(
            "groups",
            "integer",
            1,
            Text("Groups", "Gruppen"),
            Text(
                "Splits channels and filters into groups that do not see each other.",
                "Teilt Kanäle und Filter in Gruppen, die einander nicht sehen.",
            ),
            minimum=1,
            maximum=4096,
            advanced=True,
        ),
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
