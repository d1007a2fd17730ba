"""What commands and notices are made of: problems, rows of curves, findings, effects, sweeps."""

from typing import Annotated, Any

from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=64)]


class Words(Struct, frozen=True):
    """One sentence in both languages."""

    en: str
    de: str


class Fix(Struct, frozen=True):
    """A mend to offer as a button: document edits in order."""

    label: Words
    edits: list[dict[str, Any]]


class Problem(Struct, frozen=True):
    """What is wrong, where, and how to mend it."""

    code: str
    message: Words
    node: str | None = None
    edge: tuple[str, str] | None = None
    field: str | None = None
    fix: Fix | None = None


class Validation(Struct, frozen=True):
    """Loss and metrics over ``rows`` rows of the validation part."""

    loss: float | None
    metrics: dict[str, float | None]
    rows: int


class Row(Struct, frozen=True):
    """One point of the curves: the mean loss since the row before, the last step's learning rate
    (null where an old run did not keep it)."""

    step: int
    epoch: float
    loss: float | None
    metrics: dict[str, float | None]
    learning_rate: float | None
    validation: Validation | None


class Measured(Struct, frozen=True):
    """Loss and metrics, each null where it is no number."""

    loss: float | None
    metrics: dict[str, float | None]


class Effect(Struct, frozen=True):
    """Loss and metrics before and after all interventions.

    Of the same weights, those of a step, on the same ``rows`` rows of a part.
    """

    step: int
    part: str
    rows: int
    before: Measured
    after: Measured


class Findings(Struct, frozen=True):
    """What an examination found wrong with a run at a step, the gravest first."""

    step: int
    problems: list[Problem]


class SweepKnob(Struct, frozen=True, forbid_unknown_fields=True):
    """A setting and its values: ``field`` dotted, within the config of ``node`` ("*": every
    layer that has it), without one within the document."""

    field: Annotated[str, Meta(min_length=1, max_length=120)]
    values: Annotated[list[float | str | bool], Meta(max_length=64)]
    node: Name | None = None


class SweepState(Struct, frozen=True):
    """How a sweep stands: its slowest network is at ``step`` of ``steps``; ``together`` of the
    ``members`` train in one call; of ``compiling`` the programs are not ready."""

    knobs: list[SweepKnob]
    steps: int
    step: int
    playing: bool
    finished: bool
    members: int
    together: int
    compiling: int
    problem: Problem | None
