"""Bidirectional: a recurrent layer that reads from the front, its twin from behind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight
from engine.errors import LearnerError
from engine.layers import _fields
from engine.layers.recurrent import _inner, _walk, gru, lstm, simple_rnn

KINDS = {"lstm": lstm.KIND, "gru": gru.KIND, "simple_rnn": simple_rnn.KIND}
_WAYS = ("forward_", "backward_")


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence, and an inner layer that reads backwards by itself."""
    _walk.need_sequence("Bidirectional")(config, shapes)
    if _inner.config_of(config)["go_backwards"]:
        raise LearnerError("backwards_twice", field="layer")


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """The inner layer's tensors twice: those of the way there, then those of the way back. Joined,
    each way serves outputs of its own; else both serve all."""
    settings = _inner.config_of(config)
    inner, units = KINDS[config["layer"].kind].weights(settings, shapes), settings["units"]
    joined = config["merge_mode"] == "concat"
    return tuple(
        replace(
            _inner.owned(weight, way),
            part=(place * units, (place + 1) * units) if joined else None,
        )
        for place, way in enumerate(_WAYS)
        for weight in inner
    )


def apply(call: Call) -> jax.Array:
    """Both ways' outputs, joined: [batch, time, features] -> [batch, (time,) 2 units] or units."""
    kind, config = KINDS[call.config["layer"].kind], _inner.config_of(call.config)
    outputs: list[jax.Array] = []
    for place, way in enumerate(_WAYS):
        turned: dict[str, Any] = {"go_backwards": bool(place), "silent": True}
        key = jax.random.fold_in(call.key, place)
        outputs.append(kind.apply(_inner.call_of(call, config | turned, way, key=key)))
    there, back = outputs
    if config["return_sequences"]:
        back = jnp.flip(back, axis=1)
    match call.config["merge_mode"]:
        case "concat":
            return jnp.concatenate([there, back], axis=-1)
        case "sum":
            return there + back
        case "ave":
            return (there + back) / 2
        case _:
            return there * back


def mask(call: Call) -> jax.Array | None:
    """Behind a layer that puts out the whole sequence the same positions count."""
    return _walk.mask(_inner.call_of(call, _inner.config_of(call.config)))


KIND = LayerKind(
    name="bidirectional",
    label=Text("Bidirectional", "Bidirectional"),
    summary=Text("Reads from both ends", "Liest von beiden Enden"),
    help=Text(
        "Holds a recurrent layer twice: one reads the sequence from the front, the other from "
        "behind, and what both found is joined. So each position knows what comes after it, too. "
        "Use it where the whole sequence is there at once, as with a sentence.",
        "Enthält eine rekurrente Schicht doppelt: Eine liest die Folge von vorn, die andere von "
        "hinten, und beider Ergebnis wird zusammengeführt. So weiß jede Position auch, was nach "
        "ihr kommt. Gut, wo die ganze Folge auf einmal da ist, etwa bei einem Satz.",
    ),
    keywords=(
        *("both directions", "BiLSTM", "BRNN", "recurrent"),
        *("beide Richtungen", "bidirektional", "rekurrent"),
    ),
    glyph="loop",
    order=3,
    formula=r"y = [\overrightarrow{h}\,;\,\overleftarrow{h}]",
    fields=(
        _inner.field(
            "lstm",
            KINDS,
            Text(
                "The recurrent layer that reads in both directions.",
                "Die rekurrente Schicht, die in beide Richtungen liest.",
            ),
        ),
        Field(
            "merge_mode",
            "choice",
            "concat",
            Text("Joined by", "Zusammengeführt durch"),
            Text(
                "How the two outputs become one: side by side, sum, product or mean.",
                "Wie aus beiden Ausgaben eine wird: nebeneinander, Summe, Produkt oder Mittel.",
            ),
            choices=("concat", "sum", "mul", "ave"),
        ),
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=mask,
    random=True,
    examples=(
        ({"layer": {"kind": "lstm", "config": {"units": 2}}}, ((5, 3),)),
        (
            {
                "layer": {"kind": "gru", "config": {"units": 2, "return_sequences": True}},
                "merge_mode": "sum",
            },
            ((4, 3),),
        ),
        (
            {
                "layer": {"kind": "simple_rnn", "config": {"units": 3, "activation": "relu"}},
                "merge_mode": "mul",
            },
            ((4, 2),),
        ),
        (
            {"layer": {"kind": "lstm", "config": {"units": 2}}, "merge_mode": "ave"},
            ((4, 2),),
        ),
    ),
)
