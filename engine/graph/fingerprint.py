"""The fingerprint: what needs another compilation, and nothing else."""

import hashlib
import json
from typing import Any

from engine import catalog
from engine.contracts import Chosen
from engine.graph.canonical import canonical, described
from engine.graph.check import Checked
from engine.graph.fields import structure
from engine.graph.heads import columns, heads


def fingerprint(checked: Checked) -> str:
    """SHA-256 over structure: layers, wires, shapes, loss, optimizer, metrics, way of learning.

    Names, ids, layout, seeds and everything a slider moves leave it alone. The number of rows and
    the batch size are the training loop's business: they are shapes of its arrays.
    """
    standard = canonical(checked).checked
    training = standard.document.training
    optimizer = catalog.optimizers()[training.optimizer]
    plan = {
        "nodes": [
            [name, standard.inputs[name], *described(standard, name), _owner(standard, name)]
            for name in standard.order
        ],
        "outputs": _outputs(standard),
        "kind": training.kind,
        "optimizer": [
            optimizer.name,
            structure(optimizer.fields, training.optimizer_config),
        ],
        "schedule": _schedule(training.schedule),
        "weighted": [training.class_weight is not None, training.sample_weight is not None],
        "classes": _classes(standard),
    }
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


def _owner(checked: Checked, name: str) -> str:
    return checked.document.node(name).shares or name


def _outputs(checked: Checked) -> list[Any]:
    """What is compared with what, in the document's order, which is that of the figures."""
    training = checked.document.training
    found: list[Any] = []
    for head in heads(training, checked.output or ""):
        target: Any = head.target
        if isinstance(head.target, tuple):
            target = columns(checked.document, head.target)
        loss = structure(catalog.losses()[head.loss].fields, head.loss_config)
        found.append([head.node, head.loss, loss, head.metrics, target])
    return [bool(training.outputs), found]


def _schedule(schedule: Chosen) -> list[Any]:
    fields = catalog.schedules()[schedule.kind].fields
    return [schedule.kind, structure(fields, dict(schedule.config))]


def _classes(checked: Checked) -> int:
    data = checked.document.data
    return len(catalog.datasets()[data.dataset].signature(data.options)[1]) if data else 0
