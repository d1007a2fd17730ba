"""The simple recurrent layer: what it sees and what it remembers, through one bend."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Tensors, Text, Weight
from engine.layers.recurrent import _walk


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [features, units], a recurrent kernel [units, units] and a bias [units]."""
    return _walk.weights("SimpleRNN", 1, (config["units"],), config, shapes)


def apply(call: Call) -> jax.Array:
    """At each position the input and the last output are summed with weights and bent."""
    bend = call.functions[call.config["activation"]]
    sums = jnp.dot(_walk.dropped(call, call.inputs[0], "dropout", 0), call.weights["kernel"])
    if call.config["use_bias"]:
        sums = sums + call.weights["bias"]
    forget = _walk.forgetful(call)

    def step(states: _walk.States, here: jax.Array) -> tuple[_walk.States, Tensors]:
        return (bend(here + jnp.dot(forget(states[0]), call.weights["recurrent_kernel"])),), {}

    return _walk.walk(call, sums, step, 1)


KIND = LayerKind(
    name="simple_rnn",
    label=Text("SimpleRNN", "SimpleRNN"),
    summary=Text("Reads in order, remembers a little", "Liest der Reihe nach, merkt sich wenig"),
    help=Text(
        "Walks through a sequence. At each position its neurons see the input there and their own "
        "last output, so what came before can matter. Over many steps the memory fades; LSTM and "
        "GRU were made against that.",
        "Geht eine Folge entlang. An jeder Position sehen die Neuronen die Eingabe dort und ihre "
        "eigene letzte Ausgabe, also kann zählen, was vorher kam. Über viele Schritte verblasst "
        "das Gedächtnis; dagegen wurden LSTM und GRU erfunden.",
    ),
    keywords=(
        *("recurrent", "RNN", "Elman network", "sequence", "time series", "memory"),
        *("rekurrent", "Folge", "Zeitreihe", "Gedächtnis"),
    ),
    glyph="loop",
    order=0,
    formula=r"h_t = f(x_t W + h_{t-1} U + b)",
    fields=_walk.fields(),
    apply=apply,
    weights=weights,
    check=_walk.need_sequence("SimpleRNN"),
    mask=_walk.mask,
    random=True,
    examples=(
        ({"units": 3}, ((5, 2),)),
        ({"units": 4, "activation": "relu", "use_bias": False, "go_backwards": True}, ((4, 3),)),
        ({"units": 2, "return_sequences": True}, ((6, 2),)),
        ({"units": 2, "return_sequences": True, "go_backwards": True}, ((6, 2),)),
    ),
)
