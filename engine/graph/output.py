"""The network's outputs: does what comes out fit what it is to learn, and the loss?"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from engine import catalog
from engine.contracts import Config, DatasetKind, LossKind, Task, Text
from engine.errors import Fix, LearnerError, written
from engine.graph.ends import check_columns, check_ends
from engine.graph.heads import Head, heads
from engine.graph.order import Wiring
from engine.graph.shapes import Inferred
from engine.graph.spec import DataSpec, Document, Node, written_kind

# What to say of a wrong end, by what the loss wants.
_WANTED = {
    "probabilities": "needs_activation",
    "positive": "needs_positive",
    "signs": "needs_signs",
    None: "needs_activation",
}


def bend(kind: str, config: Config) -> str | None:
    """The activation that a layer applies last, None for a layer without one."""
    if "activation" in config:
        return str(config["activation"])
    return kind if kind in catalog.activations() else None


@dataclass(frozen=True, slots=True)
class _Network:
    document: Document
    data: DataSpec
    wiring: Wiring
    inferred: Mapping[str, Inferred]
    head: Head

    @property
    def dataset(self) -> DatasetKind:
        return catalog.datasets()[self.data.dataset]

    @property
    def classes(self) -> int:
        """The number of classes that are to be told apart, 0 where values are learned."""
        return len(self.signature[1]) if self.head.target is None else 0

    @property
    def signature(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The shape of a sample and the classes of the data."""
        return self.dataset.signature(self.data.options)

    @property
    def task(self) -> Task:
        """What the output is to learn."""
        return self.dataset.task if self.head.target is None else "regression"

    @property
    def values(self) -> int:
        """How many numbers one target has."""
        target = self.head.target
        if target is None:
            return self.dataset.values
        return prod(self.signature[0]) if target == "input" else len(target)

    @property
    def rebuilds(self) -> bool:
        """Whether brightnesses between 0 and 1 are to be given back, as probabilities are."""
        return self.head.target == "input" and self.dataset.sample_type == "image"

    @property
    def loss(self) -> LossKind:
        return catalog.losses()[self.head.loss]

    @property
    def field(self) -> str:
        """Where the settings of this output stand within the training part, with a point."""
        return f"{self.head.place}.".removeprefix("training.")

    @property
    def logits(self) -> bool:
        """Whether the loss makes probabilities of plain sums itself."""
        return bool(self.head.loss_config.get("from_logits"))

    @property
    def activations(self) -> tuple[str, ...]:
        """What the network may end with."""
        return ("linear",) if self.logits else self.loss.activations


def check(
    document: Document, wiring: Wiring, inferred: Mapping[str, Inferred]
) -> tuple[str | None, list[LearnerError]]:
    """The output node, and what keeps it from being compared with the data's targets.

    Of several ends the one that fits counts as the output; the others lead nowhere, unless the
    training part says what each learns. A document without data may have as many ends as it likes.
    """
    ends = [name for name in wiring.order if name in inferred and not wiring.outputs[name]]
    if not ends:
        return None, []
    training = document.training
    named = [head for head in heads(training, ends[-1]) if head.node in inferred]
    if document.data is None:
        return named[0].node if named else ends[-1], []
    parts = (document, document.data, wiring, inferred)
    if training.outputs:
        wrong = [*check_ends(document, ends), *check_columns(document)]
        if wrong or not named:
            return None, wrong
        told = [_whole(_Network(*parts, head)) for head in named]
        weights = _class_weight_problems(_Network(*parts, named[0]))
        return named[0].node, [*(problem for each in told for problem in each), *weights]
    found = {name: _problems(_Network(*parts, heads(training, name)[0])) for name in ends}
    fitting = [name for name in ends if not found[name]]
    last = fitting[0] if fitting else ends[-1]
    dead = [_dead_end(name, last) for name in ends if name != last]
    network = _Network(*parts, heads(training, last)[0])
    more = [*_task_problems(network), *_class_weight_problems(network), *check_columns(document)]
    return last, [*dead, *found[last], *more]


def _whole(network: _Network) -> list[LearnerError]:
    """All that is wrong with one of several outputs."""
    return [*_problems(network), *_task_problems(network)]


def _problems(network: _Network) -> list[LearnerError]:
    name = network.head.node
    if network.document.node(name).kind == "input":
        return [LearnerError("only_input", node=name)]
    if network.head.target == "input" and network.inferred[name].shape == network.signature[0]:
        wrong = _wrong_activation(network, name)
        return [wrong] if wrong else []
    if len(network.inferred[name].shape) != 1:
        return [_not_flat(network, name)]
    wrong = _wrong_units(network, name) or _wrong_activation(network, name)
    return [wrong] if wrong else []


def _dead_end(name: str, last: str) -> LearnerError:
    fix = Fix(Text(f"Remove {name}", f"{name} entfernen"), ({"op": "remove", "node": name},))
    return LearnerError("dead_end", node=name, fix=fix, output=last)


def _tail(network: _Network, name: str) -> list[Node]:
    """The layers before the end that treat all positions alike, last one first."""
    tail: list[Node] = []
    while True:
        node, sources = network.document.node(name), network.wiring.inputs[name]
        if len(sources) != 1:
            return tail
        same = network.inferred[name].shape == network.inferred[sources[0]].shape
        if not same and "units" not in node.config:
            return tail
        tail.append(node)
        name = sources[0]


def _not_flat(network: _Network, name: str) -> LearnerError:
    """An image where a list is wanted: a flatten before the first dense of the tail mends it."""
    dense = [node.id for node in _tail(network, name) if "units" in node.config]
    fix = None
    if dense:
        edge = [network.wiring.inputs[dense[-1]][0], dense[-1]]
        fix = Fix(
            Text("Insert a Flatten layer", "Flatten-Schicht einfügen"),
            ({"op": "insert", "kind": "flatten", "config": {}, "edge": edge},),
        )
    shape = written(network.inferred[name].shape)
    return LearnerError("output_not_flat", node=name, fix=fix, shape=shape)


def _wrong_units(network: _Network, name: str) -> LearnerError | None:
    """As many units as classes or values; two classes may also share one unit, yes or no."""
    units, classes = network.inferred[name].shape[0], network.classes
    yes_or_no = classes == 2 and network.loss.targets == "values"
    if units == (classes or network.values) or (yes_or_no and units == 1):
        return None
    wanted = 1 if yes_or_no else classes or network.values
    fix = None
    owner = next((node for node in _tail(network, name) if "units" in node.config), None)
    if owner is not None and owner.config["units"] == units:
        edit: dict[str, Any] = {"op": "set", "node": owner.id, "field": "units", "value": wanted}
        fix = Fix(Text(f"Set units to {wanted}", f"Neuronen auf {wanted} setzen"), (edit,))
    code = "units_not_classes" if classes else "units_not_values"
    if network.head.target is not None:
        code = "units_not_input" if network.head.target == "input" else "units_not_columns"
    return LearnerError(
        code,
        node=name,
        field="units" if owner is not None and owner.id == name else None,
        fix=fix,
        units=units,
        wanted=wanted,
        data=network.dataset.label,
        classes=classes,
        **_asked(network),
    )


def _asked(network: _Network) -> dict[str, Any]:
    """What only outputs with targets of their own are told about."""
    target = network.head.target
    return {
        "columns": ", ".join(target) if isinstance(target, tuple) else "",
        "shape": written(network.signature[0]),
    }


def _wrong_activation(network: _Network, name: str) -> LearnerError | None:
    """Losses that take logarithms need probabilities; one softmax unit is always 1."""
    tail = _tail(network, name)
    owner = next((node for node in tail if bend(node.kind, node.config)), None)
    given = bend(owner.kind, owner.config) if owner is not None else "linear"
    code, wanted = _WANTED[network.loss.wants], network.activations
    if network.logits:
        code = "needs_logits"
    if network.inferred[name].shape == (1,) and given == "softmax":
        code, wanted = "softmax_of_one", ("sigmoid",)
    elif not wanted or given in wanted:
        return None
    label = catalog.activations()[wanted[0]].label
    fix = None
    if owner is not None and "activation" in owner.config:
        edit = {"op": "set", "node": owner.id, "field": "activation", "value": wanted[0]}
        fix = Fix(Text(f"Use {label.en}", f"{label.de} nehmen"), (edit,))
    return LearnerError(
        code,
        node=owner.id if owner else name,
        field="activation" if owner else None,
        fix=fix,
        wanted=label,
        loss=network.loss.label,
    )


def _task_problems(network: _Network) -> list[LearnerError]:
    """A loss or a metric for classes on data without classes, or the other way round."""
    loss, task = network.loss, network.task
    found: list[LearnerError] = []
    bright = network.rebuilds and loss.wants == "probabilities" and loss.targets == "values"
    if task not in loss.tasks and not bright:
        kind = next(kind for kind in catalog.losses().values() if task in kind.tasks)
        edit = {"op": "training", "field": f"{network.field}loss.kind", "value": kind.name}
        if network.head.place != "training":
            whole = {"field": f"{network.field}loss", "value": {"kind": kind.name}}
            edit = {"op": "training", **whole}
        fix = Fix(Text(f"Use {kind.label.en}", f"{kind.label.de} nehmen"), (edit,))
        place: dict[str, Any] = {"field": f"{network.head.place}.loss.kind", "fix": fix}
        found.append(LearnerError("loss_task", loss=loss.label, data=_learned(network), **place))
    for chosen in network.head.metrics:
        metric = catalog.metrics()[chosen.kind]
        code = "metric_task" if task not in metric.tasks else None
        shape = network.inferred[network.head.node].shape
        if metric.ranks and code is None and shape == (1,):
            code = "metric_needs_several"
        if code is not None:
            others = [other for other in network.head.metrics if other != chosen]
            rest = [written_kind(other, catalog.metrics()) for other in others]
            edit = {"op": "training", "field": f"{network.field}metrics", "value": rest}
            fix = Fix(Text(f"Drop {metric.label.en}", f"{metric.label.de} weglassen"), (edit,))
            place = {"field": f"{network.head.place}.metrics", "fix": fix}
            found.append(LearnerError(code, metric=metric.label, data=_learned(network), **place))
    return found


def _learned(network: _Network) -> Text:
    """What a sentence calls the targets: the data, or the columns of it that an output learns."""
    label, target = network.dataset.label, network.head.target
    if target is None:
        return label
    if target == "input":
        return Text(f"{label.en}: the sample itself", f"{label.de}: das Beispiel selbst")
    names = ", ".join(target)
    return Text(f"{label.en}: {names}", f"{label.de}: {names}")


def _class_weight_problems(network: _Network) -> list[LearnerError]:
    """Weights for classes that the data does not have."""
    given, classes = network.document.training.class_weight, network.classes
    if given is None:
        return []
    data = _learned(network)
    edit = {"op": "training", "field": "class_weight", "value": None}
    fix = Fix(Text("Leave out class weights", "Klassengewichte weglassen"), (edit,))
    place: dict[str, Any] = {"field": "training.class_weight", "fix": fix}
    if len(network.document.training.outputs) > 1:
        return [LearnerError("class_weight_several", **place)]
    if not classes:
        return [LearnerError("class_weight_task", data=data, **place)]
    numbers = [] if given == "balanced" else [number for number, _ in given]
    return [
        LearnerError("class_weight_unknown", number=number, last=classes - 1, data=data, **place)
        for number in numbers
        if number >= classes
    ]
