"""What every target asks about a checked document: names, wires, ends, how targets are written."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import catalog
from engine.contracts import TargetForm
from engine.errors import LearnerError, LearnerErrors
from engine.graph.check import Checked
from engine.graph.heads import Head, columns, heads, places
from engine.graph.output import bend
from engine.graph.spec import Document, Node
from engine.learning._targets import target_form


@dataclass(frozen=True, slots=True)
class Output:
    """One output that learns: ``form`` says how its targets are written, ``columns`` which of the
    input's are its targets where it learns some."""

    head: Head
    form: TargetForm
    classes: int  # to be told apart, 0 where values are learned
    columns: tuple[int, ...] | None

    @property
    def logits(self) -> bool:
        """Whether the loss makes the probabilities."""
        return bool(self.head.loss_config.get("from_logits"))


@dataclass(frozen=True, slots=True)
class Facts:
    """A document ready to be written as code."""

    checked: Checked
    starts: tuple[str, ...]  # input nodes
    ends: tuple[str, ...]  # nodes whose values leave the network
    outputs: tuple[Output, ...]  # those that learn; none without data
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
    def form(self) -> TargetForm | None:
        """How the first output's targets are written; None without data."""
        return self.outputs[0].form if self.outputs else None

    @property
    def logits(self) -> bool:
        """Whether the first output's loss makes the probabilities."""
        return bool(self.outputs) and self.outputs[0].logits

    @property
    def columns(self) -> Mapping[str, tuple[int, ...]]:
        """Which columns of the data each input takes that does not take all."""
        return places(self.document)

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
    sources = {start for start, _ in document.edges}
    starts = tuple(n for n in checked.order if document.node(n).kind == "input")
    ends = tuple(n for n in checked.order if n not in sources)
    if document.data is None or checked.output is None:
        return Facts(checked, starts, ends, (), ())
    kind = catalog.datasets()[document.data.dataset]
    _, classes = kind.signature(document.data.options)
    outputs = tuple(
        _output(checked, head, len(classes)) for head in heads(document.training, checked.output)
    )
    ends = tuple(output.head.node for output in outputs)
    return Facts(checked, starts, ends, outputs, classes)


def _output(checked: Checked, head: Head, classes: int) -> Output:
    node, classes = checked.document.node(head.node), 0 if head.target else classes
    units = checked.inferred[head.node].shape[-1] or 1
    loss = catalog.losses()[head.loss]
    form = target_form(loss, units, bend(node.kind, node.config) or "linear", classes)
    named = head.target if isinstance(head.target, tuple) else None
    return Output(head, form, classes, None if named is None else columns(checked.document, named))
