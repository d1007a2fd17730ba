"""The network document as frozen values, and how it is written back as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, cast

from engine import catalog
from engine.contracts import Chosen, Config, Field
from engine.graph.fields import checked

FORMAT = 1
CONSTANT = Chosen("constant")  # the learning rate of a document that names no schedule


@dataclass(frozen=True, slots=True)
class Node:
    """One layer in the graph; ``config`` holds every field, defaults filled in. ``shares`` names
    the node whose weights it uses in place of its own."""

    id: str
    kind: str
    config: Config
    shares: str | None = None


@dataclass(frozen=True, slots=True)
class DataSpec:
    """Which examples, with every option filled in, and the share kept for validation."""

    dataset: str
    options: Config
    validation_split: float = 0.0
    seed: int = 0


# By class, in ascending order; "balanced": the rarer a class, the more its rows weigh.
ClassWeight: TypeAlias = tuple[tuple[int, float], ...] | Literal["balanced"] | None


# What an output learns: the data set's own targets, the sample itself, or columns by name.
Target: TypeAlias = tuple[str, ...] | Literal["input"] | None


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """One of several outputs: ``node`` is where it comes out, ``name`` what its figures are called
    after. Loss and metrics are the training part's where it names none."""

    node: str
    name: str
    loss: Chosen | None = None
    weight: float = 1.0
    metrics: tuple[Chosen, ...] | None = None
    target: Target = None


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    """How the network learns; configs hold every field of the loss and the optimizer."""

    kind: str
    loss: str
    loss_config: Config
    optimizer: str
    optimizer_config: Config
    schedule: Chosen = CONSTANT
    metrics: tuple[Chosen, ...] = ()
    outputs: tuple[OutputSpec, ...] = ()  # none: the network's only end is the output
    class_weight: ClassWeight = None
    sample_weight: str | None = None  # the column that says how much each row counts
    callbacks: tuple[Chosen, ...] = ()
    batch_size: int = 32
    epochs: int = 1
    shuffle: bool = True
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A network, its data and how it learns."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    data: DataSpec | None
    training: TrainingSpec
    layout: Mapping[str, tuple[float, float]] = field(
        default_factory=dict[str, tuple[float, float]]
    )

    def trains_like(self, other: "Document") -> bool:
        """Whether the two differ at most in what nobody computes with: names and places."""
        return replace(self, name="", layout={}) == replace(other, name="", layout={})

    def node(self, name: str) -> Node:
        """The node with this id; ``KeyError`` when there is none."""
        for node in self.nodes:
            if node.id == name:
                return node
        raise KeyError(name)

    def to_json(self) -> dict[str, Any]:
        """The document as it is saved: configs hold only what differs from the defaults."""
        return _document(self, minimal=True)

    def normalized(self) -> dict[str, Any]:
        """The document with every default written out."""
        return _document(self, minimal=False)


def _document(document: Document, minimal: bool) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "name": document.name,
        "data": _data(document.data, minimal) if document.data else None,
        "nodes": [_node(document, node, minimal) for node in document.nodes],
        "edges": [list(edge) for edge in document.edges],
        "training": _training(document.training, minimal),
        "layout": {name: list(place) for name, place in document.layout.items()},
    }


def _data(data: DataSpec, minimal: bool) -> dict[str, Any]:
    return {
        "dataset": data.dataset,
        "options": _written(catalog.datasets()[data.dataset].fields, data.options, minimal),
        "validation_split": data.validation_split,
        "seed": data.seed,
    }


def _node(document: Document, node: Node, minimal: bool) -> dict[str, Any]:
    named: dict[str, Any] = {"id": node.id, "kind": node.kind}
    if node.shares is not None:
        named["shares"] = node.shares
        owner = next((other for other in document.nodes if other.id == node.shares), None)
        if owner is not None and owner.kind == node.kind:
            if minimal and owner.config == node.config:
                return named
            minimal = False  # what is left out would be the owner's
    config = _written(catalog.layers()[node.kind].fields, node.config, minimal)
    return named if minimal and not config else named | {"config": config}


def _training(training: TrainingSpec, minimal: bool) -> dict[str, Any]:
    loss, optimizer = catalog.losses()[training.loss], catalog.optimizers()[training.optimizer]
    return {
        "kind": training.kind,
        "loss": _kind(loss.name, _written(loss.fields, training.loss_config, minimal), minimal),
        "optimizer": {
            **_kind(
                optimizer.name,
                _written(optimizer.fields, training.optimizer_config, minimal),
                minimal,
            ),
            **_schedule(training.schedule, minimal),
        },
        "metrics": [written_kind(metric, catalog.metrics()) for metric in training.metrics],
        **_outputs(training.outputs, minimal),
        **_class_weight(training.class_weight, minimal),
        **_sample_weight(training.sample_weight, minimal),
        **_callbacks(training.callbacks, minimal),
        "batch_size": training.batch_size,
        "epochs": training.epochs,
        "shuffle": training.shuffle,
        "seed": training.seed,
    }


def _schedule(schedule: Chosen, minimal: bool) -> dict[str, Any]:
    if minimal and schedule == CONSTANT:
        return {}
    fields = catalog.schedules()[schedule.kind].fields
    config = _written(fields, dict(schedule.config), minimal)
    return {"schedule": _kind(schedule.kind, config, minimal)}


def _outputs(outputs: tuple[OutputSpec, ...], minimal: bool) -> dict[str, Any]:
    written = {output.node: _output(output, minimal) for output in outputs}
    return {} if minimal and not written else {"outputs": written}


def _output(output: OutputSpec, minimal: bool) -> dict[str, Any]:
    """What an output says itself; loss and metrics that it takes over are left out."""
    part: dict[str, Any] = {}
    if output.loss is not None:
        fields = catalog.losses()[output.loss.kind].fields
        config = _written(fields, dict(output.loss.config), minimal)
        part["loss"] = _kind(output.loss.kind, config, minimal)
    if not minimal or output.weight != 1:
        part["weight"] = output.weight
    if output.metrics is not None:
        part["metrics"] = [written_kind(metric, catalog.metrics()) for metric in output.metrics]
    if not minimal or output.target is not None:
        named = isinstance(output.target, tuple)
        part["target"] = [*output.target] if named and output.target else output.target
    return part


def _sample_weight(given: str | None, minimal: bool) -> dict[str, Any]:
    return {} if minimal and given is None else {"sample_weight": given}


def _class_weight(given: ClassWeight, minimal: bool) -> dict[str, Any]:
    if given is None or given == "balanced":
        return {} if minimal and given is None else {"class_weight": given}
    return {"class_weight": {str(number): weight for number, weight in given}}


def _callbacks(callbacks: tuple[Chosen, ...], minimal: bool) -> dict[str, Any]:
    if minimal and not callbacks:
        return {}
    return {"callbacks": [written_kind(callback, catalog.callbacks()) for callback in callbacks]}


def written_kind(chosen: Chosen, kinds: Mapping[str, Any]) -> Any:
    """A kind's name where it stands by its defaults, else the object that says more."""
    config = _written(kinds[chosen.kind].fields, dict(chosen.config), minimal=True)
    return {"kind": chosen.kind, "config": config} if config else chosen.kind


def _kind(name: str, config: dict[str, Any], minimal: bool) -> dict[str, Any]:
    return {"kind": name} if minimal and not config else {"kind": name, "config": config}


def _written(fields: tuple[Field, ...], config: Config, minimal: bool) -> dict[str, Any]:
    """A config as JSON; a default that a document need not state is one the field accepts."""
    kept = {
        field.name: config[field.name]
        for field in fields
        if not minimal or not _is_default(field, config[field.name])
    }
    kinds = {field.name: _kinds(field) for field in fields}
    return {name: _plain(value, kinds[name]) for name, value in kept.items()}


def _kinds(field: Field) -> Mapping[str, Any]:
    """The kinds among which a field chooses."""
    return catalog.layers() if field.type == "layer" else catalog.initializers()


def _is_default(field: Field, value: Any) -> bool:
    if field.default is None or value is None:
        return value is field.default and field.nullable
    return bool(checked(field, field.default) == value)


def _plain(value: Any, kinds: Mapping[str, Any]) -> Any:
    if isinstance(value, Chosen):
        return written_kind(value, kinds)
    return list(cast("tuple[Any, ...]", value)) if isinstance(value, tuple) else value
