"""Gradients that get lost on the way to the first layers, or grow on it."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, Text
from engine.errors import decimal

FAR_APART = 1000.0  # times, between the first layer with weights and the last


def find(evidence: Evidence) -> Iterator[Finding]:
    """The lengths of the gradients of the first layer and the last."""
    layers = evidence.learning
    if len(layers) < 2:
        return
    first, last = (layer.figures["gradient_norm"] for layer in (layers[0], layers[-1]))
    if not (first >= 0 and last >= 0) or first == last == 0:
        return
    values = {
        "first": layers[0].node,
        "last": layers[-1].node,
        "first_norm": decimal(first),
        "last_norm": decimal(last),
    }
    if first * FAR_APART < last:
        bounded = [
            layer.node
            for layer in evidence.layers
            if layer.ends is not None and layer.ends.greatest is not None and not layer.is_output
        ]
        edits = tuple(
            {"op": "set", "node": node, "field": "activation", "value": "relu"} for node in bounded
        )
        label = Text("ReLU in the layers between", "ReLU in den Schichten dazwischen")
        yield Finding(
            "gradients_vanish",
            node=layers[0].node,
            label=label if edits else None,
            edits=edits,
            values=values,
        )
    elif first > FAR_APART * last:
        yield Finding("gradients_explode", node=layers[0].node, values=values)


KIND = DiagnosisKind(
    name="gradients_vanish",
    label=Text("Vanishing or exploding gradients", "Verschwindende oder explodierende Gradienten"),
    order=2,
    find=find,
)
