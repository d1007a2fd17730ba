"""Diagnoses: what can be wrong with a run, told from its own numbers."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.contracts.fields import Text
from engine.contracts.probes import Ends
from engine.contracts.training import LossKind


@dataclass(frozen=True, slots=True)
class LayerHealth:
    """What the probe ``health`` told of one layer; NaN where it has no such numbers."""

    node: str
    ends: Ends | None
    is_output: bool
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the inputs, or a target, over the training rows looked at."""

    name: str
    mean: float
    deviation: float
    least: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What one output is to learn: ``classes`` to tell apart (0: values), of which its ``units``
    numbers are made with ``activation``, a setting of the node ``bent`` if it is one.

    ``mean_sum``: what the numbers of an answer sum to on average; ``sums``: what those of a target
    sum to, at least and at most. ``nothing``: the loss of an answer of zeros where one class is
    right. ``place``: where its settings stand in the training part, then a point.
    """

    node: str
    place: str
    loss: LossKind
    logits: bool
    activation: str
    bent: str | None
    classes: int
    units: int
    mean_sum: float
    sums: tuple[float, float]
    nothing: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A run's own numbers: ``layers`` from front to back, ``losses`` as pairs of step and mean
    training loss in order, the learning rate of its next step, the columns of its inputs (one for
    all pixels), and of values to be learned, and what each output aims at. ``diverged``: the next
    loss is no number."""

    step: int
    diverged: bool
    learning_rate: float
    layers: tuple[LayerHealth, ...]
    losses: tuple[tuple[int, float], ...]
    inputs: tuple[Column, ...]
    first_edge: tuple[str, str] | None
    targets: tuple[Column, ...]
    aims: tuple[Aim, ...]

    @property
    def learning(self) -> tuple[LayerHealth, ...]:
        """The layers that have weights."""
        return tuple(layer for layer in self.layers if layer.figures["weight_norm"] >= 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: a code of the table of messages with the numbers that show it, where, and
    perhaps a mend: the label of a button and document edits."""

    code: str
    node: str | None = None
    field: str | None = None
    label: Text | None = None
    edits: tuple[Mapping[str, Any], ...] = ()
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class DiagnosisKind:
    """One thing that can be wrong. ``find(evidence)`` answers what it finds, nothing mostly."""

    name: str
    label: Text
    order: int
    find: Callable[[Evidence], Iterable[Finding]]
