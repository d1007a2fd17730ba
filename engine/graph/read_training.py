"""The training part of a document: loss, optimizer and schedule, metrics, callbacks, numbers."""

import re
from collections.abc import Mapping
from typing import Any, cast

from engine import catalog
from engine.contracts import Chosen
from engine.errors import LearnerError
from engine.graph.fields import did_you_mean, legible, number, shown
from engine.graph.parts import MAX_SEED, Parts
from engine.graph.spec import CONSTANT, ClassWeight, OutputSpec, Target, TrainingSpec

MAX_METRICS = 50
MAX_CALLBACKS = 10
MAX_OUTPUTS = 20
MAX_COLUMNS = 1_000
_CLASS = re.compile(r"[0-9]{1,6}", re.ASCII)
_NAMES = (
    *("kind", "loss", "optimizer", "metrics", "outputs", "class_weight", "sample_weight"),
    *("callbacks", "batch_size", "epochs", "shuffle", "seed"),
)


def read_training(parts: Parts, value: Any) -> TrainingSpec:
    """The training part; what is wrong with it is noted in ``parts``."""
    part = parts.an_object({} if value is None else value, "training")
    parts.known(part, _NAMES, "training.")
    kinds = catalog.learning()
    kind = parts.kind(part.get("kind", "supervised"), "learning", kinds, field="training.kind")
    loss, loss_config = parts.configured(part, "loss", catalog.losses(), "mean_squared_error")
    optimizer, config = parts.configured(part, "optimizer", catalog.optimizers(), "rmsprop")
    shuffle = part.get("shuffle", True)
    if not isinstance(shuffle, bool):
        place = {"name": "shuffle", "field": "training.shuffle"}
        parts.note("not_a_boolean", value=shown(shuffle), **place)
    return TrainingSpec(
        kind=kind or "supervised",
        loss=loss,
        loss_config=loss_config,
        optimizer=optimizer,
        optimizer_config=config,
        schedule=_schedule(parts, part.get("optimizer")),
        metrics=_metrics(parts, part.get("metrics", []), "training.metrics"),
        outputs=_outputs(parts, part.get("outputs", {})),
        class_weight=_class_weight(parts, part.get("class_weight")),
        sample_weight=_sample_weight(parts, part.get("sample_weight")),
        callbacks=_callbacks(parts, part.get("callbacks", [])),
        batch_size=parts.whole(part.get("batch_size", 32), "training.batch_size", 1, 65_536, 32),
        epochs=parts.whole(part.get("epochs", 1), "training.epochs", 1, 1_000_000, 1),
        shuffle=bool(shuffle),
        seed=parts.whole(part.get("seed", 0), "training.seed", 0, MAX_SEED, 0),
    )


def _schedule(parts: Parts, optimizer: Any) -> Chosen:
    """How the learning rate moves: ``schedule`` beside the optimizer's ``config``."""
    value: Any = None
    if isinstance(optimizer, Mapping):
        value = cast("Mapping[str, Any]", optimizer).get("schedule")
    if value is None:
        return CONSTANT
    found = parts.one_of(value, "schedule", catalog.schedules(), "training.optimizer.schedule")
    return found or CONSTANT


def _outputs(parts: Parts, value: Any) -> tuple[OutputSpec, ...]:
    given = parts.an_object({} if value is None else value, "training.outputs")
    if len(given) > MAX_OUTPUTS:
        place: dict[str, Any] = {"field": "training.outputs"}
        parts.note("too_many_outputs", count=len(given), limit=MAX_OUTPUTS, **place)
        return ()
    return tuple(_output(parts, str(node), part) for node, part in given.items())


def _output(parts: Parts, node: str, value: Any) -> OutputSpec:
    """One output's loss, weight, metrics and target."""
    place = f"training.outputs.{legible(node)}"
    part = parts.an_object(value, place)
    parts.known(part, ("loss", "weight", "metrics", "target"), f"{place}.")
    loss, weight, metrics = part.get("loss"), 1.0, part.get("metrics")
    losses = catalog.losses()
    try:
        where: dict[str, Any] = {"name": "weight", "field": f"{place}.weight"}
        weight = number(part.get("weight", 1.0), 0, 1000, **where)
    except LearnerError as problem:
        parts.problems.append(problem)
    return OutputSpec(
        node=node,
        name=node,
        loss=None if loss is None else parts.one_of(loss, "loss", losses, f"{place}.loss"),
        weight=weight,
        metrics=None if metrics is None else _metrics(parts, metrics, f"{place}.metrics"),
        target=_target(parts, part.get("target"), f"{place}.target"),
    )


def _target(parts: Parts, value: Any, place: str) -> Target:
    """What an output learns; whether there are such columns, the data says."""
    if value is None or value == "input":
        return value
    if isinstance(value, str):
        hint = did_you_mean(value, ("input",))
        parts.note("unknown_choice", name="target", field=place, value=shown(value), hint=hint)
        return None
    items = parts.a_list(value, place)[:MAX_COLUMNS]
    return tuple(parts.text(item, place) for item in items) or None


def _sample_weight(parts: Parts, value: Any) -> str | None:
    return None if value is None else parts.text(value, "training.sample_weight")


def _metrics(parts: Parts, value: Any, place: str) -> tuple[Chosen, ...]:
    found: dict[str, Chosen] = {}
    for item in parts.a_list(value, place)[:MAX_METRICS]:
        metric = parts.one_of(item, "metric", catalog.metrics(), place)
        if metric is not None:
            found.setdefault(metric.kind, metric)
    return tuple(found.values())


def _class_weight(parts: Parts, value: Any) -> ClassWeight:
    place: dict[str, Any] = {"name": "class_weight", "field": "training.class_weight"}
    if value is None or value == "balanced":
        return value
    if isinstance(value, str):
        hint = did_you_mean(value, ("balanced",))
        parts.note("unknown_choice", value=shown(value), hint=hint, **place)
        return None
    found: dict[int, float] = {}
    for name, weight in parts.an_object(value, "training.class_weight").items():
        if not _CLASS.fullmatch(name):
            parts.note("not_a_class", field=place["field"], value=shown(name))
            continue
        try:
            found[int(name)] = number(weight, 0, 1000, **place)
        except LearnerError as problem:
            parts.problems.append(problem)
    return tuple(sorted(found.items()))


def _callbacks(parts: Parts, value: Any) -> tuple[Chosen, ...]:
    found: list[Chosen] = []
    for place, item in enumerate(parts.a_list(value, "training.callbacks")[:MAX_CALLBACKS]):
        where = f"training.callbacks[{place}]"
        callback = parts.one_of(item, "callback", catalog.callbacks(), where)
        if callback is not None:
            found.append(callback)
    return tuple(found)
