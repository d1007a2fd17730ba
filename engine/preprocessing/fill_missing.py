"""Fill missing: an empty cell of a table gets its column's mean or most frequent name."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, StepKind, Text

Fitted = tuple[list[int], list[float | str]]


def fit(rows: list[AnyArray], config: Config) -> Fitted:
    """How many cells of each column are empty, and what they get instead.

    ``rows`` is a list of columns [n]: numbers with NaN, or names with the empty string.
    """
    del config
    return [int(_empty(column).sum()) for column in rows], [_usual(column) for column in rows]


def apply(rows: list[AnyArray], fitted: Fitted, config: Config) -> list[AnyArray]:
    """The same columns without empty cells."""
    del config
    return [
        np.where(_empty(column), np.asarray(usual, column.dtype), column)
        for column, usual in zip(rows, fitted[1], strict=True)
    ]


def told(fitted: Fitted) -> Mapping[str, Any]:
    """The count of empty training cells of each column and what stands there now."""
    counts, usual = fitted
    return {"missing": counts, "filled": usual}


def _empty(column: AnyArray) -> AnyArray:
    return column == "" if column.dtype.kind == "U" else np.isnan(column)


def _usual(column: AnyArray) -> float | str:
    known = column[~_empty(column)]
    if column.dtype.kind != "U":
        return float(known.mean()) if len(known) else 0.0
    names, counts = np.unique(known, return_counts=True)
    return str(names[np.argmax(counts)]) if len(names) else ""


KIND = StepKind(
    name="fill_missing",
    label=Text("Fill empty cells", "Lücken füllen"),
    summary=Text("With what is usual in the column", "Mit dem Üblichen der Spalte"),
    help=Text(
        "A network cannot reckon with an empty cell. A missing number becomes the mean of its "
        "column, a missing name the most frequent one. The row keeps what else is known of it.",
        "Mit einer leeren Zelle kann ein Netz nicht rechnen. Eine fehlende Zahl wird zum "
        "Mittelwert ihrer Spalte, ein fehlender Name zum häufigsten. Was sonst in der Zeile "
        "bekannt ist, bleibt erhalten.",
    ),
    order=10,
    formula=r"x' = \begin{cases} \bar{x} & x \text{ is missing} \\ x & \text{else} \end{cases}",
    fit=fit,
    apply=apply,
    told=told,
    figures={
        "missing": Text("Empty cells", "Leere Zellen"),
        "filled": Text("Filled with", "Gefüllt mit"),
    },
    keywords=("imputation", "missing values", "NaN", "fehlende Werte"),
)
