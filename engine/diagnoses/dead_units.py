"""Units that answer zero to every example and can learn no more."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, Text

MANY = 0.25  # of a layer


def find(evidence: Evidence) -> Iterator[Finding]:
    """Each layer in which many are dead, with their number."""
    for layer in evidence.layers:
        dead, units = layer.figures["dead"], layer.figures["units"]
        if not dead >= max(1.0, MANY * units):
            continue
        yield Finding(
            "dead_units",
            node=layer.node,
            field="activation",
            label=Text("Leaky ReLU in this layer", "Leaky ReLU in dieser Schicht"),
            edits=(
                {"op": "set", "node": layer.node, "field": "activation", "value": "leaky_relu"},
            ),
            values={"name": layer.node, "dead": int(dead), "units": int(units)},
        )


KIND = DiagnosisKind(
    name="dead_units",
    label=Text("Dead units", "Tote Neuronen"),
    order=3,
    find=find,
)
