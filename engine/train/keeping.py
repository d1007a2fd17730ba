"""A run as a checkpoint keeps it: all tensors, and what is written about them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jax

from engine.train import checkpoint
from engine.train.checkpoint import Snapshot
from engine.train.history import History
from engine.train.schedule import Cursor
from engine.train.training import Training


def snapshot(training: Training, history: History) -> Snapshot:
    """The training as it is now, on the host."""
    about = {
        "document": training.plan.document.to_json(),
        "seed": training.plan.schedule.seed,
        "step": training.step,
        "cursor": [training.cursor.epoch, training.cursor.offset],
        "rows": list(history.rows),
        "epochs": list(history.epochs),
        "recorder": training.recorder.to_json(),
        "divergence": training.divergence,
        "callbacks": training.callbacks.to_json(),
        "interventions": training.plan.interventions,
    }
    best = training.callbacks.best
    kept = training.tensors if best is None else {**training.tensors, "best": best}
    return checkpoint.snapshot(kept, about)


def load(
    training: Training, history: History, tensors: Mapping[str, Any], about: Mapping[str, Any]
) -> None:
    """Takes a fresh training, of the document kept, to where the checkpoint was made."""
    plan = training.plan
    found = checkpoint.unflatten(tensors, training.tensors)
    training.tensors = jax.device_put(found, plan.device)
    schedule = replace(plan.schedule, seed=int(about["seed"]))
    if "callbacks" in about:  # older checkpoints know of none
        training.callbacks.from_json(about["callbacks"])
    if any(name.startswith("best/") for name in tensors):
        like = {name: training.tensors[name] for name in ("params", "state")}
        training.callbacks.best = checkpoint.unflatten(tensors, {"best": like})["best"]
    plan = plan.meddled_as(about.get("interventions", ()))  # nor those of interventions
    training.plan = replace(plan, schedule=schedule).slowed(training.callbacks.rate)
    training.step, training.cursor = int(about["step"]), Cursor(*about["cursor"])
    training.recorder.from_json(about["recorder"])
    training.divergence = about.get("divergence")  # older checkpoints do not know of it
    history.rows, history.epochs = about["rows"], about["epochs"]
    for row in history.rows:
        row.setdefault("learning_rate", None)  # nor these of the learning rate
    history.generation += 1
