"""The 1-D convolution: small filters slide along a sequence."""

from collections.abc import Sequence
from dataclasses import replace

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields, _line, _window
from engine.layers.conv import _settings, conv2d

PADDING = replace(
    _fields.PADDING,
    choices=("valid", "same", "causal"),
    help=Text(
        "“valid” uses only full windows, so the sequence gets shorter; “same” adds empty steps at "
        "both ends; “causal” adds them in front only, so that no output sees the future.",
        "„valid“ nimmt nur ganze Fenster, also wird die Folge kürzer; „same“ ergänzt an beiden "
        "Enden leere Schritte; „causal“ nur vorn, sodass keine Ausgabe die Zukunft sieht.",
    ),
)


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence, too short for the window, or cannot be split into the groups."""
    _settings.check("Conv1D", config, shapes)
    _settings.check_groups("Conv1D", config, shapes)


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [steps, features / groups, filters] and a bias [filters]."""
    return conv2d.weights(config, shapes)


def apply(call: Call) -> jax.Array:
    """[batch, steps, features] -> [batch, steps', filters], as a picture one pixel wide."""
    picture = _line.picture(call)
    if call.config["padding"] == "causal":
        picture = _behind(picture)
    return call.activate(conv2d.sums(picture)[:, :, 0])


def _behind(call: Call) -> Call:
    """Empty steps in front, so that the last step a window sees is the one it answers for."""
    past = _window.reach(call.config["kernel_size"], call.config["dilation_rate"])[0] - 1
    longer = jnp.pad(call.inputs[0], ((0, 0), (past, 0), (0, 0), (0, 0)))
    return replace(call, inputs=(longer,), config={**call.config, "padding": "valid"})


KIND = LayerKind(
    name="conv1d",
    label=Text("Conv1D", "Conv1D"),
    summary=Text("Small filters slide along a sequence", "Kleine Filter gleiten an Folgen entlang"),
    help=Text(
        "Each filter is a short pattern of weights that looks at every few steps in a row and "
        "answers how well it fits there. It finds a pattern wherever in the sequence it is. Use it "
        "for measurements over time, sound, or text.",
        "Jeder Filter ist ein kurzes Muster aus Gewichten, das sich immer ein paar Schritte "
        "hintereinander ansieht und sagt, wie gut es dort passt. Es findet ein Muster, egal wo in "
        "der Folge es steckt. Nimm es für Messreihen, Klang oder Text.",
    ),
    keywords=(
        *("convolution", "CNN", "filter", "kernel", "time series", "sequence", "causal"),
        *("Faltung", "Faltungsschicht", "Zeitreihe", "Folge", "Sequenz"),
    ),
    glyph="sheets",
    order=1,
    formula=r"y_{tf} = f\Big(\sum_{u,c} x_{t s + u,\, c}\, W_{ucf} + b_f\Big)",
    fields=(
        _settings.FILTERS,
        _settings.KERNEL_STEPS,
        _settings.STRIDE_STEPS,
        PADDING,
        _settings.DILATION_STEPS,
        _settings.GROUPS,
        _fields.activation(),
        *_fields.KERNEL_AND_BIAS,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"filters": 4, "activation": "relu"}, ((9, 3),)),
        ({"filters": 2, "kernel_size": 4, "strides": 2, "padding": "same"}, ((11, 2),)),
        ({"filters": 3, "kernel_size": 2, "dilation_rate": 4, "padding": "causal"}, ((10, 2),)),
        ({"filters": 2, "kernel_size": 5, "strides": 3, "padding": "causal"}, ((10, 1),)),
        ({"filters": 4, "groups": 2, "use_bias": False, "activation": "softmax"}, ((6, 4),)),
        ({"filters": 2, "kernel_size": 12, "dilation_rate": 2}, ((30, 2),)),
    ),
)
