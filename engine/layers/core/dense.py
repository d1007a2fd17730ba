"""The dense layer: every output looks at every input."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight, keep_mask
from engine.layers import _fields


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [inputs, units] and a bias [units]; only the last axis of the input counts."""
    inputs, units = _fields.length(shapes[0], -1, "Dense"), config["units"]
    return _fields.kernel_and_bias(config, (inputs, units), units)


def apply(call: Call) -> jax.Array:
    """Weighted sums of the last axis, then the activation: [..., inputs] -> [..., units]."""
    sums = jnp.dot(call.inputs[0], call.weights["kernel"])
    if call.config["use_bias"]:
        sums = sums + call.weights["bias"]
    return call.activate(sums)


KIND = LayerKind(
    name="dense",
    label=Text("Dense", "Dense"),
    summary=Text("Every neuron sees every input", "Jedes Neuron sieht jede Eingabe"),
    help=Text(
        "Each neuron multiplies every input by a weight of its own, adds them up with its bias "
        "and bends the sum with the activation. It is the layer to try first on points and "
        "tables, and the last layer of most networks.",
        "Jedes Neuron multipliziert jede Eingabe mit einem eigenen Gewicht, zählt alles mit "
        "seinem Bias zusammen und biegt die Summe mit der Aktivierung. Für Punkte und Tabellen "
        "ist das die erste Wahl, und in den meisten Netzen die letzte Schicht.",
    ),
    keywords=(
        "Schicht",
        *("fully connected", "linear layer", "perceptron", "neurons", "MLP"),
        *("vollverbunden", "voll vernetzt", "dichte Schicht", "Perzeptron", "Neuronen"),
    ),
    glyph="column",
    order=1,
    formula=r"y_j = f\Big(\sum_i x_i\, W_{ij} + b_j\Big)",
    fields=(
        Field(
            "units",
            "integer",
            16,
            Text("Units", "Neuronen"),
            Text(
                "How many neurons the layer has, and so how many numbers come out.",
                "Wie viele Neuronen die Schicht hat, also wie viele Zahlen herauskommen.",
            ),
            minimum=1,
            maximum=65_536,
            scale="log",
        ),
        _fields.activation(),
        *_fields.KERNEL_AND_BIAS,
    ),
    apply=apply,
    weights=weights,
    mask=keep_mask,
    examples=(
        ({"units": 3, "activation": "tanh"}, ((2,),)),
        ({"units": 4, "use_bias": False, "kernel_regularizer": {"l1": 0.01, "l2": 0.02}}, ((5,),)),
        ({"units": 6, "activation": "softmax"}, ((4, 5, 3),)),
        (
            {
                "units": 3,
                "activity_regularizer": {"l1": 0.0, "l2": 0.1},
                "bias_regularizer": {"l1": 0.1},
                "kernel_constraint": {"max_norm": 0.5},
            },
            ((4,),),
        ),
    ),
)
