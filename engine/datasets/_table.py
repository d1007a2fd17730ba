"""scikit-learn's bundled tables as data sets: divided, then standardized."""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Data, Examples, Text
from engine.datasets._split import split

PREPARATION = Text(
    "A fifth of every class is kept apart for testing. Each column is shifted and scaled to mean 0 "
    "and standard deviation 1, with the figures of the training rows only.",
    "Ein Fünftel jeder Klasse bleibt zum Testen beiseite. Jede Spalte ist auf Mittelwert 0 und "
    "Standardabweichung 1 gebracht, und zwar mit den Werten der Trainingszeilen allein.",
)
"""The end of every table's card."""


def about(en: str, de: str) -> Text:
    """A card's text with what was done to the rows."""
    return Text(f"{en} {PREPARATION.en}", f"{de} {PREPARATION.de}")


def load_table(
    read: Callable[[], Any], classes: tuple[str, ...], features: tuple[str, ...]
) -> Data:
    """Rows [n, features] float32, standardized; ``columns`` holds the mean and deviation used."""
    bunch = read()
    rows: AnyArray = np.asarray(bunch.data, np.float64)
    numbers: AnyArray = np.asarray(bunch.target, np.int32)
    training, test = split(rows, numbers)
    mean, deviation = rows[training].mean(axis=0), rows[training].std(axis=0)
    standard = ((rows - mean) / deviation).astype(np.float32)
    return Data(
        training=Examples(standard[training], numbers[training]),
        test=Examples(standard[test], numbers[test]),
        shape=(len(features),),
        classes=classes,
        features=features,
        columns={"mean": mean.astype(np.float32), "deviation": deviation.astype(np.float32)},
    )
