"""Supervised learning: every example comes with its answer, and the loss compares the two."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import (
    AnyArray,
    Batch,
    Config,
    Figures,
    LearningKind,
    Lesson,
    LossKind,
    TargetForm,
    Text,
)
from engine.errors import LearnerError
from engine.graph.build import Network, Outputs
from engine.graph.fields import knobs as knob_values
from engine.graph.fields import structure
from engine.graph.output import bend
from engine.graph.spec import TrainingSpec
from engine.learning._figures import figures
from engine.learning._update import Update

State = Mapping[str, Any]


def target_form(loss: LossKind, units: int, activation: str, classes: int) -> TargetForm:
    """How targets must be written for a loss, the output's units and activation, and the data.

    Classes under a loss of values become one-hot rows when there are several units. One unit gets
    0 and 1 when its activation or its loss wants no negative outputs, -1 and +1 otherwise.
    """
    if loss.targets != "values":
        return loss.targets
    if not classes:
        return "values"
    if units > 1:
        return "one_hot"
    if loss.wants is None and activation in ("sigmoid", "hard_sigmoid", "sparse_sigmoid"):
        return "zero_one"
    return "zero_one" if loss.wants in ("probabilities", "positive") else "signs"


def classes_of(targets: jax.Array, form: TargetForm) -> jax.Array:
    """The number of each row's class [b], however targets are written."""
    if form == "classes":
        return targets
    if form == "one_hot":
        return jnp.argmax(targets, axis=-1)
    return (targets[:, 0] > 0).astype(jnp.int32)


def encode(targets: AnyArray, form: TargetForm, classes: int) -> AnyArray:
    """A data set's targets in one form: int32 [n] for class numbers, else float32 [n, values]."""
    if form == "classes":
        return targets.astype(np.int32)
    if form == "one_hot":
        return np.eye(classes, dtype=np.float32)[targets]
    numbers = targets.reshape(len(targets), -1).astype(np.float32)
    return numbers * np.float32(2) - np.float32(1) if form == "signs" else numbers


def prepare(network: Network, training: TrainingSpec, classes: int) -> Lesson:
    """The pure functions that teach this network; raises for a metric that cannot be told."""
    loss = catalog.losses()[training.loss]
    for metric in (catalog.metrics()[chosen.kind] for chosen in training.metrics):
        if ("classification" if classes else "regression") not in metric.tasks:
            raise LearnerError("metric_needs_classes", field="metrics", metric=metric.name)
    form = target_form(loss, *_end(network), classes)
    output = jax.ShapeDtypeStruct((2, *network.layer(network.output).shape), np.float32)
    target = jax.ShapeDtypeStruct(*_targets(form, output.shape))
    metrics, tables = figures(training.metrics, form, target, output)
    config = structure(loss.fields, training.loss_config)
    score = _Score(loss, config, form, metrics, tables)
    update = Update(network, training)
    return Lesson(
        form=form,
        cut=score.cut,
        metrics=metrics,
        tables=tables,
        encode=lambda targets: encode(targets, form, classes),
        init=update.init,
        step=_step(network, score, update),
        score=lambda state, batch, knobs: _scored(network, score, state, batch, knobs),
        rate=update.rate_at,
    )


def _targets(form: TargetForm, output: tuple[int, ...]) -> tuple[tuple[int, ...], Any]:
    """Shape and type of a batch of targets for outputs of that shape."""
    return ((output[0],), np.int32) if form == "classes" else (output, np.float32)


def _end(network: Network) -> tuple[int, str]:
    """How many numbers come out, and the activation they went through last."""
    layer = network.layer(network.output)
    return layer.shape[-1] or 1, bend(layer.kind, layer.structure) or "linear"


@dataclass(frozen=True, slots=True)
class _Score:
    """What is told of targets and outputs, for each row."""

    kind: LossKind
    config: Config
    form: TargetForm
    metrics: Figures
    tables: Figures

    @property
    def logits(self) -> bool:
        """Whether the network puts out sums of which the loss makes probabilities."""
        return bool(self.config.get("from_logits"))

    @property
    def cut(self) -> float | None:
        """What parts the two classes of a single output."""
        return {"zero_one": 0.0 if self.logits else 0.5, "signs": 0.0}.get(self.form)

    def read(self, output: jax.Array) -> jax.Array:
        """An output as metrics see it: probabilities where the loss takes logits."""
        if not self.logits:
            return output
        return jax.nn.sigmoid(output) if self.kind.targets == "values" else jax.nn.softmax(output)

    def losses(
        self, network: Network, batch: Batch, outputs: Outputs, knobs: Any, *, weighted: bool
    ) -> jax.Array:
        """Each row's loss [b], with what layers charge for their outputs.

        ``weighted``: times the weight of its class, if the document has such weights; they are a
        matter of training, and scores leave them alone as Keras does.
        """
        output = outputs.values[network.output]
        losses = self.kind.apply(batch.targets, output, self.config, knobs["loss"])
        if weighted and "classes" in knobs:
            losses *= knobs["classes"][classes_of(batch.targets, self.form)]
        activity = network.activity(outputs, knobs["nodes"])
        return losses if activity is None else losses + activity


def _scored(
    network: Network, score: _Score, state: State, batch: Batch, knobs: Any
) -> tuple[jax.Array, jax.Array, jax.Array]:
    variables = {"params": state["params"], "state": state["state"]}
    outputs = network.apply(
        variables,
        batch.inputs,
        knobs["nodes"],
        training=False,
        key=jax.random.key(0),  # nothing is drawn at inference
        present=batch.present,
    )
    output = score.read(outputs.values[network.output])
    told = [part.measure(batch.targets, output) for part in (score.metrics, score.tables)]
    losses = score.losses(network, batch, outputs, knobs, weighted=False)
    return losses, jnp.concatenate(told, axis=1), network.penalty(state["params"], knobs["nodes"])


def mean_of_present(values: jax.Array, present: jax.Array) -> jax.Array:
    """The mean over real rows: a short batch averages over what it has, as in Keras."""
    mask = present.reshape(-1, *([1] * (values.ndim - 1)))
    return jnp.sum(jnp.where(mask > 0, values, 0.0), axis=0) / jnp.sum(present)


def _step(
    network: Network, score: _Score, update: Update
) -> Callable[[Any, Batch, Any, jax.Array], tuple[Any, jax.Array, jax.Array]]:
    def step(
        state: State, batch: Batch, knobs: Any, key: jax.Array
    ) -> tuple[State, jax.Array, jax.Array]:
        def objective(params: Any) -> tuple[jax.Array, tuple[Any, jax.Array]]:
            outputs = network.apply(
                {"params": params, "state": state["state"]},
                batch.inputs,
                knobs["nodes"],
                training=True,
                key=key,
                present=batch.present,
            )
            losses = score.losses(network, batch, outputs, knobs, weighted=True)
            output = score.read(outputs.values[network.output])
            told = score.metrics.measure(batch.targets, output)
            loss = mean_of_present(losses, batch.present)
            return loss, (outputs.updates, mean_of_present(told, batch.present))

        params = state["params"]
        (loss, (updates, told)), grads = jax.value_and_grad(objective, has_aux=True)(params)
        loss += network.penalty(params, knobs["nodes"])
        moved, memory = update.apply(grads, state["optimizer"], params, knobs, state["step"])
        return {"params": moved, "state": updates, "optimizer": memory}, loss, told

    return step


def knobs(training: TrainingSpec) -> dict[str, dict[str, np.float32]]:
    """What sliders move in the loss, the optimizer and its schedule, and what callbacks multiply
    the learning rate by, ready for compiled code."""
    loss, kind = catalog.losses()[training.loss], catalog.optimizers()[training.optimizer]
    schedule = catalog.schedules()[training.schedule.kind]
    return {
        "loss": _float32(knob_values(loss.fields, training.loss_config)),
        "optimizer": _float32(knob_values(kind.fields, training.optimizer_config)),
        "schedule": _float32(knob_values(schedule.fields, dict(training.schedule.config))),
        "callbacks": {"rate": np.float32(1)},
    }


def _float32(values: Mapping[str, float]) -> dict[str, np.float32]:
    return {name: np.float32(value) for name, value in values.items()}


KIND = LearningKind(
    name="supervised",
    label=Text("From examples", "Aus Beispielen"),
    summary=Text(
        "Every example comes with the right answer; the loss measures the difference.",
        "Zu jedem Beispiel gehört die richtige Antwort; der Verlust misst den Unterschied.",
    ),
    prepare=prepare,
    knobs=knobs,
)
