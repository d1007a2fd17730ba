"""TimeDistributed: one layer, the same weights, applied at every position of a sequence."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight, keep_mask
from engine.errors import LearnerError, written
from engine.layers import _fields
from engine.layers.conv import conv2d
from engine.layers.core import dense, flatten
from engine.layers.pool import average_pooling2d, global_average_pooling2d, max_pooling2d
from engine.layers.recurrent import _inner

KINDS = {
    kind.name: kind
    for kind in (
        dense.KIND,
        conv2d.KIND,
        max_pooling2d.KIND,
        average_pooling2d.KIND,
        global_average_pooling2d.KIND,
        flatten.KIND,
    )
}


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses inputs without an axis of time, and what the inner layer cannot take."""
    if len(shapes[0]) < 2:
        raise LearnerError("needs_steps", layer="TimeDistributed", shape=written(shapes[0]))
    KINDS[config["layer"].kind].check(_inner.config_of(config), (shapes[0][1:],))


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """The inner layer's tensors, once for all positions."""
    inner = KINDS[config["layer"].kind]
    found = inner.weights(_inner.config_of(config), (shapes[0][1:],))
    return tuple(_inner.owned(weight) for weight in found)


def apply(call: Call) -> jax.Array:
    """All positions at once, as if they were examples: [batch, time, ...] -> [batch, time, ...]."""
    x = call.inputs[0]
    rows = x.reshape(x.shape[0] * x.shape[1], *x.shape[2:])
    present = jnp.repeat(call.present, x.shape[1])
    inner = _inner.call_of(
        call, _inner.config_of(call.config), inputs=(rows,), present=present, masks=(None,)
    )
    y = KINDS[call.config["layer"].kind].apply(inner)
    return y.reshape(*x.shape[:2], *y.shape[1:])


KIND = LayerKind(
    name="time_distributed",
    label=Text("TimeDistributed", "TimeDistributed"),
    summary=Text("One layer at every position", "Eine Schicht an jeder Position"),
    help=Text(
        "Applies the same layer with the same weights at each position of a sequence by itself: a "
        "convolution to every image of a film, for example. The positions do not see each other.",
        "Wendet an jeder Position einer Folge für sich dieselbe Schicht mit denselben Gewichten "
        "an, etwa eine Faltung auf jedes Bild eines Films. Die Positionen sehen einander nicht.",
    ),
    keywords=("every step", "film", "video", "sequence", "jeder Schritt", "Folge", "Zeitschritt"),
    glyph="loop",
    order=4,
    formula=r"y_t = \mathrm{layer}(x_t)",
    fields=(
        _inner.field(
            "dense",
            KINDS,
            Text(
                "The layer that works at each position.",
                "Die Schicht, die an jeder Position arbeitet.",
            ),
        ),
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=keep_mask,
    examples=(
        ({"layer": {"kind": "dense", "config": {"units": 3, "activation": "tanh"}}}, ((4, 2),)),
        ({"layer": {"kind": "conv2d", "config": {"filters": 2}}}, ((2, 5, 5, 1),)),
        ({"layer": "flatten"}, ((3, 2, 2),)),
    ),
)
