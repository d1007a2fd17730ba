"""Standardize: every column with mean 0 and standard deviation 1."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, FloatArray, StepKind, Text

Fitted = tuple[AnyArray, AnyArray]


def fit(rows: AnyArray, config: Config) -> Fitted:
    """Mean and standard deviation over the rows [n, ...], for each column [...]."""
    del config
    return rows.mean(axis=0), rows.std(axis=0)


def apply(rows: AnyArray, fitted: Fitted, config: Config) -> FloatArray:
    """``(x - mean) / deviation``, float32."""
    del config
    mean, deviation = fitted
    # A column that never changes tells nothing: it becomes 0, also where other rows differ.
    width = np.where(deviation == 0, np.inf, deviation)
    return ((rows - mean) / width).astype(np.float32)


def told(fitted: Fitted) -> Mapping[str, Any]:
    """Mean and standard deviation of each column."""
    return {"mean": fitted[0], "deviation": fitted[1]}


KIND = StepKind(
    name="standardize",
    label=Text("Standardize", "Standardisieren"),
    summary=Text("Mean 0, standard deviation 1", "Mittelwert 0, Standardabweichung 1"),
    help=Text(
        "Takes the mean from every column and divides by its standard deviation. Columns in "
        "different units, such as years and square meters, then count alike from the first step.",
        "Zieht von jeder Spalte den Mittelwert ab und teilt durch ihre Standardabweichung. Spalten "
        "in verschiedenen Einheiten, etwa Jahre und Quadratmeter, zählen dann vom ersten Schritt "
        "an gleich viel.",
    ),
    order=20,
    formula=r"x' = \frac{x - \mu}{\sigma}",
    fit=fit,
    apply=apply,
    told=told,
    figures={
        "mean": Text("Mean", "Mittelwert"),
        "deviation": Text("Deviation", "Abweichung"),
    },
    keywords=("z-score", "scaling", "normalization layer", "Skalierung", "z-Wert"),
)
