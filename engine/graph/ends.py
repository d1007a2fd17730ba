"""Ends of a network with several outputs, and the columns that the training part names."""

from collections.abc import Sequence
from typing import Any

from engine import catalog
from engine.contracts import Text
from engine.errors import Fix, LearnerError
from engine.graph.fields import did_you_mean, shown
from engine.graph.heads import feature_names
from engine.graph.spec import Document


def check_ends(document: Document, ends: Sequence[str]) -> list[LearnerError]:
    """Ends that learn nothing, and outputs that are no node."""
    outputs = document.training.outputs
    named, known = [output.node for output in outputs], [node.id for node in document.nodes]
    written = document.to_json()["training"]["outputs"]
    found = [_unnamed(document, name) for name in ends if name not in named]
    for name in named:
        if name not in known:
            rest = {other: part for other, part in written.items() if other != name}
            edit = {"op": "training", "field": "outputs", "value": rest}
            fix = Fix(Text("Remove this output", "Diese Ausgabe entfernen"), (edit,))
            values: dict[str, Any] = {"name": shown(name), "hint": did_you_mean(name, known)}
            field = "training.outputs"
            found.append(LearnerError("output_unknown", field=field, fix=fix, **values))
    return found


def _unnamed(document: Document, name: str) -> LearnerError:
    """An end behind which nothing follows and for which there is no loss."""
    if document.node(name).kind == "input":
        return LearnerError("only_input", node=name)
    loss = catalog.losses()[document.training.loss]
    edit = {"op": "training", "field": f"outputs.{name}", "value": {"loss": {"kind": loss.name}}}
    label = Text(f"Let it learn with {loss.label.en}", f"Mit {loss.label.de} lernen lassen")
    return LearnerError("output_without_loss", node=name, fix=Fix(label, (edit,)))


def check_columns(document: Document) -> list[LearnerError]:
    """Targets and weights of rows that are no columns of the data."""
    training = document.training
    found: list[LearnerError] = []
    for output in training.outputs:
        if isinstance(output.target, tuple):
            place, edit = f"training.outputs.{output.node}.target", f"outputs.{output.node}.target"
            label = Text("Learn the data's own targets", "Die Ziele der Daten lernen")
            found += _unknown(document, output.target, place, edit, label)
    if training.sample_weight is not None:
        label = Text("Let all rows count the same", "Alle Zeilen gleich zählen lassen")
        given = ((training.sample_weight,), "training.sample_weight", "sample_weight")
        found += _unknown(document, *given, label)
    return found


def _unknown(
    document: Document, names: Sequence[str], place: str, field: str, label: Text
) -> list[LearnerError]:
    assert document.data is not None
    known, data = feature_names(document), catalog.datasets()[document.data.dataset].label
    fix = Fix(label, ({"op": "training", "field": field, "value": None},))
    if not known:
        return [LearnerError("no_columns", field=place, fix=fix, data=data)]
    unknown = [name for name in names if name not in known][:1]
    values: dict[str, Any] = {"data": data, "field": place, "fix": fix}
    return [
        LearnerError("no_such_column", name=shown(name), hint=did_you_mean(name, known), **values)
        for name in unknown
    ]
