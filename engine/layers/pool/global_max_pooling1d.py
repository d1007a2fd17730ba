"""Global max pooling of a sequence: of each feature its largest number stays."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.layers import _fields
from engine.layers.pool import _pooling


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence."""
    _fields.need_sequence("GlobalMaxPooling1D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, steps, features] -> [batch, features], or [batch, 1, features]."""
    return jnp.max(call.inputs[0], axis=1, keepdims=call.config["keepdims"])


KIND = LayerKind(
    name="global_max_pooling1d",
    label=Text("GlobalMaxPooling1D", "GlobalMaxPooling1D"),
    summary=Text("The largest number of each feature", "Die größte Zahl jedes Merkmals"),
    help=Text(
        "Each feature becomes the largest number that it has at any step: does this pattern occur "
        "somewhere in the sequence? Sequences of any length become lists of one length.",
        "Aus jedem Merkmal wird die größte Zahl, die es bei irgendeinem Schritt hat: Kommt dieses "
        "Muster irgendwo in der Folge vor? Folgen jeder Länge werden zu gleich langen Listen.",
    ),
    keywords=("maximum", "global", "sequence", "Maximum", "größter Wert", "Folge"),
    glyph="shrink",
    order=7,
    formula=r"y_c = \max_t x_{tc}",
    fields=(_pooling.KEEPDIMS,),
    apply=apply,
    check=check,
    examples=(({}, ((5, 3),)), ({"keepdims": True}, ((4, 2),))),
)
