"""One output made ready: its targets, each row's loss, its metrics, as Keras counts them."""

from dataclasses import dataclass
from typing import Any

import jax
import numpy as np

from engine import catalog
from engine.contracts import Answer, AnyArray, Batch, Config, LossKind, TargetForm
from engine.errors import LearnerError
from engine.graph.build import Network
from engine.graph.fields import structure
from engine.graph.heads import Head
from engine.graph.output import bend
from engine.learning._figures import Measures, figures
from engine.learning._targets import encode, target_form


@dataclass(frozen=True, slots=True)
class Output:
    """What is told of one output's targets and values, for each row."""

    head: Head
    kind: LossKind
    config: Config
    form: TargetForm
    classes: int  # to be told apart, 0 where values are learned
    columns: tuple[int, ...] | None  # of the input, where some of them are the target
    metrics: Measures
    tables: Measures

    @property
    def logits(self) -> bool:
        """Whether it puts out sums of which the loss makes probabilities."""
        return bool(self.config.get("from_logits"))

    @property
    def answer(self) -> Answer:
        """As people read it."""
        cut = {"zero_one": 0.0 if self.logits else 0.5, "signs": 0.0}.get(self.form)
        return Answer(self.head.node, self.head.name, cut, self.classes > 0)

    def encoded(self, targets: AnyArray) -> AnyArray | None:
        """The data's targets as the loss wants them; None where it learns parts of the input."""
        return None if self.head.target else encode(targets, self.form, self.classes)

    def target(self, batch: Batch, given: jax.Array | None, values: jax.Array) -> jax.Array:
        """What the values should have been: as given, or parts of the input in their shape."""
        if given is not None:
            return given
        wanted = batch.inputs if self.columns is None else batch.inputs[:, np.array(self.columns)]
        return wanted.reshape(values.shape)

    def losses(self, target: jax.Array, values: jax.Array, knobs: Any) -> jax.Array:
        """Each row's loss [b]; of an output with several axes the mean over all but the last."""
        if values.ndim <= 2:
            return self.kind.apply(target, values, self.config, knobs)
        each = self.kind.apply(_rows(target), _rows(values), self.config, knobs)
        return each.reshape(len(values), -1).mean(axis=1)

    def read(self, values: jax.Array) -> jax.Array:
        """Values as metrics see them: probabilities where the loss takes logits."""
        if not self.logits:
            return values
        return jax.nn.sigmoid(values) if self.kind.targets == "values" else jax.nn.softmax(values)

    def told(self, part: Measures, target: jax.Array, values: jax.Array) -> jax.Array:
        """The numbers of metrics or tables [b, w]."""
        read = self.read(values)
        if values.ndim <= 2:
            return part.measure(target, read)
        each = part.measure(_rows(target), _rows(read))
        return each.reshape(len(values), -1, part.figures.width).mean(axis=1)


def _rows(values: jax.Array) -> jax.Array:
    """All axes but the last as rows: what is compared there is compared alone."""
    return values.reshape(-1, values.shape[-1])


def make_output(network: Network, head: Head, classes: int) -> Output:
    """An output of a built network; raises for a metric that cannot be told."""
    loss = catalog.losses()[head.loss]
    classes = 0 if head.target else classes
    for metric in (catalog.metrics()[chosen.kind] for chosen in head.metrics):
        if ("classification" if classes else "regression") not in metric.tasks:
            raise LearnerError("metric_needs_classes", field="metrics", metric=metric.name)
    layer = network.layer(head.node)
    end = bend(layer.kind, layer.structure) or "linear"
    form = target_form(loss, layer.shape[-1] or 1, end, classes)
    output = jax.ShapeDtypeStruct((2, layer.shape[-1] or 1), np.float32)
    whole: tuple[tuple[int, ...], Any] = (output.shape, np.float32)
    target = jax.ShapeDtypeStruct(*(((2,), np.int32) if form == "classes" else whole))
    metrics, tables = figures(head.metrics, form, target, output)
    return Output(
        head=head,
        kind=loss,
        config=structure(loss.fields, head.loss_config),
        form=form,
        classes=classes,
        columns=network.targets.get(head.node),
        metrics=metrics,
        tables=tables,
    )
