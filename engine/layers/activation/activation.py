"""The activation as a layer of its own, for when something comes between sum and bend."""

import jax

from engine.contracts import Call, LayerKind, Text, keep_mask
from engine.layers import _fields


def apply(call: Call) -> jax.Array:
    """The chosen function on every number; softmax works along the last axis."""
    return call.activate(call.inputs[0])


KIND = LayerKind(
    name="activation",
    label=Text("Activation", "Aktivierung"),
    summary=Text("Bends every number, learns nothing", "Biegt jede Zahl, lernt nichts"),
    help=Text(
        "Layers have an activation of their own. Use this one where something should come between "
        "the sum and the bend, such as batch normalization or an addition.",
        "Schichten haben selbst eine Aktivierung. Nimm diese hier, wenn zwischen Summe und Knick "
        "noch etwas kommen soll, etwa eine Batch-Normalisierung oder eine Addition.",
    ),
    keywords=("nonlinearity", "relu", "transfer function", "Aktivierungsfunktion", "Knick"),
    glyph="curve",
    order=0,
    formula=r"y = f(x)",
    fields=(_fields.activation("relu"),),
    apply=apply,
    mask=keep_mask,
    examples=(
        ({"activation": "leaky_relu"}, ((6,),)),
        ({"activation": "softmax"}, ((3, 3, 4),)),
        ({"activation": "gelu"}, ((5,),)),
        ({"activation": "elu"}, ((5,),)),
        ({"activation": "sigmoid"}, ((5,),)),
    ),
)
