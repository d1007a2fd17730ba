"""Scoring a part of the data in small calls, so that frames and other runs need not wait for it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.train.plan import Plan
from engine.train.schedule import Rows


class Scoring:
    """Loss and metrics over some rows, a chunk for each ``advance``; ``result`` when done."""

    def __init__(self, plan: Plan, numbers: Rows, part: str = "training") -> None:
        self._plan = plan
        self._numbers = numbers
        self._data = plan.data(part)
        self._done = 0
        self._loss = 0.0
        self._figures: Any = np.zeros(plan.lesson.metrics.width + plan.lesson.tables.width)
        self._penalty = 0.0

    def example(self, state: Any) -> tuple[Any, ...]:
        """Arguments of the kind the compiled function is called with."""
        rows = np.zeros(self._plan.chunk, np.int32)
        return _inference(state), rows, np.int32(0), self._plan.knobs, self._data

    @property
    def finished(self) -> bool:
        """Whether every row has been scored."""
        return self._done >= len(self._numbers)

    def advance(self, score: Any, state: Any) -> None:
        """Scores the next chunk; waits for the device."""
        chunk = self._plan.chunk
        here = self._numbers[self._done : self._done + chunk]
        rows = np.full(chunk, self._numbers[0], np.int32)
        rows[: len(here)] = here
        count = np.int32(len(here))
        loss, figures, penalty = score(_inference(state), rows, count, self._plan.knobs, self._data)
        self._loss += float(loss)
        self._figures = self._figures + np.asarray(figures, np.float64)
        self._penalty = float(penalty)
        self._done += len(here)

    def result(self) -> dict[str, Any]:
        """``{"loss", "metrics", "tables", "rows"}`` over all rows, the loss with its penalty."""
        count = len(self._numbers)
        lesson, width = self._plan.lesson, self._plan.lesson.metrics.width
        return {
            "loss": self._loss / count + self._penalty,
            "metrics": lesson.metrics.told(self._figures[:width] / count),
            "tables": lesson.tables.told(self._figures[width:]),
            "rows": count,
        }


def _inference(state: Mapping[str, Any]) -> dict[str, Any]:
    return {"params": state["params"], "state": state["state"]}
