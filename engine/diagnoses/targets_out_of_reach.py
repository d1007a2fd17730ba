"""Values to be learned that the output's activation can never reach."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, Text
from engine.errors import decimal


def find(evidence: Evidence) -> Iterator[Finding]:
    """The ends of the output beside those of the values."""
    outputs = [layer for layer in evidence.layers if layer.is_output and layer.ends is not None]
    for layer in outputs if len(outputs) == 1 else []:
        ends = layer.ends
        if ends is None or ends.least is None or ends.greatest is None or not evidence.targets:
            continue
        least = min(column.least for column in evidence.targets)
        greatest = max(column.greatest for column in evidence.targets)
        if least >= ends.least and greatest <= ends.greatest:
            continue
        yield Finding(
            "targets_out_of_reach",
            node=layer.node,
            field="activation",
            label=Text("No activation at the end", "Am Ende keine Aktivierung"),
            edits=({"op": "set", "node": layer.node, "field": "activation", "value": "linear"},),
            values={
                "name": layer.node,
                "low": decimal(ends.least),
                "high": decimal(ends.greatest),
                "least": decimal(least),
                "greatest": decimal(greatest),
            },
        )


KIND = DiagnosisKind(
    name="targets_out_of_reach",
    label=Text("Targets out of reach", "Ziele außer Reichweite"),
    order=6,
    find=find,
)
