"""Multiply: several inputs become their product, number by number."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, keep_mask
from engine.errors import LearnerError
from engine.layers.join import _merging


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses lengths that differ, but for 1: a gate for each channel is stretched over a map."""
    ranks = {len(shape) for shape in shapes}
    lengths = [{size for size in sizes if size != 1} for sizes in zip(*shapes, strict=False)]
    if len(ranks) > 1 or any(len(sizes) > 1 for sizes in lengths):
        raise LearnerError(
            "shapes_do_not_stretch", layer="Multiply", shapes=_merging.listed(shapes)
        )


def apply(call: Call) -> jax.Array:
    """The product; what a mask leaves out counts as 1, and as 0 where all masks do."""
    return _merging.counted(call, jnp.multiply, 1.0, 0.0)


KIND = LayerKind(
    name="multiply",
    label=Text("Multiply", "Multiplikation"),
    summary=Text("Product of several wires", "Produkt mehrerer Leitungen"),
    help=Text(
        "Multiplies its inputs number by number. If one of them ends with a sigmoid it works as a "
        "gate: near 0 it shuts the other wire, near 1 it lets it through. An axis of length 1 is "
        "repeated, so that one number can open or close a whole feature map.",
        "Multipliziert die Eingaben Zahl für Zahl. Endet eine davon mit Sigmoid, wirkt sie wie ein "
        "Tor: Nahe 0 sperrt sie die andere Leitung, nahe 1 lässt sie alles durch. Eine Achse der "
        "Länge 1 wird wiederholt; so kann eine Zahl eine ganze Merkmalskarte auf- oder zumachen.",
    ),
    keywords=(
        *("product", "gate", "gating", "squeeze and excitation", "Hadamard"),
        *("Produkt", "Tor", "malnehmen"),
    ),
    glyph="knot",
    order=3,
    formula=r"y = \prod_k x^{(k)}",
    fields=(),
    apply=apply,
    check=check,
    mask=keep_mask,
    inputs=(2, None),
    examples=(
        ({}, ((4,), (4,))),
        ({}, ((3, 3, 2), (1, 1, 2))),
        ({}, ((3, 2), (3, 2), (3, 2))),
    ),
)
