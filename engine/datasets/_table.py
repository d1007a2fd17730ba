"""scikit-learn's bundled tables as data sets: divided, then standardized."""

import importlib
from typing import Any, Unpack

import numpy as np

from engine.contracts import AnyArray, Cell, Data, DatasetKind, Examples, Part, Text
from engine.datasets._cache import once
from engine.datasets._card import SourcedCard, extended
from engine.datasets._columns import Column, cell
from engine.datasets._split import split
from engine.preprocessing import standardize
from engine.preprocessing._steps import prepared

PREPARATION = Text(
    "A fifth of every class is kept apart for testing. Each column is shifted and scaled to mean 0 "
    "and standard deviation 1, with the figures of the training rows only.",
    "Ein Fünftel jeder Klasse bleibt zum Testen beiseite. Jede Spalte ist auf Mittelwert 0 und "
    "Standardabweichung 1 gebracht, und zwar mit den Werten der Trainingszeilen allein.",
)
"""The end of every table's card."""
KEYWORDS = ("table", "Tabelle")


def table_set(
    read: str, classes: tuple[str, ...], features: tuple[str, ...], **card: Unpack[SourcedCard]
) -> DatasetKind:
    """The kind of a table that ``sklearn.datasets`` reads with the function of that name."""
    return DatasetKind(
        **extended(card, PREPARATION, KEYWORDS),
        sample_type="table",
        task="classification",
        fields=(),
        signature=lambda _: ((len(features),), classes),
        features=lambda _: features,
        load=once(lambda: load_table(read, classes, features)),
    )


def load_table(read: str, classes: tuple[str, ...], features: tuple[str, ...]) -> Data:
    """Rows [n, features] float32, standardized."""
    # Imported late: scikit-learn takes a second, and a catalog needs none of it.
    bunch: Any = getattr(importlib.import_module("sklearn.datasets"), read)()
    rows: AnyArray = np.asarray(bunch.data, np.float64)
    numbers: AnyArray = np.asarray(bunch.target, np.int32)
    training, test = split(rows, numbers)
    standard, done = prepared(standardize.KIND, (rows[training], rows[test]), columns=features)

    def raw(part: Part, row: int) -> tuple[Cell, ...]:
        values = rows[(test if part == "test" else training)[row]]
        return tuple(
            cell(Column(name), value) for name, value in zip(features, values, strict=True)
        )

    return Data(
        training=Examples(standard[0], numbers[training]),
        test=Examples(standard[1], numbers[test]),
        shape=(len(features),),
        classes=classes,
        features=features,
        steps=(done,),
        raw=raw,
    )
