"""Group normalization: groups of channels are brought to mean 0 and spread 1 within an example."""

import math
from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight, keep_mask
from engine.errors import Fix, LearnerError
from engine.layers import _fields
from engine.layers.norm import _scaling


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses groups that do not share the channels evenly; −1 gives each channel its own."""
    groups = config["groups"]
    channels = _scaling.length("GroupNormalization", config, shapes)
    if groups == -1 or (groups > 0 and channels % groups == 0):
        return
    fitting = math.gcd(channels, groups) if groups > 0 else 1
    raise LearnerError(
        "groups_do_not_divide",
        field="groups",
        fix=Fix(
            Text(f"Use {fitting} groups", f"{fitting} Gruppen nehmen")
            if fitting > 1
            else Text("Use one group", "Eine Gruppe nehmen"),
            ({"op": "set", "field": "groups", "value": fitting},),
        ),
        groups=groups,
        channels=channels,
    )


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A learned scale and shift for each channel."""
    return _scaling.gamma_and_beta_along("GroupNormalization", config, shapes)


def apply(call: Call) -> jax.Array:
    """Mean and variance of each example's groups, over all positions and a group's channels."""
    axis = call.config["axis"]
    x = jnp.moveaxis(call.inputs[0], axis, -1)
    groups = call.config["groups"] if call.config["groups"] > 0 else x.shape[-1]
    grouped = x.reshape(x.shape[0], -1, groups, x.shape[-1] // groups)
    mean = jnp.mean(grouped, (1, 3), keepdims=True)
    variance = jnp.mean(jnp.square(grouped - mean), (1, 3), keepdims=True)
    y = (grouped - mean) * jax.lax.rsqrt(variance + call.knobs["epsilon"])
    return _scaling.scaled(call, jnp.moveaxis(y.reshape(x.shape), -1, axis), axis)


KIND = LayerKind(
    name="group_normalization",
    label=Text("Group normalization", "Gruppen-Normalisierung"),
    summary=Text("Brings groups of channels to a scale", "Bringt Kanalgruppen auf ein Maß"),
    help=Text(
        "The channels of an image are cut into groups, and within each example every group is "
        "shifted and stretched to mean 0 and spread 1. Unlike batch normalization it never mixes "
        "examples, so it stays reliable with small batches. One group is like layer normalization "
        "of the whole image; −1 gives each channel a group of its own (instance normalization).",
        "Die Kanäle eines Bildes werden in Gruppen geteilt, und in jedem Beispiel wird jede Gruppe "
        "so verschoben und gestreckt, dass der Mittelwert 0 und die Streuung 1 ist. Anders als bei "
        "der Batch-Normalisierung mischen sich nie Beispiele, also klappt es auch mit kleinen "
        "Batches. Eine einzige Gruppe normiert das ganze Bild; bei −1 ist jeder Kanal für sich "
        "(Instanz-Normalisierung).",
    ),
    keywords=(
        *("group norm", "instance normalization", "normalize", "small batches"),
        *("Normalisierung", "Normierung", "Gruppennormalisierung", "Instanznormalisierung"),
    ),
    glyph="bell",
    order=2,
    formula=r"y_c = \gamma_c\,\frac{x_c - \mu_g}{\sqrt{\sigma_g^2 + \varepsilon}} + \beta_c",
    fields=(
        Field(
            "groups",
            "integer",
            32,
            Text("Groups", "Gruppen"),
            Text(
                "Into how many groups the channels are cut; it must divide their number. −1: one "
                "group for each channel.",
                "In wie viele Gruppen die Kanäle geteilt werden; ihre Anzahl muss aufgehen. −1: "
                "eine Gruppe für jeden Kanal.",
            ),
            minimum=-1,
            maximum=4096,
        ),
        _scaling.AXIS,
        _scaling.epsilon(0.001),
        *_scaling.GAMMA_AND_BETA,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=keep_mask,
    examples=(
        ({"groups": 2}, ((4, 4, 6),)),
        ({"groups": -1, "epsilon": 0.1}, ((3, 5, 4),)),
        ({"groups": 1, "center": False}, ((8,),)),
        ({"groups": 2, "axis": 1, "scale": False}, ((4, 5),)),
        ({}, ((3, 64),)),
    ),
)
