"""Max pooling of a sequence: the largest number of each few steps survives."""

import jax

from engine.contracts import Call, LayerKind, Text
from engine.layers import _line
from engine.layers.pool import _pooling, max_pooling2d


def apply(call: Call) -> jax.Array:
    """The maximum of each window of [batch, steps, features], as a picture one pixel wide."""
    return max_pooling2d.apply(_line.picture(call))[:, :, 0]


KIND = LayerKind(
    name="max_pooling1d",
    label=Text("MaxPooling1D", "MaxPooling1D"),
    summary=Text("Keeps the largest of a few steps", "Behält das Größte von ein paar Schritten"),
    help=Text(
        "Of every few steps in a row only the largest number of each feature stays, so the "
        "sequence gets shorter and small shifts in time hardly matter. It usually follows a "
        "Conv1D.",
        "Von je ein paar Schritten hintereinander bleibt bei jedem Merkmal nur die größte Zahl, "
        "also wird die Folge kürzer, und kleine Verschiebungen in der Zeit machen kaum etwas aus. "
        "Meist steht es hinter einem Conv1D.",
    ),
    keywords=(
        *("downsampling", "subsampling", "maximum", "sequence", "time series"),
        *("Unterabtastung", "verkürzen", "Folge", "Zeitreihe"),
    ),
    glyph="shrink",
    order=4,
    formula=r"y_{tc} = \max_u\ x_{t s + u,\, c}",
    fields=_pooling.FIELDS_OF_STEPS,
    apply=apply,
    check=_pooling.checker("MaxPooling1D"),
    examples=(
        ({}, ((7, 2),)),
        ({"pool_size": 3, "strides": 2, "padding": "same"}, ((8, 3),)),
        ({"pool_size": 20, "strides": 1}, ((25, 1),)),
    ),
)
