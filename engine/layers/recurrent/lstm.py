"""The LSTM: a memory that gates protect, so that it can last for many steps."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Tensors, Text, Weight
from engine.layers.recurrent import _walk


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [features, 4 units], a recurrent kernel [units, 4 units] and a bias [4 units]: input
    gate, forget gate, candidate, output gate."""
    units = config["units"]
    ones = (units, 2 * units) if config["unit_forget_bias"] else None
    return _walk.weights("LSTM", 4, (4 * units,), config, shapes, ones)


def apply(call: Call) -> jax.Array:
    """At each position the gates decide what enters the memory, what stays and what is shown
    (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others 2000)."""
    bend = call.functions[call.config["activation"]]
    gate = call.functions[call.config["recurrent_activation"]]
    sums = jnp.dot(_walk.dropped(call, call.inputs[0], "dropout", 0), call.weights["kernel"])
    if call.config["use_bias"]:
        sums = sums + call.weights["bias"]
    forget = _walk.forgetful(call)

    def step(states: _walk.States, here: jax.Array) -> tuple[_walk.States, Tensors]:
        shown, memory = states
        four = here + jnp.dot(forget(shown), call.weights["recurrent_kernel"])
        enter, stay, candidate, show = jnp.split(four, 4, axis=-1)
        enter, stay, show = gate(enter), gate(stay), gate(show)
        candidate = bend(candidate)
        memory = stay * memory + enter * candidate
        gates = {"input": enter, "forget": stay, "candidate": candidate, "output": show}
        return (show * bend(memory), memory), gates

    return _walk.walk(call, sums, step, 2)


KIND = LayerKind(
    name="lstm",
    label=Text("LSTM", "LSTM"),
    summary=Text("Reads in order, remembers long", "Liest der Reihe nach, merkt sich lange"),
    help=Text(
        "Long short-term memory walks through a sequence with two states: what it shows and what "
        "it keeps. Gates between 0 and 1 decide at each position what enters the memory, what "
        "stays there and what is shown, so something from far back can still count. Use it for "
        "text and long series.",
        "Das „lange Kurzzeitgedächtnis“ geht eine Folge mit zwei Zuständen entlang: was es zeigt "
        "und was es behält. Tore zwischen 0 und 1 entscheiden an jeder Position, was ins "
        "Gedächtnis kommt, was bleibt und was gezeigt wird. So kann noch zählen, was lange zurück "
        "liegt. Nimm es für Texte und lange Reihen.",
    ),
    keywords=(
        *("long short-term memory", "recurrent", "RNN", "gates", "sequence", "text"),
        *("rekurrent", "Tore", "Gedächtnis", "Folge", "Zeitreihe"),
    ),
    glyph="loop",
    order=1,
    formula=r"c_t = \sigma(f_t) \odot c_{t-1} + \sigma(i_t) \odot \tanh(g_t),\quad "
    r"h_t = \sigma(o_t) \odot \tanh(c_t)",
    fields=_walk.fields(
        _walk.RECURRENT_ACTIVATION,
        Field(
            "unit_forget_bias",
            "boolean",
            True,
            Text("Forget gate starts open", "Vergesstor anfangs offen"),
            Text(
                "The bias of the forget gate starts at one, so that a fresh network remembers.",
                "Der Bias des Vergesstors beginnt bei eins, damit sich ein frisches Netz etwas "
                "merkt.",
            ),
            advanced=True,
        ),
    ),
    apply=apply,
    weights=weights,
    check=_walk.need_sequence("LSTM"),
    mask=_walk.mask,
    random=True,
    examples=(
        ({"units": 3}, ((5, 2),)),
        ({"units": 2, "return_sequences": True, "use_bias": False}, ((6, 2),)),
        (
            {
                "units": 2,
                "activation": "relu",
                "recurrent_activation": "tanh",
                "unit_forget_bias": False,
                "go_backwards": True,
            },
            ((4, 3),),
        ),
    ),
)
