"""Concatenate: several inputs are put side by side."""

import functools
from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import LearnerError
from engine.layers import _fields
from engine.layers.join import _merging


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses inputs that differ anywhere but along the axis."""
    axis, rank = config["axis"], len(shapes[0]) + 1
    problem = LearnerError(
        "cannot_concatenate",
        field="axis",
        layer="Concatenate",
        axis=axis,
        shapes=_merging.listed(shapes),
    )
    if any(len(shape) != len(shapes[0]) for shape in shapes):
        raise problem
    place = _fields.need_axis(axis, rank) - 1
    rest = {shape[:place] + shape[place + 1 :] for shape in shapes}
    if len(rest) > 1:
        raise problem


def apply(call: Call) -> jax.Array:
    """All inputs in a row along one axis, in the order of their wires."""
    return jnp.concatenate(call.inputs, axis=call.config["axis"])


def mask(call: Call) -> jax.Array | None:
    """Masks one after the other along the time axis, else where one of them counts; what has no
    mask counts everywhere."""
    if all(one is None for one in call.masks):
        return None
    masks = [
        jnp.ones(x.shape[:2], bool) if one is None else one
        for x, one in zip(call.inputs, call.masks, strict=True)
    ]
    if call.config["axis"] % call.inputs[0].ndim == 1:
        return jnp.concatenate(masks, axis=1)
    return functools.reduce(jnp.logical_or, masks)


KIND = LayerKind(
    name="concatenate",
    label=Text("Concatenate", "Verkettung"),
    summary=Text("Puts wires side by side", "Legt Leitungen nebeneinander"),
    help=Text(
        "Keeps all numbers of all inputs and puts them in a row, for images channel behind "
        "channel. All other lengths must agree. Use it where branches found different things that "
        "should all be kept.",
        "Behält alle Zahlen aller Eingaben und reiht sie aneinander, bei Bildern Kanal hinter "
        "Kanal. Alle anderen Längen müssen übereinstimmen. Gut, wenn Zweige Verschiedenes "
        "gefunden haben und alles bleiben soll.",
    ),
    keywords=(
        "zusammenfügen",
        "concat",
        "merge",
        "stack",
        "branch",
        "verbinden",
        "aneinanderhängen",
        "Zweig",
    ),
    glyph="knot",
    order=1,
    formula=r"y = [\,x^{(1)},\ x^{(2)},\ \dots\,]",
    fields=(
        Field(
            "axis",
            "integer",
            -1,
            Text("Axis", "Achse"),
            Text(
                "Along which axis they are put in a row; −1 is the last one, the channels.",
                "An welcher Achse aufgereiht wird; −1 ist die letzte, also die Kanäle.",
            ),
            minimum=-6,
            maximum=6,
            advanced=True,
        ),
    ),
    apply=apply,
    check=check,
    mask=mask,
    inputs=(2, None),
    examples=(({}, ((3,), (4,))), ({"axis": 1}, ((2, 3, 2), (4, 3, 2)))),
)
