"""Sweep rows: how far each network of a sweep is, and its curves."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.contracts import FloatArray, NodeView, ProbeKind, Question, Text


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """It is asked of no node."""
    del asked, view
    return Question()


def answer(sweep: Any, static: tuple[Any, ...], traced: Any) -> tuple[FloatArray, ...]:
    """Of n networks: the steps taken and the step at which the loss was no number, NaN if none
    [n, 2]; of their rows so far the steps, mean losses, validation losses and first validation
    metrics [n, r], NaN where there is none."""
    del static, traced
    members = sweep.members
    facts = [(one.step, np.nan if one.diverged is None else one.diverged) for one in members]
    columns = (
        [[row["step"] for row in one.rows] for one in members],
        [[row["loss"] for row in one.rows] for one in members],
        [[_of(row["validation"], "loss") for row in one.rows] for one in members],
        [[_of(row["validation"], "metric") for row in one.rows] for one in members],
    )
    return np.array(facts, np.float32), *(_table(column) for column in columns)


def _of(validation: Mapping[str, Any] | None, what: str) -> float:
    if validation is None:
        return float("nan")
    figures = [*validation["metrics"].values(), None]
    value = validation["loss"] if what == "loss" else figures[0]
    return float("nan") if value is None else float(value)


def _table(rows: Sequence[Sequence[float]]) -> FloatArray:
    """Lists of different lengths as one array."""
    table = np.full((len(rows), max(map(len, rows), default=0)), np.nan, np.float32)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


KIND = ProbeKind(
    name="sweep_rows",
    label=Text("Curves of a sweep", "Kurven vieler Läufe"),
    summary=Text(
        "How far each network of a sweep is, and its losses.",
        "Wie weit jedes Netz von vielen ist, und seine Verluste.",
    ),
    parts=("facts", "steps", "losses", "validation", "metric"),
    ask=ask,
    answer=answer,
    every=0.2,
    swept=True,
)
