"""Masking: positions of a sequence that hold nothing but a filler do not count."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import LearnerError, written


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses anything but steps and features."""
    if len(shapes[0]) != 2:
        raise LearnerError("needs_steps", layer="Masking", shape=written(shapes[0]))


def mask(call: Call) -> jax.Array:
    """A position counts when one of its features is no filler: [batch, time]."""
    return jnp.any(call.inputs[0] != call.knobs["mask_value"], axis=-1)


def apply(call: Call) -> jax.Array:
    """The sequence with zeros where a position does not count."""
    counts = mask(call)
    if call.tell:
        call.tell({"counts": counts})
    return call.inputs[0] * counts[..., None].astype(call.inputs[0].dtype)


KIND = LayerKind(
    name="masking",
    label=Text("Masking", "Maskierung"),
    summary=Text("Skips fillers in sequences", "Überspringt Füllungen in Folgen"),
    help=Text(
        "Sequences of different lengths are filled up to one length. This layer marks positions "
        "where all features hold the filler, and recurrent layers and attention behind it pass "
        "them over.",
        "Verschieden lange Folgen werden auf eine Länge aufgefüllt. Diese Schicht markiert "
        "Positionen, an denen alle Merkmale die Füllung enthalten; rekurrente Schichten und "
        "Aufmerksamkeit dahinter übergehen sie.",
    ),
    keywords=("padding", "filler", "variable length", "Füllung", "Auffüllen", "Maske"),
    glyph="rest",
    order=2,
    formula=r"m_t = [\exists i: x_{t,i} \neq v]",
    fields=(
        Field(
            "mask_value",
            "number",
            0.0,
            Text("Filler", "Füllung"),
            Text(
                "The number that fills sequences up.", "Die Zahl, mit der Folgen aufgefüllt werden."
            ),
            minimum=-1e6,
            maximum=1e6,
            structural=False,
        ),
    ),
    apply=apply,
    check=check,
    mask=mask,
    examples=(({}, ((4, 3),)), ({"mask_value": 1.5}, ((3, 2),))),
)
