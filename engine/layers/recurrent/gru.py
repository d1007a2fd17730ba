"""The GRU: two gates protect one state; smaller than the LSTM and often as good."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Tensors, Text, Weight
from engine.layers.recurrent import _walk


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [features, 3 units], a recurrent kernel [units, 3 units] and a bias: update gate,
    reset gate, candidate; with ``reset_after`` a second row of biases for what is remembered."""
    wide = 3 * config["units"]
    bias = (2, wide) if config["reset_after"] else (wide,)
    return _walk.weights("GRU", 3, bias, config, shapes)


def apply(call: Call) -> jax.Array:
    """At each position the reset gate hides part of the state from the candidate, and the update
    gate decides how much of the old state stays (Cho and others 2014)."""
    bend = call.functions[call.config["activation"]]
    gate = call.functions[call.config["recurrent_activation"]]
    units, kernel = call.config["units"], call.weights["recurrent_kernel"]
    late, biased = call.config["reset_after"], call.config["use_bias"]
    sums = jnp.dot(_walk.dropped(call, call.inputs[0], "dropout", 0), call.weights["kernel"])
    if biased:
        sums = sums + (call.weights["bias"][0] if late else call.weights["bias"])
    forget = _walk.forgetful(call)

    def step(states: _walk.States, here: jax.Array) -> tuple[_walk.States, Tensors]:
        old = states[0]
        kept = forget(old)
        back = jnp.dot(kept, kernel if late else kernel[:, : 2 * units])
        if late and biased:
            back = back + call.weights["bias"][1]
        update = gate(here[:, :units] + back[:, :units])
        reset = gate(here[:, units : 2 * units] + back[:, units : 2 * units])
        last = slice(2 * units, None)
        seen = reset * back[:, last] if late else jnp.dot(reset * kept, kernel[:, last])
        candidate = bend(here[:, last] + seen)
        gates = {"update": update, "reset": reset, "candidate": candidate}
        return (update * old + (1 - update) * candidate,), gates

    return _walk.walk(call, sums, step, 1)


KIND = LayerKind(
    name="gru",
    label=Text("GRU", "GRU"),
    summary=Text("Reads in order, two gates", "Liest der Reihe nach, zwei Tore"),
    help=Text(
        "The gated recurrent unit walks through a sequence with one state and two gates: one says "
        "how much of the old state stays, the other how much of it the new one may look at. It has "
        "a quarter fewer weights than an LSTM and often does as well.",
        "Die „gated recurrent unit“ geht eine Folge mit einem Zustand und zwei Toren entlang: "
        "Eines sagt, wie viel vom alten Zustand bleibt, das andere, wie viel davon der neue sehen "
        "darf. Sie hat ein Viertel weniger Gewichte als ein LSTM und ist oft genauso gut.",
    ),
    keywords=(
        *("gated recurrent unit", "recurrent", "RNN", "gates", "sequence", "text"),
        *("rekurrent", "Tore", "Gedächtnis", "Folge", "Zeitreihe"),
    ),
    glyph="loop",
    order=2,
    formula=r"h_t = z_t \odot h_{t-1} + (1 - z_t) \odot \tanh(x_t W + r_t \odot (h_{t-1} U))",
    fields=_walk.fields(
        _walk.RECURRENT_ACTIVATION,
        Field(
            "reset_after",
            "boolean",
            True,
            Text("Reset after the product", "Rücksetzen nach dem Produkt"),
            Text(
                "Whether the reset gate works behind the product with the weights, which is "
                "faster, or before it, as in the first paper.",
                "Ob das Rücksetztor hinter dem Produkt mit den Gewichten wirkt, was schneller ist, "
                "oder davor wie im ersten Artikel.",
            ),
            advanced=True,
        ),
    ),
    apply=apply,
    weights=weights,
    check=_walk.need_sequence("GRU"),
    mask=_walk.mask,
    random=True,
    examples=(
        ({"units": 3}, ((5, 2),)),
        ({"units": 2, "reset_after": False, "return_sequences": True}, ((6, 2),)),
        ({"units": 2, "use_bias": False, "go_backwards": True}, ((4, 3),)),
        ({"units": 2, "use_bias": False, "reset_after": False, "activation": "relu"}, ((4, 3),)),
    ),
)
