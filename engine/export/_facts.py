"""What every target asks about a checked document: names, wires, ends, how targets are written."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import catalog
from engine.contracts import Config, TargetForm
from engine.errors import LearnerError, LearnerErrors
from engine.graph.check import Checked
from engine.graph.output import bend
from engine.graph.spec import Document, Node
from engine.learning._targets import target_form


@dataclass(frozen=True, slots=True)
class Facts:
    """A document ready to be written as code."""

    checked: Checked
    starts: tuple[str, ...]  # input nodes
    ends: tuple[str, ...]  # nodes whose values leave the network
    form: TargetForm | None  # of the targets; None without data
    classes: tuple[str, ...]

    @property
    def document(self) -> Document:
        """What is written."""
        return self.checked.document

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, each behind those it depends on."""
        return tuple(self.document.node(name) for name in self.checked.order)

    @property
    def layers(self) -> tuple[Node, ...]:
        """All nodes but the inputs."""
        return tuple(node for node in self.nodes if node.kind != "input")

    @property
    def wires(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes each node hears."""
        return self.checked.inputs

    @property
    def is_chain(self) -> bool:
        """Whether every node has at most one neighbor on either side."""
        sources = [source for node in self.nodes for source in self.wires[node.id]]
        one_each = all(len(self.wires[node.id]) <= 1 for node in self.nodes)
        return len(self.starts) == 1 and one_each and len(set(sources)) == len(sources)

    @property
    def logits(self) -> bool:
        """Whether the loss makes the probabilities."""
        return bool(self.document.training.loss_config.get("from_logits"))

    @property
    def name(self) -> str:
        """What the network is called."""
        return self.document.name or "Network"


def facts(checked: Checked) -> Facts:
    """What is known of a document; ``LearnerErrors`` where it cannot be used."""
    if checked.problems:
        raise LearnerErrors(checked.problems)
    document = checked.document
    if document.training.kind != "supervised":
        raise LearnerError("export_learning", field="training.kind", name=document.training.kind)
    _refuse_several(document)
    sources = {start for start, _ in document.edges}
    starts = tuple(n for n in checked.order if document.node(n).kind == "input")
    ends = tuple(n for n in checked.order if n not in sources)
    form, classes = None, tuple[str, ...]()
    if document.data is not None and checked.output is not None:
        kind = catalog.datasets()[document.data.dataset]
        _, classes = kind.signature(document.data.options)
        form = _form(checked, checked.output, len(classes))
    return Facts(checked, starts, ends, form, classes)


def _refuse_several(document: Document) -> None:
    """What no program is written for yet is refused rather than left out."""
    shared = next((node for node in document.nodes if node.shares is not None), None)
    chosen = next((node for node in document.nodes if node.config.get("features")), None)
    if shared is not None:
        raise LearnerError("export_shared", node=shared.id, name=shared.id, field="shares")
    if chosen is not None:
        raise LearnerError("export_features", node=chosen.id, name=chosen.id, field="features")
    if document.training.outputs:
        raise LearnerError("export_outputs", field="training.outputs")
    if document.training.sample_weight is not None:
        raise LearnerError("export_sample_weight", field="training.sample_weight")


def _form(checked: Checked, output: str, classes: int) -> TargetForm:
    node = checked.document.node(output)
    config: Config = node.config
    units = checked.inferred[output].shape[-1] or 1
    loss = catalog.losses()[checked.document.training.loss]
    return target_form(loss, units, bend(node.kind, config) or "linear", classes)
