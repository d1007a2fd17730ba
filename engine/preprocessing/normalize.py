"""Normalize: every column stretched to lie between 0 and 1."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, FloatArray, StepKind, Text

Fitted = tuple[AnyArray, AnyArray]


def fit(rows: AnyArray, config: Config) -> Fitted:
    """Least and greatest value over the rows [n, ...], for each column [...]."""
    del config
    return rows.min(axis=0), rows.max(axis=0)


def apply(rows: AnyArray, fitted: Fitted, config: Config) -> FloatArray:
    """``(x - least) / (greatest - least)``, float32; other rows may go beyond 0 and 1."""
    del config
    least, greatest = fitted
    width = np.where(greatest == least, 1.0, greatest - least)
    return ((rows - least) / width).astype(np.float32)


def told(fitted: Fitted) -> Mapping[str, Any]:
    """Least and greatest value of each column."""
    return {"minimum": fitted[0], "maximum": fitted[1]}


KIND = StepKind(
    name="normalize",
    label=Text("Normalize", "Normalisieren"),
    summary=Text("Between 0 and 1", "Zwischen 0 und 1"),
    help=Text(
        "Stretches every column so that its least training value becomes 0 and its greatest 1. A "
        "single value far out squeezes all others together; standardizing minds that less.",
        "Dehnt jede Spalte so, dass ihr kleinster Trainingswert 0 wird und ihr größter 1. Ein "
        "einziger Ausreißer drückt alle anderen zusammen; dem Standardisieren macht das weniger.",
    ),
    order=21,
    formula=r"x' = \frac{x - x_{\min}}{x_{\max} - x_{\min}}",
    fit=fit,
    apply=apply,
    told=told,
    figures={
        "minimum": Text("Least", "Kleinster"),
        "maximum": Text("Greatest", "Größter"),
    },
    keywords=("min-max scaling", "rescale", "Skalierung", "Wertebereich"),
)
