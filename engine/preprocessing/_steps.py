"""Does a step to both parts of a data set, having learned from the training part alone."""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import numpy as np

from engine.contracts import Applied, Config, StepKind

Parts: TypeAlias = tuple[Any, Any]
"""Training rows and test rows, as the step expects them."""


def prepared(
    step: StepKind, parts: Parts, config: Config | None = None, columns: Sequence[str] = ()
) -> tuple[Parts, Applied]:
    """Both parts after the step, and the step as it was done."""
    settings = {field.name: field.default for field in step.fields} | dict(config or {})
    training, test = parts
    fitted = step.fit(training, settings)
    after = step.apply(training, fitted, settings), step.apply(test, fitted, settings)
    return after, applied(step, fitted, settings, columns)


def applied(step: StepKind, fitted: Any, settings: Config, columns: Sequence[str] = ()) -> Applied:
    """The step as it was done, its statistics as JSON has them."""
    told = {name: _plain(value) for name, value in step.told(fitted).items()}
    return Applied(step.name, settings, told, tuple(columns))


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return cast("Any", value).tolist()
    return [*value] if isinstance(value, tuple) else value
