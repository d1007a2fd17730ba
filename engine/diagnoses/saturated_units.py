"""Units that stand at an end of their activation for almost all examples."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, Text

MOST = 0.5  # of a layer
LEARNED = 0.5  # of the first loss: an output that is sure and right may stand at an end


def find(evidence: Evidence) -> Iterator[Finding]:
    """Each layer in which most are saturated, with their number."""
    losses = [loss for _, loss in evidence.losses if loss >= 0]
    learned = len(losses) > 1 and losses[-1] < LEARNED * losses[0]
    for layer in evidence.layers:
        stuck, units = layer.figures["saturated"], layer.figures["units"]
        if not stuck >= max(1.0, MOST * units) or (layer.is_output and learned):
            continue
        values = {"name": layer.node, "saturated": int(stuck), "units": int(units)}
        yield Finding("saturated_units", node=layer.node, values=values)


KIND = DiagnosisKind(
    name="saturated_units",
    label=Text("Saturated units", "Gesättigte Neuronen"),
    order=4,
    find=find,
)
