"""The curves of a run: rows for the page, thinned when they grow too many, and whole epochs."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.contracts import Figures

MAX_ROWS = 20_000
Row = dict[str, Any]


@dataclass(slots=True)
class Sums:
    """Losses and metrics added up over steps, to be averaged: each step counts by its examples."""

    weight: float = 0.0
    loss: float = 0.0
    figures: Any = 0.0

    def add(self, losses: Any, figures: Any, counts: Any) -> None:
        """Takes in the losses [k] and metrics [k, m] of steps over so many examples [k]."""
        weights = np.asarray(counts, np.float64)
        self.weight += float(weights.sum())
        self.loss += float(weights @ np.asarray(losses, np.float64))
        self.figures = self.figures + weights @ np.asarray(figures, np.float64)

    def clear(self) -> None:
        """Begins anew."""
        self.weight, self.loss, self.figures = 0.0, 0.0, 0.0

    def to_json(self) -> Row:
        """The sums, to be gone on with."""
        return {
            "weight": self.weight,
            "loss": self.loss,
            "figures": np.asarray(self.figures, np.float64).tolist(),
        }

    def from_json(self, saved: Row) -> None:
        """Goes on with saved sums."""
        self.weight, self.loss = saved["weight"], saved["loss"]
        self.figures = np.asarray(saved["figures"], np.float64)

    def means(self, metrics: Figures) -> Row:
        """``{"loss", "metrics": {name: figure}}``; there must be steps."""
        means = np.asarray(self.figures, np.float64) / self.weight
        return {"loss": self.loss / self.weight, "metrics": metrics.told(means)}


@dataclass(slots=True)
class History:
    """Rows of the protocol's ``history``. ``generation`` counts how often numbering began anew."""

    rows: list[Row] = field(default_factory=list[Row])
    epochs: list[Row] = field(default_factory=list[Row])
    generation: int = 0

    def add(self, row: Row) -> None:
        """Appends a row; beyond 20,000 the older half loses every second one without validation."""
        self.rows.append(row)
        if len(self.rows) <= MAX_ROWS:
            return
        half = len(self.rows) // 2
        older = [
            row
            for place, row in enumerate(self.rows[:half])
            if place % 2 == 0 or (row["validation"] is not None and place % 4 == 1)
        ]
        self.rows = older + self.rows[half:]
        self.generation += 1

    @property
    def unscored(self) -> bool:
        """Whether the newest row has no scores of held-out rows."""
        return bool(self.rows) and self.rows[-1]["validation"] is None

    def score(self, validation: Row) -> None:
        """Gives the newest row its scores; it is another row then, to be told again."""
        if self.rows:
            self.rows[-1] = {**self.rows[-1], "validation": validation}

    def clear(self) -> None:
        """Forgets everything."""
        self.rows, self.epochs = [], []
        self.generation += 1
