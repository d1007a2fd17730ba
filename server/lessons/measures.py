"""What a goal asks the judge to find out, and the figures that come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct

Part: TypeAlias = Literal["training", "validation", "test", "hidden"]
PARTS: tuple[Part, ...] = ("training", "validation", "test", "hidden")


class Measure(Struct, frozen=True, tag=True):
    """One question; equal ones are answered once."""


class Parameters(Measure, frozen=True):
    """How many numbers the network learns; answered with an int."""


class Trained(Measure, frozen=True):
    """Train from hidden seeds, so many epochs; answered with a ``Figure`` for each seed.

    The part ``hidden`` draws the data with a hidden seed too, and scores rows nobody trained on.
    """

    part: Part
    seeds: int
    epochs: int
    metric: str | None = None


class Own(Measure, frozen=True):
    """How the learner's own run stands; answered with a ``Figure``, None where there is no run."""

    part: Part
    metric: str | None = None


class Outputs(Measure, frozen=True):
    """One unit of the learner's own run on given inputs; answered with a float for each."""

    node: str
    unit: tuple[int, ...]
    inputs: tuple[tuple[float, ...], ...] = ()
    samples: tuple[str, ...] = ()  # instead of inputs: rows of the data, like test:0


AnyMeasure: TypeAlias = Parameters | Trained | Own | Outputs


class Figure(Struct, frozen=True):
    """What training has reached: None for a number that is none."""

    loss: float | None
    metric: float | None
    step: int
    diverged: bool = False


class Figures(Struct, frozen=True):
    """Everything a verdict may look at."""

    kinds: tuple[str, ...]  # of the document's nodes
    found: Mapping[AnyMeasure, Any]
