"""The callbacks of a run: what they remember, and what they want done at an epoch's end."""

import math
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

from engine import catalog
from engine.contracts import Better, Chosen, EpochEnd, Memory
from engine.errors import LearnerError
from engine.graph.heads import curves
from engine.graph.spec import TrainingSpec
from engine.train.history import Row


@dataclass(slots=True)
class Callbacks:
    """``rate`` is what they multiply the learning rate by; ``best`` holds ``params`` and ``state``
    of the best epoch, on the host, while somebody may want them back."""

    chosen: tuple[Chosen, ...]
    memories: list[Memory] = field(default_factory=list[Memory])
    rate: float = 1.0
    best: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begins to watch anew; the learning rate stays as low as it is."""
        self.memories, self.best = [{} for _ in self.chosen], None

    def judge(self, row: Row, training: TrainingSpec, tensors: Any) -> LearnerError | None:
        """Takes in the row of an epoch that has ended, with the tensors it led to; answers why the
        run must stop, if it must. Curves that are not known or not finite are passed over."""
        reason: LearnerError | None = None
        for place, callback in enumerate(self.chosen):
            config = dict(callback.config)
            value = _value(row, config["monitor"])
            if value is None or not math.isfinite(value):
                continue
            start = float(np.float32(training.optimizer_config["learning_rate"]))
            better = _better(training, config["monitor"])
            end = EpochEnd(row["epoch"] - 1, value, better, start * self.rate)
            judge = catalog.callbacks()[callback.kind].judge
            self.memories[place], verdict = judge(self.memories[place], end, config)
            if verdict.learning_rate is not None:
                self.rate = verdict.learning_rate / start
            if verdict.keep:
                parts = {name: tensors[name] for name in ("params", "state")}
                self.best = jax.tree.map(np.array, parts)
            if verdict.stop and reason is None:
                code = "stopped_early_restored" if verdict.restore else "stopped_early"
                best = self.memories[place].get("epoch", end.epoch) + 1
                said = {"name": config["monitor"], "epoch": row["epoch"], "best": best}
                reason = LearnerError(code, **said)
        return reason

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps besides the best weights."""
        return {"memories": [dict(memory) for memory in self.memories], "rate": self.rate}

    def from_json(self, saved: dict[str, Any]) -> None:
        """Goes on where a checkpoint left off."""
        self.memories, self.rate = list(saved["memories"]), saved["rate"]


def _value(row: Row, monitor: str) -> float | None:
    """The value of a curve in an epoch's row."""
    part, name = row, monitor
    if monitor.startswith("val_") and monitor not in row["metrics"]:
        part, name = row["validation"], monitor.removeprefix("val_")
    if part is None:
        return None
    return part["loss"] if name == "loss" else part["metrics"].get(name)


def _better(training: TrainingSpec, monitor: str) -> Better:
    known = curves(training)
    return known[monitor if monitor in known else monitor.removeprefix("val_")].better
