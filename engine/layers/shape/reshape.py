"""Reshape: the same numbers in other rows."""

import math
from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import Fix, LearnerError, by, written
from engine.layers import _fields


def target(config: Config) -> tuple[int, ...]:
    """The stated lengths; a length that is left open is −1."""
    return tuple(-1 if length is None else length for length in config["target_shape"])


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses lengths that the numbers do not fill exactly."""
    (shape,), wanted = shapes, target(config)
    count = math.prod(_fields.length(shape, axis, "Reshape") for axis in range(len(shape)))
    stated = math.prod(length for length in wanted if length != -1)
    open_ = wanted.count(-1)
    if 0 not in wanted and (stated == count if open_ == 0 else open_ == 1 and count % stated == 0):
        return
    raise LearnerError(
        "reshape_differs",
        field="target_shape",
        fix=_fitting(wanted, count),
        shape=written(shape),
        count=count,
        target=by(wanted),
    )


def _fitting(wanted: tuple[int, ...], count: int) -> Fix | None:
    """The same shape with one length worked out, where that is possible."""
    for axis in range(len(wanted)):
        others = math.prod((*wanted[:axis], *wanted[axis + 1 :]))
        if others > 0 and count % others == 0:
            lengths = [*wanted[:axis], count // others, *wanted[axis + 1 :]]
            text = by(lengths)
            edit = {"op": "set", "field": "target_shape", "value": lengths}
            return Fix(Text(f"Make it {text}", f"{text} daraus machen"), (edit,))
    return None


def apply(call: Call) -> jax.Array:
    """[batch, ...] -> [batch, *target]; the order of the numbers stays."""
    x = call.inputs[0]
    return x.reshape(x.shape[0], *target(call.config))


KIND = LayerKind(
    name="reshape",
    label=Text("Reshape", "Reshape"),
    summary=Text("The same numbers in other rows", "Dieselben Zahlen in anderen Reihen"),
    help=Text(
        "It computes nothing: the numbers are read row by row and written again in rows of other "
        "lengths. It turns a list into an image, for a Conv2DTranspose to enlarge, or into a "
        "sequence of steps.",
        "Hier wird nichts gerechnet: Die Zahlen werden Zeile für Zeile gelesen und in Zeilen "
        "anderer Länge wieder aufgeschrieben. So wird aus einer Liste ein Bild, das ein "
        "Conv2DTranspose vergrößert, oder eine Folge von Schritten.",
    ),
    keywords=("shape", "view", "unflatten", "umformen", "Form", "Gestalt"),
    glyph="list",
    order=0,
    formula=r"y_n = x_n, \quad n = i\,W + j",
    fields=(
        Field(
            "target_shape",
            "shape",
            [-1],
            Text("New shape", "Neue Form"),
            Text(
                "The lengths of the axes, without the batch. One may be −1: it is worked out from "
                "the others.",
                "Die Längen der Achsen, ohne den Batch. Eine darf −1 sein: Sie wird aus den "
                "anderen ausgerechnet.",
            ),
            minimum=-1,
        ),
    ),
    apply=apply,
    check=check,
    examples=(
        ({}, ((3, 4),)),
        ({"target_shape": (2, 6, 1)}, ((12,),)),
        ({"target_shape": (4, -1)}, ((6, 2, 2),)),
    ),
)
