"""RepeatVector: one list becomes a sequence that says it again and again."""

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import Fix, LearnerError, written


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no plain list."""
    (shape,) = shapes
    if len(shape) != 1:
        flatten: dict[str, Any] = {"op": "insert", "kind": "flatten", "config": {}}
        fix = Fix(Text("Insert Flatten", "Flatten einfügen"), (flatten,))
        raise LearnerError("needs_vector", fix=fix, layer="RepeatVector", shape=written(shape))


def apply(call: Call) -> jax.Array:
    """[batch, features] -> [batch, n, features]."""
    (x,), n = call.inputs, call.config["n"]
    return jnp.broadcast_to(x[:, None], (x.shape[0], n, x.shape[1]))


KIND = LayerKind(
    name="repeat_vector",
    label=Text("RepeatVector", "RepeatVector"),
    summary=Text("Repeats a list for each step", "Wiederholt eine Liste für jeden Schritt"),
    help=Text(
        "A list of numbers becomes a sequence that holds it at every step. It stands between an "
        "encoder that sums a sequence up in one list and a decoder that needs the list at every "
        "step.",
        "Aus einer Liste von Zahlen wird eine Folge, in der sie bei jedem Schritt steht. Sie steht "
        "zwischen einem Encoder, der eine Folge in einer Liste zusammenfasst, und einem Decoder, "
        "der die Liste bei jedem Schritt braucht.",
    ),
    keywords=("repeat", "encoder", "decoder", "sequence", "wiederholen", "Vektor", "Folge"),
    glyph="list",
    order=2,
    formula=r"y_{tc} = x_c",
    fields=(
        Field(
            "n",
            "integer",
            2,
            Text("How often", "Wie oft"),
            Text(
                "The number of steps of the sequence that comes out.",
                "Die Zahl der Schritte der Folge, die herauskommt.",
            ),
            minimum=1,
            maximum=4096,
        ),
    ),
    apply=apply,
    check=check,
    examples=(({}, ((3,),)), ({"n": 5}, ((2,),))),
)
