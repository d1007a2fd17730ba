"""Turns steps into rows of the curves: means since the last row, and scores of held-out rows.

A tiny network takes thousands of steps a second, and the most happens in the first hundred: rows
come by the clock, and where many steps are taken at once also by the step.
"""

import time
from typing import Any

import numpy as np

from engine.contracts import Figures
from engine.train.history import History, Row, Sums
from engine.train.loop import Turn
from engine.train.schedule import Cursor, Rows, Schedule


class Recorder:
    """Writes a run's history. A row's loss and metrics are means over the steps since the last row,
    each step weighted by its examples."""

    EVERY = 1 / 30  # seconds between rows
    FINE = 50  # a row about every so manieth part of the steps so far: 580 in a million
    EXAMPLES = 100  # of fewer a mean says little
    WHOLE = 2048  # validation parts up to this size are scored whole, at every row if time allows
    GLANCE = 512  # rows scored in between of a larger part, always the same
    GLANCE_EVERY = 2.0  # seconds
    SHARE = 20  # scoring may take one part in so many of the time that steps took

    def __init__(self, history: History, metrics: Figures) -> None:
        self._history = history
        self._metrics = metrics
        self._sums = Sums()
        self._epoch_sums = Sums()
        self._epoch_seconds = 0.0  # of training, without pauses and scores
        self._row_at = 0.0
        self._scored_at = 0.0
        self._scoring_took = 0.0
        self._trained = 0.0  # seconds of steps since the last scores

    def take(self, schedule: Schedule, cursor: Cursor, turn: Turn) -> int:
        """Takes in a turn that began at a cursor; answers the number of whole epochs done."""
        self._sums.add(turn.losses, turn.figures, turn.counts)
        self._trained += turn.seconds
        done = 0
        while done < turn.applied:
            left = min(schedule.left_in_epoch(cursor), turn.applied - done)
            part = slice(done, done + left)
            self._epoch_seconds += turn.seconds * left / turn.applied
            self._epoch_sums.add(turn.losses[part], turn.figures[part], turn.counts[part])
            done += left
            after = schedule.advanced(cursor, left)
            if after.epoch > cursor.epoch:
                self._close_epoch(after.epoch)
            cursor = after
        return cursor.epoch

    def _close_epoch(self, epoch: int) -> None:
        row: Row = {"epoch": epoch, **self._epoch_sums.means(self._metrics), "validation": None}
        row["seconds"] = self._epoch_seconds
        self._epoch_seconds = 0.0
        self._epoch_sums.clear()
        self._history.epochs.append(row)
        del self._history.epochs[:-1000]  # a tiny network does thousands in a second

    @property
    def last_epoch(self) -> Row:
        """The row of the epoch that ended last; there must be one."""
        return self._history.epochs[-1]

    def due(self, validation: Rows, *, whole: bool, resting: bool) -> Rows | None:
        """The rows to score with the next row: none of them, or None when no row is due yet."""
        now = time.monotonic()
        if not (whole or resting) and now - self._row_at < self.EVERY:
            return None
        if not self._sums.weight and not (resting and self._history.unscored):
            return None
        self._row_at = now
        if whole:
            return validation
        # Not by the clock: among thirty runs, scores after every turn would be half of the work.
        earned = self._trained >= self.SHARE * self._scoring_took
        if len(validation) <= self.WHOLE:
            return validation if resting or earned else validation[:0]
        if not earned or now - self._scored_at < self.GLANCE_EVERY:
            return validation[:0]
        return validation[np.linspace(0, len(validation) - 1, self.GLANCE).astype(int)]

    @property
    def examples(self) -> float:
        """How many came together since the last row."""
        return self._sums.weight

    @classmethod
    def stride(cls, step: int, batch_size: int) -> int:
        """After how many steps, of those taken at once after this one, there is a row."""
        return max(step // cls.FINE, -(-cls.EXAMPLES // batch_size))

    def begin_row(self) -> None:
        """What came together since the last row is told already."""
        self._sums.clear()

    def close_row(self, step: int, epoch: int, learning_rate: float) -> None:
        """Writes what came together since the last row, with the learning rate of its last step."""
        if not self._sums.weight:
            return
        means = self._sums.means(self._metrics)
        row = {"step": step, "epoch": epoch, **means, "learning_rate": learning_rate}
        self._history.add({**row, "validation": None})
        self.begin_row()

    def validate(self, result: Row, seconds: float, *, of_epoch: bool) -> None:
        """Gives the newest row its scores, and the last epoch too when they are of its end.

        ``seconds`` that scoring took decide how soon there may be scores again.
        """
        self._scored_at, self._scoring_took, self._trained = time.monotonic(), seconds, 0.0
        if not np.isfinite(result["loss"]):
            return
        # A table at every row would be too much to send.
        self._history.score({name: result[name] for name in ("loss", "metrics", "rows")})
        if of_epoch and self._history.epochs:
            self._history.epochs[-1]["validation"] = result

    def to_json(self) -> dict[str, Any]:
        """What has been added up for rows that are not closed yet."""
        return {"row": self._sums.to_json(), "epoch": self._epoch_sums.to_json()}

    def from_json(self, saved: dict[str, Any]) -> None:
        """Goes on adding up where a checkpoint left off."""
        self._sums.from_json(saved["row"])
        self._epoch_sums.from_json(saved["epoch"])
