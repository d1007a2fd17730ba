"""Tables with numbers, names and empty cells as a data set's rows: filled, scaled, one-hot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from engine.contracts import AnyArray, Applied, Cell, Config, Data, Examples, Field, Part, Text
from engine.preprocessing import fill_missing, normalize, one_hot, standardize
from engine.preprocessing._steps import Parts, prepared

SCALINGS = {kind.name: kind for kind in (standardize.KIND, normalize.KIND)}
SCALING = Field(
    "scaling", "choice", "standardize",
    Text("Scaling", "Skalierung"),
    Text("standardize: mean 0 and deviation 1. normalize: between 0 and 1. none: as published, "
         "which shows why the others exist.",
         "standardize: Mittelwert 0 und Abweichung 1. normalize: zwischen 0 und 1. none: wie "
         "veröffentlicht, woran du siehst, wozu es die anderen gibt."),
    choices=("standardize", "normalize", "none"),
)  # fmt: skip
Block: TypeAlias = tuple[Parts, Applied | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a network sees: numbers of some ``unit``, or one of these names."""

    name: str
    levels: tuple[str, ...] = ()
    unit: str = ""

    @property
    def features(self) -> tuple[str, ...]:
        """What it is called as network inputs, one each."""
        return tuple(f"{self.name}: {level}" for level in self.levels) or (self.name,)


def features(columns: Sequence[Column]) -> tuple[str, ...]:
    """The names of all network inputs: numbers first, then names, each group in its order."""
    return tuple(name for column in _in_order(columns) for name in column.features)


def _in_order(columns: Sequence[Column]) -> list[Column]:
    return sorted(columns, key=lambda column: bool(column.levels))


def column_of(cells: Sequence[str], column: Column, empty: Sequence[str] = ("", "NA")) -> AnyArray:
    """A column's cells as numbers with NaN, or as names with the empty string."""
    filled = ["" if cell in empty else cell for cell in cells]
    if column.levels:
        return np.array(filled, np.str_)
    return np.array([float(cell) if cell else np.nan for cell in filled], np.float64)


def table_data(
    cells: Mapping[str, AnyArray],
    columns: Sequence[Column],
    targets: AnyArray,
    rows: tuple[AnyArray, AnyArray],
    options: Config,
    *,
    classes: tuple[str, ...] = (),
) -> Data:
    """The rows float32 [n, inputs] after every step that the columns and the options ask for.

    ``cells`` holds each column [n] as ``column_of`` answers it; ``rows`` are the numbers of the
    training and the test rows; ``options["scaling"]`` is what ``SCALING`` says.
    """
    names = [column.name for column in columns]
    training_rows, test_rows = ([cells[name][part] for name in names] for part in rows)
    parts: Parts = (training_rows, test_rows)
    steps: list[Applied] = []
    if any(_has_gaps(cells[name]) for name in names):
        parts, done = prepared(fill_missing.KIND, parts, columns=names)
        steps.append(done)
    blocks = [*_numbers(columns, parts, options), *_named(columns, parts)]
    training, test = (
        np.concatenate([block[0][part] for block in blocks], axis=1).astype(np.float32)
        for part in (0, 1)
    )
    steps += [done for _, done in blocks if done is not None]
    inputs = features(columns)

    def raw(part: Part, row: int) -> tuple[Cell, ...]:
        number = rows[part == "test"][row]
        return tuple(cell(column, cells[column.name][number]) for column in _in_order(columns))

    return Data(
        training=Examples(training, targets[rows[0]]),
        test=Examples(test, targets[rows[1]]),
        shape=(len(inputs),),
        classes=classes,
        features=inputs,
        steps=tuple(steps),
        raw=raw,
    )


def cell(column: Column, value: Any) -> Cell:
    """What stands in one row of the column, as ``column_of`` answers it."""
    value = str(value) if column.levels else float(value)
    known = None if value == "" or value != value else value
    return Cell(column.name, known, column.features, column.unit)


def _numbers(columns: Sequence[Column], parts: Parts, options: Config) -> list[Block]:
    """All columns of numbers as one block, scaled as the options say."""
    places = [place for place, column in enumerate(columns) if not column.levels]
    if not places:
        return []
    training, test = (np.stack([part[place] for place in places], axis=1) for part in parts)
    scaling = SCALINGS.get(str(options.get("scaling", SCALING.default)))
    if scaling is None:
        return [((training, test), None)]
    names = [columns[place].name for place in places]
    return [prepared(scaling, (training, test), columns=names)]


def _named(columns: Sequence[Column], parts: Parts) -> list[Block]:
    """Each column of names as a block of zeros and ones."""
    return [
        prepared(one_hot.KIND, (parts[0][place], parts[1][place]), columns=[column.name])
        for place, column in enumerate(columns)
        if column.levels
    ]


def _has_gaps(column: AnyArray) -> bool:
    return bool((column == "").any() if column.dtype.kind == "U" else np.isnan(column).any())
