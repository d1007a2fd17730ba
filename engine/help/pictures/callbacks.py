"""A callback at work: how it judges the validation loss of a fit that really was computed."""

from typing import Any

import numpy as np

from engine.contracts import CallbackKind, EpochEnd, Memory, Text
from engine.graph.fields import filled
from engine.help.drawing import Picture, curve, curves

POINTS, DEGREE, EPOCHS = 14, 9, 60
STEPS_PER_EPOCH = 8  # so few that it first gets better and then worse
PATIENCE = 5
RATE = 0.1


def pictures(kind: CallbackKind) -> list[Picture]:
    """A polynomial learns a few noisy points by gradient descent until it overfits them."""
    config, _ = filled(kind.fields, {"patience": PATIENCE})
    memory: Memory = {}
    losses: list[float] = []
    rates: list[float] = []
    told = None
    learned = _Fit()
    rate = RATE
    for epoch in range(EPOCHS):
        losses.append(learned.epoch(rate))
        rates.append(rate)
        memory, verdict = kind.judge(memory, EpochEnd(epoch, losses[-1], "lower", rate), config)
        rate = rate if verdict.learning_rate is None else verdict.learning_rate
        if verdict.stop:
            told = epoch + 1
            break
    return _drawn(losses, rates, told)


def _drawn(losses: list[float], rates: list[float], stopped: int | None) -> list[Picture]:
    epochs = [number + 1 for number in range(len(losses))]
    epoch = Text("epoch", "Epoche")
    title = Text("What it watches: patience 5", "Was es beobachtet: Geduld 5")
    if stopped is not None:
        title = Text(
            f"It stops after epoch {stopped}: patience 5",
            f"Es hält nach Epoche {stopped} an: Geduld 5",
        )
    loss = Text("validation loss", "Validierungsverlust")
    drawn = [curves(title, epoch, loss, curve(loss, epochs, losses))]
    if len(set(rates)) > 1:
        rate = Text("learning rate", "Lernrate")
        heading = Text("What it does to the learning rate", "Was es mit der Lernrate macht")
        drawn.append(curves(heading, epoch, rate, curve(rate, epochs, rates)))
    return drawn


class _Fit:
    """Least squares by gradient descent on noisy points of a sine, measured on others."""

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        self._training = self._rows(rng)
        self._validation = self._rows(rng)
        self._weights: Any = np.zeros(DEGREE + 1)

    def _rows(self, rng: np.random.Generator) -> tuple[Any, Any]:
        x = rng.uniform(-1, 1, POINTS)
        y = np.sin(3 * x) + rng.normal(0, 0.35, POINTS)
        basis: Any = np.polynomial.legendre
        return basis.legvander(x, DEGREE), y

    def epoch(self, rate: float) -> float:
        """Some steps; answers the loss on the rows kept apart."""
        x, y = self._training
        for _ in range(STEPS_PER_EPOCH):
            self._weights -= rate * 2 * x.T @ (x @ self._weights - y) / len(y)
        x, y = self._validation
        gaps: Any = np.square(x @ self._weights - y)
        return float(gaps.mean())
