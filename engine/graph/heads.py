"""The outputs of a network as training sees them, and what their figures are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import catalog
from engine.contracts import Better, Chosen, Config, MetricKind, Text
from engine.graph.spec import Document, OutputSpec, Target, TrainingSpec


@dataclass(frozen=True, slots=True)
class Head:
    """One output: where it comes out, what is compared with what, and how much that counts.

    ``name`` goes before its figures where there are several; ``place`` is where its settings stand.
    """

    node: str
    name: str
    loss: str
    loss_config: Config
    metrics: tuple[Chosen, ...]
    weight: float = 1.0
    target: Target = None
    place: str = "training"


@dataclass(frozen=True, slots=True)
class Curve:
    """What a figure is called, and which way is better."""

    label: Text
    better: Better


def heads(training: TrainingSpec, output: str) -> tuple[Head, ...]:
    """The outputs that a training part names, else the one end with what stands for it."""
    if not training.outputs:
        given = (training.loss, training.loss_config, training.metrics)
        return (Head(output, output, *given),)
    return tuple(_head(training, each) for each in training.outputs)


def _head(training: TrainingSpec, output: OutputSpec) -> Head:
    own = output.loss
    return Head(
        node=output.node,
        name=output.name,
        loss=own.kind if own else training.loss,
        loss_config=dict(own.config) if own else training.loss_config,
        metrics=training.metrics if output.metrics is None else output.metrics,
        weight=output.weight,
        target=output.target,
        place=f"training.outputs.{output.node}",
    )


def curves(training: TrainingSpec) -> dict[str, Curve]:
    """Every curve of a run by name, the whole loss first: ``loss``, ``accuracy``, and with several
    outputs ``out_loss``, ``out_accuracy``, as Keras names them."""
    found = {"loss": Curve(Text("Loss", "Verlust"), "lower")}
    several = heads(training, "")
    if len(several) > 1:
        for head in several:
            label = Text(f"Loss of {head.name}", f"Verlust von {head.name}")
            found[f"{head.name}_loss"] = Curve(label, "lower")
    for head in several:
        for kind in (catalog.metrics()[metric.kind] for metric in head.metrics):
            if not kind.table:
                name = figure_name(kind.name, head.name, several=len(several) > 1)
                found[name] = _curve(kind, head.name, several=len(several) > 1)
    return found


def _curve(kind: MetricKind, head: str, *, several: bool) -> Curve:
    label = kind.label
    if several:
        label = Text(f"{label.en} of {head}", f"{label.de} von {head}")
    return Curve(label, kind.better)


def figure_name(metric: str, head: str, *, several: bool) -> str:
    """What the figure of an output is called."""
    return f"{head}_{metric}" if several else metric


def feature_names(document: Document) -> tuple[str, ...]:
    """The names of the data's columns; none for images, and where there is no data."""
    data = document.data
    return catalog.datasets()[data.dataset].features(data.options) if data else ()


def columns(document: Document, names: tuple[str, ...]) -> tuple[int, ...]:
    """The places of columns among the data's; ``ValueError`` for one that is not there."""
    known = feature_names(document)
    return tuple(known.index(name) for name in names)


def places(document: Document) -> Mapping[str, tuple[int, ...]]:
    """Which columns each input takes that does not take all, as far as there are such columns."""
    found: dict[str, tuple[int, ...]] = {}
    for node in document.nodes:
        if node.kind == "input" and node.config["features"] is not None and document.data:
            found[node.id] = columns(document, node.config["features"])
    return found
