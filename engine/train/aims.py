"""What each output of a run is to learn, and how that is measured, for diagnoses."""

from typing import Any, cast

import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import Aim, FloatArray
from engine.graph.fields import structure
from engine.graph.heads import Head, heads
from engine.graph.output import bend
from engine.train.plan import Plan

MOST_ROWS = 2048  # of the targets


def aims(plan: Plan, means: dict[str, float]) -> tuple[Aim, ...]:
    """Every output with its targets; ``means``: what each layer puts out on average."""
    names = plan.names.original
    ends = [names[answer.node] for answer in plan.lesson.answers]
    several = heads(plan.document.training, ends[0])
    return tuple(_aim(plan, head, number, means) for number, head in enumerate(several))


def _aim(plan: Plan, head: Head, number: int, means: dict[str, float]) -> Aim:
    loss = catalog.losses()[head.loss]
    layer = plan.network.layer(plan.names.standard[head.node])
    units = layer.shape[-1] or 1
    classes = 0 if head.target else len(plan.rows.data.classes)
    owner, activation = _bent(plan, layer.name)
    sums = 1.0, 1.0
    if not classes:
        rows = _targets(plan, head).sum(axis=-1)
        sums = float(rows.min()), float(rows.max())
    nothing = None
    if classes > 1 and units == classes and loss.targets == "values":
        config = structure(loss.fields, head.loss_config)
        knobs = plan.knobs["loss"][number]
        one = jnp.asarray(np.eye(1, units, dtype=np.float32))
        nothing = float(loss.apply(one, jnp.zeros((1, units)), config, knobs)[0])
    return Aim(
        node=head.node,
        place=f"{head.place}.".removeprefix("training."),
        loss=loss,
        logits=bool(head.loss_config.get("from_logits")),
        activation=activation,
        bent=owner,
        classes=classes,
        units=units,
        mean_sum=units * means.get(head.node, float("nan")),
        sums=sums,
        nothing=nothing,
    )


def _bent(plan: Plan, name: str) -> tuple[str | None, str]:
    """The learner's name of the node whose activation the output ends with, where it is a setting
    of the node, and the activation."""
    while True:
        layer = plan.network.layer(name)
        given = bend(layer.kind, layer.structure)
        if given is not None:
            return plan.names.original[name] if "activation" in layer.structure else None, given
        if len(layer.inputs) != 1:
            return None, "linear"
        (name,) = layer.inputs


def _targets(plan: Plan, head: Head) -> FloatArray:
    """Values to be learned, [rows, values]."""
    data, rows = plan.rows.data, plan.rows.training[:MOST_ROWS]
    if head.target is None:
        found: Any = data.training.targets[rows]
    else:
        found = plan.rows.scaled(data.training.inputs[rows])
        if isinstance(head.target, tuple):
            found = found[:, [data.features.index(name) for name in head.target]]
    return cast("FloatArray", np.asarray(found, np.float32).reshape(len(rows), -1))
