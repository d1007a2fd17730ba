"""UpSampling2D: an image made larger without learning."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.layers import _fields, _window


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image."""
    _fields.need_image("UpSampling2D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, height, width, channels] -> [batch, height * rows, width * columns, channels]."""
    x, (rows, columns) = call.inputs[0], call.config["size"]
    if call.config["interpolation"] == "bilinear":
        return _blend(_blend(x, 1, rows), 2, columns)
    return jnp.repeat(jnp.repeat(x, rows, axis=1), columns, axis=2)


def _blend(x: jax.Array, axis: int, factor: int) -> jax.Array:
    """Each pixel of one axis as ``factor`` pixels, mixed with the neighbor they lie nearer to.

    Pixels are squares whose middle holds the value; at the edge the last pixel is its own neighbor.
    """
    length = x.shape[axis]
    border = [(0, 0)] * x.ndim
    border[axis] = (1, 1)
    before, after = (
        jax.lax.slice_in_dim(jnp.pad(x, border, mode="edge"), start, start + length, axis=axis)
        for start in (0, 2)
    )
    pieces: list[jax.Array] = []
    for part in range(factor):
        off = (part + 0.5) / factor - 0.5  # from the middle of the pixel, in pixels
        pieces.append(x * (1 - abs(off)) + (before if off < 0 else after) * abs(off))
    shape = (*x.shape[:axis], length * factor, *x.shape[axis + 1 :])
    return jnp.stack(pieces, axis=axis + 1).reshape(shape)


KIND = LayerKind(
    name="up_sampling2d",
    label=Text("UpSampling2D", "UpSampling2D"),
    summary=Text("Enlarges an image, nothing learned", "Vergrößert ein Bild, ohne zu lernen"),
    help=Text(
        "Every pixel becomes a block of pixels, all alike or blending into their neighbors. A "
        "Conv2D behind it smooths the blocks. Decoders of autoencoders and networks that paint "
        "images grow this way.",
        "Jeder Pixel wird zu einem Block von Pixeln, alle gleich oder mit weichen Übergängen zu "
        "den Nachbarn. Ein Conv2D dahinter glättet die Blöcke. So wachsen Bilder im Decoder eines "
        "Autoencoders und in Netzen, die malen.",
    ),
    keywords=(
        *("upsampling", "resize", "nearest neighbor", "bilinear", "interpolation", "decoder"),
        *("vergrößern", "hochskalieren", "Interpolation", "Autoencoder"),
    ),
    glyph="sheets",
    order=3,
    formula=r"y_{ijc} = x_{\lfloor i / s \rfloor,\, \lfloor j / s \rfloor,\, c}",
    fields=(
        _window.integers(
            "size",
            2,
            Text("Factor", "Faktor"),
            Text(
                "How many times as high and wide the image becomes.",
                "Wievielmal so hoch und breit das Bild wird.",
            ),
            advanced=False,
        ),
        Field(
            "interpolation",
            "choice",
            "nearest",
            Text("In between", "Dazwischen"),
            Text(
                "“nearest” repeats each pixel as a block; “bilinear” blends neighbors smoothly.",
                "„nearest“ wiederholt jeden Pixel als Block; „bilinear“ lässt Nachbarn weich "
                "ineinander übergehen.",
            ),
            choices=("nearest", "bilinear"),
        ),
    ),
    apply=apply,
    check=check,
    examples=(
        ({}, ((3, 4, 2),)),
        ({"size": (3, 2), "interpolation": "bilinear"}, ((4, 5, 2),)),
        ({"size": (1, 4), "interpolation": "bilinear"}, ((3, 1, 1),)),
    ),
)
