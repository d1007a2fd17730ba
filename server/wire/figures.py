"""Numbers that are measured of a run, as they travel."""

from msgspec import Struct


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
