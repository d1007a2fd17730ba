"""Global average pooling of a sequence: each feature becomes its mean over the steps that count."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text
from engine.layers import _fields
from engine.layers.pool import _pooling


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence."""
    _fields.need_sequence("GlobalAveragePooling1D", shapes)


def apply(call: Call) -> jax.Array:
    """[batch, steps, features] -> [batch, features], or [batch, 1, features].

    Where no step of a sequence counts, the mean is 0, lest NaN spread from a row of padding.
    """
    (x,), keepdims = call.inputs, call.config["keepdims"]
    mask = call.masks[0] if call.masks else None
    if mask is None:
        return jnp.mean(x, axis=1, keepdims=keepdims)
    counting = mask[:, :, None]
    total = jnp.sum(jnp.where(counting, x, 0), axis=1, keepdims=keepdims)
    steps = jnp.sum(counting.astype(x.dtype), axis=1, keepdims=keepdims)
    return total / jnp.maximum(steps, 1)


KIND = LayerKind(
    name="global_average_pooling1d",
    label=Text("GlobalAveragePooling1D", "GlobalAveragePooling1D"),
    summary=Text("One average for each feature", "Ein Mittelwert je Merkmal"),
    help=Text(
        "Each feature becomes its average over all steps, so that sequences of any length become "
        "lists of one length. Steps that only fill up a short sequence are not counted. Behind an "
        "embedding it is the simplest way to read a text.",
        "Aus jedem Merkmal wird sein Mittelwert über alle Schritte, sodass Folgen jeder Länge zu "
        "gleich langen Listen werden. Schritte, die eine kurze Folge nur auffüllen, zählen nicht "
        "mit. Hinter einem Embedding ist das die einfachste Art, einen Text zu lesen.",
    ),
    keywords=("mean", "average", "global", "sequence", "mask", "Mittelwert", "Folge", "Maske"),
    glyph="shrink",
    order=6,
    formula=r"y_c = \frac{1}{T}\sum_t x_{tc}",
    fields=(_pooling.KEEPDIMS,),
    apply=apply,
    check=check,
    examples=(({}, ((5, 3),)), ({"keepdims": True}, ((4, 2),))),
)
