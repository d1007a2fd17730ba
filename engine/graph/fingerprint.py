"""The fingerprint: what needs another compilation, and nothing else."""

import hashlib
import json
from typing import Any

from engine import catalog
from engine.contracts import Chosen
from engine.graph.canonical import canonical, described
from engine.graph.check import Checked
from engine.graph.fields import structure


def fingerprint(checked: Checked) -> str:
    """SHA-256 over structure: layers, wires, shapes, loss, optimizer, metrics, way of learning.

    Names, ids, layout, seeds and everything a slider moves leave it alone. The number of rows and
    the batch size are the training loop's business: they are shapes of its arrays.
    """
    standard = canonical(checked).checked
    training = standard.document.training
    loss, optimizer = catalog.losses()[training.loss], catalog.optimizers()[training.optimizer]
    plan = {
        "nodes": [
            [name, standard.inputs[name], *described(standard, name)] for name in standard.order
        ],
        "output": standard.output,
        "kind": training.kind,
        "loss": [loss.name, structure(loss.fields, training.loss_config)],
        "optimizer": [
            optimizer.name,
            structure(optimizer.fields, training.optimizer_config),
        ],
        "schedule": _schedule(training.schedule),
        "metrics": training.metrics,
        "weighted": training.class_weight is not None,
        "classes": _classes(standard),
    }
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


def _schedule(schedule: Chosen) -> list[Any]:
    fields = catalog.schedules()[schedule.kind].fields
    return [schedule.kind, structure(fields, dict(schedule.config))]


def _classes(checked: Checked) -> int:
    data = checked.document.data
    return len(catalog.datasets()[data.dataset].signature(data.options)[1]) if data else 0
