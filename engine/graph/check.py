"""Checks: everything that would keep a network from running, told at the node it concerns."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine import catalog
from engine.contracts import Chosen, LayerKind, Shape, Text
from engine.errors import Fix, LearnerError, written
from engine.graph import output
from engine.graph.check_tokens import check_tokens
from engine.graph.check_training import check_training
from engine.graph.fields import did_you_mean, shown, structure
from engine.graph.heads import feature_names
from engine.graph.order import Wiring, wire
from engine.graph.shapes import Inferred, frozen, infer
from engine.graph.sharing import check_sharing
from engine.graph.spec import Document, Node

MAX_PARAMETERS = 50_000_000  # 200 MB of float32, four times that with an optimizer's memory
MAX_LAYER_VALUES = 8_000_000  # numbers that leave one layer for one example
MAX_VALUES = 20_000_000  # the same, all layers together


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what is known of it.

    ``order`` lists all nodes that can be ordered, inputs first; ``inferred`` holds shape and
    weights of those whose inputs are right, even when later ones are wrong; ``inputs`` the wires
    of each node in order; ``output`` is the node whose values are compared with the targets, the
    first of them where there are several.
    """

    document: Document
    order: tuple[str, ...]
    inputs: Mapping[str, tuple[str, ...]]
    inferred: Mapping[str, Inferred]
    output: str | None
    problems: tuple[LearnerError, ...]

    @property
    def ok(self) -> bool:
        """Nothing is wrong: the network can be built."""
        return not self.problems

    @property
    def shapes(self) -> dict[str, Shape]:
        """What comes out of each node whose shape is known."""
        return {name: inferred.shape for name, inferred in self.inferred.items()}

    @property
    def params(self) -> int:
        """All numbers the network holds, as far as known."""
        return sum(self.params_of(name) for name in self.inferred)

    def params_of(self, name: str) -> int:
        """The numbers one node holds: none where it uses those of another."""
        shared = self.document.node(name).shares is not None
        return 0 if shared else self.inferred[name].params

    @property
    def trainable(self) -> int:
        """The numbers that training changes, as far as known."""
        return sum(self.trainable_of(name) for name in self.inferred)

    def trainable_of(self, name: str) -> int:
        """The numbers of one node that training changes: none while it is frozen."""
        node = self.document.node(name)
        still = node.config.get("trainable") is False or node.shares is not None
        return 0 if still else self.inferred[name].trainable


def check(document: Document) -> Checked:
    """Everything that is wrong with a document, and the shapes that are known all the same."""
    wiring = wire(document)
    problems = [*wiring.problems]
    if not document.nodes:
        problems.append(LearnerError("no_nodes"))
    elif not any(node.kind == "input" for node in document.nodes):
        problems.append(LearnerError("no_input_node"))
    inferred: dict[str, Inferred] = {}
    for name in wiring.order:
        _infer_node(document, document.node(name), wiring, inferred, problems)
    problems += check_sharing(document, wiring, inferred)
    problems += _too_much(document, inferred)
    problems += check_training(document)
    problems += check_tokens(document, wiring)
    last, more = output.check(document, wiring, inferred)
    return Checked(document, wiring.order, wiring.inputs, inferred, last, tuple(problems + more))


def _infer_node(
    document: Document,
    node: Node,
    wiring: Wiring,
    inferred: dict[str, Inferred],
    problems: list[LearnerError],
) -> None:
    """Adds a node's shape, or the reason why it has none; after a wrong node there is silence."""
    layer, sources = catalog.layers()[node.kind], wiring.inputs[node.id]
    try:
        _check_arity(node, layer, sources)
        if any(source not in inferred for source in sources):
            return
        shapes = tuple(inferred[source].shape for source in sources)
        if node.kind == "input":
            shapes = (input_shape(document, node),)
        result = infer(node.kind, frozen(structure(layer.fields, node.config)), shapes)
    except LearnerError as problem:
        problems.append(_placed(problem, node.id, sources))
    else:
        problems += _too_large(node.id, result)
        problems += _wrong_starts(node, layer, result)
        inferred[node.id] = result


def _wrong_starts(node: Node, layer: LayerKind, inferred: Inferred) -> list[LearnerError]:
    """Initializers that make matrices, chosen for tensors that are none."""
    found: list[LearnerError] = []
    for weight in inferred.weights:
        # The kernel of one channel starts as depthwise_initializer says, beside its regularizer.
        part = (weight.regularizer or weight.name).removesuffix("_regularizer")
        field = next((each for each in layer.fields if each.name == f"{part}_initializer"), None)
        chosen = weight.initializer
        if field is None or not isinstance(chosen, Chosen):
            continue
        kind, axes = catalog.initializers()[chosen.kind], len(weight.shape)
        fewest, most = kind.axes
        if fewest <= axes and (most is None or axes <= most):
            continue
        label = catalog.initializers()[str(field.default)].label
        edit = {"op": "set", "node": node.id, "field": field.name, "value": field.default}
        fix = Fix(Text(f"Use {label.en}", f"{label.de} nehmen"), (edit,))
        place: dict[str, Any] = {"node": node.id, "field": field.name, "fix": fix}
        values: dict[str, Any] = {"initializer": kind.label, "weight": weight.name}
        found.append(LearnerError("initializer_rank", axes=axes, default=label, **place, **values))
    return found


def _placed(problem: LearnerError, node: str, sources: Sequence[str]) -> LearnerError:
    """The same problem at its node; a layer's file does not know where it stands."""
    if problem.node is not None:
        return problem
    fix = problem.fix
    if fix is not None:
        fix = replace(fix, edits=tuple(_edit_at(edit, node, sources) for edit in fix.edits))
    return LearnerError(
        problem.code, node=node, edge=problem.edge, field=problem.field, fix=fix, **problem.values
    )


def _edit_at(edit: Mapping[str, Any], node: str, sources: Sequence[str]) -> Mapping[str, Any]:
    """An edit of the layer's own field, or one that inserts a layer before it."""
    match edit["op"]:
        case "set":
            return {"node": node, **edit}
        case "insert":
            return {"edge": [sources[0], node], **edit}
        case _:
            return edit


def _check_arity(node: Node, layer: LayerKind, sources: Sequence[str]) -> None:
    fewest, most = layer.inputs
    count = len(sources)
    if fewest <= count and (most is None or count <= most):
        return
    if count == 0:
        raise LearnerError("no_incoming", node=node.id, layer=layer.label)
    if most == 0:
        raise LearnerError("input_has_incoming", node=node.id, edge=(sources[0], node.id))
    if count < fewest:
        raise LearnerError(
            "too_few_incoming", node=node.id, layer=layer.label, count=count, fewest=fewest
        )
    edge = (sources[-1], node.id)
    fix = Fix(
        Text("Remove the last connection", "Letzte Verbindung entfernen"),
        ({"op": "disconnect", "edge": list(edge)},),
    )
    place: dict[str, Any] = {"node": node.id, "edge": edge, "fix": fix}
    raise LearnerError("too_many_incoming", layer=layer.label, count=count, most=most, **place)


def input_shape(document: Document, node: Node) -> Shape:
    """What an input hands on: the data's shape or as many columns as it takes, with which a stated
    shape must agree."""
    stated: Shape | None = node.config["shape"]
    named: tuple[str, ...] | None = node.config["features"]
    if document.data is None and named is not None and stated is None:
        return (len(named),)
    if document.data is None:
        if stated is None:
            raise LearnerError("input_without_shape", field="shape")
        return stated
    dataset = catalog.datasets()[document.data.dataset]
    try:
        given, _ = dataset.signature(document.data.options)
    except LearnerError as problem:
        place = f"data.options.{problem.field}"
        raise LearnerError(problem.code, field=place, **problem.values) from None
    if named is not None:
        _know_columns(document, named)
        given = (len(named),)
    if stated is None or _agree(stated, given):
        return given
    fix = Fix(
        Text("Take the data's shape", "Form der Daten übernehmen"),
        ({"op": "set", "field": "shape", "value": None},),
    )
    raise LearnerError(
        "input_shape_differs",
        field="shape",
        fix=fix,
        stated=written(stated),
        given=written(given),
        data=dataset.label,
    )


def _know_columns(document: Document, named: tuple[str, ...]) -> None:
    """Raises for columns that the data does not have, with the fix to take all there are."""
    known = feature_names(document)
    unknown = [name for name in named if name not in known]
    if not unknown:
        return
    assert document.data is not None
    data = catalog.datasets()[document.data.dataset].label
    label = Text("Take all of the data", "Alle Daten nehmen")
    place: dict[str, Any] = {
        "field": "features",
        "fix": Fix(label, ({"op": "set", "field": "features", "value": None},)),
    }
    if not known:
        raise LearnerError("no_columns", data=data, **place)
    hint = did_you_mean(unknown[0], known)
    raise LearnerError("no_such_column", name=shown(unknown[0]), data=data, hint=hint, **place)


def _agree(stated: Shape, given: Shape) -> bool:
    return len(stated) == len(given) and all(
        a is None or a == b for a, b in zip(stated, given, strict=True)
    )


def _too_large(node: str, inferred: Inferred) -> list[LearnerError]:
    """Refused before compiling: a layer that alone would fill the memory."""
    values = math.prod(length or 1 for length in inferred.shape)
    if inferred.params > MAX_PARAMETERS:
        place: dict[str, Any] = {"count": inferred.params, "limit": MAX_PARAMETERS}
        return [LearnerError("too_many_parameters", node=node, **place)]
    if values > MAX_LAYER_VALUES:
        return [LearnerError("too_many_values", node=node, count=values, limit=MAX_LAYER_VALUES)]
    return []


def _too_much(document: Document, inferred: Mapping[str, Inferred]) -> list[LearnerError]:
    """Refused before compiling: layers that together would fill the memory, told at the largest."""
    if not inferred:
        return []
    params = {
        name: 0 if document.node(name).shares else known.params for name, known in inferred.items()
    }
    values = {name: math.prod(n or 1 for n in known.shape) for name, known in inferred.items()}
    found: list[LearnerError] = []
    for code, counts, limit, alone in (
        ("network_parameters", params, MAX_PARAMETERS, MAX_PARAMETERS),
        ("network_values", values, MAX_VALUES, MAX_LAYER_VALUES),
    ):
        largest = max(counts, key=lambda name: counts[name])
        if sum(counts.values()) > limit and counts[largest] <= alone:
            label = catalog.layers()[document.node(largest).kind].label
            count = sum(counts.values())
            found.append(LearnerError(code, node=largest, count=count, limit=limit, layer=label))
    return found
