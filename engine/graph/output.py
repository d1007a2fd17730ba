"""The network's end: does what comes out fit the data's targets and the loss?"""

from collections.abc import Mapping
from typing import Any

from engine import catalog
from engine.contracts import LossKind, Shape, Text
from engine.errors import Fix, LearnerError
from engine.graph.order import Wiring
from engine.graph.shapes import Inferred
from engine.graph.spec import Document, Node


def check(
    document: Document, wiring: Wiring, inferred: Mapping[str, Inferred]
) -> tuple[str | None, list[LearnerError]]:
    """The output node, and what keeps it from being compared with the data's targets.

    Of several ends the one that fits counts as the output; the others lead nowhere. A document
    without data may have as many ends as it likes.
    """
    ends = [name for name in wiring.order if name in inferred and not wiring.outputs[name]]
    if not ends:
        return None, []
    if document.data is None:
        return ends[-1], []
    found = {name: _problems(document, name, wiring, inferred[name].shape) for name in ends}
    fitting = [name for name in ends if not found[name]]
    last = fitting[0] if fitting else ends[-1]
    dead = [_dead_end(name, last) for name in ends if name != last]
    return last, [*dead, *found[last], *_task_problems(document)]


def written(shape: Shape) -> str:
    """A shape as people read it: 28 × 28 × 1."""
    return " × ".join("?" if length is None else str(length) for length in shape) or "1"


def _classes(document: Document) -> tuple[str, ...]:
    assert document.data is not None
    return catalog.datasets()[document.data.dataset].signature(document.data.options)[1]


def _problems(document: Document, name: str, wiring: Wiring, shape: Shape) -> list[LearnerError]:
    if document.node(name).kind == "input":
        return [LearnerError("only_input", node=name)]
    if len(shape) != 1:
        return [_not_flat(document, name, wiring, shape)]
    loss = catalog.losses()[document.training.loss]
    wrong = _wrong_units(document, name, wiring, shape[0], loss)
    if wrong:
        return [wrong]
    wrong = _wrong_activation(document, name, wiring, shape[0], loss)
    return [wrong] if wrong else []


def _dead_end(name: str, last: str) -> LearnerError:
    fix = Fix(Text(f"Remove {name}", f"{name} entfernen"), ({"op": "remove", "node": name},))
    return LearnerError("dead_end", node=name, fix=fix, output=last)


def _tail(document: Document, name: str, wiring: Wiring) -> list[Node]:
    """The layers before the end that leave positions alone, last one first."""
    tail: list[Node] = []
    while True:
        node = document.node(name)
        if catalog.layers()[node.kind].glyph in ("input", "sheets", "shrink", "knot"):
            return tail
        tail.append(node)
        name = wiring.inputs[name][0]


def _not_flat(document: Document, name: str, wiring: Wiring, shape: Shape) -> LearnerError:
    """An image where a list is wanted: a flatten before the first dense of the tail mends it."""
    tail = _tail(document, name, wiring)
    dense = [node.id for node in tail if "units" in node.config]
    fix = None
    if dense:
        edge = [wiring.inputs[dense[-1]][0], dense[-1]]
        fix = Fix(
            Text("Insert a Flatten layer", "Flatten-Schicht einfügen"),
            ({"op": "insert", "kind": "flatten", "config": {}, "edge": edge},),
        )
    return LearnerError("output_not_flat", node=name, fix=fix, shape=written(shape))


def _wrong_units(
    document: Document, name: str, wiring: Wiring, units: int | None, loss: LossKind
) -> LearnerError | None:
    assert document.data is not None
    dataset = catalog.datasets()[document.data.dataset]
    classes = len(_classes(document))
    wanted = classes or dataset.values
    single = classes == 2 and loss.targets == "values" and units == 1
    if units == wanted or single:
        return None
    if classes == 2 and loss.targets == "values":
        wanted = 1
    fix = None
    owner = next((n for n in _tail(document, name, wiring) if "units" in n.config), None)
    if owner is not None:
        edit: dict[str, Any] = {"op": "set", "node": owner.id, "field": "units", "value": wanted}
        fix = Fix(Text(f"Set units to {wanted}", f"Neuronen auf {wanted} setzen"), (edit,))
    values: dict[str, Any] = {
        "units": units,
        "wanted": wanted,
        "data": dataset.label,
        "classes": classes,
    }
    code = "units_not_classes" if classes else "units_not_values"
    field = "units" if owner is not None and owner.id == name else None
    return LearnerError(code, node=name, field=field, fix=fix, **values)


def _wrong_activation(
    document: Document, name: str, wiring: Wiring, units: int | None, loss: LossKind
) -> LearnerError | None:
    """Losses that take logarithms need probabilities; one softmax unit is always 1."""
    tail = _tail(document, name, wiring)
    owner = next((node for node in tail if "activation" in node.config), None)
    given = owner.config["activation"] if owner is not None else None
    code, wanted = "needs_activation", loss.activations
    if units == 1 and (given == "softmax" or wanted[:1] == ("softmax",)):
        code, wanted = "softmax_of_one", ("sigmoid",)
    elif not wanted or given in wanted:
        return None
    label = catalog.activations()[wanted[0]].label
    fix = None
    if owner is not None:
        edit = {"op": "set", "node": owner.id, "field": "activation", "value": wanted[0]}
        fix = Fix(Text(f"Use {label.en}", f"{label.de} nehmen"), (edit,))
    return LearnerError(
        code,
        node=owner.id if owner else name,
        field="activation",
        fix=fix,
        wanted=label,
        loss=loss.label,
    )


def _task_problems(document: Document) -> list[LearnerError]:
    """A loss or a metric for classes on data without classes, or the other way round."""
    assert document.data is not None
    dataset, training = catalog.datasets()[document.data.dataset], document.training
    loss = catalog.losses()[training.loss]
    found: list[LearnerError] = []
    if dataset.task not in loss.tasks:
        kind = next(kind for kind in catalog.losses().values() if dataset.task in kind.tasks)
        edit = {"op": "training", "field": "loss.kind", "value": kind.name}
        fix = Fix(Text(f"Use {kind.label.en}", f"{kind.label.de} nehmen"), (edit,))
        place: dict[str, Any] = {"field": "training.loss.kind", "fix": fix}
        found.append(LearnerError("loss_task", loss=loss.label, data=dataset.label, **place))
    for name in training.metrics:
        metric = catalog.metrics()[name]
        if dataset.task not in metric.tasks:
            rest = [other for other in training.metrics if other != name]
            edit = {"op": "training", "field": "metrics", "value": rest}
            fix = Fix(Text(f"Drop {metric.label.en}", f"{metric.label.de} weglassen"), (edit,))
            place = {"field": "training.metrics", "fix": fix}
            found.append(
                LearnerError("metric_task", metric=metric.label, data=dataset.label, **place)
            )
    return found
