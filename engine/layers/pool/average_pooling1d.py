"""Average pooling of a sequence: every few steps become their mean."""

import jax

from engine.contracts import Call, LayerKind, Text
from engine.layers import _line
from engine.layers.pool import _pooling, average_pooling2d


def apply(call: Call) -> jax.Array:
    """The mean of each window of [batch, steps, features], as a picture one pixel wide."""
    return average_pooling2d.apply(_line.picture(call))[:, :, 0]


KIND = LayerKind(
    name="average_pooling1d",
    label=Text("AveragePooling1D", "AveragePooling1D"),
    summary=Text("Averages every few steps", "Mittelt ein paar Schritte"),
    help=Text(
        "Every few steps in a row become their average, so the sequence gets shorter and smoother, "
        "like a weather report by the day instead of by the hour.",
        "Aus je ein paar Schritten hintereinander wird ihr Mittelwert, also wird die Folge kürzer "
        "und glatter, wie ein Wetterbericht nach Tagen statt nach Stunden.",
    ),
    keywords=(
        *("downsampling", "mean", "smooth", "moving average", "sequence"),
        *("Mittelwert", "gleitender Mittelwert", "glätten", "verkürzen", "Folge"),
    ),
    glyph="shrink",
    order=5,
    formula=r"y_{tc} = \frac{1}{n}\sum_u\ x_{t s + u,\, c}",
    fields=_pooling.FIELDS_OF_STEPS,
    apply=apply,
    check=_pooling.checker("AveragePooling1D"),
    examples=(
        ({}, ((6, 2),)),
        ({"pool_size": 3, "strides": 2, "padding": "same"}, ((8, 3),)),
        ({"pool_size": 2, "strides": 1}, ((5, 1),)),
    ),
)
