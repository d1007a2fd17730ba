"""Own tables as examples: columns chosen, words made columns, gaps filled, all standardized."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Unpack

import numpy as np

from engine.contracts import (
    AnyArray,
    Applied,
    Cell,
    Config,
    Data,
    DatasetKind,
    Examples,
    Field,
    Part,
    Task,
    Text,
)
from engine.datasets._cache import cached
from engine.datasets._card import Card, extended
from engine.datasets._own import KEYWORDS, LICENSE, SET, SOURCE, chosen, divided
from engine.errors import LearnerError
from engine.own import limits, store
from engine.preprocessing import fill_missing, one_hot, standardize
from engine.preprocessing._steps import Parts, applied, prepared

FIELDS = (
    SET,
    Field(
        "target", "integer", None,
        Text("Target", "Ziel"),
        Text("The number of the column to be foretold, from 0; left out, the guessed one.",
             "Die Nummer der Spalte, die vorhergesagt wird, ab 0; ohne Angabe die vermutete."),
        minimum=0, maximum=limits.MAX_COLUMNS - 1, nullable=True,
    ),
    Field(
        "inputs", "places", None,
        Text("Inputs", "Eingaben"),
        Text("The numbers of the columns that go in; left out, all that can.",
             "Die Nummern der Spalten, die hineingehen; ohne Angabe alle, die es können."),
        maximum=limits.MAX_COLUMNS - 1, nullable=True,
    ),
    Field(
        "words", "places", [],
        Text("As words", "Als Wörter"),
        Text("Columns of numbers that are taken for words, as for a class or a postal code.",
             "Zahlenspalten, die wie Wörter behandelt werden, etwa eine Klasse oder Postleitzahl."),
        maximum=limits.MAX_COLUMNS - 1,
    ),
)  # fmt: skip
PREPARATION = Text(
    "The table is a CSV file of yours. Rows without a target are left out. A missing number is "
    "replaced by the mean of its column; a missing word is none of the words. A word becomes a "
    "column of its own, 1 where it stands. Each column is shifted and scaled to mean 0 and "
    "standard deviation 1. The figures are those of the training rows; a fifth is kept apart for "
    "testing.",
    "Die Tabelle ist eine CSV-Datei von dir. Zeilen ohne Ziel fallen weg. Eine fehlende Zahl wird "
    "durch den Mittelwert ihrer Spalte ersetzt; ein fehlendes Wort ist keines der Wörter. Jedes "
    "Wort wird eine eigene Spalte, 1 wo es steht. Jede Spalte ist auf Mittelwert 0 und "
    "Standardabweichung 1 gebracht. Die Werte sind die der Trainingszeilen; ein Fünftel bleibt "
    "zum Testen beiseite.",
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of the columns: the target's place, and each input's place and words."""

    target: int
    inputs: tuple[tuple[int, tuple[str, ...]], ...]  # no words: a number
    columns: list[Mapping[str, Any]]

    @property
    def owned(self) -> tuple[tuple[str, ...], ...]:
        """What each input column is called as network inputs, one each."""
        names = [self.columns[place]["name"] for place, _ in self.inputs]
        return tuple(
            tuple(f"{name} = {word}" for word in words) or (name,)
            for name, (_, words) in zip(names, self.inputs, strict=True)
        )

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the network's inputs."""
        return tuple(name for names in self.owned for name in names)


def table_set(task: Task, **card: Unpack[Card]) -> DatasetKind:
    """The kind that foretells a column of an own table, as a class or as a value."""
    return DatasetKind(
        **extended(card, PREPARATION, ("csv", "table", "Tabelle", *KEYWORDS)),
        source=SOURCE,
        license=LICENSE,
        sample_type="table",
        task=task,
        fields=FIELDS,
        signature=lambda options: _signature(options, task),
        features=lambda options: _plan(options, task).features,
        load=cached(lambda options, _seed: _load(options, task)),
        own=True,
    )


def _signature(options: Config, task: Task) -> tuple[tuple[int, ...], tuple[str, ...]]:
    plan = _plan(options, task)
    problem = _problem(json.dumps(dict(options), sort_keys=True), task)
    if problem is not None:
        code, values = problem
        raise LearnerError(code, field="target", **values)
    classes = plan.columns[plan.target]["words"] if task == "classification" else ()
    return (len(plan.features),), tuple(classes)


@lru_cache(maxsize=64)
def _problem(options: str, task: Task) -> tuple[str, Mapping[str, Any]] | None:
    """What keeps the rows from being learned from, found before a network is built for them."""
    settings: Config = json.loads(options)
    try:
        _parted(settings, _plan(settings, task), task)
    except LearnerError as problem:
        return problem.code, problem.values
    return None


def _plan(options: Config, task: Task) -> _Plan:
    about = store.about(options["set"], "table")
    columns: list[Mapping[str, Any]] = about["columns"]
    guess = about["guess"]
    target: int = guess["target"] if options["target"] is None else options["target"]
    as_words: set[int] = set(options["words"])
    named = options["inputs"] is not None
    wanted: Sequence[int] = options["inputs"] if named else _usable(columns, target)
    for place in (target, *wanted, *as_words):
        if place >= len(columns):
            raise LearnerError("own_no_column", field="inputs", number=place, last=len(columns) - 1)
    _check_target(columns[target], task)
    inputs: list[tuple[int, tuple[str, ...]]] = []
    for place in wanted:
        column = columns[place]
        if place == target or not column["can"]:
            raise LearnerError("own_not_input", field="inputs", name=column["name"])
        word = column["type"] == "words" or (place in as_words and "words" in column["can"])
        inputs.append((place, tuple(column["words"]) if word else ()))
    plan = _Plan(target, tuple(inputs), columns)
    width = len(plan.features)
    if not 0 < width <= limits.MAX_INPUTS:
        code = "own_too_many_inputs" if width else "own_no_inputs"
        raise LearnerError(code, field="inputs", count=width, limit=limits.MAX_INPUTS)
    return plan


def _usable(columns: list[Mapping[str, Any]], target: int) -> list[int]:
    return [
        place
        for place, column in enumerate(columns)
        if column["can"] and place != target and not column["ids"]
    ]


def _check_target(column: Mapping[str, Any], task: Task) -> None:
    wanted, code = {
        "classification": ("words", "own_not_classes"),
        "regression": ("number", "own_not_values"),
    }[task]
    if wanted not in column["can"]:
        raise LearnerError(code, field="target", name=column["name"], limit=limits.MAX_LEVELS)


def _load(options: Config, task: Task) -> Data:
    """Rows [n, features] float32."""
    chosen(options)
    plan = _plan(options, task)
    rows, targets, training, test = _parted(options, plan, task)
    parts, steps = _prepared(plan, (rows[training], rows[test]))

    def raw(part: Part, row: int) -> tuple[Cell, ...]:
        return _cells(plan, rows[(test if part == "test" else training)[row]])

    return Data(
        training=Examples(parts[0], targets[training]),
        test=Examples(parts[1], targets[test]),
        shape=(len(plan.features),),
        classes=_signature(options, task)[1],
        features=plan.features,
        steps=steps,
        raw=raw,
    )


def _parted(
    options: Config, plan: _Plan, task: Task
) -> tuple[AnyArray, AnyArray, AnyArray, AnyArray]:
    """Rows [n, features] with NaN for gaps, targets, and the row numbers of both parts."""
    arrays = store.arrays(options["set"])
    numbers, levels = arrays["numbers"], arrays["levels"]
    if task == "classification":
        targets: AnyArray = levels[:, plan.target].astype(np.int32)
        there = targets >= 0
    else:
        targets = numbers[:, plan.target : plan.target + 1].astype(np.float32)
        there = np.isfinite(targets[:, 0])
    rows, targets = _inputs(plan, numbers, levels)[there], targets[there]
    if len(rows) < limits.LEAST_ROWS:
        raise LearnerError("own_too_few", count=len(rows), limit=limits.LEAST_ROWS)
    # For equal rows to be found, a gap must equal a gap.
    training, test = divided(np.where(np.isnan(rows), np.float32(-1e30), rows), targets)
    return rows, targets, training, test


def _inputs(plan: _Plan, numbers: AnyArray, levels: AnyArray) -> AnyArray:
    """Rows [n, features] as they are, NaN for a missing number."""
    parts: list[AnyArray] = []
    for place, words in plan.inputs:
        if words:
            parts.append(one_hot.KIND.apply(levels[:, place], range(len(words)), {}))
        else:
            parts.append(numbers[:, place, None])
    return np.concatenate(parts, axis=1).astype(np.float32)


def _prepared(plan: _Plan, parts: Parts) -> tuple[Parts, tuple[Applied, ...]]:
    """Rows [n, features] with their gaps filled and every column standardized, by figures of the
    training rows; which of a column's words stands in a row they say already."""
    done = [
        applied(one_hot.KIND, words, {}, [plan.columns[place]["name"]])
        for place, words in plan.inputs
        if words
    ]
    training, test = (rows.astype(np.float64) for rows in parts)
    gaps = np.isnan(training).any(axis=0) | np.isnan(test).any(axis=0)
    if gaps.any():
        names = [name for name, gap in zip(plan.features, gaps, strict=True) if gap]
        with_gaps: Parts = ([*training[:, gaps].T], [*test[:, gaps].T])
        filled, filling = prepared(fill_missing.KIND, with_gaps, columns=names)
        training[:, gaps], test[:, gaps] = (np.stack(part, axis=1) for part in filled)
        done.insert(0, filling)
    standard, scaling = prepared(standardize.KIND, (training, test), columns=plan.features)
    return standard, (*done, scaling)


def _cells(plan: _Plan, row: AnyArray) -> tuple[Cell, ...]:
    """A row [features] of ``_inputs`` as the cells that it was made of."""
    cells: list[Cell] = []
    first = 0
    for (place, words), own in zip(plan.inputs, plan.owned, strict=True):
        values = row[first : first + len(own)]
        first += len(own)
        value: float | str | None
        if words:
            value = words[int(np.argmax(values))] if values.any() else None
        else:
            # Digits beyond those of a float32 were never written in the file.
            value = None if np.isnan(values[0]) else float(str(values[0]))
        cells.append(Cell(plan.columns[place]["name"], value, own))
    return tuple(cells)
