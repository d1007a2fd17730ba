"""The transposed 2-D convolution: an image grows, every pixel stamping its filters."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.errors import LearnerError, by, written
from engine.layers import _fields
from engine.layers.conv import _settings
from engine.layers.conv._stamped import spans, stamp


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image, and an edge that no stride explains."""
    _fields.need_image("Conv2DTranspose", shapes)
    check_edge("Conv2DTranspose", config, shapes[0])


def check_edge(layer: str, config: Config, shape: Shape) -> None:
    """Refuses strides over gaps, a rest as large as the stride, and an output without places."""
    _settings.check_steps(config)
    rests, strides = config["output_padding"], config["strides"]
    if rests and any(rest >= stride for rest, stride in zip(rests, strides, strict=True)):
        raise LearnerError(
            "output_padding_too_large", field="output_padding", rest=by(rests), strides=by(strides)
        )
    known = [length or 2 for length in shape[:-1]]
    if any(length < 1 for _, length in spans(known, config)):
        raise LearnerError(
            "nothing_left", field="output_padding", layer=layer, shape=written(shape)
        )


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [height, width, filters, channels], the last two swapped, and a bias [filters]."""
    channels = _fields.length(shapes[0], -1, "Conv2DTranspose")
    kernel = (*config["kernel_size"], config["filters"], channels)
    return _fields.kernel_and_bias(config, kernel, config["filters"], units=(-2,))


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height', width', filters]."""
    return call.activate(sums(call))


def sums(call: Call) -> jax.Array:
    """What all stamps add up to at each place, before the activation."""
    stamped = stamp(call.inputs[0], call.weights["kernel"], call.config)
    return stamped + call.weights["bias"] if call.config["use_bias"] else stamped


KIND = LayerKind(
    name="conv2d_transpose",
    label=Text("Conv2DTranspose", "Conv2DTranspose"),
    summary=Text("Enlarges an image with filters", "Vergrößert ein Bild mit Filtern"),
    help=Text(
        "The way back from a convolution: every pixel stamps each filter, as strong as the pixel "
        "is, and where stamps overlap they add up. With stride 2 the image doubles. Decoders and "
        "networks that paint images use it.",
        "Der Rückweg einer Faltung: Jeder Pixel stempelt jeden Filter, so kräftig wie er selbst "
        "ist, und wo sich Stempel überlappen, zählen sie zusammen. Mit Schrittweite 2 verdoppelt "
        "sich das Bild. Decoder und Netze, die Bilder malen, nutzen das.",
    ),
    keywords=(
        *("transposed convolution", "deconvolution", "upsampling", "decoder", "autoencoder"),
        *("transponierte Faltung", "Entfaltung", "vergrößern", "Faltungsschicht"),
    ),
    glyph="sheets",
    order=4,
    formula=r"y_{kf} = f\Big(\sum_{i s + u = k} \sum_c x_{ic}\, W_{ufc} + b_f\Big)",
    fields=(
        _settings.STAMPS,
        _settings.KERNEL_SIZE,
        _settings.WIDENING,
        _settings.WIDENING_PADDING,
        _settings.OUTPUT_PADDING,
        _settings.DILATION_RATE,
        _fields.activation(),
        *_fields.KERNEL_AND_BIAS,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"filters": 4, "activation": "relu"}, ((4, 5, 3),)),
        ({"filters": 3, "strides": 2, "padding": "same"}, ((4, 3, 2),)),
        ({"filters": 2, "kernel_size": (2, 5), "strides": (3, 2)}, ((3, 4, 2),)),
        (
            {"filters": 2, "strides": 2, "padding": "same", "output_padding": (0, 1)},
            ((3, 4, 2),),
        ),
        ({"filters": 2, "kernel_size": 4, "strides": 2, "output_padding": 1}, ((3, 3, 1),)),
        (
            {"filters": 2, "dilation_rate": (2, 1), "padding": "same", "use_bias": False},
            ((5, 4, 2),),
        ),
    ),
)
