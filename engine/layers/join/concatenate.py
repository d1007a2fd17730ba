"""Concatenate: several inputs are put side by side."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import LearnerError, written


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses inputs that differ anywhere but along the axis."""
    axis, rank = config["axis"], len(shapes[0]) + 1
    listed = ", ".join(written(shape) for shape in shapes)
    problem = LearnerError(
        "cannot_concatenate", field="axis", layer="Concatenate", axis=axis, shapes=listed
    )
    if any(len(shape) != len(shapes[0]) for shape in shapes):
        raise problem
    if axis == 0 or not -rank < axis < rank:
        raise LearnerError("axis_out_of_range", field="axis", axis=axis, rank=rank)
    place = axis % rank - 1
    rest = {shape[:place] + shape[place + 1 :] for shape in shapes}
    if len(rest) > 1:
        raise problem


def apply(call: Call) -> jax.Array:
    """All inputs in a row along one axis, in the order of their wires."""
    return jnp.concatenate(call.inputs, axis=call.config["axis"])


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
    keywords=("concat", "merge", "stack", "branch", "verbinden", "aneinanderhängen", "Zweig"),
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
    inputs=(2, None),
    examples=(({}, ((3,), (4,))), ({"axis": 1}, ((2, 3, 2), (4, 3, 2)))),
)
