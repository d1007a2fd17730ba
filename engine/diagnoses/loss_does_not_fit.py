"""A loss, an activation at the end and targets that train together but do not fit.

What cannot be trained at all (a crossentropy on values, linear outputs where it wants
probabilities) is refused before and never comes here.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from engine.contracts import Aim, DiagnosisKind, Evidence, Finding, Text
from engine.errors import decimal

SAME = 1e-3  # sums that near to 1 are those of shares
LABELS = {
    "values_for_classes": Text("Crossentropy on softmax", "Kreuzentropie auf Softmax"),
    "softmax_for_yes_or_no": Text("Categorical crossentropy", "Kategoriale Kreuzentropie"),
    "sigmoid_for_classes": Text("Softmax at the end", "Softmax am Ende"),
    "softmax_for_values": Text("No softmax at the end", "Am Ende keine Softmax"),
}


def find(evidence: Evidence) -> Iterator[Finding]:
    """Each output that does not fit, with the sums of its answers beside those of the targets."""
    losses = [loss for _, loss in evidence.losses]
    now = decimal(losses[-1] if losses else math.nan)
    for aim in evidence.aims:
        finding = _of_classes(aim, now) if aim.classes else _of_values(aim, now)
        if finding is not None:
            yield finding


def _of_classes(aim: Aim, now: Text) -> Finding | None:
    """Classes of which one is right want shares that sum to 1, and a loss that reads shares."""
    loss = aim.loss
    if aim.nothing is not None and loss.wants != "probabilities" and loss.wants != "signs":
        return _finding("values_for_classes", aim, now, _loss(aim), _bend(aim, "softmax"))
    if loss.wants != "probabilities" or aim.logits:
        return None
    if loss.targets == "values" and aim.activation == "softmax":
        return _finding("softmax_for_yes_or_no", aim, now, _loss(aim))
    if loss.targets != "values" and aim.activation == "sigmoid":
        return _finding("sigmoid_for_classes", aim, now, _bend(aim, "softmax"))
    return None


def _of_values(aim: Aim, now: Text) -> Finding | None:
    """Values want outputs that reach them."""
    shares = all(abs(total - 1) < SAME for total in aim.sums)
    if aim.activation == "softmax" and not shares:
        wanted = next((name for name in aim.loss.activations if name != "softmax"), "linear")
        return _finding("softmax_for_values", aim, now, _bend(aim, wanted))
    return None


Edit = Mapping[str, Any]


def _loss(aim: Aim) -> Edit:
    """The loss that asks for the one class that is right."""
    fits = {"kind": "sparse_categorical_crossentropy"}
    return {"op": "training", "field": f"{aim.place}loss", "value": fits}


def _bend(aim: Aim, activation: str) -> Edit | None:
    """Another activation at the end; None where it is there already or is no setting."""
    if aim.bent is None or aim.activation == activation:
        return None
    return {"op": "set", "node": aim.bent, "field": "activation", "value": activation}


def _finding(code: str, aim: Aim, now: Text, *wanted: Edit | None) -> Finding:
    edits = tuple(edit for edit in wanted if edit is not None)
    return Finding(
        code,
        node=aim.node,
        field=f"training.{aim.place}loss.kind",
        label=LABELS[code] if edits else None,
        edits=edits,
        values={
            "name": aim.node,
            "loss": aim.loss.label,
            "classes": aim.classes,
            "sum": decimal(aim.mean_sum),
            "low": decimal(aim.sums[0]),
            "high": decimal(aim.sums[1]),
            "nothing": decimal(math.nan if aim.nothing is None else aim.nothing),
            "now": now,
        },
    )


KIND = DiagnosisKind(
    name="loss_does_not_fit",
    label=Text("Loss and targets do not fit", "Verlust und Ziele passen nicht zusammen"),
    order=0,
    find=find,
)
