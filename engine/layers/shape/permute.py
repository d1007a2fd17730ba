"""Permute: the axes in another order."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import Fix, LearnerError


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what does not name each axis once."""
    rank, dims = len(shapes[0]), config["dims"]
    if set(dims) == set(range(1, rank + 1)) and len(dims) == rank:
        return
    swapped = [2, 1, *range(3, rank + 1)] if rank > 1 else [1]
    text = ", ".join(str(axis) for axis in swapped)
    raise LearnerError(
        "no_permutation",
        field="dims",
        fix=Fix(
            Text(f"Set it to {text}", f"Auf {text} setzen"),
            ({"op": "set", "field": "dims", "value": swapped},),
        ),
        dims=", ".join("?" if axis is None else str(axis) for axis in dims),
        rank=rank,
    )


def apply(call: Call) -> jax.Array:
    """Axis n of the output is axis ``dims[n]`` of the input, counted from 1 behind the batch."""
    return jnp.transpose(call.inputs[0], (0, *call.config["dims"]))


KIND = LayerKind(
    name="permute",
    label=Text("Permute", "Permute"),
    summary=Text("Puts the axes in another order", "Ordnet die Achsen um"),
    help=Text(
        "It computes nothing: rows become columns. Use it where a layer should look along another "
        "axis than it would, for example along the features instead of the steps.",
        "Hier wird nichts gerechnet: Aus Zeilen werden Spalten. Nimm es, wo eine Schicht an einer "
        "anderen Achse entlangsehen soll, zum Beispiel an den Merkmalen statt an den Schritten.",
    ),
    keywords=("transpose", "swap axes", "transponieren", "Achsen tauschen"),
    glyph="list",
    order=1,
    formula=r"y_{ji} = x_{ij}",
    fields=(
        Field(
            "dims",
            "shape",
            [2, 1],
            Text("Order of axes", "Reihenfolge der Achsen"),
            Text(
                "Which input axis stands at each place, counted from 1; the batch stays in front. "
                "“2, 1” swaps two axes.",
                "Welche Achse der Eingabe an jeder Stelle steht, von 1 an gezählt; der Batch "
                "bleibt vorn. „2, 1“ vertauscht zwei Achsen.",
            ),
        ),
    ),
    apply=apply,
    check=check,
    examples=(({}, ((3, 4),)), ({"dims": (3, 1, 2)}, ((4, 3, 2),)), ({"dims": (1,)}, ((3,),))),
)
