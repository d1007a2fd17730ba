"""Supervised learning: every example comes with its answer, and the loss compares the two."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import AnyArray, Batch, Config, LearningKind, Lesson, Text
from engine.graph.build import Network, Outputs
from engine.graph.fields import knobs as knob_values
from engine.graph.heads import heads
from engine.graph.spec import TrainingSpec
from engine.learning._figures import joined
from engine.learning._output import Output, make_output
from engine.learning._targets import classes_of
from engine.learning._update import Update

State = Mapping[str, Any]
Objective = Callable[[Any, State, Batch, Any, jax.Array], tuple[jax.Array, dict[str, Any]]]


def prepare(network: Network, training: TrainingSpec, classes: int) -> Lesson:
    """The pure functions that teach this network; raises for a metric that cannot be told."""
    outputs = tuple(make_output(network, head, classes) for head in heads(training, network.output))
    score, update = _Score(outputs), Update(network, training)
    objective = _objective(network, score)
    names = [output.head.name for output in outputs]
    return Lesson(
        form=",".join("input" if output.head.target else output.form for output in outputs),
        answers=tuple(output.answer for output in outputs),
        metrics=joined(names, [output.metrics.figures for output in outputs], losses=True),
        tables=joined(names, [output.tables.figures for output in outputs], losses=False),
        encode=score.encode,
        init=update.init,
        step=_step(network, objective, update),
        objective=objective,
        moves=update.moves,
        score=lambda state, batch, knobs: _scored(network, score, state, batch, knobs),
        rate=update.rate_at,
    )


@dataclass(frozen=True, slots=True)
class _Score:
    """What is told of all outputs of a batch, for each row."""

    outputs: tuple[Output, ...]

    def encode(self, targets: AnyArray) -> Any:
        """One array, or one for each of several outputs."""
        written = tuple(output.encoded(targets) for output in self.outputs)
        return written[0] if len(written) == 1 else written

    def pairs(self, batch: Batch, flow: Outputs) -> list[tuple[Output, jax.Array, jax.Array]]:
        """Each output with its targets and its values."""
        given = batch.targets if len(self.outputs) > 1 else (batch.targets,)
        found: list[tuple[Output, jax.Array, jax.Array]] = []
        for output, targets in zip(self.outputs, given, strict=True):
            values = flow.values[output.head.node]
            found.append((output, output.target(batch, targets, values), values))
        return found

    def losses(
        self, network: Network, batch: Batch, flow: Outputs, knobs: Any, *, weighted: bool
    ) -> tuple[jax.Array, list[jax.Array]]:
        """Each row's loss [b], with what layers charge for their outputs, and that of each output.

        ``weighted``: times the weight of the row and of its class, if the document has such
        weights; they are a matter of training, and scores leave them alone as Keras does.
        """
        parts: list[jax.Array] = []
        for number, (output, target, values) in enumerate(self.pairs(batch, flow)):
            losses = output.losses(target, values, knobs["loss"][number])
            if weighted and "classes" in knobs:
                losses *= knobs["classes"][classes_of(target, output.form)]
            if weighted and batch.weights is not None:
                losses *= batch.weights
            parts.append(losses)
        whole = parts[0]
        if "weights" in knobs:
            whole = (jnp.stack(parts, axis=1) * knobs["weights"]).sum(axis=1)
        activity = network.activity(flow, knobs["nodes"])
        return whole if activity is None else whole + activity, parts

    def told(self, batch: Batch, flow: Outputs, parts: list[jax.Array]) -> jax.Array:
        """The numbers of every step [b, m]: with several outputs first their losses."""
        told = [output.told(output.metrics, *pair) for output, *pair in self.pairs(batch, flow)]
        own = [jnp.stack(parts, axis=1)] if len(parts) > 1 else []
        return jnp.concatenate([*own, *told], axis=1)

    def tables(self, batch: Batch, flow: Outputs) -> jax.Array:
        """The numbers behind all tables [b, t]."""
        told = [output.told(output.tables, *pair) for output, *pair in self.pairs(batch, flow)]
        return jnp.concatenate(told, axis=1)


def _scored(
    network: Network, score: _Score, state: State, batch: Batch, knobs: Any
) -> tuple[jax.Array, jax.Array, jax.Array]:
    flow = network.apply(
        {"params": state["params"], "state": state["state"]},
        batch.inputs,
        knobs["nodes"],
        training=False,
        key=jax.random.key(0),  # nothing is drawn at inference
        present=batch.present,
    )
    losses, parts = score.losses(network, batch, flow, knobs, weighted=False)
    told = [score.told(batch, flow, parts), score.tables(batch, flow)]
    return losses, jnp.concatenate(told, axis=1), network.penalty(state["params"], knobs["nodes"])


def mean_of_present(values: jax.Array, present: jax.Array) -> jax.Array:
    """The mean over real rows: a short batch averages over what it has, as in Keras."""
    mask = present.reshape(-1, *([1] * (values.ndim - 1)))
    return jnp.sum(jnp.where(mask > 0, values, 0.0), axis=0) / jnp.sum(present)


def _objective(network: Network, score: _Score) -> Objective:
    def objective(
        params: Any, state: State, batch: Batch, knobs: Any, key: jax.Array
    ) -> tuple[jax.Array, dict[str, Any]]:
        flow = network.apply(
            {"params": params, "state": state["state"]},
            batch.inputs,
            knobs["nodes"],
            training=True,
            key=key,
            present=batch.present,
        )
        losses, parts = score.losses(network, batch, flow, knobs, weighted=True)
        told = score.told(batch, flow, parts)
        return mean_of_present(losses, batch.present), {
            "losses": losses,
            "values": flow.values,
            "before": flow.before,
            "updates": flow.updates,
            "told": mean_of_present(told, batch.present),
        }

    return objective


def _step(
    network: Network, objective: Objective, update: Update
) -> Callable[[Any, Batch, Any, jax.Array], tuple[Any, jax.Array, jax.Array]]:
    def step(
        state: State, batch: Batch, knobs: Any, key: jax.Array
    ) -> tuple[State, jax.Array, jax.Array]:
        params = state["params"]
        differentiated = jax.value_and_grad(objective, has_aux=True)
        (loss, passed), grads = differentiated(params, state, batch, knobs, key)
        loss += network.penalty(params, knobs["nodes"])
        moves = update.moves(grads, state["optimizer"], params, knobs, state["step"])
        updates = network.held(passed["updates"], state["state"], knobs["nodes"])
        after = {"params": moves.moved, "state": updates, "optimizer": moves.memory}
        return after, loss, passed["told"]

    return step


def knobs(training: TrainingSpec) -> dict[str, Any]:
    """What sliders move in the losses, the optimizer and its schedule, and what callbacks multiply
    the learning rate by, ready for compiled code; ``weights`` [outputs] where outputs have some."""
    kind, schedule = catalog.optimizers()[training.optimizer], training.schedule
    scheduled = catalog.schedules()[schedule.kind].fields
    several = heads(training, "")
    weights = np.array([head.weight for head in several], np.float32)
    return {
        "loss": tuple(_loss_knobs(head.loss, head.loss_config) for head in several),
        "optimizer": _float32(knob_values(kind.fields, training.optimizer_config)),
        "schedule": _float32(knob_values(scheduled, dict(schedule.config))),
        "callbacks": {"rate": np.float32(1)},
        **({"weights": weights} if training.outputs else {}),
    }


def _loss_knobs(loss: str, config: Config) -> dict[str, np.float32]:
    return _float32(knob_values(catalog.losses()[loss].fields, config))


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
